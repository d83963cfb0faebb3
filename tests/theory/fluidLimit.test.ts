/** The fluid limit: backlog, time to clear and area of a large site are those of a liquid, and of a small one not yet. */
import { describe, expect, test, vi } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { clearedAt, failing, FAILS, restored, runOf, runs, waitingAt } from '../helpers/outages.ts';
import { waitOf } from '../helpers/queues.ts';
import { mean } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

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
    const plan = failing(
      minutes,
      { share: 1, slowdown: slower },
      { service: 2, arrivals: 0.375 * n },
      { servers: n, days: 2 },
    );
    const expected = fluid(n);
    const found = runs(count, (k) => {
      const [items, twin] = [runOf(plan, k), runOf(plan, k, null)];
      const back = restored(minutes);
      const settled = (list: readonly ItemRecord[]): number =>
        list.filter((item) => item.due >= FAILS && item.start >= 0).reduce((sum, item) => sum + waitOf(item), 0);
      return [
        (waitingAt(items, back) - waitingAt(twin, back)) / expected.left,
        (clearedAt(items, back) - back) / TICKS_PER_MINUTE / expected.clears,
        (settled(items) - settled(twin)) / expected.area,
      ];
    });
    return [0, 1, 2].map((measure) => Math.sqrt(mean(found.map((values) => (values[measure]! - 1) ** 2))));
  };
  const bySize = [gaps(1, 40), gaps(4, 20), gaps(16, 10), gaps(64, 3)];
  test.each([
    ['backlog at restoration', 0],
    ['time until it has cleared', 1],
    ['area', 2],
  ] as const)('the gap of the %s shrinks with every fourfold step, to less than 3%', (_, measure) => {
    const gap = bySize.map((values) => values[measure]!);
    for (let step = 1; step < 4; step++) expect(gap[step]!).toBeLessThan(0.8 * gap[step - 1]!);
    expect(gap[3]!).toBeLessThan(0.03);
  });
  test('a site slowed down a tenth less does not come as close', () => {
    for (const gap of gaps(64, 1, 3.6)) expect(gap).toBeGreaterThan(0.03);
  });
});
