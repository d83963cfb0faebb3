/** Pads of forms, teams that only type up, partners and services switched off, for generated scenarios. */
import { Dice } from '../dice.ts';
import { momentAfter, type Draft, type Plan, type ScenarioInput, type SiteInput } from '../generate.ts';
import { goesRound, withInstead, workOf } from './circles.ts';
import { coverableOf, servicesAt, wayOf, whenOf } from './responses.ts';
import { delay } from './templates.ts';

type BackupInput = NonNullable<ScenarioInput['backups']>[number];
type ActionInput = NonNullable<ScenarioInput['actions']>[number];
type BuddyInput = Extract<ActionInput, { kind: 'buddy' }>;

export const PADS = 'prescription-pads';
export const AT_THE_DOOR = ['re-entry-team', 'buddy', 'switch-off'] as const;
export type OneMore = typeof PADS | (typeof AT_THE_DOOR)[number];

/** Few forms more often than many: what matters is that they run out. */
export function padsOf(plan: Plan, draft: Draft): BackupInput[] {
  const coverable = coverableOf(draft);
  if (coverable.length === 0) return [];
  const { dice } = plan;
  const way = wayOf(plan, coverable, PADS, 'paper-forms');
  // Writing by hand is what one does when the system is merely slow, too.
  const apart = new Dice(plan.number + 13_000_000);
  if (apart.chance(0.3))
    for (const cover of way.covers!)
      Object.assign(cover, { share: 1, record: 'full', reentryMinutes: 0, slowdown: apart.pick([1, 1.2]) });
  return [{ ...way, kind: PADS, forms: dice.pick([1, 2, 4, 8, 15, 40, dice.whole(1, 200)]) }];
}

/** One action of a kind, called by it; none where nothing fits. */
export function actionOf(plan: Plan, draft: Draft, kind: (typeof AT_THE_DOOR)[number]): ActionInput[] {
  switch (kind) {
    case 're-entry-team':
      return [teamOf(plan, draft)];
    case 'buddy':
      return buddyOf(plan, draft);
    case 'switch-off':
      return switchOf(plan, draft);
  }
}

/** More often than not with a long window. */
const window = (plan: Plan): NonNullable<ActionInput['when']> =>
  plan.dice.chance(0.55)
    ? { on: plan.dice.pick(['failure', 'notice'] as const), lasts: plan.dice.pick(['3 days', '7 days']) }
    : whenOf(plan);

const sitesOr = (plan: Plan, sites: readonly SiteInput[]) =>
  plan.dice.chance(0.3)
    ? {
        sites: plan.dice.several(
          sites.map(({ id }) => id),
          0.6,
        ),
      }
    : plan.dice.chance(0.3)
      ? { sites: 'all' as const }
      : {};

function teamOf(plan: Plan, draft: Draft): ActionInput {
  const { dice } = plan;
  const typing = draft.sites.map((site) => ({ site, pool: draft.templates![site.template]!.reentry!.pool }));
  const pool = dice.pick(typing).pool;
  const having = typing.filter(({ site }) => pool in draft.templates![site.template]!.pools);
  return {
    kind: 're-entry-team',
    id: 're-entry-team',
    pool,
    ...sitesOr(
      plan,
      having.map(({ site }) => site),
    ),
    when: window(plan),
    staff: dice.whole(1, 2),
    ...(dice.chance(0.7)
      ? {
          shifts: dice.pick([
            [{ days: 'mon-sun', from: '07:00', to: '21:00' }],
            [{ days: 'mon-sun', from: '18:00', to: '24:00' }],
            [
              { days: 'mon-fri', from: '08:00', to: '13:00' },
              { days: 'tue-sat', from: '12:00', to: '17:00' },
            ],
          ]),
        }
      : {}),
  };
}

/** Between sites that have the service; a ring may have a hub in its group. None where work could go round between unlike sites. */
function buddyOf(plan: Plan, draft: Draft): ActionInput[] {
  const { dice } = plan;
  if (goesRound(workOf(draft.sites.map((site) => servicesAt(draft, site))))) return [];
  const having = (service: string): SiteInput[] =>
    draft.sites.filter((site) => site.id !== 'hub' && service in servicesAt(draft, site));
  const services = [...new Set(draft.sites.flatMap((site) => Object.keys(servicesAt(draft, site))))].filter(
    (service) => having(service).length > 1,
  );
  if (services.length === 0) return [];
  const service = dice.pick(services);
  const sites = having(service);
  const rings = plan.groups.filter((group) => sites.filter((site) => site.groups!.includes(group)).length > 1);
  return [
    {
      kind: 'buddy',
      id: 'buddy',
      service,
      component: dice.pick(['records', 'records/read', 'emis', 'tpp', 'pc', 'power']),
      share: dice.pick([0.3, 0.5, 0.8, 1]),
      when: window(plan),
      ...sitesOr(plan, sites),
      partners: rings.length > 0 && dice.chance(0.5) ? { ring: dice.pick(rings) } : named(plan, sites),
      ...(dice.chance(0.5) ? { returns: { share: dice.real(0.2, 1), after: delay(dice, 0, 20) } } : {}),
    },
  ];
}

function named({ dice }: Plan, sites: readonly SiteInput[]): BuddyInput['partners'] {
  return Object.fromEntries(
    dice.several(sites, 0.8).map((site) => [site.id, dice.pick(sites.filter((other) => other !== site)).id]),
  );
}

function switchOf(plan: Plan, draft: Draft): ActionInput[] {
  const { dice } = plan;
  const anyPairs = draft.sites.flatMap((site) => {
    const own = Object.keys(servicesAt(draft, site));
    return own.flatMap((service) => own.filter((other) => other !== service).map((instead) => ({ service, instead })));
  });
  // What people do instead must not lead back to what they could not do.
  const each = draft.sites.map((site) => servicesAt(draft, site));
  const all = workOf(each);
  const works = goesRound(all) ? each.map((services) => workOf([services])) : [all];
  const pairs = anyPairs.filter(({ service, instead }) =>
    works.every((work) => !goesRound(withInstead(work, service, instead))),
  );
  if (pairs.length === 0) return [];
  const { service, instead } = dice.pick(pairs);
  return [
    {
      kind: 'switch-off',
      id: 'switch-off',
      service,
      when: dice.chance(0.2)
        ? { from: momentAfter(plan, dice.real(-5, 5)), to: momentAfter(plan, dice.real(6, 40), 0) }
        : window(plan),
      ...sitesOr(
        plan,
        draft.sites.filter((site) => service in servicesAt(draft, site)),
      ),
      instead: { service: instead, share: dice.pick([0, 0.3, 0.5, 0.8, 1]) },
      ...(dice.chance(0.7)
        ? { returns: { share: dice.real(0.2, 1), after: dice.chance(0.5) ? 'next-working-day' : delay(dice, 0, 20) } }
        : {}),
    },
  ];
}
