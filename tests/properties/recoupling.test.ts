/** Leaving the twin and meeting it again: a strategy's world shares its beginning and end with the twin, and nothing else changes. */
import { describe, expect, test, vi } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { TICKS_PER_DAY } from '../../src/scenario/calendar.ts';
import { outcomeAlone, lastEffectAlone } from '../helpers/alone.ts';
import { broken, cases, differences, outcomesOf, storyOf, worldsOf } from '../helpers/cases.ts';

vi.setConfig({ testTimeout: 120_000 * Number(process.env['SWEEP'] ?? 1) });

const CASES = [...cases(45_000, 50), ...cases(82_000, 20, { faults: 'all' }).slice(1)];

describe('a strategy that shares its beginning and its end with the twin', () => {
  test('has the numbers of one simulated alone from the first tick to the last', () => {
    let rejoined = 0;
    const wrong = broken(CASES, (_, plan) =>
      [0, 1].flatMap((run) => {
        const together = outcomesOf(plan, run);
        return worldsOf(plan).flatMap((world) => {
          const { lastDifference } = together[world ?? 'twin']!;
          if (
            lastDifference.some((tick) => tick >= 0) &&
            lastDifference.every((tick) => tick < plan.horizon - TICKS_PER_DAY)
          )
            rejoined++;
          return differences(together[world ?? 'twin']!, outcomeAlone(plan, world, run), ['lastDifference']).map(
            (field) => `${field} of ${world} in run ${run}`,
          );
        });
      }),
    );
    expect(wrong).toEqual([]);
    expect(rejoined).toBeGreaterThan(10);
  });
});

describe('the last difference to the twin', () => {
  const same = (a: ItemRecord, b: ItemRecord): boolean =>
    (['attempt', 'firstDue', 'due', 'start', 'end', 'left', 'fate'] as const).every((field) => a[field] === b[field]);
  /** When an item is over and done with. */
  const over = (item: ItemRecord | undefined, horizon: number): number =>
    !item ? -1 : item.fate === 'done' ? item.end : item.left >= 0 ? item.left : horizon;

  test('is the last moment at which an item differs or an effect lies ahead: no later, and no earlier', () => {
    let [sites, exact] = [0, 0];
    const wrong = broken(CASES, (_, plan) => {
      const outcomes = outcomesOf(plan);
      const full = (item: ItemRecord): string =>
        [item.site, item.service, item.originSite, item.originService, item.index, item.lineage].join(' ');
      const twin = storyOf(plan, null);
      return worldsOf(plan)
        .slice(1)
        .flatMap((world) => {
          const lastEffect = lastEffectAlone(plan, world, 0);
          const theirs = new Map(twin.map((item) => [full(item), item]));
          const last = new Map(plan.sites.map((site, s) => [site.id, lastEffect[s]!]));
          const note = (item: ItemRecord, until: number): void =>
            void last.set(item.site, Math.max(last.get(item.site)!, until));
          for (const item of storyOf(plan, world)) {
            const other = theirs.get(full(item));
            theirs.delete(full(item));
            if (!other || !same(item, other)) note(item, Math.max(over(item, plan.horizon), over(other, plan.horizon)));
          }
          for (const item of theirs.values()) note(item, over(item, plan.horizon));
          const { lastDifference } = outcomes[world ?? 'twin']!;
          return plan.sites.flatMap((site, s) => {
            sites++;
            if (lastDifference[s] === last.get(site.id)) exact++;
            // Earlier attempts, which records do not tell, may differ longer.
            const mayDiffer = twin.some((item) => item.site === site.id && item.attempt > 0);
            return lastDifference[s] === last.get(site.id) || (mayDiffer && lastDifference[s]! > last.get(site.id)!)
              ? []
              : [`${world}, ${site.id}: ${lastDifference[s]}, not ${last.get(site.id)}`];
          });
        });
    });
    expect(wrong).toEqual([]);
    expect(exact / sites).toBeGreaterThan(0.95);
    expect(sites).toBeGreaterThan(150);
  });
});
