/** Nothing is lost or made twice in the engine itself: at every sixth hourly sample everything that came is somewhere, once. */
import { expect, test, vi } from 'vitest';
import { CONTACT, type Forest } from '../../src/engine/forest.ts';
import { DUE, END, hasCome, LEFT, SHIFT, START, STATE, State, type ItemStates } from '../../src/engine/itemStates.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { simulateAlone } from '../helpers/alone.ts';
import { cases, planOf, worldsOf } from '../helpers/cases.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Books {
  came: number;
  readonly at: Record<keyof typeof State, number>;
  readonly wrong: string[];
}

/** What has come by now by the forest and by parents that are done, and where each item is by its own times. */
function booksAt(forest: Forest, items: ItemStates, now: number): Books {
  const at = { notYet: 0, waiting: 0, inService: 0, parked: 0, done: 0, lost: 0, hub: 0, noShow: 0, never: 0 };
  const names = Object.keys(State) as (keyof typeof State)[];
  const books: Books = { came: 0, at, wrong: [] };
  const say = (item: number, what: string): void => void books.wrong.push(`item ${item}: ${what}`);
  const expectedChild = new Uint8Array(items.count);
  for (let item = 0; item < items.count; item++) {
    if (items.get(item, STATE) !== State.done) continue;
    const first = forest.childStart[item]!;
    for (let k = 0; k < forest.childCount[item]!; k++) expectedChild[first + k] = 1;
  }
  for (let item = 0; item < items.total; item++) {
    const state = items.get(item, STATE);
    const isReentry = item >= items.count;
    at[names[state]!]++;
    if (!isReentry && forest.due[item]! >= 0) {
      if (forest.due[item]! <= now) books.came++;
      if (forest.due[item]! <= now === (state === State.notYet))
        say(item, `due ${forest.due[item]} and in state ${state}`);
    } else if (hasCome(state)) books.came++;
    if (
      !isReentry &&
      forest.due[item]! < 0 &&
      hasCome(state) &&
      forest.edge[item] !== CONTACT &&
      expectedChild[item] === 0
    )
      say(item, 'came without its parent being done');
    const [start, end, left] = [START, END, LEFT].map((word) => items.get(item, word)) as [number, number, number];
    if (state === State.done && !(start >= 0 && end <= now)) say(item, 'done before its end');
    if (state === State.inService && !(start >= 0 && start <= now && now < end))
      say(item, 'in service outside its time');
    if (state === State.waiting && !(start < 0 && items.get(item, DUE) <= now)) say(item, 'waiting before it is due');
    if (state === State.parked && !(start < 0 && (items.get(item, DUE) < 0 || items.get(item, DUE) > now)))
      say(item, 'parked and due');
    if ((state === State.lost || state === State.hub) && !(start < 0 && left <= now)) say(item, 'gone and started');
  }
  return books;
}

test('at every sixth sample what came is done, gone, put off, waiting or in service, once', () => {
  let samples = 0;
  let seen = 0;
  for (const { name, input } of cases(50_000, 40)) {
    const plan = planOf(input);
    for (const strategy of worldsOf(plan))
      simulateAlone(plan, strategy, 0, (world, _, forest) => {
        for (let now = plan.warmUp; now < plan.horizon; now += 6 * TICKS_PER_HOUR) {
          world.advance(now + 1);
          const { came, at, wrong } = booksAt(forest, world.items, now);
          samples++;
          seen += came;
          const accounted = at.waiting + at.inService + at.parked + at.done + at.lost + at.hub + at.noShow;
          if (wrong.length > 0 || came !== accounted)
            expect.fail(
              `${name}, ${strategy ?? 'twin'}, tick ${now}: ${came} came, ${accounted} accounted for; ${wrong[0]}`,
            );
        }
        world.advance(plan.horizon);
      });
  }
  expect(samples).toBeGreaterThan(1500);
  expect(seen).toBeGreaterThan(100_000);
});

test('an item taken out of its queue, or done twice, is noticed', () => {
  const { input } = cases(50_000, 0)[0]!;
  let noticed = 0;
  simulateAlone(planOf(input), null, 0, (world, _, forest) => {
    const now = planOf(input).warmUp + 36 * TICKS_PER_HOUR;
    world.advance(now + 1);
    const { items } = world;
    const first = (wanted: number): number =>
      Array.from({ length: items.count }, (_, item) => items.get(item, STATE)).indexOf(wanted);
    const waiting = first(State.waiting);
    const done = first(State.done);
    for (const [item, state] of [
      [waiting, State.notYet],
      [waiting, State.done],
      [done, State.waiting],
    ] as const) {
      if (item < 0) continue;
      const at = (item << SHIFT) + STATE;
      const before = items.words[at]!;
      items.words[at] = state;
      if (booksAt(forest, items, now).wrong.length > 0) noticed++;
      items.words[at] = before;
    }
    world.advance(planOf(input).horizon);
  });
  expect(noticed).toBeGreaterThanOrEqual(3);
});
