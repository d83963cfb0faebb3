/** A run is what it is, whatever was played before it on the same plan: worlds keep their buffers from run to run. */
import { expect, test } from 'vitest';
import { compile, itemsOf } from '../../src/engine/index.ts';
import { ItemStates } from '../../src/engine/itemStates.ts';
import { firstDifference } from '../helpers/compareItems.ts';
import { modelOf, sortOf } from '../helpers/generate.ts';

/** In 300 one run makes enough re-entry to make some of the buffers grow and not others. */
const CASES = [300, ...Array.from({ length: 25 }, (_, k) => 40_000 + k)];

test('a run on a plan that has been used is the run on a fresh one, item by item', { timeout: 240_000 }, () => {
  const found: string[] = [];
  for (const number of CASES) {
    const model = modelOf(number, sortOf(number));
    const { seed, strategies } = model.scenario;
    const used = compile(model);
    for (const run of [0, 1, 2]) {
      for (const strategy of [null, ...strategies.map(({ id }) => id)]) {
        const again = itemsOf(used, seed, run, strategy);
        const difference = run > 0 && firstDifference(itemsOf(compile(model), seed, run, strategy), again);
        if (difference) found.push(`${number}, run ${run}, ${strategy ?? 'twin'}: ${difference}`);
      }
    }
  }
  expect(found.slice(0, 3)).toEqual([]);
});

test('what is owed is kept for a larger forest too, after re-entry items have made room for themselves', () => {
  const items = new ItemStates();
  items.expect(10, 10);
  items.owed[3] = 600;
  for (let k = 0; k < 40; k++) items.makeReentry(3, 0);
  items.expect(30, 30);
  items.owed[29] = 1200;
  expect(items.reentryHandling(items.makeReentry(29, 0))).toBe(1200);
});
