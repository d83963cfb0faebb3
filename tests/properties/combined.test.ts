/** Every kind of fault together with every family of backups and action: what still has to hold when all of them meet. */
import { describe, expect, test, vi } from 'vitest';
import { QUEUE_COUNTS } from '../../src/catalog/types.ts';
import { arrangementOf } from '../../src/engine/arrangement.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import type { Plan } from '../../src/engine/index.ts';
import { incidentUnder, type Lived } from '../../src/engine/strategyIncident.ts';
import { scenario as schema } from '../../src/scenario/schema.ts';
import { validate } from '../../src/scenario/validate.ts';
import { outcomeAlone } from '../helpers/alone.ts';
import { backlogFrom, byQueue } from '../helpers/books.ts';
import {
  broken,
  cases,
  changed,
  differences,
  firstDifference,
  outcomesOf,
  planOf,
  SEED,
  storyOf,
  withMore,
  worldsOf,
} from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 240_000 });

type Backup = NonNullable<ScenarioInput['backups']>[number];

const CASES = cases(90_000, 30, { faults: 'all', responses: 'all' }).slice(1);

test('the generated scenarios are valid and have every kind of fault and many kinds of backup', () => {
  for (const { input } of CASES)
    expect(
      validate(schema.parse(input), {}).filter(({ severity }) => severity === 'error'),
      input.id,
    ).toEqual([]);
  expect(new Set(CASES.flatMap(({ input }) => input.incident.faults.map(({ kind }) => kind))).size).toBe(7);
  expect(new Set(CASES.flatMap(({ input }) => input.backups!.map(({ kind }) => kind))).size).toBeGreaterThan(12);
});

describe('the twin', () => {
  test('is item by item what it is without any fault', () => {
    expect(
      broken(CASES, (input, plan) =>
        firstDifference(
          storyOf(plan, null),
          storyOf(planOf(changed(input, (copy) => void copy.incident.faults.splice(0))), null),
        ),
      ),
    ).toEqual([]);
  });

  test('is what every strategy gives when the faults hit nobody', () => {
    expect(
      broken(CASES, (input) => {
        const { twin, ...others } = outcomesOf(
          planOf(changed(input, (copy) => copy.incident.faults.forEach((fault) => (fault.sites = 0)))),
        );
        return Object.entries(others).flatMap(([id, outcome]) =>
          differences(twin!, outcome).map((field) => `${field} of ${id}`),
        );
      }),
    ).toEqual([]);
  });
});

describe('a backup', () => {
  test('that never starts changes nothing, bit for bit', () => {
    const idle = { activation: { failsToStart: 1 }, undrilled: { failsToStart: 1 } };
    let helped = 0;
    const wrong = broken(CASES, (input) => {
      const support = (id: string, more: object): Backup => ({
        kind: 'redundant-hosting',
        id,
        supports: ['emis', 'tpp', 'pc', 'hosting'].map((component) => ({ component })),
        ...more,
      });
      const way: Backup = {
        kind: 'paper-pack',
        id: 'idle-way',
        covers: [{ services: ['calls'], component: 'records', share: 1, reentryMinutes: 0 }],
        ...idle,
      };
      const outcomes = outcomesOf(
        planOf(
          withMore(input, { backups: [support('idle-support', idle), way, support('works', { automatic: true })] }, [
            ['idle-support'],
            ['idle-way'],
            ['works'],
          ]),
        ),
      );
      const all = outcomes['everything']!;
      if (differences(all, outcomes['more-2']!).length > 0) helped++;
      return [...differences(all, outcomes['more-0']!), ...differences(all, outcomes['more-1']!)];
    });
    expect(wrong).toEqual([]);
    expect(helped).toBeGreaterThan(5);
  });
});

const lived = (plan: Plan, uses: readonly string[], run: number): Lived =>
  incidentUnder(plan, SEED, run, incidentOf(plan, SEED, run), arrangementOf(plan, uses));

describe('the incident as a strategy lives it', () => {
  test('has the extra demand of the incident without any, whatever else a prevention changes', () => {
    let changes = 0;
    const wrong = broken(CASES, (input, plan) => {
      const preventions = input.backups!.filter(
        ({ kind }) => kind === 'staged-updates' || kind === 'engineers-on-site',
      );
      return [0, 1, 2].flatMap((run) => {
        const given = incidentOf(plan, SEED, run);
        const { incident } = lived(
          plan,
          preventions.map(({ id }) => id),
          run,
        );
        if (JSON.stringify(incident.struck) !== JSON.stringify(given.struck)) changes++;
        return JSON.stringify(incident.surges) === JSON.stringify(given.surges) ? [] : [`run ${run}`];
      });
    });
    expect(wrong).toEqual([]);
    expect(changes).toBeGreaterThan(5);
  });

  test('is as slow with supports as without them', () => {
    const SUPPORTS = ['power-supply', 'mobile-data', 'spare-numbers', 'spare-devices', 'redundant-hosting'];
    let [slow, raised] = [0, 0];
    const wrong = broken(CASES, (input, plan) => {
      const uses = input.backups!.filter(({ kind }) => SUPPORTS.includes(kind)).map(({ id }) => id);
      const given = incidentOf(plan, SEED, 0);
      const { incident } = lived(plan, uses, 0);
      return plan.sites.flatMap(({ id }, s) => {
        const [before, after] = [given.sites[s]!, incident.sites[s]!];
        if (before !== after) raised++;
        return before.slow.flatMap(({ component, from, to }) => {
          slow++;
          const levels = after.levels.of(component);
          const isFaster = levels.ticks.some(
            (tick, k) =>
              levels.values[k]! > 0 && tick < Math.min(to, plan.horizon) && (levels.ticks[k + 1] ?? Infinity) > from,
          );
          return isFaster ? [`${component} at ${id}`] : [];
        });
      });
    });
    expect(wrong).toEqual([]);
    expect(Math.min(slow, raised)).toBeGreaterThan(5);
  });
});

describe('the books', () => {
  test('agree with the items: who came, who was done, and how many wait at every hour', () => {
    let waiting = 0;
    const wrong = broken(CASES, (_, plan) => {
      const outcomes = outcomesOf(plan);
      const { hours } = plan.frame;
      return worldsOf(plan).flatMap((world) => {
        const { counts, backlog } = outcomes[world ?? 'twin']!;
        return byQueue(plan, storyOf(plan, world)).flatMap((items, q) => {
          const isReentry = plan.queues[q]!.isReentry;
          const come = items.filter((item) => item.firstDue >= plan.warmUp);
          const counted = (name: (typeof QUEUE_COUNTS)[number]): number =>
            counts[q * QUEUE_COUNTS.length + QUEUE_COUNTS.indexOf(name)]!;
          const busy = items
            .filter((item) => item.start >= plan.warmUp)
            .reduce((sum, item) => sum + item.end - item.start, 0);
          const wrongCounts = [
            ...(busy === counted('busyTicks') ? [] : ['busyTicks']),
            ...(isReentry || come.length === counted('arrived') ? [] : ['arrived']),
            ...(isReentry || come.filter((item) => item.fate === 'done').length === counted('done') ? [] : ['done']),
          ];
          const rebuilt = backlogFrom(plan, items) ?? [];
          waiting += rebuilt.reduce((sum, count) => sum + count, 0);
          const wrongHours = rebuilt.every((count, hour) => count === backlog[q * hours + hour]) ? [] : ['backlog'];
          return [...wrongCounts, ...wrongHours].map((name) => `${world}, queue ${q}: ${name}`);
        });
      });
    });
    expect(wrong).toEqual([]);
    expect(waiting).toBeGreaterThan(1000);
  });
});

test('strategies are the same alone, in company and in any order', () => {
  expect(
    broken(CASES, (_, plan) => {
      const ids = plan.model.scenario.strategies.map(({ id }) => id);
      const [together, backwards] = [outcomesOf(plan), outcomesOf(plan, 0, [...ids].reverse())];
      return ids.flatMap((id) => [
        ...differences(together[id]!, backwards[id]!),
        ...differences(together[id]!, outcomeAlone(plan, id, 0), ['lastDifference']),
      ]);
    }),
  ).toEqual([]);
});
