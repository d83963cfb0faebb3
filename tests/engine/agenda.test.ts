/** An agenda that has been used, and emptied or filled from another, is like one that never was. */
import { describe, expect, test } from 'vitest';
import { Agenda } from '../../src/engine/agenda.ts';
import { TICKS_PER_DAY } from '../../src/scenario/calendar.ts';
import { Dice } from '../helpers/dice.ts';

const HORIZON = 3 * TICKS_PER_DAY;
const NEVER = new Agenda().next;

type Event = readonly [tick: number, kind: number, item: number];

/** Notes events now and then takes the next ones, and stops somewhere in between. */
function use(agenda: Agenda, dice: Dice, from = 0): void {
  let now = from;
  for (let item = 0; item < 300; item++) {
    const ahead = dice.chance(0.8) ? 30 * 6000 : HORIZON;
    const tick = Math.min(HORIZON - 1, now + Math.floor(dice.uniform() * ahead));
    agenda.add(tick, item % 4, item);
    while (dice.chance(0.45) && agenda.next !== NEVER) {
      now = agenda.next;
      agenda.pop();
    }
  }
}

/** Everything that is left, in the order in which it comes; within a tick and kind there is none. */
function rest(agenda: Agenda): Event[] {
  const found: Event[] = [];
  while (agenda.next !== NEVER) {
    const { next, kind } = agenda;
    found.push([next, kind, agenda.pop()]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

describe('an agenda', () => {
  test('that is emptied half way is like a new one', () => {
    const used = new Agenda();
    let left = 0;
    for (let number = 0; number < 60; number++) {
      used.clear(HORIZON);
      const fresh = new Agenda();
      fresh.clear(HORIZON);
      use(used, new Dice(number));
      use(fresh, new Dice(number));
      // Every other time something stays behind for the next.
      if (number % 2 === 0) continue;
      const found = rest(used);
      left += found.length;
      expect(found).toEqual(rest(fresh));
    }
    expect(left).toBeGreaterThan(1000);
  });

  test('that is filled from another goes on like that one, whatever it held', () => {
    const copy = new Agenda();
    copy.clear(HORIZON);
    for (let number = 0; number < 60; number++) {
      const other = new Agenda();
      other.clear(HORIZON);
      use(other, new Dice(number));
      use(copy, new Dice(1000 + number));
      copy.copyFrom(other);
      expect(copy.next).toBe(other.next);
      const from = other.next === NEVER ? 0 : other.next;
      use(copy, new Dice(2000 + number), from);
      use(other, new Dice(2000 + number), from);
      const again = new Agenda();
      again.copyFrom(copy);
      expect(rest(again)).toEqual(rest(other));
    }
  });
});
