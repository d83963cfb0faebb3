/** A run is what it is, whatever was played before it: worlds keep their buffers from run to run and from plan to plan. */
import { expect, test } from 'vitest';
import { compile, giveBack, itemsOf, simulateRun, simulatingRun, type Plan } from '../../src/engine/index.ts';
import { ItemStates } from '../../src/engine/itemStates.ts';
import { firstDifference } from '../helpers/compareItems.ts';
import { modelOf, sortOf } from '../helpers/generate.ts';

/** In 300 one run makes enough re-entry to make some of the buffers grow and not others. */
const CASES = [300, ...Array.from({ length: 25 }, (_, k) => 40_000 + k)];

/** A plan of a study as long as no other: what is played next finds no room that fits, and makes one. */
const another = compile(modelOf(50_000, {}));
const empty: Plan = { ...another, horizon: another.horizon + 1 };

function onFreshBuffers(plan: Plan, run: number, strategy: string | null): ReturnType<typeof itemsOf> {
  itemsOf({ ...empty }, 'elsewhere', 0, null);
  return itemsOf(plan, plan.model.scenario.seed, run, strategy);
}

test('a run on a plan that has been used is the run on a fresh one, item by item', { timeout: 240_000 }, () => {
  const found: string[] = [];
  for (const number of CASES) {
    const model = modelOf(number, sortOf(number));
    const { seed, strategies } = model.scenario;
    const used = compile(model);
    for (const run of [0, 1, 2]) {
      for (const strategy of [null, ...strategies.map(({ id }) => id)]) {
        const again = itemsOf(used, seed, run, strategy);
        const difference = run > 0 && firstDifference(onFreshBuffers(compile(model), run, strategy), again);
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

test('a plan played in the room of another of the same length gives what it gives in a room of its own', () => {
  const lengthOf = ({ warmUp, horizon }: Plan): string => `${warmUp} ${horizon}`;
  const plans = Array.from({ length: 60 }, (_, k) => compile(modelOf(41_000 + k, sortOf(41_000 + k))));
  plans.sort((a, b) => (lengthOf(a) < lengthOf(b) ? -1 : 1));
  let shared = 0;
  const found = plans.slice(1).flatMap((plan, k) => {
    const before = plans[k]!;
    if (lengthOf(before) !== lengthOf(plan)) return [];
    shared++;
    const { id, seed, strategies } = plan.model.scenario;
    const strategy = strategies.at(-1)!.id;
    const alone = onFreshBuffers(compile(plan.model), 1, strategy);
    // In the room in which another plan has just been played.
    onFreshBuffers(compile(before.model), 0, before.model.scenario.strategies.at(-1)!.id);
    const difference = firstDifference(alone, itemsOf(plan, seed, 1, strategy));
    return difference ? [`${id}: ${difference}`] : [];
  });
  expect(shared).toBeGreaterThan(20);
  expect(found.slice(0, 3)).toEqual([]);
}, 240_000);

test('curves that were given back are empty for whoever takes them next, and nobody else does', () => {
  let reused = 0;
  for (let number = 40_000; number < 40_010; number++) {
    const plan = compile(modelOf(number, sortOf(number)));
    const { seed, strategies } = plan.model.scenario;
    const ids = strategies.map(({ id }) => id);
    const site = plan.cells[0]!.slice(0, 1);
    // The curves of all sites but those of one cell stay as they are taken.
    const fresh = simulateRun(plan, seed, 1, ids, site);
    const used = simulateRun(plan, seed, 0);
    giveBack(used);
    const worlds = [used.twin, ...used.strategies];
    const again = simulateRun(plan, seed, 1, ids, site);
    expect(again).toEqual(fresh);
    const taken = [again.twin, ...again.strategies].flatMap(({ backlog, outstanding }) => [backlog, outstanding]);
    expect(new Set(taken).size).toBe(taken.length);
    reused += Number(worlds.every(({ backlog }) => taken.includes(backlog)));
  }
  expect(reused).toBe(10);
});

test('runs of one length that take turns in one thread are what each is alone, and one given up makes room again', () => {
  const plan = compile(modelOf(40_003, sortOf(40_003)));
  const { seed } = plan.model.scenario;
  const alone = [0, 1].map((run) => structuredClone(simulateRun(plan, seed, run)));
  const taking = [0, 1].map((run) => ({ steps: simulatingRun(plan, seed, run), outcome: undefined as unknown }));
  const givenUp = simulatingRun(plan, seed, 2);
  let turns = 0;
  for (; taking.some(({ outcome }) => outcome === undefined); turns++) {
    for (const one of taking) {
      if (one.outcome !== undefined) continue;
      const step = one.steps.next();
      if (step.done) one.outcome = step.value;
    }
    if (turns < 5) givenUp.next();
    if (turns === 5) givenUp.return(undefined as never);
  }
  expect(turns).toBeGreaterThan(10);
  expect(taking.map(({ outcome }) => outcome)).toEqual(alone);
});
