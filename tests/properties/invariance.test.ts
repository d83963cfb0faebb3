/** What one thing may not change about another, bit for bit (model.md, section 5), on a small Bolton and generated scenarios. */
import { describe, expect, test, vi } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { dateOf, dayNumber, TICKS_PER_DAY } from '../../src/scenario/calendar.ts';
import { FLAT } from '../helpers/queues.ts';
import { cases, changed, differences, firstDifference, linesOf, outcomesOf, planOf, SEED, storyOf, worldsOf, type Case } from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 120_000 });

const CASES = cases(20_000, 60);
/** What is wrong in which case; nothing, if the property holds. */
const broken = (wrong: (one: Case, plan: Plan) => string | null | readonly string[]): string[] =>
  CASES.flatMap((one) => {
    const found = wrong(one, planOf(one.input));
    return (typeof found === 'string' ? [found] : (found ?? [])).map((what) => `${one.name}: ${what}`);
  });
/** The first world whose story in one plan is not that in another. */
const retold = (a: Plan, b: Plan, told: (story: string[]) => string[] = (story) => story, worlds = worldsOf(a)): string | null => {
  for (const world of worlds) {
    const difference = firstDifference(told(storyOf(a, world)), told(storyOf(b, world)));
    if (difference) return `${world ?? 'twin'}, ${difference}`;
  }
  return null;
};
const services = (plan: Plan): string[] => [...new Set(plan.model.sites.flatMap((site) => Object.keys(site.services)))];
type Action = NonNullable<ScenarioInput['actions']>[number];
type Backup = NonNullable<ScenarioInput['backups']>[number];

/** The twin's strategy list with one more: everything, and these as well. */
const withMore = (input: ScenarioInput, more: { actions?: Action[]; backups?: Backup[] }): ScenarioInput =>
  changed(input, (copy) => {
    const everything = copy.strategies[Math.min(1, copy.strategies.length - 1)]!;
    copy.actions = [...(copy.actions ?? []), ...(more.actions ?? [])];
    copy.backups = [...(copy.backups ?? []), ...(more.backups ?? [])];
    copy.strategies = [...copy.strategies, { ...everything, id: 'more', title: 'More', baseline: false, uses: [...(everything.uses ?? []), ...[...(more.actions ?? []), ...(more.backups ?? [])].map(({ id }) => id)] }];
  });
const baseOf = (input: ScenarioInput): string => input.strategies[Math.min(1, input.strategies.length - 1)]!.id;

/** What had happened before a tick, item by item. */
function before(items: readonly ItemRecord[], tick: number): string[] {
  return items
    .filter((item) => item.firstDue >= 0 && item.firstDue < tick)
    .map((item) => {
      const started = item.start >= 0 && item.start < tick;
      return [item.site, item.service, item.originSite, item.originService, item.index, item.lineage, item.firstDue, ...(started ? [item.start, item.end, item.degraded, item.record] : []), item.left >= 0 && item.left < tick ? item.left : ''].join(' ');
    });
}

describe('time', () => {
  test('strategies that differ only after a moment are the same before it, item by item', () => {
    let differ = 0;
    const wrong = broken(({ input }, plan) => {
      const outcome = outcomesOf(plan);
      void outcome;
      const firstHit = Math.min(...plan.model.sites.map((_, s) => s).flatMap(() => [plan.warmUp]));
      const day = Math.floor(firstHit / TICKS_PER_DAY) + 2;
      const when = { from: `${dateOf(dayNumber(input.start) + day)} 00:00`, to: `${dateOf(dayNumber(input.start) + day + 2)} 00:00` };
      const pool = Object.keys(plan.model.sites[0]!.pools)[0]!;
      const more: Action[] = [
        { kind: 'extra-staff', id: 'more-staff', title: 'More', sites: 'all', when, pool, staff: 2, shifts: [{ days: 'mon-sun', from: '07:00', to: '23:00' }] },
        { kind: 'stay-late', id: 'more-late', title: 'More', sites: 'all', when, pool, staff: 2, upTo: '4 h' },
        ...services(plan).flatMap((service, k): Action[] => [
          { kind: 'shed', id: `more-shed-${k}`, title: 'More', sites: 'all', when, service, share: 0.4, returns: { share: 0.5, after: '5 h' } },
          { kind: 'pause', id: `more-pause-${k}`, title: 'More', sites: 'all', when, service, share: 0.4, into: { from: when.from, workingDays: 2 } },
          { kind: 'release-held-slots', id: `more-release-${k}`, title: 'More', sites: 'all', when, service, share: 0.5 },
        ]),
      ];
      const wider = planOf(withMore(input, { actions: more }));
      const [a, b] = [baseOf(input), 'more'].map((strategy) => itemsOf(wider, SEED, 0, strategy)) as [ItemRecord[], ItemRecord[]];
      if (firstDifference(linesOf(a), linesOf(b))) differ++;
      return firstDifference(before(a, day * TICKS_PER_DAY), before(b, day * TICKS_PER_DAY));
    });
    expect(wrong).toEqual([]);
    expect(differ).toBeGreaterThan(30);
  });

  test('before the first failure backups change nothing, and the incident neither', () => {
    expect(
      broken(({ input }) => {
        const plan = planOf(changed(input, (copy) => copy.strategies.push({ id: 'backups', title: 'Backups', uses: (copy.backups ?? []).map(({ id }) => id) })));
        const first = Math.min(...plan.model.scenario.incident.faults.map((fault) => (dayNumber(fault.at.slice(0, 10)) - dayNumber(input.start)) * TICKS_PER_DAY + (Number(fault.at.slice(11, 13)) * 60 + Number(fault.at.slice(14))) * 6000));
        return firstDifference(before(itemsOf(plan, SEED, 0, 'backups'), first), before(itemsOf(plan, SEED, 0, null), first));
      }),
    ).toEqual([]);
  });
});

describe('what does not happen', () => {
  const covering = (plan: Plan): Backup['covers'] => {
    const pairs = plan.model.sites.flatMap((site) => Object.entries(site.services).flatMap(([service, { needs }]) => needs.map((need) => `${service} ${need.component}`)));
    return [...new Set(pairs)].map((pair) => ({ services: [pair.split(' ')[0]!], component: pair.split(' ')[1]!, share: 1, record: 'full' as const }));
  };
  const idle: Readonly<Record<string, Partial<Backup>>> = {
    'that is decided on too late': { activation: { decision: '366 days' } },
    'that fails to start': { activation: { failsToStart: 1 } },
    'that nobody prepared': { preparation: { what: 'log-ins', share: 0 } },
    'that no site has': { sites: { share: 0 } },
    'that does not last': { endurance: '0 min' },
  };
  test.each(Object.keys(idle))('a backup %s gives exactly the strategy without it', (name) => {
    expect(
      broken(({ input }, plan) => {
        const covers = covering(plan);
        if (covers.length === 0) return null;
        const wider = planOf(withMore(input, { backups: [{ kind: 'paper-pack', id: 'more-paper', title: 'More', owner: 'practice', cost: { perDayInUse: 100 }, covers, ...idle[name] }] }));
        const outcomes = outcomesOf(wider);
        return firstDifference(storyOf(wider, baseOf(input)), storyOf(wider, 'more')) ?? differences(outcomes[baseOf(input)]!, outcomes['more']!);
      }),
    ).toEqual([]);
  });
  test('and would not, had it been in force', () => {
    const differ = CASES.filter(({ input }) => {
      const covers = covering(planOf(input));
      const wider = planOf(withMore(input, { backups: covers.length > 0 ? [{ kind: 'paper-pack', id: 'more-paper', title: 'More', owner: 'practice', covers }] : [] }));
      return firstDifference(storyOf(wider, baseOf(input)), storyOf(wider, 'more')) !== null;
    });
    expect(differ.length).toBeGreaterThan(30);
  });

  test('an incident that hits nobody gives the twin for every strategy, at no cost', () => {
    expect(
      broken(({ input }) => {
        const plan = planOf(changed(input, (copy) => copy.incident.faults.forEach((fault) => (fault.sites = 0))));
        const { twin, ...others } = outcomesOf(plan);
        return Object.entries(others).flatMap(([id, outcome]) => [...differences(twin!, outcome), ...(firstDifference(storyOf(plan, null), storyOf(plan, id)) ?? '' ? ['items'] : []), ...(outcome.cost === 0 && outcome.lastDifference.every((tick) => tick === -1) ? [] : ['cost or last difference'])]);
      }),
    ).toEqual([]);
  });

  test('incident and strategy move nobody’s own arrival, booked slot or no-show', () => {
    const own = (plan: Plan, world: string | null): string[] => itemsOf(plan, SEED, 0, world).filter((item) => item.lineage === 0 && item.service === item.originService && item.site === item.originSite).map((item) => `${item.site} ${item.service} ${item.index} ${item.firstDue} ${item.fate === 'no-show'}`);
    expect(broken((_, plan) => worldsOf(plan).flatMap((world) => firstDifference(own(plan, null), own(plan, world)) ?? []))).toEqual([]);
  });
});

describe('what is added', () => {
  test('a strategy changes no number of another, in whatever company and order they are simulated', () => {
    expect(
      broken((_, plan) => {
        const ids = plan.model.scenario.strategies.map(({ id }) => id);
        const all = outcomesOf(plan);
        return [[...ids].reverse(), ...ids.map((id) => [id]), [ids[0]!, ids[0]!]].flatMap((some) => Object.entries(outcomesOf(plan, 0, some)).flatMap(([id, outcome]) => differences(all[id]!, outcome).map((field) => `${field} of ${id} among ${some.join(', ')}`)));
      }),
    ).toEqual([]);
  });
  test('a strategy, backup or action in the file changes no number of those there were', () => {
    expect(
      broken(({ input }, plan) => {
        const more: Action = { kind: 'shed', id: 'more-shed', title: 'More', sites: 'all', when: { on: 'failure', lasts: '2 days' }, service: services(plan)[0]!, share: 0.5, returns: { share: 0.5, after: '1 h' } };
        const [all, wider] = [outcomesOf(plan), outcomesOf(planOf(withMore(input, { actions: [more] })))];
        return Object.keys(all).flatMap((id) => differences(all[id]!, wider[id]!).map((field) => `${field} of ${id}`));
      }),
    ).toEqual([]);
  });
  test('a run changes no number of another: in any order, one again, or on a plan of its own', () => {
    expect(
      broken(({ input }, plan) => {
        const inOrder = [0, 1, 2, 3].map((run) => outcomesOf(plan, run));
        const fresh = planOf(input);
        return [3, 1, 0, 1, 2].flatMap((run) => Object.entries(outcomesOf(fresh, run)).flatMap(([id, outcome]) => differences(inOrder[run]![id]!, outcome).map((field) => `${field} of ${id} in run ${run}`)));
      }),
    ).toEqual([]);
  });
  test.each([0, 1, 99])('a site that shares nothing changes no item of another, at place %i of the file', (place) => {
    const lonely = (copy: ScenarioInput): void => {
      copy.templates = {
        ...copy.templates,
        lonely: {
          title: 'Lonely',
          kind: 'other',
          pools: { 'lonely-staff': { title: 'Lonely', staff: 1.5, shifts: [{ days: 'mon-sat', from: '07:00', to: '19:00' }] } },
          services: { 'lonely-work': { title: 'Lonely', pool: 'lonely-staff', priority: 1, minutes: { exponential: { mean: 9 } }, target: '1 h', arrivals: { poisson: { perWeek: 200, profile: FLAT.map((day) => [...day]) } }, needs: [{ component: 'lonely-system', share: 0.5, slowdown: 2, record: 'none' }] } },
        },
      };
      copy.components = [{ id: 'lonely-system', title: 'Lonely' }, ...(copy.components ?? [])];
      copy.incident.faults.unshift({ ...structuredClone(copy.incident.faults[0]!), kind: 'outage', id: 'lonely-fault', component: 'lonely-system', sites: 1, devices: 1, repair: { central: '9 h' } } as ScenarioInput['incident']['faults'][number]);
      copy.sites.splice(place, 0, { id: 'lonely', title: 'Lonely', template: 'lonely', patients: 5000 });
    };
    expect(broken(({ input }, plan) => retold(plan, planOf(changed(input, lonely)), (story) => story.filter((line) => !line.startsWith('lonely '))))).toEqual([]);
  });
  test('new titles change nothing', () => {
    const retitle = (value: unknown): unknown =>
      Array.isArray(value) ? value.map(retitle) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, own]) => [key, ['title', 'story', 'note', 'source', 'short', 'supplier'].includes(key) && typeof own === 'string' ? 'Another' : retitle(own)])) : value;
    expect(
      broken(({ input }, plan) => {
        const renamed = planOf(retitle(input) as ScenarioInput);
        const [a, b] = [outcomesOf(plan), outcomesOf(renamed)];
        return [...(retold(plan, renamed) === null ? [] : ['items']), ...Object.keys(a).flatMap((id) => differences(a[id]!, b[id]!))];
      }),
    ).toEqual([]);
  });
});

test('another seed is noticed by every one of these', () => {
  const plan = planOf(CASES[0]!.input);
  expect(firstDifference(storyOf(plan, null), linesOf(itemsOf(plan, 'another', 0, null)))).not.toBeNull();
  expect(differences(outcomesOf(plan, 0)['twin']!, outcomesOf(plan, 1)['twin']!)).toContain('hash');
});
