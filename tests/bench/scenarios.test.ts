import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/index.ts';
import { englandPart, modelOf, practices } from './scenarios.ts';

const bolton = modelOf(readFileSync(join(import.meta.dirname, '../../scenarios/bolton-2024-07-19.yaml'), 'utf8'));
/** How many sites are worked out together, for each that is. */
const cellSizes = (count: number): number[] => compile(practices(bolton, count)).cells.map((cell) => cell.length);
const practicesOf = (sizes: readonly number[]): number[] => sizes.filter((size) => size > 1);

describe('the scenarios that are timed', () => {
  it('have more practices, not larger networks', () => {
    const others = cellSizes(20).length - 5;
    expect(practicesOf(cellSizes(20))).toEqual(Array(5).fill(4));
    expect(practicesOf(cellSizes(80))).toEqual(Array(20).fill(4));
    expect(cellSizes(80)).toHaveLength(20 + others);
    expect(cellSizes(1)).toHaveLength(1 + others);
  });
  it('have of England as many practices as a worker has at a time, in their networks, with two strategies', () => {
    const part = englandPart(bolton);
    const sites = part.sites.filter(({ kind }) => kind !== 'hub');
    expect(sites.length).toBeGreaterThanOrEqual(48);
    expect(new Set(sites.flatMap(({ groups }) => groups.filter((id) => id.startsWith('icb-')))).size).toBe(1);
    expect(Math.max(...compile(part).cells.map((cell) => cell.length))).toBeLessThan(12);
    expect(part.scenario.strategies.map(({ id }) => id)).toEqual(['today', 'read-only']);
  });
});
