/** Backups and recovery actions of generated scenarios. */
import type { TemplateInput } from '../../../src/catalog/templates/template.ts';
import type { Dice } from '../dice.ts';
import { momentAfter, type Plan, type ScenarioInput, type SiteInput } from '../generate.ts';
import { delay } from './templates.ts';

type BackupInput = NonNullable<ScenarioInput['backups']>[number];
type ActionInput = NonNullable<ScenarioInput['actions']>[number];
type CoverInput = BackupInput['covers'][number];
type Scope = NonNullable<ActionInput['sites']>;

function scope(plan: Plan): Scope {
  const { dice } = plan;
  return dice.pick<Scope>([
    'all',
    'affected',
    dice.several(plan.siteIds, 0.6),
    { group: dice.pick(plan.groups) },
    { share: dice.pick([0.4, 0.5, 0.8]) },
    { share: 0.6, group: dice.pick(plan.groups) },
  ]);
}

export function backups(plan: Plan, coverable: readonly { service: string; component: string }[]): BackupInput[] {
  const { dice } = plan;
  if (coverable.length === 0) return [];
  return Array.from({ length: dice.pick([0, 1, 2, 3, 3]) }, (_, k): BackupInput => {
    const covers = dice.several(dice.shuffled(coverable), 0.6).slice(0, 7).map((pair) => cover(plan, pair, coverable));
    return {
      kind: dice.pick(['paper-pack', 'read-only-record'] as const),
      id: `backup-${k + 1}`,
      title: `Backup ${k + 1}`,
      owner: 'practice',
      ...(dice.chance(0.7) ? { sites: scope(plan) } : {}),
      covers,
      ...(dice.chance(0.35) ? { requires: dice.several([...new Set([...plan.failing, 'net', 'link', 'pc'])], 0.4) } : {}),
      activation: {
        ...(dice.chance(0.7) ? { decision: delay(dice, 0, 1) } : {}),
        ...(dice.chance(0.7) ? { setUp: delay(dice, 0, 1) } : {}),
        ...(dice.chance(0.3) ? { failsToStart: dice.real(0, 0.6) } : {}),
      },
      ...(dice.chance(0.4) ? { drilled: false } : {}),
      ...(dice.chance(0.5) ? { undrilled: { delayFactor: dice.real(1, 4), failsToStart: dice.real(0, 0.6) } } : {}),
      ...(dice.chance(0.4) ? { preparation: { what: 'printed', share: dice.pick([0, 0.5, 0.7]), otherwise: dice.chance(0.5) ? 'unavailable' : { delay: `${dice.whole(10, 200)} min` } } } : {}),
      ...(dice.chance(0.35) ? { endurance: `${dice.real(0.5, 6)} h` } : {}),
      ...(dice.chance(0.35) ? { seats: 1 } : {}),
    };
  });
}

function cover(plan: Plan, pair: { service: string; component: string }, coverable: readonly { service: string; component: string }[]): CoverInput {
  const { dice } = plan;
  const others = coverable.filter(({ component }) => component === pair.component).map(({ service }) => service);
  return {
    services: [...new Set([pair.service, ...dice.some(others, 0.7)])],
    // The same component said by its real name, now and then.
    component: dice.chance(0.2) ? pair.component.replace(/^records/, 'emis') : pair.component,
    share: dice.pick([0.6, 0.8, 0.9, 1, dice.real(0, 1)]),
    slowdown: dice.pick([1, 1.25, dice.real(1, 3)]),
    ...(plan.typesUp && dice.chance(0.6) ? { reentryMinutes: dice.pick([3, 5, dice.real(0, 15)]) } : {}),
    record: dice.pick(['none', 'read', 'full'] as const),
  };
}

function when(plan: Plan): ActionInput['when'] {
  const { dice } = plan;
  if (dice.chance(0.35)) {
    const from = dice.real(-10, 20);
    return { from: momentAfter(plan, from), to: momentAfter(plan, Math.max(from, 0) + dice.real(5, 100)) };
  }
  return {
    on: dice.pick(['failure', 'notice', 'restoration', 'failure'] as const),
    ...(dice.chance(0.3) ? { of: dice.pick(['records/read', 'records/read', 'records/book', 'emis/read', 'pc', 'hosting']) } : {}),
    ...(dice.chance(0.4) ? { lead: `${dice.pick([0, 20, 90, 600])} min` } : {}),
    ...(dice.chance(0.35) ? { until: 'restoration' as const } : { lasts: dice.pick(['10 h', '2 days', '6 days', '100 min', '30 h']) }),
  };
}

const EXTRA_SHIFTS = [
  [{ days: 'sat,sun', from: '09:00', to: '13:00' }],
  [{ days: 'mon-sun', from: '18:00', to: '21:00' }],
  [{ days: 'mon-fri', from: '08:00', to: '10:30' }, { days: 'mon-fri', from: '17:00', to: '24:00' }],
  [{ days: 'mon-sun', from: '08:00', to: '18:00' }],
];

/** Services of the practices and the hub, and which of them are booked. */
function servicesOf(templates: Readonly<Record<string, TemplateInput>>): { all: string[]; booked: string[]; sent: string[] } {
  const entries = Object.values(templates).flatMap((template) => Object.entries(template.services).map(([id, service]) => ({ id, service, kind: template.kind })));
  const ids = (list: typeof entries): string[] => [...new Set(list.map(({ id }) => id))];
  return { all: ids(entries), booked: ids(entries.filter(({ service }) => service.missedSlot)), sent: ids(entries.filter(({ kind }) => kind !== 'hub')) };
}

export function actions(plan: Plan, templates: Readonly<Record<string, TemplateInput>>, sites: readonly SiteInput[]): ActionInput[] {
  const { dice } = plan;
  const services = servicesOf(templates);
  const kinds = dice.some(['extra-staff', 'stay-late', 'divert', 'divert', 'shed', 'pause', 'release-held-slots', 'release-held-slots', 'shed', 'pause', 'extra-staff'] as const, 0.38);
  return dice.shuffled(kinds).flatMap((kind, k): ActionInput[] => {
    const common = { id: `action-${k + 1}`, title: kind, ...(dice.chance(0.75) ? { sites: scope(plan) } : {}), when: when(plan) };
    const service = dice.pick(services.sent);
    const share = dice.pick([0.2, 0.5, 0.5, 0.8, 1]);
    switch (kind) {
      case 'extra-staff':
        return [{ kind, ...common, pool: poolId(dice), staff: dice.whole(1, 2), shifts: dice.pick(EXTRA_SHIFTS) }];
      case 'stay-late':
        return [{ kind, ...common, pool: poolId(dice), staff: dice.whole(1, 2), upTo: dice.pick(['30 min', '2 h', '12 h']) }];
      case 'release-held-slots':
        return services.booked.length > 0 ? [{ kind, ...common, service: dice.pick(services.booked), share }] : [];
      case 'divert':
        if (!plan.hasHub) return [];
        return [{ kind, ...common, service, share, to: { site: 'hub', service: dice.pick(plan.hubServices) }, ...(dice.chance(0.6) ? { returns: { share: dice.real(0.1, 1), after: delay(dice, 0, 20) } } : {}) }];
      case 'shed':
        return [{ kind, ...common, service: dice.pick(services.all), share, returns: { share: dice.real(0.2, 1), after: dice.chance(0.5) ? 'next-working-day' : delay(dice, 0, 20) } }];
      case 'pause':
        return [
          {
            kind,
            ...common,
            service: dice.pick(services.all),
            share,
            into: { from: dice.chance(0.5) ? momentAfter(plan, dice.real(0, 60)) : { on: 'restoration', ...(dice.chance(0.5) ? { lead: `${dice.whole(1, 20)} h` } : {}) }, workingDays: dice.whole(1, 4) },
          },
        ];
    }
  });
}

const poolId = (dice: Dice): string => dice.pick(['desk', 'gps', 'gps', 'pharmacist', 'counter', 'team']);
