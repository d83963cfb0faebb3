/** Outage and recovery with known answers: what waits when the system is back, how long it takes to clear, the fluid limit. */
import { describe, expect, test, vi } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { tickOf, TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { drainTime, emptyingTime } from '../helpers/formulas.ts';
import { arriving, FLAT, stationOf, waitOf, type ServiceInput, type Station } from '../helpers/queues.ts';
import { FEW, mean, variance, zOfDispersion, zOfMean, zOfSum } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

const START = '2024-07-01';
const FAILS = tickOf(START, '2024-07-02 06:00');
const size = (z: number): number => Math.abs(z);
type Need = NonNullable<ServiceInput['needs']>[number];

/** A station that is without its system from 06:00 of its second day, for a number of minutes. */
function failing(minutes: number, mode: Omit<Need, 'component'>, work: { service: number; arrivals: number }, station: Partial<Station>, level = 0): Plan {
  return stationOf({
    start: START,
    warmUpDays: 1,
    days: 2,
    components: [{ id: 'system', title: 'System' }],
    services: { work: { minutes: { exponential: { mean: work.service } }, arrivals: arriving(work.arrivals), needs: [{ component: 'system', ...mode }] } },
    faults: [{ kind: 'outage', id: 'down', component: 'system', at: '2024-07-02 06:00', level, repair: { central: `${minutes} min` } }],
    ...station,
  });
}

const run = (plan: Plan, k: number, strategy: string | null = 'nothing'): ItemRecord[] => itemsOf(plan, 'recovery', k, strategy);
const runs = <T>(count: number, of: (k: number) => T): T[] => Array.from({ length: count }, (_, k) => of(k));
const waitingAt = (items: readonly ItemRecord[], tick: number): number => items.filter((item) => item.due < tick && !(item.start >= 0 && item.start < tick)).length;
const restored = (minutes: number): number => FAILS + minutes * TICKS_PER_MINUTE;

describe('after an outage in which nothing could be done, those who came are waiting', () => {
  const minutes = 320;
  const lengths = (share: number, level: number): number[] => {
    const plan = failing(minutes, { share }, { service: 10, arrivals: 0.2 }, { servers: 60 }, level);
    return runs(300, (k) => waitingAt(run(plan, k), restored(minutes)));
  };
  const all = lengths(0, 0);
  test('as many as a Poisson number with mean rate times length', () => {
    expect(size(zOfMean(all, 0.2 * minutes))).toBeLessThan(FEW);
    expect(size(zOfDispersion(all, 0.2 * minutes))).toBeLessThan(FEW);
  });
  test.each([[0.35, 0], [0, 0.35]])('when a share of %d can be done, or a level of %d is left, only the others', (share, level) => {
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
    services: { work: { minutes: { exponential: { mean: 12 } }, arrivals: { poisson: { perWeek: 25, profile: FLAT.map((day, k) => day.map((_, hour) => Number(k === 0 && hour < 6))) } } } },
  });
  const emptied = runs(800, (k) => {
    const items = run(plan, k, null);
    return { n: items.length, all: Math.max(opening, ...items.map((item) => item.end / TICKS_PER_MINUTE)) - opening };
  });
  /** z of the sum over runs, each given how many waited. */
  const z = (serversNow: number): number => {
    const expected = emptied.map(({ n }) => emptyingTime({ service: 12, servers: serversNow }, n));
    return zOfSum(mean(emptied.map(({ all }) => all)) * 800, mean(expected.map((time) => time.mean)) * 800, mean(expected.map((time) => time.variance)) * 800);
  };
  test('until the last is done it takes the sum of 1 / (rate x the servers still needed)', () => expect(size(z(servers))).toBeLessThan(FEW));
  test('and varies as a sum of exponential times does', () => {
    const squares = emptied.filter(({ n }) => n > 0).map(({ n, all }) => (all - emptyingTime({ service: 12, servers }, n).mean) ** 2 / emptyingTime({ service: 12, servers }, n).variance);
    expect(size(zOfMean(squares, 1))).toBeLessThan(FEW);
  });
  test('one server more or less is told apart', () => expect(Math.min(size(z(servers - 1)), size(z(servers + 1)))).toBeGreaterThan(FEW));
});

describe('a queue left by an outage clears while new people come', () => {
  const system = { servers: 3, service: 6, arrivals: 0.3 };
  const minutes = 300;
  const plan = failing(minutes, { share: 0 }, system, { servers: 3, days: 3 });
  const cleared = runs(250, (k) => {
    const items = run(plan, k);
    const back = restored(minutes);
    const w = waitingAt(items, back + 1);
    // Nobody waits when everybody who fell due up to a start has started by then.
    const queue = items.filter((item) => item.due > back || item.start > back).sort((a, b) => a.due - b.due);
    let latest = back;
    for (const item of queue) {
      if (item.due > latest) break;
      latest = Math.max(latest, item.start);
    }
    return { w, took: (latest - back) / TICKS_PER_MINUTE };
  });
  const z = (of: (w: number) => { mean: number; variance: number }): number => {
    const expected = cleared.map(({ w }) => of(w));
    const sum = (values: readonly number[]): number => mean(values) * values.length;
    return zOfSum(sum(cleared.map(({ took }) => took)), sum(expected.map((time) => time.mean)), sum(expected.map((time) => time.variance)));
  };
  const squares = (of: (w: number) => { mean: number; variance: number }): number[] => cleared.map(({ w, took }) => (took - of(w).mean) ** 2 / of(w).variance);

  test('after w / (c mu - lambda) on average', () => expect(size(z((w) => drainTime(system, w)))).toBeLessThan(FEW));
  test('with variance w (c mu + lambda) / (c mu - lambda) cubed', () => expect(size(zOfMean(squares((w) => drainTime(system, w)), 1))).toBeLessThan(FEW));
  test('arrivals 5% off are told apart, and a variance without arrivals', () => {
    expect(size(z((w) => drainTime({ ...system, arrivals: 0.315 }, w)))).toBeGreaterThan(FEW);
    expect(size(zOfMean(squares((w) => ({ mean: drainTime(system, w).mean, variance: w / 0.5 ** 2 })), 1))).toBeGreaterThan(FEW);
  });
});

describe('the larger the site, the closer to the flow of a liquid', () => {
  // A quarter of the normal rate for ten hours: n servers, work of 2 min, 3/8 n arrivals a minute.
  const [minutes, slowdown] = [600, 4];
  const fluid = (n: number): { left: number; clears: number; area: number } => {
    const left = (0.375 - 0.5 / slowdown) * n * minutes;
    const clears = left / ((0.5 - 0.375) * n);
    return { left, clears, area: (left * (minutes + clears)) / 2 };
  };
  /** Root mean square of the relative gaps over runs: backlog at restoration, minutes until none waits, area. */
  const gaps = (n: number, count: number, slower = slowdown): number[] => {
    const plan = failing(minutes, { share: 1, slowdown: slower }, { service: 2, arrivals: 0.375 * n }, { servers: n, days: 2 });
    const expected = fluid(n);
    const found = runs(count, (k) => {
      const [items, twin] = [run(plan, k), run(plan, k, null)];
      const back = restored(minutes);
      let latest = back;
      for (const item of items.filter((one) => one.start > back).sort((a, b) => a.due - b.due)) {
        if (item.due > latest) break;
        latest = Math.max(latest, item.start);
      }
      const settled = (list: readonly ItemRecord[]): number => list.filter((item) => item.due >= FAILS && item.start >= 0).reduce((sum, item) => sum + waitOf(item), 0);
      return [(waitingAt(items, back) - waitingAt(twin, back)) / expected.left, (latest - back) / TICKS_PER_MINUTE / expected.clears, (settled(items) - settled(twin)) / expected.area];
    });
    return [0, 1, 2].map((measure) => Math.sqrt(mean(found.map((values) => (values[measure]! - 1) ** 2))));
  };
  const bySize = [gaps(1, 40), gaps(4, 20), gaps(16, 10), gaps(64, 4)];
  test.each([['backlog at restoration', 0], ['time until it has cleared', 1], ['area', 2]] as const)('the gap of the %s shrinks with every fourfold step, to less than 3%', (_, measure) => {
    const gap = bySize.map((values) => values[measure]!);
    for (let step = 1; step < 4; step++) expect(gap[step]!).toBeLessThan(0.8 * gap[step - 1]!);
    expect(gap[3]!).toBeLessThan(0.03);
  });
  test('a site slowed down a tenth less does not come as close', () => {
    for (const gap of gaps(64, 2, 3.6)) expect(gap).toBeGreaterThan(0.03);
  });
});

test('runs are independent: what one leaves says nothing about the next', () => {
  const plan = failing(320, { share: 0 }, { service: 10, arrivals: 0.2 }, { servers: 60 });
  const left = runs(200, (k) => waitingAt(run(plan, k), restored(320)));
  const pairs = left.slice(1).map((value, k) => (value - 64) * (left[k]! - 64));
  expect(size(zOfMean(pairs, 0))).toBeLessThan(FEW);
  expect(variance(left)).toBeGreaterThan(30);
});
