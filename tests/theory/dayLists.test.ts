/** How much of a day a list shows, by hand from the published booking leads. */
import { describe, expect, test } from 'vitest';
import { bookedWhenMade, BOOKED_BEFORE, bookedEarlier } from '../../src/catalog/backups/bookingLead.ts';
import { backup as backupSchema } from '../../src/catalog/backups/index.ts';
import { shown, type DayList } from '../../src/engine/dayList.ts';
import { valueAt } from '../../src/engine/steps.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';

const at = (day: number, hour: number): number => day * TICKS_PER_DAY + hour * TICKS_PER_HOUR;
const WORKS = { ticks: [0], values: [1] };
const always = [{ from: 0, to: at(99, 0) }];
const listOf = (list: object): DayList =>
  (backupSchema.parse({ kind: 'exported-day-list', id: 'list', list }) as { list: DayList }).list;

describe('the share of a day that was booked', () => {
  test('by the start of the day is 54%', () => expect(bookedWhenMade(0, 0, BOOKED_BEFORE)).toBeCloseTo(0.538, 10));
  test('by the end of the evening before is the same', () =>
    expect(bookedWhenMade(1, 1110, BOOKED_BEFORE)).toBeCloseTo(0.538, 10));
  test('by the start of the day before lacks what is booked on that day', () =>
    expect(bookedWhenMade(1, 480, BOOKED_BEFORE)).toBeCloseTo(0.447, 10));
  test('by the middle of the day is half way to everything', () =>
    expect(bookedWhenMade(0, 795, BOOKED_BEFORE)).toBeCloseTo(0.538 + 0.462 / 2, 10));
  test('a week before is what has a lead of a week or more', () =>
    expect(bookedWhenMade(7, 1110, BOOKED_BEFORE)).toBeCloseTo(0.24 + 0.207 / 6, 10));
  test('more than 28 days before is 3%', () => expect(bookedEarlier(28) * 0.538).toBeCloseTo(0.031, 10));
  test('never falls as the list is made later', () => {
    let before = 0;
    for (let minute = -60 * 1440; minute < 1440; minute += 30) {
      const days = -Math.floor(minute / 1440);
      const share = bookedWhenMade(days, minute + days * 1440, BOOKED_BEFORE);
      expect(share).toBeGreaterThanOrEqual(before - 1e-12);
      before = share;
    }
    expect(before).toBeGreaterThan(0.99);
  });
});

describe('a list in force from Tuesday 9:00', () => {
  const day = 8;
  const inForce = [{ from: at(day, 9), to: at(day + 2, 12) }];
  const on = (list: object, tick: number, level = WORKS, open = always): number =>
    valueAt(shown(listOf(list), inForce, level, open), tick);

  test('made at half past seven shows what is booked before the day', () =>
    expect(on({ made: { at: '07:30' } }, at(day, 10))).toBeCloseTo(0.538, 10));
  test('made every half hour shows an hour’s bookings of the day as well', () =>
    expect(on({ made: { every: '30 min' } }, at(day, 10))).toBeCloseTo(0.538 + 0.462 * (60 / 630), 10));
  test('shows less on each further day', () => {
    const list = { made: { at: '07:30' } };
    expect(on(list, at(day + 1, 10))).toBeCloseTo(0.447, 10);
    expect(on(list, at(day + 2, 10))).toBeCloseTo(0.447 - 0.207 / 6, 10);
  });
  test('shows nothing on days that it does not reach', () =>
    expect(on({ made: { at: '07:30' }, daysAhead: 0 }, at(day + 1, 10))).toBe(0));
  test('shows nothing before and after', () => {
    expect(on({}, at(day, 8))).toBe(0);
    expect(on({}, at(day + 2, 12))).toBe(0);
  });
  test('was last made while the system still worked', () => {
    const level = { ticks: [0, at(day, 5)], values: [1, 0] };
    expect(on({ made: { at: '07:30' } }, at(day, 10), level)).toBeCloseTo(0.447, 10);
    expect(on({ made: { at: '18:00' }, daysAhead: 0 }, at(day, 10), level)).toBe(0);
  });
  test('made by hand needs somebody there, if only just going home', () => {
    const friday = [{ from: at(day - 4, 8), to: at(day - 4, 18) }];
    const list = { made: { at: '18:00' }, byHand: true, daysAhead: 4 };
    expect(on(list, at(day, 10), WORKS, friday)).toBeCloseTo(bookedWhenMade(4, 1080, BOOKED_BEFORE), 10);
    expect(on(list, at(day, 10), WORKS, [])).toBe(0);
  });
  test('of a practice that books everything ahead shows everything', () =>
    expect(on({ made: { at: '07:30' }, bookedBefore: 1 }, at(day, 10))).toBe(1));
});
