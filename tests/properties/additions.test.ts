/** What is added to a study changes nothing that was there, bit for bit (model.md, section 5). */
import { describe, expect, test, vi } from 'vitest';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import {
  broken,
  cases,
  changed,
  differences,
  firstDifference,
  freshPlanOf,
  outcomesOf,
  planOf,
  retold,
  storyOf,
  withMore,
} from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';
import { FLAT } from '../helpers/queues.ts';

vi.setConfig({ testTimeout: 120_000 * Number(process.env['SWEEP'] ?? 1) });

const CASES = cases(30_000, 20);
type Fault = ScenarioInput['incident']['faults'][number];
/** Fields, by strategy, in which the outcomes of one run differ between two plans. */
const unlike = (a: ReturnType<typeof outcomesOf>, b: ReturnType<typeof outcomesOf>, ids = Object.keys(a)): string[] =>
  ids.flatMap((id) => differences(a[id]!, b[id]!).map((field) => `${field} of ${id}`));
const idsOf = (plan: Plan): string[] => plan.model.scenario.strategies.map(({ id }) => id);

describe('nothing changes for the others', () => {
  test('when a strategy is simulated, in whatever company and order', () => {
    expect(
      broken(CASES, (_, plan) => {
        const all = outcomesOf(plan);
        const ids = idsOf(plan);
        return [[...ids].reverse(), ids.slice(1, 2), []].flatMap((some) =>
          unlike(all, outcomesOf(plan, 0, some), ['twin', ...some]),
        );
      }),
    ).toEqual([]);
  });

  test('when a strategy, a backup and actions join the file', () => {
    expect(
      broken(CASES, (input, plan) => {
        const service = Object.keys(plan.model.sites[0]!.services)[0]!;
        const component = plan.model.sites[0]!.services[service]!.needs[0]?.component ?? 'nothing';
        const wider = withMore(
          input,
          {
            actions: [
              {
                kind: 'shed',
                id: 'more-shed',
                title: 'More',
                sites: 'all',
                when: { on: 'failure', lasts: '2 days' },
                service,
                share: 0.5,
                returns: { share: 0.5, after: '1 h' },
              },
            ],
            backups: [
              {
                kind: 'paper-pack',
                id: 'more-paper',
                title: 'More',
                owner: 'practice',
                covers: [{ services: [service], component, share: 1 }],
              },
            ],
          },
          [['more-shed', 'more-paper']],
        );
        return unlike(outcomesOf(plan), outcomesOf(planOf(wider)));
      }),
    ).toEqual([]);
  });

  test('when runs are simulated in another order, again, or on a plan of their own', () => {
    expect(
      broken(CASES, (input, plan) => {
        const inOrder = [0, 1].map((run) => outcomesOf(plan, run));
        const fresh = freshPlanOf(input);
        return [1, 0, 1].flatMap((run) =>
          unlike(inOrder[run]!, outcomesOf(fresh, run)).map((what) => `${what} in run ${run}`),
        );
      }),
    ).toEqual([]);
  });

  test('when two plans take turns', () => {
    const plans = CASES.slice(0, 6).map(({ input }) => planOf(input));
    const alone = plans.map((plan) => outcomesOf(plan, 2));
    for (const run of [0, 1]) for (const plan of plans) outcomesOf(plan, run);
    expect(plans.flatMap((plan, k) => unlike(alone[k]!, outcomesOf(plan, 2)))).toEqual([]);
  });

  /** A site with staff, work, a system and a fault of its own. */
  const withLonely = (input: ScenarioInput, place: number): ScenarioInput =>
    changed(input, (copy) => {
      const service = {
        title: 'Lonely',
        pool: 'lonely-staff',
        priority: 1,
        minutes: { exponential: { mean: 9 } },
        target: '1 h',
        arrivals: { poisson: { perWeek: 200, profile: FLAT.map((day) => [...day]) } },
        needs: [{ component: 'lonely-system', share: 0.5, slowdown: 2 }],
      };
      copy.templates = {
        ...copy.templates,
        lonely: {
          title: 'Lonely',
          kind: 'other',
          pools: {
            'lonely-staff': { title: 'Lonely', staff: 1.5, shifts: [{ days: 'mon-sat', from: '07:00', to: '19:00' }] },
          },
          services: { 'lonely-work': service },
        },
      };
      copy.components = [{ id: 'lonely-system', title: 'Lonely' }, ...(copy.components ?? [])];
      const fault: Fault = {
        kind: 'outage',
        id: 'lonely-fault',
        component: 'lonely-system',
        at: copy.incident.faults[0]!.at,
        repair: { central: { exponential: { mean: '9 h' } } },
      };
      copy.incident.faults.unshift(fault);
      copy.sites.splice(place, 0, { id: 'lonely', title: 'Lonely', template: 'lonely', patients: 5000 });
    });
  test.each([0, 2])('when a site joins that shares nothing with them, at place %i of the file', (place) => {
    expect(
      broken(CASES, (input, plan) =>
        retold(plan, planOf(withLonely(input, place)), (story) => story.filter((item) => item.site !== 'lonely')),
      ),
    ).toEqual([]);
  });
  test('and that site is there, and hit', () => {
    const story = storyOf(planOf(withLonely(CASES[0]!.input, 1)), 'nothing').filter((item) => item.site === 'lonely');
    expect([story.length > 300, story.some((item) => item.degraded)]).toEqual([true, true]);
  });

  test('when everything is given another title', () => {
    const names = ['title', 'story', 'note', 'source', 'short', 'supplier'];
    const retitled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(retitled);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, own]) => [
          key,
          names.includes(key) && typeof own === 'string' ? 'Another' : retitled(own),
        ]),
      );
    };
    expect(
      broken(CASES, (input, plan) => unlike(outcomesOf(plan), outcomesOf(planOf(retitled(input) as ScenarioInput)))),
    ).toEqual([]);
  });
});

test('another seed or another run is noticed by these comparisons', () => {
  const plan = planOf(CASES[0]!.input);
  expect(firstDifference(storyOf(plan, null), itemsOf(plan, 'another', 0, null))).not.toBeNull();
  expect(unlike(outcomesOf(plan, 0), outcomesOf(plan, 1)).length).toBeGreaterThan(20);
});
