/** The fast engine and the plain event simulation, written from the same rules by people who never met, agree item by item. */
import { describe, expect, test } from 'vitest';
import { compile, itemsOf, WorldPlans, type Plan } from '../../src/engine/index.ts';
import type { Model } from '../../src/scenario/model.ts';
import { firstDifference } from '../helpers/compareItems.ts';
import { modelOf, sortOf, type Wanted } from '../helpers/generate.ts';
import { uncertainModelOf } from '../helpers/generate/uncertain.ts';
import { simulatePlainly } from '../helpers/oracle/index.ts';

const SCENARIOS = Number(process.env['AGREEMENT_SCENARIOS'] ?? 1000);
const BLOCK = 50;
/** The first disagreement of some runs of a model, in words; `planOf` is what the engine plays a run with. */
function disagreement(model: Model, runs: readonly number[], planOf: (run: number) => Plan): string | null {
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

/** A test for each block of numbers. */
function inBlocks(
  count: number,
  name: string,
  disagreementOf: (number: number, wanted: Wanted) => string | null,
): void {
  for (let first = 0; first < count; first += BLOCK) {
    const numbers = Array.from({ length: Math.min(BLOCK, count - first) }, (_, k) => first + k);
    test(`in ${name} ${first} to ${numbers.at(-1)}, twin and every strategy`, { timeout: 240_000 }, () => {
      const found = numbers.flatMap((number) => {
        const wanted = sortOf(number);
        const difference = disagreementOf(number, wanted);
        return difference === null ? [] : [`${JSON.stringify(wanted)} ${difference}`];
      });
      expect(found.length, found.slice(0, 3).join('\n')).toBe(0);
    });
  }
}

describe('the engine gives every item the times that a plain event simulation gives it', () => {
  // The second run only of every fifth scenario.
  inBlocks(SCENARIOS, 'generated scenarios', (number, wanted) => {
    const model = modelOf(number, wanted);
    const plan = compile(model);
    return disagreement(model, number % 5 === 0 ? [0, 1] : [0], () => plan);
  });

  inBlocks(Math.ceil(SCENARIOS / 5), 'generated scenarios with numbers that are not known', (number, wanted) => {
    const model = uncertainModelOf(number, wanted);
    const plans = new WorldPlans(model, model.scenario.seed);
    return disagreement(model, [0, 1 + (number % 5)], (run) => plans.ofRun(run).plan);
  });
});
