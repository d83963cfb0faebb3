/** The fast engine and the plain event simulation, written from the same rules by people who never met, agree item by item. */
import { describe, expect, test } from 'vitest';
import { compile, itemsOf } from '../../src/engine/index.ts';
import { firstDifference } from '../helpers/compareItems.ts';
import { modelOf, type Wanted } from '../helpers/generate.ts';
import { simulatePlainly } from '../helpers/oracle/index.ts';

const SCENARIOS = Number(process.env['AGREEMENT_SCENARIOS'] ?? 1000);
const BLOCK = 50;

/** In turn: usual scenarios, with every kind of fault, with every family of backup and action, and with both. */
const SORTS: readonly Wanted[] = [{}, { faults: 'all' }, { responses: 'all' }, { faults: 'all', responses: 'all' }];

/** The first disagreement of a scenario, in words; the second run only of every fourth of its sort. */
function disagreement(number: number): string | null {
  const wanted = SORTS[number % SORTS.length]!;
  const model = modelOf(number, wanted);
  const plan = compile(model);
  const { seed, strategies } = model.scenario;
  for (const run of Math.floor(number / SORTS.length) % 4 === 0 ? [0, 1] : [0]) {
    for (const strategy of [null, ...strategies.map(({ id }) => id)]) {
      const difference = firstDifference(
        simulatePlainly(model, seed, run, strategy),
        itemsOf(plan, seed, run, strategy),
      );
      if (difference)
        return `scenario ${number} ${JSON.stringify(wanted)}, run ${run}, ${strategy === null ? 'the twin' : `strategy ${strategy}`}: ${difference}`;
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
