/** Backups and actions of every other family for generated scenarios, drawn only when they are asked for. */
import type { Dice } from '../dice.ts';
import type { Draft, Plan, ScenarioInput } from '../generate.ts';
import { delay } from './templates.ts';

type BackupInput = NonNullable<ScenarioInput['backups']>[number];
type ActionInput = NonNullable<ScenarioInput['actions']>[number];

/** What the other families are added to. */
export interface Given {
  readonly backups: readonly BackupInput[];
  readonly actions: readonly ActionInput[];
}

export function moreBackups(plan: Plan, draft: Draft, given: Given): BackupInput[] {
  const { dice } = plan;
  const [ways, sooner] = [given.backups.map(({ id }) => id), given.actions.filter((action) => 'pool' in action)];
  return dice.shuffled([
    ...Array.from({ length: dice.pick([1, 2, 3]) }, (_, k) => support(plan, k)),
    ...lists(plan, draft),
    ...(dice.chance(0.6) ? [stagedUpdates(plan)] : []),
    ...(dice.chance(0.6) ? [engineers(dice)] : []),
    ...(ways.length > 0 && dice.chance(0.6)
      ? [
          {
            kind: 'drills-and-enrolment' as const,
            id: 'drills',
            backups: dice.several(ways, 0.6),
            ...(dice.chance(0.5) ? { prepared: dice.real(0.3, 1) } : {}),
          },
        ]
      : []),
    ...(sooner.length > 0 && dice.chance(0.6)
      ? [
          {
            kind: 'locum-call-off' as const,
            id: 'call-off',
            actions: dice.several(
              sooner.map(({ id }) => id),
              0.6,
            ),
            lead: dice.pick(['0 min', '1 h', '12 h']),
          },
        ]
      : []),
  ]);
}

/** Locums and clinics. */
export function moreActions({ dice }: Plan, draft: Draft): ActionInput[] {
  const pools = [...new Set(draft.sites.flatMap((site) => Object.keys(draft.templates![site.template]!.pools)))];
  return dice.some(['locums', 'weekend-clinic', 'evening-clinic'] as const, 0.5).map((kind) => ({
    kind,
    id: kind,
    pool: dice.pick(pools),
    ...(dice.chance(0.5) ? { staff: 2 } : {}),
    ...(dice.chance(0.7)
      ? { when: { on: dice.pick(['failure', 'notice'] as const), lasts: dice.pick(['3 days', '30 h']) } }
      : {}),
  }));
}

function support(plan: Plan, k: number): BackupInput {
  const { dice } = plan;
  const what = dice.shuffled([
    ...new Set(plan.failing.map((component) => component.split('/')[0]!)),
    ...dice.some(['power', 'net', 'hosting', 'pc', 'emis', 'link'], 0.4),
  ]);
  const components = [...new Set(dice.several(what, 0.5))];
  const start = {
    id: `support-${k + 1}`,
    ...(dice.chance(0.3) ? { sites: { share: dice.pick([0.5, 0.8]) } } : {}),
    ...(dice.chance(0.35)
      ? { requires: dice.several([...new Set([...plan.failing, 'mobile', 'power', 'server-b', 'net'])], 0.4) }
      : {}),
    activation: {
      ...(dice.chance(0.6) ? { decision: delay(dice, 0, 2) } : {}),
      ...(dice.chance(0.6) ? { setUp: delay(dice, 0, 2) } : {}),
      failsToStart: dice.pick([0, 0, 0.3]),
    },
    automatic: dice.chance(0.5),
    drilled: dice.chance(0.7),
    ...(dice.chance(0.3)
      ? {
          preparation: {
            what: 'tested',
            share: dice.pick([0.5, 0.7]),
            otherwise: dice.chance(0.5) ? ('unavailable' as const) : { delay: `${dice.whole(10, 200)} min` },
          },
        }
      : {}),
    ...(dice.chance(0.5) ? { endurance: `${dice.real(0.5, 12)} h` } : {}),
  };
  if (dice.chance(0.25))
    return {
      kind: 'spare-devices',
      ...start,
      spare: dice.whole(1, 8),
      supports: components.map((component) => ({ component })),
    };
  return {
    kind: dice.pick(['power-supply', 'mobile-data', 'spare-numbers', 'redundant-hosting'] as const),
    ...start,
    supports: components.map((component) => ({ component, level: dice.pick([1, 1, 0.5, dice.real(0, 1)]) })),
  };
}

/** A day list for a service that needs a component, if there is any. */
function lists({ dice }: Plan, draft: Draft): BackupInput[] {
  const pairs = Object.values(draft.templates!).flatMap((template) =>
    Object.entries(template.services).flatMap(([service, { needs }]) =>
      draft.sites.some((site) => draft.templates![site.template] === template)
        ? (needs ?? []).map(({ component }) => ({ service, component }))
        : [],
    ),
  );
  if (pairs.length === 0) return [];
  return dice
    .some(['printed-day-list', 'exported-day-list', 'encrypted-day-list'] as const, 0.5)
    .map((kind): BackupInput => {
      const { service, component } = dice.pick(pairs);
      return {
        kind,
        id: kind,
        covers: [{ services: [service], component, share: dice.pick([0.9, 1]), reentryMinutes: 0 }],
        list: {
          ...(dice.chance(0.7)
            ? { made: dice.pick([{ every: '30 min' }, { every: '7 h' }, { at: '07:30' }, { at: '18:00' }]) }
            : {}),
          ...(dice.chance(0.4) ? { daysAhead: dice.whole(0, 3) } : {}),
          ...(dice.chance(0.3) ? { bookedBefore: dice.real(0.2, 1) } : {}),
        },
        ...(dice.chance(0.3) ? { seats: 1 } : {}),
      };
    });
}

function stagedUpdates({ dice }: Plan): BackupInput {
  return {
    kind: 'staged-updates',
    id: 'staged',
    ...(dice.chance(0.7)
      ? {
          rings: [
            { share: dice.pick([0.1, 0.34, 0.5]), after: dice.pick(['0 min', '20 min']) },
            { share: dice.pick([0.3, 0.5]), after: dice.pick(['1 h', '3 h', '1 day']) },
          ],
        }
      : {}),
  };
}

function engineers(dice: Dice): BackupInput {
  return {
    kind: 'engineers-on-site',
    id: 'engineers',
    technicians: dice.whole(0, 2),
    minutesEach: dice.pick([10, 30, 60]),
    starts: dice.pick(['0 min', '1 h']),
  };
}
