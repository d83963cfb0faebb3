/** What has not happened yet, or never happens, changes nothing, bit for bit (model.md, section 5). */
import { describe, expect, test, vi } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import type { Plan } from '../../src/engine/index.ts';
import { dateTimeOf, TICKS_PER_DAY, TICKS_PER_HOUR, tickOf } from '../../src/scenario/calendar.ts';
import {
  baseOf,
  before,
  broken,
  cases,
  changed,
  differences,
  firstDifference,
  outcomesOf,
  planOf,
  storyOf,
  withMore,
  worldsOf,
} from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 120_000 });

const CASES = cases(20_000, 40);
type Action = NonNullable<ScenarioInput['actions']>[number];
type Backup = Extract<NonNullable<ScenarioInput['backups']>[number], { kind: 'paper-pack' }>;
const services = (plan: Plan): string[] => [...new Set(plan.model.sites.flatMap((site) => Object.keys(site.services)))];
const isOwn = (item: ItemRecord): boolean =>
  item.lineage === 0 && item.service === item.originService && item.site === item.originSite;

/** One action of every kind but divert, for whatever a scenario has, from a moment on. */
function actionsFrom(plan: Plan, when: { from: string; to: string }): Action[] {
  const common = { title: 'More', sites: 'all' as const, when };
  const pool = Object.keys(plan.model.sites[0]!.pools)[0]!;
  return [
    {
      kind: 'extra-staff',
      id: 'more-staff',
      ...common,
      pool,
      staff: 2,
      shifts: [{ days: 'mon-sun', from: '07:00', to: '23:00' }],
    },
    { kind: 'stay-late', id: 'more-late', ...common, pool, staff: 2, upTo: '4 h' },
    ...services(plan).flatMap((service, k): Action[] => [
      { kind: 'shed', id: `more-shed-${k}`, ...common, service, share: 0.4, returns: { share: 0.5, after: '5 h' } },
      {
        kind: 'pause',
        id: `more-pause-${k}`,
        ...common,
        service,
        share: 0.4,
        into: { from: when.from, workingDays: 2 },
      },
      { kind: 'release-held-slots', id: `more-release-${k}`, ...common, service, share: 0.5 },
    ]),
  ];
}

describe('what has not happened yet', () => {
  test('strategies that differ only after a moment, at any hour, are the same before it, item by item', () => {
    let [differ, hour] = [0, 0];
    const wrong = broken(CASES, (input, plan) => {
      hour = (hour + 5) % 24;
      const moment = plan.warmUp + TICKS_PER_DAY + hour * TICKS_PER_HOUR;
      const actions = actionsFrom(plan, {
        from: dateTimeOf(input.start, moment),
        to: dateTimeOf(input.start, moment + 2 * TICKS_PER_DAY),
      });
      const wider = planOf(withMore(input, { actions }, [actions.map(({ id }) => id)]));
      const [without, more] = [storyOf(wider, baseOf(input)), storyOf(wider, 'more-0')];
      if (firstDifference(without, more)) differ++;
      return firstDifference(before(without, moment), before(more, moment));
    });
    expect(wrong).toEqual([]);
    expect(differ).toBeGreaterThan(20);
  });

  test('before the first failure every backup leaves the twin as it is', () => {
    let later = 0;
    const wrong = broken(CASES, (input) => {
      const plan = planOf(
        changed(input, (copy) =>
          copy.strategies.push({ id: 'backups', title: 'Backups', uses: (copy.backups ?? []).map(({ id }) => id) }),
        ),
      );
      const first = Math.min(...input.incident.faults.map((fault) => tickOf(input.start, fault.at as string)));
      const [twin, backups] = [storyOf(plan, null), storyOf(plan, 'backups')];
      if (firstDifference(twin, backups)) later++;
      return firstDifference(before(backups, first), before(twin, first));
    });
    expect(wrong).toEqual([]);
    expect(later).toBeGreaterThan(20);
  });
});

describe('what never happens', () => {
  /** Covers for every need of every service. */
  const everyNeed = (plan: Plan): NonNullable<Backup['covers']> => {
    const pairs = plan.model.sites.flatMap((site) =>
      Object.entries(site.services).flatMap(([service, { needs }]) =>
        needs.map((need) => `${service} ${need.component}`),
      ),
    );
    return [...new Set(pairs)].map((pair) => ({
      services: [pair.split(' ')[0]!],
      component: pair.split(' ')[1]!,
      share: 1,
      record: 'full' as const,
    }));
  };
  const idle: Readonly<Record<string, Partial<Backup>>> = {
    'decided on too late': { activation: { decision: '366 days' } },
    'that fails to start': { activation: { failsToStart: 1 } },
    'that nobody prepared': { preparation: { what: 'log-ins', share: 0 } },
    'that no site has': { sites: { share: 0 } },
    'that does not last': { endurance: '0 min' },
    'that is in force': {},
  };
  const names = Object.keys(idle);
  const found = new Map(names.map((name) => [name, [] as string[]]));
  for (const { name, input } of CASES) {
    const covers = everyNeed(planOf(input));
    if (covers.length === 0) continue;
    const backups = names.map((kind, k): Backup => ({
      kind: 'paper-pack',
      id: `idle-${k}`,
      title: kind,
      owner: 'practice',
      cost: { perDayInUse: 100 },
      covers,
      ...idle[kind],
    }));
    const outcomes = outcomesOf(
      planOf(
        withMore(
          input,
          { backups },
          backups.map(({ id }) => [id]),
        ),
      ),
    );
    names.forEach((kind, k) =>
      found
        .get(kind)!
        .push(...differences(outcomes[baseOf(input)]!, outcomes[`more-${k}`]!).map((field) => `${name}: ${field}`)),
    );
  }
  test.each(names.slice(0, -1))('a backup %s gives exactly the strategy without it', (name) =>
    expect(found.get(name)).toEqual([]),
  );
  test('and one that is in force does not', () =>
    expect(found.get(names.at(-1)!)!.filter((what) => what.endsWith('hash')).length).toBeGreaterThan(20));

  test('an incident that hits nobody gives the twin for every strategy, at no cost', () => {
    expect(
      broken(CASES, (input) => {
        const plan = planOf(changed(input, (copy) => copy.incident.faults.forEach((fault) => (fault.sites = 0))));
        const { twin, ...others } = outcomesOf(plan);
        return Object.entries(others).flatMap(([id, outcome]) =>
          [
            ...differences(twin!, outcome),
            ...(outcome.cost === 0 ? [] : ['cost']),
            ...(outcome.lastDifference.every((tick) => tick === -1) ? [] : ['last difference']),
          ].map((field) => `${field} of ${id}`),
        );
      }),
    ).toEqual([]);
  });

  test('incident and strategy move nobody’s own arrival, booked slot or no-show', () => {
    const own = (plan: Plan, world: string | null): object[] =>
      storyOf(plan, world)
        .filter(isOwn)
        .map(({ site, service, index, firstDue, fate }) => ({
          site,
          service,
          index,
          firstDue,
          came: fate !== 'no-show',
        }));
    expect(
      broken(CASES, (_, plan) =>
        worldsOf(plan).flatMap((world) => firstDifference(own(plan, null), own(plan, world)) ?? []),
      ),
    ).toEqual([]);
  });
});
