/** The fast engine and the plain event simulation, written from the same rules by people who never met, agree item by item. */
import { describe, expect, test } from 'vitest';
import { compile, itemsOf } from '../../src/engine/index.ts';
import { firstDifference } from '../helpers/compareItems.ts';
import { modelOf } from '../helpers/generate.ts';
import { simulatePlainly } from '../helpers/oracle/index.ts';

const SCENARIOS = Number(process.env['AGREEMENT_SCENARIOS'] ?? 1000);
const BLOCK = 50;

/** The first disagreement of a scenario, in words; the second run only of every fourth scenario. */
function disagreement(number: number): string | null {
  const model = modelOf(number);
  const plan = compile(model);
  const { seed, strategies } = model.scenario;
  for (const run of number % 4 === 0 ? [0, 1] : [0]) {
    for (const strategy of [null, ...strategies.map(({ id }) => id)]) {
      const difference = firstDifference(
        simulatePlainly(model, seed, run, strategy),
        itemsOf(plan, seed, run, strategy),
      );
      if (difference)
        return `scenario ${number}, run ${run}, ${strategy === null ? 'the twin' : `strategy ${strategy}`}: ${difference}`;
    }
  }
  return null;
}

describe('the engine gives every item the times that a plain event simulation gives it', () => {
  for (let first = 0; first < SCENARIOS; first += BLOCK) {
    const numbers = Array.from({ length: Math.min(BLOCK, SCENARIOS - first) }, (_, k) => first + k);
    test(`in generated scenarios ${first} to ${numbers.at(-1)}, twin and every strategy`, { timeout: 120_000 }, () => {
      const found = numbers.flatMap((number) => disagreement(number) ?? []);
      expect(found.length, found.slice(0, 3).join('\n')).toBe(0);
    });
  }
});
