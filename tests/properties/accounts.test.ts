/** The books agree: backlog curves and counts with the items, areas under the backlog with their waits. */
import { describe, expect, test, vi } from 'vitest';
import { QUEUE_COUNTS, type ItemRecord, type QueueCount } from '../../src/catalog/types.ts';
import type { Plan } from '../../src/engine/index.ts';
import { STATE, State } from '../../src/engine/itemStates.ts';
import { simulateAlone } from '../helpers/alone.ts';
import { backlogFrom, byQueue } from '../helpers/books.ts';
import { broken, cases, outcomesOf, storyOf, worldsOf } from '../helpers/cases.ts';

vi.setConfig({ testTimeout: 120_000 * Number(process.env['SWEEP'] ?? 1) });

const CASES = [...cases(40_000, 40), ...cases(81_000, 15, { faults: 'all' }).slice(1)];

describe('curves and counts', () => {
  test('the backlog at every hour is the number of items due and not started, wherever nobody comes twice', () => {
    let [queues, waiting] = [0, 0];
    const wrong = broken(CASES, (_, plan) => {
      const outcomes = outcomesOf(plan);
      return worldsOf(plan).flatMap((world) => {
        const { backlog } = outcomes[world ?? 'twin']!;
        return byQueue(plan, storyOf(plan, world)).flatMap((items, q) => {
          const rebuilt = backlogFrom(plan, items);
          if (!rebuilt) return [];
          queues++;
          const { hours } = plan.frame;
          waiting += rebuilt.reduce((sum, count) => sum + count, 0);
          return rebuilt.every((count, hour) => count === backlog[q * hours + hour]) ? [] : [`${world}, queue ${q}`];
        });
      });
    });
    expect(wrong).toEqual([]);
    expect(queues).toBeGreaterThan(500);
    expect(waiting).toBeGreaterThan(5000);
  });

  test('counts are those of the items', () => {
    expect(
      broken(CASES, (_, plan) => {
        const outcomes = outcomesOf(plan);
        return worldsOf(plan).flatMap((world) => {
          const { counts } = outcomes[world ?? 'twin']!;
          const story = storyOf(plan, world);
          // Re-entry is made when what it types up is done.
          const made = new Map(
            story.filter((item) => item.service !== 're-entry').map((item) => [nameOf(item), item.end]),
          );
          const since = (item: ItemRecord): number =>
            item.service === 're-entry' ? made.get(nameOf(item))! : item.firstDue;
          return byQueue(plan, story).flatMap((all, q) => {
            const items = all.filter((item) => since(item) >= plan.warmUp);
            const come = items.filter((item) => item.fate !== 'no-show');
            const isReentry = plan.queues[q]!.isReentry;
            const expected: Partial<Record<QueueCount, number>> = {
              arrived: items.length,
              done: come.filter((item) => item.fate === 'done').length,
              lost: come.filter((item) => item.fate === 'lost').length,
              degraded: isReentry ? 0 : come.filter((item) => item.degraded && item.start >= 0).length,
              withoutRecord: isReentry ? 0 : come.filter((item) => item.degraded && item.record === 'none').length,
              longestWaitTicks: Math.max(
                0,
                ...come.map(
                  (item) => (item.start >= 0 ? item.start : item.left >= 0 ? item.left : plan.horizon) - since(item),
                ),
              ),
              busyTicks: all
                .filter((item) => item.start >= plan.warmUp)
                .reduce((sum, item) => sum + item.end - item.start, 0),
            };
            return (Object.keys(expected) as QueueCount[])
              .filter((name) => expected[name] !== counts[q * QUEUE_COUNTS.length + QUEUE_COUNTS.indexOf(name)])
              .map((name) => `${world}, queue ${q}: ${name}`);
          });
        });
      }),
    ).toEqual([]);
  });

  test('the area under the backlog, tick by tick, is the sum of all waits (Little), wherever nobody comes twice', () => {
    let areas = 0;
    const wrong = broken(CASES.slice(1, 26), (_, plan) =>
      worldsOf(plan).flatMap((world) => {
        const story = storyOf(plan, world);
        const moments = [...new Set(story.flatMap(({ due, start, left }) => [due, start, left]))]
          .filter((tick) => tick >= 0 && tick < plan.horizon)
          .sort((a, b) => a - b);
        const area = areaTickByTick(plan, world, moments);
        return byQueue(plan, story).flatMap((items, q) => {
          if (items.some((item) => item.attempt > 0)) return [];
          const waits = items.reduce(
            (sum, item) =>
              sum +
              (item.due < 0
                ? 0
                : (item.start >= 0 ? item.start : item.left >= 0 ? item.left : plan.horizon) - item.due),
            0,
          );
          if (waits > 0) areas++;
          return area[q] === waits ? [] : [`${world}, queue ${q}: ${area[q]} is not ${waits}`];
        });
      }),
    );
    expect(wrong).toEqual([]);
    expect(areas).toBeGreaterThan(100);
  });
});

function nameOf(item: ItemRecord): string {
  return `${item.site} ${item.originSite} ${item.originService} ${item.index} ${item.lineage}`;
}

/** Waiting items times ticks, per queue, from the state of the world itself at every moment at which anything may change. */
function areaTickByTick(plan: Plan, strategy: string | null, moments: readonly number[]): number[] {
  const area = plan.queues.map(() => 0);
  simulateAlone(plan, strategy, 0, (world, cell, forest) => {
    moments.forEach((now, k) => {
      world.advance(now + 1);
      const { items } = world;
      const length = (moments[k + 1] ?? plan.horizon) - now;
      for (let item = 0; item < items.total; item++) {
        if (items.get(item, STATE) !== State.waiting) continue;
        const q = item < items.count ? forest.queue[item]! : cell.reentryOfQueue[forest.queue[items.reentryOf(item)]!]!;
        area[cell.globalQueue[q]!]! += length;
      }
    });
    world.advance(plan.horizon);
  });
  return area;
}
