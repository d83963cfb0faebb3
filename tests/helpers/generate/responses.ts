/** Backups and recovery actions of generated scenarios. */
import type { TemplateInput } from '../../../src/catalog/templates/template.ts';
import { momentAfter, type Draft, type Plan, type ScenarioInput, type SiteInput } from '../generate.ts';
import { delay } from './templates.ts';

/** Every kind that only covers. */
export const WAYS = [
  'paper-pack',
  'read-only-record',
  'shared-care-record',
  'summary-record',
  'hub-view',
  'at-risk-lists',
  'paper-forms',
  'independent-messages',
] as const;
export type Way = (typeof WAYS)[number];
type BackupInput = Omit<Extract<NonNullable<ScenarioInput['backups']>[number], { kind: 'paper-pack' }>, 'kind'> & {
  kind: Way;
};
type ActionInput = NonNullable<ScenarioInput['actions']>[number];
type CoverInput = NonNullable<BackupInput['covers']>[number];
type ServiceInput = TemplateInput['services'][string];
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

/** A service at a site that needs a component. */
interface Coverable {
  readonly site: SiteInput;
  readonly service: string;
  readonly component: string;
}

export const servicesAt = (draft: Draft, site: SiteInput): Record<string, ServiceInput> => ({
  ...draft.templates![site.template]!.services,
  ...site.services,
});

/** A scope that has at least one of the sites that matter. */
function scopeOver(plan: Plan, sites: readonly SiteInput[]): Scope {
  const chosen = scope(plan);
  if (Array.isArray(chosen)) {
    const listed = chosen.filter((id) => sites.some((site) => site.id === id));
    return listed.length > 0 ? listed : 'all';
  }
  if (typeof chosen === 'string') return chosen;
  const among = [...new Set(sites)].filter((site) => chosen.group === undefined || site.groups!.includes(chosen.group));
  const count = 'share' in chosen ? Math.floor(chosen.share * among.length + 0.5) : among.length;
  return count > 0 ? chosen : 'all';
}

/** Everything that a backup could cover. */
export function coverableOf(draft: Draft): Coverable[] {
  return draft.sites.flatMap((site) =>
    [
      ...Object.entries(servicesAt(draft, site)),
      ['re-entry', draft.templates![site.template]!.reentry!] as const,
    ].flatMap(([service, { needs }]) =>
      (needs ?? []).map(({ component }): Coverable => ({ site, service, component })),
    ),
  );
}

export function backups(plan: Plan, draft: Draft): BackupInput[] {
  const { dice } = plan;
  const coverable = coverableOf(draft);
  if (coverable.length === 0) return [];
  return Array.from({ length: dice.pick([0, 1, 2, 3, 3]) }, (_, k) => wayOf(plan, coverable, `backup-${k + 1}`));
}

/** A way of working; unless stated, of one of the first two kinds. */
export function wayOf(plan: Plan, coverable: readonly Coverable[], id: string, kind?: Way): BackupInput {
  const { dice } = plan;
  const pairs = dice.several(dice.shuffled(coverable), 0.6).slice(0, 7);
  const covers = pairs.map((pair) => cover(plan, pair, coverable));
  return {
    kind: kind ?? dice.pick(['paper-pack', 'read-only-record'] as const),
    id,
    title: id,
    owner: 'practice',
    ...(dice.chance(0.7)
      ? {
          sites: scopeOver(
            plan,
            pairs.map(({ site }) => site),
          ),
        }
      : {}),
    covers,
    ...(dice.chance(0.35) ? { requires: dice.several([...new Set([...plan.failing, 'net', 'link', 'pc'])], 0.4) } : {}),
    activation: {
      ...(dice.chance(0.7) ? { decision: delay(dice, 0, 1) } : {}),
      ...(dice.chance(0.7) ? { setUp: delay(dice, 0, 1) } : {}),
      ...(dice.chance(0.3) ? { failsToStart: dice.real(0, 0.6) } : {}),
    },
    ...(dice.chance(0.4) ? { drilled: false } : {}),
    ...(dice.chance(0.5) ? { undrilled: { delayFactor: dice.real(1, 4), failsToStart: dice.real(0, 0.6) } } : {}),
    ...(dice.chance(0.4)
      ? {
          preparation: {
            what: 'printed',
            share: dice.pick([0, 0.5, 0.7]),
            otherwise: dice.chance(0.5) ? 'unavailable' : { delay: `${dice.whole(10, 200)} min` },
          },
        }
      : {}),
    ...(dice.chance(0.35) ? { endurance: `${dice.real(0.5, 6)} h` } : {}),
    ...(dice.chance(0.35) ? { seats: 1 } : {}),
  };
}

function cover(plan: Plan, pair: Coverable, coverable: readonly Coverable[]): CoverInput {
  const { dice } = plan;
  const realName = dice.chance(0.2) ? pair.component.replace(/^records/, pair.site.uses!['records']!) : pair.component;
  // Under its real name only the services of this site are sure to need it.
  const others = coverable
    .filter(
      ({ site, component }) => component === pair.component && (realName === pair.component || site === pair.site),
    )
    .map(({ service }) => service);
  return {
    services: [...new Set([pair.service, ...dice.some(others, 0.7)])],
    // The same component said by its real name, now and then.
    component: realName,
    share: dice.pick([0.6, 0.8, 0.9, 1, dice.real(0, 1)]),
    slowdown: dice.pick([1, 1.25, dice.real(1, 3)]),
    ...(plan.typesUp && dice.chance(0.6) ? { reentryMinutes: dice.pick([3, 5, dice.real(0, 15)]) } : {}),
    record: dice.pick(['none', 'read', 'full'] as const),
  };
}

export function whenOf(plan: Plan): NonNullable<ActionInput['when']> {
  const { dice } = plan;
  if (dice.chance(0.35)) {
    const from = dice.real(-10, 20);
    return { from: momentAfter(plan, from), to: momentAfter(plan, Math.max(from, 0) + dice.real(5, 100), 0) };
  }
  return {
    on: dice.pick(['failure', 'notice', 'restoration', 'failure'] as const),
    ...(dice.chance(0.3)
      ? { of: dice.pick(['records/read', 'records/read', 'records/book', 'emis/read', 'pc', 'hosting']) }
      : {}),
    ...(dice.chance(0.4) ? { lead: `${dice.pick([0, 20, 90, 600])} min` } : {}),
    ...(dice.chance(0.35)
      ? { until: 'restoration' as const }
      : { lasts: dice.pick(['10 h', '2 days', '6 days', '100 min', '30 h']) }),
  };
}

const EXTRA_SHIFTS = [
  [{ days: 'sat,sun', from: '09:00', to: '13:00' }],
  [{ days: 'mon-sun', from: '18:00', to: '21:00' }],
  [
    { days: 'mon-fri', from: '08:00', to: '10:30' },
    { days: 'mon-fri', from: '17:00', to: '24:00' },
  ],
  [{ days: 'mon-sun', from: '08:00', to: '18:00' }],
];

export function actions(plan: Plan, draft: Draft): ActionInput[] {
  const { dice } = plan;
  const having = (has: (service: ServiceInput, site: SiteInput) => boolean): string[] => [
    ...new Set(
      draft.sites.flatMap((site) =>
        Object.entries(servicesAt(draft, site)).flatMap(([id, service]) => (has(service, site) ? [id] : [])),
      ),
    ),
  ];
  const services = having(() => true);
  const booked = having((service) => service.missedSlot !== undefined);
  const outsideHub = having((_, site) => site.id !== 'hub');
  const pools = [...new Set(draft.sites.flatMap((site) => Object.keys(draft.templates![site.template]!.pools)))];
  const kinds = dice.some(
    [
      'extra-staff',
      'stay-late',
      'divert',
      'divert',
      'shed',
      'pause',
      'release-held-slots',
      'release-held-slots',
      'release-held-slots',
      'shed',
      'pause',
      'extra-staff',
    ] as const,
    0.38,
  );
  return dice.shuffled(kinds).flatMap((kind, k): ActionInput[] => {
    const id = `action-${k + 1}`;
    const when = whenOf(plan);
    const common = (service: string) => {
      const sites = draft.sites.filter((site) => service in servicesAt(draft, site));
      return { id, title: kind, service, ...(dice.chance(0.75) ? { sites: scopeOver(plan, sites) } : {}), when };
    };
    const ofPool = (pool: string) => {
      const sites = draft.sites.filter((site) => pool in draft.templates![site.template]!.pools);
      return { id, title: kind, pool, ...(dice.chance(0.75) ? { sites: scopeOver(plan, sites) } : {}), when };
    };
    const share = dice.pick([0.2, 0.5, 0.5, 0.8, 1]);
    switch (kind) {
      case 'extra-staff':
        return [{ kind, ...ofPool(dice.pick(pools)), staff: dice.whole(1, 2), shifts: dice.pick(EXTRA_SHIFTS) }];
      case 'stay-late':
        return [
          { kind, ...ofPool(dice.pick(pools)), staff: dice.whole(1, 2), upTo: dice.pick(['30 min', '2 h', '12 h']) },
        ];
      case 'release-held-slots':
        if (booked.length === 0) return [];
        // Few people are rebooked at all, so this one has a long window more often than not.
        return [
          {
            kind,
            ...common(dice.pick(booked)),
            share: dice.pick([0.5, 0.8, 1]),
            ...(dice.chance(0.6) ? { when: { on: 'failure' as const, lasts: '7 days' } } : {}),
          },
        ];
      case 'divert':
        if (!plan.hasHub) return [];
        return [
          {
            kind,
            ...divertFrom(plan, draft, common(dice.pick(outsideHub))),
            share,
            to: { site: 'hub', service: dice.pick(plan.hubServices) },
            ...(dice.chance(0.6) ? { returns: { share: dice.real(0.1, 1), after: delay(dice, 0, 20) } } : {}),
          },
        ];
      case 'shed':
        return [
          {
            kind,
            ...common(dice.pick(services)),
            share,
            returns: { share: dice.real(0.2, 1), after: dice.chance(0.5) ? 'next-working-day' : delay(dice, 0, 20) },
          },
        ];
      case 'pause':
        return [
          {
            kind,
            ...common(dice.pick(services)),
            share,
            into: {
              from: dice.chance(0.5)
                ? momentAfter(plan, dice.real(0, 60))
                : { on: 'restoration', ...(dice.chance(0.5) ? { lead: `${dice.whole(1, 20)} h` } : {}) },
              workingDays: dice.whole(1, 4),
            },
          },
        ];
    }
  });
}

/** Never from the hub itself, should it have the service too. */
function divertFrom<A extends { service: string; sites?: Scope }>(plan: Plan, draft: Draft, action: A): A {
  if (!plan.hubServices.includes(action.service)) return action;
  return {
    ...action,
    sites: plan.dice.several(
      draft.sites.filter((site) => site.id !== 'hub' && action.service in servicesAt(draft, site)).map(({ id }) => id),
      0.7,
    ),
  };
}
