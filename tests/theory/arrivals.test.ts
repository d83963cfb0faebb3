/** Arrivals through the engine: at random by hour of the week, and booked slots spread evenly over staff time. */
import { describe, expect, test } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { stationOf, type PoolInput } from '../helpers/queues.ts';
import { FEW, KS_LIMIT, kolmogorovSmirnov, zOfCells, zOfDispersion, zOfMean, zOfSum } from '../helpers/statistics.ts';

const everybody = (plan: Plan, runs: number): ItemRecord[][] =>
  Array.from({ length: runs }, (_, run) => itemsOf(plan, 'arrivals', run, null));

describe('arrivals at random', () => {
  // Busy mornings, quiet nights, nothing on Saturday nor from 13:00 to 15:00, and a rush either side of Sunday midnight.
  const weight = (day: number, hour: number): number => {
    if (day === 5 || hour === 13 || hour === 14) return 0;
    if ((day === 6 && hour === 23) || (day === 0 && hour === 0)) return 9;
    return hour < 7 ? 0.5 : hour < 12 ? 8 - day : 2;
  };
  const week = Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, hour) => weight(day, hour)));
  const total = week.flat().reduce((sum, value) => sum + value, 0);
  const runs = 30;
  const plan = stationOf({
    start: '2024-07-03', // a Wednesday, so that weeks wrap within the study
    warmUpDays: 0,
    days: 28,
    servers: 1000,
    services: {
      calls: {
        minutes: { fixed: 1 },
        arrivals: { poisson: { perWeek: 900, profile: week, dateFactors: { '2024-07-10': 0, '2024-07-16': 2.5 } } },
      },
    },
  });
  const items = everybody(plan, runs);

  /** Expected arrivals in an hour of the study, worked out from the file alone. */
  const expected = (hour: number, later = 0): number => {
    const day = Math.floor(hour / 24);
    const factor = day === 7 ? 0 : day === 13 ? 2.5 : 1;
    const of = (hour + later + 2 * 24) % 168;
    return (900 * week[Math.floor(of / 24)]![of % 24]! * factor) / total;
  };
  const counts = new Float64Array(28 * 24);
  for (const item of items.flat()) counts[Math.floor(item.due / TICKS_PER_HOUR)]!++;
  const staffed = Array.from(counts.keys()).filter((hour) => expected(hour) > 0);
  const zAgainst = (later: number): number => {
    const hours = staffed.filter((hour) => expected(hour, later) > 0);
    return zOfCells(
      hours.map((hour) => counts[hour]!),
      (k) => runs * expected(hours[k]!, later),
    );
  };

  test('come in every hour of the study as often as the profile and the date factors say', () =>
    expect(Math.abs(zAgainst(0))).toBeLessThan(FEW));
  test('never come in an hour without weight, nor on a date with factor 0', () => {
    expect(counts.filter((count, hour) => expected(hour) === 0 && count > 0)).toHaveLength(0);
    expect(28 * 24 - staffed.length).toBeGreaterThan(150);
  });
  test('vary from run to run as Poisson counts do', () => {
    const sum = staffed.reduce((all, hour) => all + expected(hour), 0);
    const perRun = items.map((run) => run.length);
    expect(Math.abs(zOfMean(perRun, sum))).toBeLessThan(FEW);
    expect(Math.abs(zOfDispersion(perRun, sum))).toBeLessThan(FEW);
  });
  test('keep the rush on both sides of every Sunday midnight', () => {
    const sundays = [4, 11, 18, 25].map((day) => day * 24 + 23);
    const rush = sundays.reduce((sum, hour) => sum + counts[hour]! + counts[hour + 1]!, 0);
    expect(Math.abs(zOfSum(rush, runs * 8 * expected(sundays[0]!), runs * 8 * expected(sundays[0]!)))).toBeLessThan(
      FEW,
    );
  });
  test('fall anywhere within their hour', () => {
    const within = items.flat().map((item) => ((item.due % TICKS_PER_HOUR) + 0.5) / TICKS_PER_HOUR);
    expect(kolmogorovSmirnov(within, (x) => x)).toBeLessThan(KS_LIMIT);
  });
  test('are numbered in the order in which they come', () => {
    for (const run of items)
      expect(run.every((item, k) => item.index === k && (k === 0 || item.due >= run[k - 1]!.due))).toBe(true);
  });
  test.each([1, 24, 167])('would be told from a profile %i hours off', (later) =>
    expect(Math.abs(zAgainst(later))).toBeGreaterThan(FEW),
  );
});

describe('booked slots', () => {
  const shifts: PoolInput['shifts'] = [
    { days: 'mon-fri', from: '08:00', to: '12:00' },
    { days: 'mon-thu', from: '14:00', to: '18:00' },
  ];
  const staff = 2.5;
  const plan = stationOf({
    start: '2024-07-01', // a Monday
    warmUpDays: 0,
    days: 42,
    closedDates: ['2024-07-17'],
    servers: staff,
    shifts,
    services: {
      booked: { minutes: { fixed: 10 }, arrivals: { scheduled: { perWeek: 137, noShow: 0.15 } } },
      rare: { minutes: { fixed: 10 }, arrivals: { scheduled: { perWeek: 10.4 } } },
    },
  });
  const items = everybody(plan, 20);
  const slots = (service: string): number[] =>
    items[0]!.filter((item) => item.service === service).map((item) => item.due);
  const inWeek = (service: string, k: number): number =>
    slots(service).filter((due) => Math.floor(due / (7 * TICKS_PER_DAY)) === k).length;

  /** Staff minutes before a tick: two people in every shift, and a third for its first half. */
  const staffMinutes = (tick: number): number => {
    let sum = 0;
    for (let day = 0; day < 42; day++) {
      const open = day % 7 > 4 || day === 16 ? [] : day % 7 === 4 ? [8] : [8, 14];
      for (const hour of open) {
        const into = Math.max(0, Math.min(240, tick / TICKS_PER_MINUTE - (day * 1440 + hour * 60)));
        sum += 2 * into + Math.min(120, into);
      }
    }
    return sum;
  };
  const weekMinutes = 9 * (2 * 240 + 120);

  test('are exactly as many as stated in every ordinary week', () =>
    expect([0, 1, 3, 4, 5].map((k) => inWeek('booked', k))).toEqual([137, 137, 137, 137, 137]));
  test('are fewer in a week with a closed date, by the staff time that is missing', () =>
    expect(Math.abs(inWeek('booked', 2) - (137 * 7) / 9)).toBeLessThan(1));
  test('of a fraction a week add up over weeks', () => {
    expect([0, 1, 3, 4, 5].every((k) => [10, 11].includes(inWeek('rare', k)))).toBe(true);
    expect(Math.abs(slots('rare').length - 10.4 * (5 + 7 / 9))).toBeLessThan(1);
  });
  test.each([
    ['booked', 137],
    ['rare', 10.4],
  ] as const)('are spread evenly over staff time: %s', (service, perWeek) => {
    slots(service).forEach((due, k) =>
      expect(Math.abs(staffMinutes(due) - ((k + 0.5) * weekMinutes) / perWeek)).toBeLessThan(4 / TICKS_PER_MINUTE),
    );
  });
  test('never fall outside the shifts', () => {
    for (const due of slots('booked')) expect(staffMinutes(due + 1)).toBeGreaterThan(staffMinutes(due));
  });
  test('are the same in every run', () => {
    for (const run of items)
      expect(run.filter((item) => item.service === 'booked').map((item) => item.due)).toEqual(slots('booked'));
  });
  test('are missed by the stated share of people, not always the same ones', () => {
    const booked = items.map((run) => run.filter((item) => item.service === 'booked'));
    const n = booked.flat().length;
    const missed = booked.flat().filter((item) => item.fate === 'no-show').length;
    expect(Math.abs(zOfSum(missed, 0.15 * n, 0.15 * 0.85 * n))).toBeLessThan(FEW);
    expect(Math.abs(zOfSum(missed, 0.2 * n, 0.2 * 0.8 * n))).toBeGreaterThan(FEW);
    const bySlot = booked[0]!.map((_, k) => booked.filter((run) => run[k]!.fate === 'no-show').length);
    expect(Math.abs(zOfDispersion(bySlot, 20 * 0.15 * 0.85))).toBeLessThan(FEW);
  });
  test('with no-shows start and end nothing', () => {
    const missed = items.flat().filter(({ fate }) => fate === 'no-show');
    expect(missed.length).toBeGreaterThan(1000);
    for (const item of missed) expect([item.start, item.end, item.left]).toEqual([-1, -1, item.due]);
  });
});
