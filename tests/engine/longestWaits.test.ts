import { describe, expect, test } from 'vitest';
import type { Forest } from '../../src/engine/forest.ts';
import { FIRST_DUE, ItemStates, LEFT, SHIFT, START, State, STATE } from '../../src/engine/itemStates.ts';
import { LongestWaits } from '../../src/engine/outcome/longestWaits.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { Dice } from '../helpers/dice.ts';

const QUEUES = 3;
const plan = { warmUp: 0, horizon: 1000 } as Plan;

/** Items done after waits of up to `most` ticks; queue 2 has hardly any. */
function twinOf(dice: Dice, items: number, most: number): { forest: Forest; twin: ItemStates; waits: number[] } {
  const queue = Int32Array.from({ length: items }, (_, item) => (item < 2 ? 2 : Math.floor(dice.uniform() * 2)));
  const waits = Array.from({ length: items }, () => Math.floor(dice.uniform() * (most + 1)));
  const twin = new ItemStates();
  twin.expect(items, items);
  waits.forEach((wait, item) => {
    const at = item << SHIFT;
    twin.words[at + STATE] = State.done;
    twin.words[at + FIRST_DUE] = 10;
    twin.words[at + START] = 10 + wait;
    twin.words[at + LEFT] = -1;
  });
  return { forest: { queue } as Forest, twin, waits };
}

describe('the longest wait of what is as in the twin', () => {
  test.each([
    ['few differ', 0.05, 500],
    ['half differ, many ties', 0.5, 3],
    ['nearly all differ', 0.95, 40],
    ['all differ', 1, 40],
  ])('is that of looking through every item when %s', (_, share, most) => {
    const dice = new Dice(1 + share * 100);
    for (let k = 0; k < 50; k++) {
      const { forest, twin, waits } = twinOf(dice, 60, most);
      const changed = Uint8Array.from(waits, () => (dice.uniform() < share ? 1 : 0));
      const all = new LongestWaits(QUEUES);
      waits.forEach((wait, item) => all.add(forest.queue[item]!, wait));
      const remaining = all.remaining();
      waits.forEach((wait, item) => {
        if (changed[item] === 1) remaining.strike(forest.queue[item]!, wait);
      });
      const own = Math.floor(dice.uniform() * most);
      const longest = new Int32Array(QUEUES).fill(own);
      remaining.raise(longest, forest, twin, changed, plan);
      for (let q = 0; q < QUEUES; q++) {
        const ofQueue = waits.filter((_, item) => forest.queue[item] === q);
        expect(all.of(q)).toBe(Math.max(...ofQueue));
        expect(longest[q]).toBe(
          Math.max(own, ...waits.filter((_, item) => forest.queue[item] === q && changed[item] === 0)),
        );
      }
    }
  });
});
