/** Faults of every further kind for generated scenarios: on top of the outages and updates that they have anyway. */
import type { Dice } from '../dice.ts';
import { momentAfter, type Draft, type Plan } from '../generate.ts';
import type { FaultInput } from './faults.ts';
import { servicesAt } from './responses.ts';
import { delay } from './templates.ts';

type Ransomware = Extract<FaultInput, { kind: 'ransomware' }>;
type Kind = Exclude<FaultInput['kind'], 'outage' | 'faulty-update'>;
export const FURTHER_KINDS: readonly Kind[] = ['ransomware', 'slow', 'site-loss', 'staff-absence', 'demand-surge'];
const COMPONENTS = ['emis', 'emis', 'emis/read', 'hosting', 'agent', 'tpp', 'net'];
const PER_SITE = ['power', 'net', 'pc'];
const FUNCTIONS = ['emis/read', 'emis/write', 'emis/book', 'emis/rx'];

/** Changes of what there is, and one to three more faults. */
export function withMoreFaults(plan: Plan, draft: Draft, faults: readonly FaultInput[], dice: Dice): FaultInput[] {
  const all = faults.map((fault) => (dice.chance(0.3) ? { ...fault, ...heldBack(draft, dice) } : fault));
  const count = dice.pick([1, 1, 2, 3]);
  for (let k = 0; k < count; k++) all.push(faultOf(plan, draft, all, dice.pick(FURTHER_KINDS), `more-${k + 1}`, dice));
  const first = all[0]!;
  if (dice.chance(0.15) && typeof first.at === 'string') first.at = { between: [first.at, momentAfter(plan, 3)] };
  return all;
}

/** A fault of a kind, called by it. */
export function furtherFault(
  plan: Plan,
  draft: Draft,
  before: readonly FaultInput[],
  kind: Kind,
  dice: Dice,
): FaultInput {
  return faultOf(plan, draft, before, kind, kind, dice);
}

function faultOf(
  plan: Plan,
  draft: Draft,
  before: readonly FaultInput[],
  kind: Kind,
  id: string,
  dice: Dice,
): FaultInput {
  const common = {
    id,
    at: beginning(plan, before, dice),
    ...(dice.chance(0.1) ? { group: dice.pick(plan.groups) } : {}),
  };
  const share = dice.chance(0.3) ? { sites: dice.pick([0.3, 0.5, 0.7]) } : {};
  const sites = dice.chance(0.3) ? { sites: dice.several(plan.siteIds, 0.5) } : share;
  switch (kind) {
    case 'ransomware':
      return {
        kind,
        ...common,
        ...share,
        component: dice.pick(COMPONENTS.slice(0, 4)),
        rebuild: delay(dice, 3, 40),
        ...returns(dice),
        ...(dice.chance(0.7) ? { containment: containment(dice) } : {}),
        ...(dice.chance(0.3) ? heldBack(draft, dice) : {}),
      };
    case 'slow':
      return {
        kind,
        ...common,
        ...share,
        component: dice.pick(COMPONENTS),
        slowdown: dice.pick([1.3, 2, 2, 4.5]),
        repair: dice.chance(0.6)
          ? { central: delay(dice, 2, 40) }
          : {
              staged: {
                sites: [
                  { share: 0.5, after: delay(dice, 1, 9) },
                  { share: 1, after: delay(dice, 3, 30) },
                ],
              },
            },
      };
    case 'site-loss':
      return {
        kind,
        ...common,
        ...sites,
        components: dice.several(PER_SITE, 0.4),
        ...(dice.chance(0.3) ? { level: dice.real(0, 0.8) } : {}),
        repair: { central: delay(dice, 2, 30) },
        ...(dice.chance(0.2) ? heldBack(draft, dice) : {}),
      };
    case 'staff-absence':
      return {
        kind,
        ...common,
        ...sites,
        ...(dice.chance(0.5) ? { pools: dice.several(namesOf(draft, 'pools'), 0.5) } : {}),
        share: dice.pick([0.2, 0.4, 0.5, 1]),
        lasts: delay(dice, 4, 60),
      };
    case 'demand-surge': {
      const services = namesOf(draft, 'services');
      const drawn = services.filter((service) => isRandom(draft, service));
      const ofBase = drawn.length > 0 && dice.chance(0.5);
      return {
        kind,
        ...common,
        ...sites,
        services: dice.several(ofBase ? drawn : services, 0.4),
        extra: ofBase ? { ofBase: dice.pick([0.2, 0.5, 1.5]) } : { perDay: dice.whole(2, 40) },
        lasts: delay(dice, 4, 60),
      };
    }
    default:
      return kind satisfies never;
  }
}

/** At a moment, in a window, or after one of the faults before it. */
function beginning(plan: Plan, before: readonly FaultInput[], dice: Dice): FaultInput['at'] {
  const hours = dice.pick([0, dice.real(0, 5), dice.real(0, 40)]);
  if (dice.chance(0.3))
    return {
      after: dice.pick(before).id,
      ...(dice.chance(0.7) ? { delay: delay(dice, 0.2, 12) } : {}),
      ...(dice.chance(0.4) ? { from: 'end' } : {}),
      ...(dice.chance(0.3) ? { sameSites: true } : {}),
    };
  const from = momentAfter(plan, hours);
  const to = momentAfter(plan, hours + 4);
  return dice.chance(0.25) && to > from ? { between: [from, to] } : from;
}

function returns(dice: Dice): object {
  if (dice.chance(0.4)) return {};
  if (dice.chance(0.5))
    return {
      returns: {
        functions: Object.fromEntries(
          dice.several(FUNCTIONS.slice(1), 0.6).map((name) => [name, delay(dice, 0.5, 20)]),
        ),
      },
    };
  return {
    returns: {
      sites: [
        { share: dice.pick([0.3, 0.5]), after: delay(dice, 0.1, 6) },
        { share: 1, after: delay(dice, 2, 20) },
      ],
    },
  };
}

function containment(dice: Dice): Ransomware['containment'] {
  return Array.from({ length: dice.pick([1, 1, 2]) }, () => ({
    components: dice.several(['tpp', 'net', 'emis/book', 'mobile', 'pc'], 0.35),
    ...(dice.chance(0.5) ? { from: 'strike' } : {}),
    ...(dice.chance(0.7) ? { after: delay(dice, 0.2, 6) } : {}),
    ...(dice.chance(0.4) ? { sites: 'all' } : {}),
    ...(dice.chance(0.3) ? { backAfter: delay(dice, 0.5, 10) } : {}),
  }));
}

/** Messages come through the records, whichever system stands behind them. */
function heldBack(draft: Draft, dice: Dice): object {
  const services = namesOf(draft, 'services').filter((service) => isRandom(draft, service));
  if (services.length === 0) return {};
  return {
    holds: Array.from({ length: dice.pick([1, 1, 2]) }, () => ({
      component: dice.pick(['records', 'records/read', 'emis', 'hosting']),
      services: dice.several(services, 0.5),
      share: dice.pick([0.4, 0.8, 1]),
      ...(dice.chance(0.7) ? { spread: dice.pick(['45 min', '3 h']) } : {}),
    })),
  };
}

function templatesOf(draft: Draft): NonNullable<Draft['templates']>[string][] {
  return draft.sites.map((site) => draft.templates![site.template]!);
}

function namesOf(draft: Draft, what: 'pools' | 'services'): string[] {
  return [
    ...new Set([
      ...templatesOf(draft).flatMap((template) => Object.keys(template[what])),
      ...draft.sites.flatMap((site) => Object.keys(site[what] ?? {})),
    ]),
  ];
}

function isRandom(draft: Draft, service: string): boolean {
  return draft.sites.some((site) => {
    const arrivals = servicesAt(draft, site)[service]?.arrivals;
    return arrivals !== undefined && 'poisson' in arrivals;
  });
}
