/** The list of broken engines cannot rot: every fault can still be put in, and every test that must notice it is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mutated, occurrences } from './mutate.ts';
import { mutants } from './mutants.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('engines broken on purpose', () => {
  test('are thirty or more, each named once and each broken in a way of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ file, find, replace }) => `${file} ${find} ${replace}`)).size).toBe(mutants.length);
  });
  test('are told in a sentence each, all different', () => {
    for (const { what } of mutants) expect(what).toMatch(/^[A-Z`].{20,}\.$/);
    expect(new Set(mutants.map(({ what }) => what)).size).toBe(mutants.length);
  });
  test.each(mutants)('$id changes one place of its file', (mutant) => {
    const source = read(`src/${mutant.file}`);
    expect(occurrences(source, mutant.find), `${mutant.find} in ${mutant.file}`).toBe(1);
    expect(mutated(source, mutant)).not.toBe(source);
  });
  test.each(mutants)('$id must be noticed by a test that exists', ({ killedBy }) => {
    expect(killedBy.file).toMatch(/^tests\/.*\.test\.ts$/);
    expect(existsSync(join(root, killedBy.file)), killedBy.file).toBe(true);
    const named = ["'", '`', '"'].some((quote) => read(killedBy.file).includes(quote + killedBy.test));
    expect(named, `${killedBy.test} in ${killedBy.file}`).toBe(true);
  });
});
