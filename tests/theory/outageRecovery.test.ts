/** Outage and recovery with known answers: what waits when the system is back, and how long it takes to clear. */
import { describe, expect, test, vi } from 'vitest';
import { TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { drainTime, emptyingTime } from '../helpers/formulas.ts';
import { clearedAt, failing, restored, runOf, runs, START, waitingAt } from '../helpers/outages.ts';
import { FLAT, stationOf } from '../helpers/queues.ts';
import { FEW, mean, size, variance, zOfDispersion, zOfMean, zOfSum } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('after an outage in which nothing could be done, those who came are waiting', () => {
  const minutes = 320;
  const lengths = (share: number, level: number): number[] => {
    const plan = failing(minutes, { share }, { service: 10, arrivals: 0.2 }, { servers: 60 }, level);
    return runs(300, (k) => waitingAt(runOf(plan, k), restored(minutes)));
  };
  const all = lengths(0, 0);
  test('as many as a Poisson number with mean rate times length', () => {
    expect(size(zOfMean(all, 0.2 * minutes))).toBeLessThan(FEW);
    expect(size(zOfDispersion(all, 0.2 * minutes))).toBeLessThan(FEW);
  });
  test.each([
    [0.35, 0],
    [0, 0.35],
  ])('when a share of %d can be done, or a level of %d is left, only the others', (share, level) => {
    const some = lengths(share, level);
    expect(size(zOfMean(some, 0.65 * 0.2 * minutes))).toBeLessThan(FEW);
    expect(size(zOfDispersion(some, 0.65 * 0.2 * minutes))).toBeLessThan(FEW);
  });
  test('a quarter of an hour more or less are told apart', () => {
    expect(size(zOfMean(all, 0.2 * (minutes + 15)))).toBeGreaterThan(FEW);
    expect(size(zOfMean(all, 0.2 * (minutes - 15)))).toBeGreaterThan(FEW);
  });
});

describe('those who wait behind closed doors are seen, one after another, once the doors open', () => {
  const servers = 4;
  const opening = 8 * 60;
  const plan = stationOf({
    start: START,
    warmUpDays: 0,
    days: 1,
    servers,
    shifts: [{ days: 'mon', from: '08:00', to: '24:00' }],
    services: {
      work: {
        minutes: { exponential: { mean: 12 } },
        arrivals: {
          poisson: { perWeek: 25, profile: FLAT.map((day, k) => day.map((_, hour) => Number(k === 0 && hour < 6))) },
        },
      },
    },
  });
  const emptied = runs(800, (k) => {
    const items = runOf(plan, k, null);
    return { n: items.length, all: Math.max(opening, ...items.map((item) => item.end / TICKS_PER_MINUTE)) - opening };
  });
  /** z of the sum over runs, each given how many waited. */
  const z = (serversNow: number): number => {
    const expected = emptied.map(({ n }) => emptyingTime({ service: 12, servers: serversNow }, n));
    return zOfSum(
      mean(emptied.map(({ all }) => all)) * 800,
      mean(expected.map((time) => time.mean)) * 800,
      mean(expected.map((time) => time.variance)) * 800,
    );
  };
  test('until the last is done it takes the sum of 1 / (rate x the servers still needed)', () =>
    expect(size(z(servers))).toBeLessThan(FEW));
  test('and varies as a sum of exponential times does', () => {
    const squares = emptied
      .filter(({ n }) => n > 0)
      .map(
        ({ n, all }) =>
          (all - emptyingTime({ service: 12, servers }, n).mean) ** 2 /
          emptyingTime({ service: 12, servers }, n).variance,
      );
    expect(size(zOfMean(squares, 1))).toBeLessThan(FEW);
  });
  test('one server more or less is told apart', () =>
    expect(Math.min(size(z(servers - 1)), size(z(servers + 1)))).toBeGreaterThan(FEW));
});

describe('a queue left by an outage clears while new people come', () => {
  const system = { servers: 3, service: 6, arrivals: 0.3 };
  const minutes = 300;
  const plan = failing(minutes, { share: 0 }, system, { servers: 3, days: 3 });
  const cleared = runs(250, (k) => {
    const items = runOf(plan, k);
    const back = restored(minutes);
    const w = waitingAt(items, back + 1);
    return { w, took: (clearedAt(items, back) - back) / TICKS_PER_MINUTE };
  });
  const z = (of: (w: number) => { mean: number; variance: number }): number => {
    const expected = cleared.map(({ w }) => of(w));
    const sum = (values: readonly number[]): number => mean(values) * values.length;
    return zOfSum(
      sum(cleared.map(({ took }) => took)),
      sum(expected.map((time) => time.mean)),
      sum(expected.map((time) => time.variance)),
    );
  };
  const squares = (of: (w: number) => { mean: number; variance: number }): number[] =>
    cleared.map(({ w, took }) => (took - of(w).mean) ** 2 / of(w).variance);

  test('after w / (c mu - lambda) on average', () => expect(size(z((w) => drainTime(system, w)))).toBeLessThan(FEW));
  test('with variance w (c mu + lambda) / (c mu - lambda) cubed', () =>
    expect(
      size(
        zOfMean(
          squares((w) => drainTime(system, w)),
          1,
        ),
      ),
    ).toBeLessThan(FEW));
  test('arrivals 5% off are told apart, and a variance without arrivals', () => {
    expect(size(z((w) => drainTime({ ...system, arrivals: 0.315 }, w)))).toBeGreaterThan(FEW);
    expect(
      size(
        zOfMean(
          squares((w) => ({ mean: drainTime(system, w).mean, variance: w / 0.5 ** 2 })),
          1,
        ),
      ),
    ).toBeGreaterThan(FEW);
  });
});

test('runs are independent: what one leaves says nothing about the next', () => {
  const plan = failing(320, { share: 0 }, { service: 10, arrivals: 0.2 }, { servers: 60 });
  const left = runs(200, (k) => waitingAt(runOf(plan, k), restored(320)));
  const pairs = left.slice(1).map((value, k) => (value - 64) * (left[k]! - 64));
  expect(size(zOfMean(pairs, 0))).toBeLessThan(FEW);
  expect(variance(left)).toBeGreaterThan(30);
});
