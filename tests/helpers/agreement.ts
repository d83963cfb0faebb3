/** Blocks of generated scenarios in which the fast engine and the plain simulation must agree item by item; several test files share them out. */
import { expect, test } from 'vitest';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import type { Model } from '../../src/scenario/model.ts';
import { firstDifference } from './compareItems.ts';
import { sortOf, type Wanted } from './generate.ts';
import { simulatePlainly } from './oracle/index.ts';

/** How many scenarios are compared; a fifth as many with numbers that are not known. */
export const SCENARIOS = Number(process.env['AGREEMENT_SCENARIOS'] ?? 1000);
const BLOCK = 50;
/** For a block; an hour where the deep study shares a machine with others. */
const TIMEOUT = SCENARIOS > 1000 ? 3_600_000 : 240_000;

/** The first disagreement of some runs of a model, in words; `planOf` is what the engine plays a run with. */
export function disagreement(model: Model, runs: readonly number[], planOf: (run: number) => Plan): string | null {
  const { id, seed, strategies } = model.scenario;
  for (const run of runs) {
    for (const strategy of [null, ...strategies.map(({ id }) => id)]) {
      const difference = firstDifference(
        simulatePlainly(model, seed, run, strategy),
        itemsOf(planOf(run), seed, run, strategy),
      );
      if (difference)
        return `${id}, run ${run}, ${strategy === null ? 'the twin' : `strategy ${strategy}`}: ${difference}`;
    }
  }
  return null;
}

/** A test for each block of numbers, from one up to another. */
export function inBlocks(
  from: number,
  to: number,
  name: string,
  disagreementOf: (number: number, wanted: Wanted) => string | null,
): void {
  for (let first = from; first < to; first += BLOCK) {
    const numbers = Array.from({ length: Math.min(BLOCK, to - first) }, (_, k) => first + k);
    test(`in ${name} ${first} to ${numbers.at(-1)}, twin and every strategy`, { timeout: TIMEOUT }, () => {
      const found = numbers.flatMap((number) => {
        const wanted = sortOf(number);
        const difference = disagreementOf(number, wanted);
        return difference === null ? [] : [`${JSON.stringify(wanted)} ${difference}`];
      });
      expect(found.length, found.slice(0, 3).join('\n')).toBe(0);
    });
  }
}
