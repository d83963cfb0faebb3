import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COUNT_AT, QUEUE_COUNTS } from '../../src/catalog/types.ts';
import { atOnce, compile, simulatingRun } from '../../src/engine/index.ts';
import { modelOf } from '../bench/scenarios.ts';

const bolton = compile(
  modelOf(readFileSync(join(import.meta.dirname, '../../scenarios/bolton-2024-07-19.yaml'), 'utf8')),
);
const run = (isLean: boolean) => atOnce(simulatingRun(bolton, 'lean', 0, ['today'], undefined, isLean));

describe('a lean run', () => {
  const [whole, lean] = [run(false), run(true)];
  const worlds = [
    [whole.twin, lean.twin],
    [whole.strategies[0]!, lean.strategies[0]!],
  ] as const;
  const ofSite = (isHub: boolean): number[] =>
    bolton.queues.flatMap(({ site }, q) => (bolton.isHub[site] === isHub ? [q] : []));
  const row = (counts: ArrayLike<number>, queue: number, width: number): number[] =>
    Array.from({ length: width }, (_, k) => counts[queue * width + k]!);

  it('tells of every site but the hubs what a whole one tells', () => {
    const { hours } = bolton.frame;
    for (const [a, b] of worlds)
      for (const q of ofSite(false)) {
        expect(row(b.counts, q, QUEUE_COUNTS.length)).toEqual(row(a.counts, q, QUEUE_COUNTS.length));
        expect(row(b.outstanding, q, hours)).toEqual(row(a.outstanding, q, hours));
        expect(b.lastDifference[bolton.queues[q]!.site]).toBe(a.lastDifference[bolton.queues[q]!.site]);
      }
  });
  it('knows nothing of hubs and has no hash', () => {
    const arrived = (counts: Float64Array): number =>
      ofSite(true).reduce((sum, q) => sum + counts[q * QUEUE_COUNTS.length + COUNT_AT.arrived]!, 0);
    for (const [a, b] of worlds) {
      expect(arrived(a.counts)).toBeGreaterThan(1000);
      expect(arrived(b.counts)).toBe(0);
      expect([a.hash.every((word) => word !== 0), [...b.hash]]).toEqual([true, [0, 0]]);
    }
  });
});
