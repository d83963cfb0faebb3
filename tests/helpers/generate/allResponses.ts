/** Backups and actions of every other family for generated scenarios, drawn only when they are asked for. */
import type { Dice } from '../dice.ts';
import type { Draft, Plan, ScenarioInput } from '../generate.ts';
import { coverableOf } from './responses.ts';
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
  return dice.shuffled([
    ...Array.from({ length: dice.pick([1, 2, 3]) }, (_, k) => supportOf(plan, `support-${k + 1}`)),
    ...lists(plan, draft),
    ...preventions(plan, 0.6),
    ...improvements(plan, given, 0.6),
  ]);
}

export function preventions(plan: Plan, p: number): BackupInput[] {
  const { dice } = plan;
  return [...(dice.chance(p) ? [stagedUpdates(plan)] : []), ...(dice.chance(p) ? [engineers(dice)] : [])];
}

export function improvements({ dice }: Plan, given: Given, p: number): BackupInput[] {
  const ways = given.backups.map(({ id }) => id);
  const sooner = given.actions.filter((action) => 'pool' in action).map(({ id }) => id);
  return [
    ...(ways.length > 0 && dice.chance(p)
      ? [
          {
            kind: 'drills-and-enrolment' as const,
            id: 'drills',
            backups: dice.several(ways, p),
            ...(dice.chance(0.5) ? { prepared: dice.real(0.3, 1) } : {}),
          },
        ]
      : []),
    ...(sooner.length > 0 && dice.chance(p)
      ? [
          {
            kind: 'locum-call-off' as const,
            id: 'call-off',
            actions: dice.several(sooner, p),
            lead: dice.pick(['0 min', '1 h', '12 h']),
          },
        ]
      : []),
  ];
}

/** Locums and clinics. */
export function moreActions({ dice }: Plan, draft: Draft, p = 0.5): ActionInput[] {
  const pools = [...new Set(draft.sites.flatMap((site) => Object.keys(draft.templates![site.template]!.pools)))];
  return dice.some(['locums', 'weekend-clinic', 'evening-clinic'] as const, p).map((kind) => ({
    kind,
    id: kind,
    pool: dice.pick(pools),
    ...(dice.chance(0.5) ? { staff: 2 } : {}),
    ...(dice.chance(0.7)
      ? { when: { on: dice.pick(['failure', 'notice'] as const), lasts: dice.pick(['3 days', '30 h']) } }
      : {}),
  }));
}

type SupportKind = Extract<BackupInput, { supports?: unknown }>['kind'];

export function supportOf(plan: Plan, id: string, kind?: SupportKind): BackupInput {
  const { dice } = plan;
  const what = dice.shuffled([
    ...new Set(plan.failing.map((component) => component.split('/')[0]!)),
    ...dice.some(['power', 'net', 'hosting', 'pc', 'emis', 'link'], 0.4),
  ]);
  const components = [...new Set(dice.several(what, 0.5))];
  const start = {
    id,
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
  if (kind === undefined ? dice.chance(0.25) : kind === 'spare-devices')
    return {
      kind: 'spare-devices',
      ...start,
      spare: dice.whole(1, 8),
      supports: components.map((component) => ({ component })),
    };
  return {
    kind: kind ?? dice.pick(['power-supply', 'mobile-data', 'spare-numbers', 'redundant-hosting'] as const),
    ...start,
    supports: components.map((component) => ({ component, level: dice.pick([1, 1, 0.5, dice.real(0, 1)]) })),
  };
}

type ListKind = 'printed-day-list' | 'exported-day-list' | 'encrypted-day-list';

function lists(plan: Plan, draft: Draft): BackupInput[] {
  return plan.dice
    .some(['printed-day-list', 'exported-day-list', 'encrypted-day-list'] as const, 0.5)
    .flatMap((kind) => listOf(plan, draft, kind));
}

/** A day list for a service that needs a component, if there is any. */
export function listOf({ dice }: Plan, draft: Draft, kind: ListKind): BackupInput[] {
  const pairs = coverableOf(draft).filter(({ service }) => service !== 're-entry');
  if (pairs.length === 0) return [];
  return [
    {
      kind,
      id: kind,
      covers: dice.several(pairs, 0.4).map(({ service, component }) => ({
        services: [service],
        component,
        share: dice.pick([0.9, 1]),
        reentryMinutes: 0,
      })),
      list: {
        ...(dice.chance(0.7)
          ? { made: dice.pick([{ every: '30 min' }, { every: '7 h' }, { at: '07:30' }, { at: '18:00' }]) }
          : {}),
        ...(dice.chance(0.4) ? { daysAhead: dice.whole(0, 3) } : {}),
        ...(dice.chance(0.3) ? { bookedBefore: dice.real(0.2, 1) } : {}),
      },
      ...(dice.chance(0.3) ? { seats: 1 } : {}),
    },
  ];
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
