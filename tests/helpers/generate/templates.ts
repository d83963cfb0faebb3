/** Templates of generated scenarios: practices, a pharmacy that follows prescribers, and a hub. */
import type { z } from 'zod';
import type { TemplateInput } from '../../../src/catalog/templates/template.ts';
import type { delayDistribution, minutesDistribution } from '../../../src/catalog/fields.ts';
import type { Dice } from '../dice.ts';
import type { Plan } from '../generate.ts';
import { dateIn } from '../generate.ts';

type ServiceInput = TemplateInput['services'][string];
type NeedInput = NonNullable<ServiceInput['needs']>[number];
type ShiftInput = TemplateInput['pools'][string]['shifts'][number];
export type DelayInput = z.input<typeof delayDistribution>;
export type MinutesInput = z.input<typeof minutesDistribution>;

/** A delay of any kind, of about the given hours. */
export function delay(dice: Dice, low: number, high: number): DelayInput {
  const hours = (): number => dice.real(low, high);
  switch (dice.whole(0, 3)) {
    case 0:
      return dice.chance(0.2) ? '0 min' : `${hours()} h`;
    case 1:
      return { exponential: { mean: `${hours()} h` } };
    case 2: {
      const [a, b, c] = [hours(), hours(), hours()].sort((x, y) => x - y) as [number, number, number];
      return { triangular: [`${a} h`, `${b} h`, `${c} h`] };
    }
    default: {
      const median = Math.max(0.01, hours());
      return { lognormal: { median: `${median} h`, p90: `${Math.round(median * dice.real(1, 3) * 100 + 1) / 100} h` } };
    }
  }
}

function minutes(dice: Dice, low: number, high: number): MinutesInput {
  const mean = dice.real(low, high);
  switch (dice.whole(0, 5)) {
    case 0:
      return { fixed: Math.round(mean) };
    case 1:
      return { exponential: { mean } };
    case 2:
      return { lognormal: { mean, cv: dice.real(0, 1.5) } };
    case 3:
      return { gamma: { mean, cv: dice.real(0.3, 1.5) } };
    case 4:
      return {
        bins: [
          { from: 0, to: low, weight: 1 },
          { from: low, to: high, weight: dice.whole(0, 3) },
          { from: high, to: high, weight: dice.whole(0, 1) },
        ],
      };
    default:
      return { fixed: dice.pick([10, 15, 30]) };
  }
}

const WEEK = ['mon-fri', 'mon-fri', 'mon-fri', 'mon-sat', 'mon-sun', 'mon,wed,fri', 'mon-thu'];

function shifts(dice: Dice): ShiftInput[] {
  const days = dice.pick(WEEK);
  switch (dice.whole(0, 4)) {
    case 0:
      return [
        { days, from: '08:00', to: '12:30' },
        { days, from: '14:00', to: '18:00' },
      ];
    case 1: // Overlapping around noon.
      return [
        { days, from: '08:30', to: '13:00' },
        { days: 'mon-fri', from: '12:00', to: '17:30' },
      ];
    case 2: // Meeting at noon.
      return [
        { days, from: '09:00', to: '12:00' },
        { days, from: '12:00', to: '16:00' },
      ];
    case 3:
      return [{ days, from: dice.pick(['00:00', '16:00', '07:45']), to: dice.pick(['20:00', '24:00']) }];
    default:
      return [{ days, from: '08:00', to: '18:30' }];
  }
}

function pool(dice: Dice, shared = false): TemplateInput['pools'][string] {
  return {
    title: 'pool',
    shifts: shifts(dice),
    ...(dice.chance(0.6) ? { utilisation: dice.real(0.6, 1.3) } : { staff: dice.pick([0.5, 1, 1, 1.4, 2, 2.5]) }),
    ...(shared ? { shared: 'group' as const } : {}),
  };
}

function mode(plan: Plan): Pick<NeedInput, 'share' | 'slowdown' | 'reentryMinutes' | 'record'> {
  const { dice } = plan;
  return {
    share: dice.pick([0, 0, 0.1, 0.3, 0.5, 0.8, dice.real(0, 1)]),
    slowdown: dice.pick([1, 1.5, dice.real(1, 3)]),
    ...(plan.typesUp && dice.chance(0.7) ? { reentryMinutes: dice.pick([2, 5, 5, dice.real(0.01, 20)]) } : {}),
    record: dice.pick(['none', 'read', 'full'] as const),
  };
}

const NEEDED = [
  'records/read',
  'records/read',
  'records/read',
  'records/write',
  'records/book',
  'records/rx',
  'records',
  'emis/read',
  'pc',
  'pc',
  'net',
  'power',
  'hosting',
];

export function needs(plan: Plan, p: number): NeedInput[] {
  const { dice } = plan;
  if (!dice.chance(p)) return [];
  const count = dice.pick([1, 1, 1, 2, 3]);
  return dice
    .shuffled([...new Set(NEEDED)])
    .slice(0, count)
    .map((component, k) => ({ component: k === 0 ? dice.pick(NEEDED) : component, ...mode(plan) }));
}

function profile(dice: Dice): number[][] {
  const weekend = dice.pick([0, 0, 0.5]);
  return Array.from({ length: 7 }, (_, day) =>
    Array.from(
      { length: 24 },
      (_, hour) => (hour < 7 || hour > 18 ? dice.pick([0, 0, 0.2]) : dice.whole(1, 5)) * (day < 5 ? 1 : weekend),
    ),
  );
}

function volume(plan: Plan, low: number, high: number): { perWeek: number } | { perThousandPerWeek: number } {
  const { dice } = plan;
  return dice.chance(0.5) ? { perWeek: dice.real(low, high) } : { perThousandPerWeek: dice.real(low / 5, high / 5) };
}

function poisson(plan: Plan, low: number, high: number): ServiceInput['arrivals'] {
  const { dice } = plan;
  return {
    poisson: {
      ...volume(plan, low, high),
      profile: profile(dice),
      ...(dice.chance(0.3) ? { dateFactors: { [dateIn(plan, dice)]: dice.pick([0, 0.5, 2]) } } : {}),
    },
  };
}

/** Routes to the hub whose shares, with `rest`, stay at most 1. */
function hubRoutes(plan: Plan): { site: string; service: string; share: number }[] {
  if (!plan.hasHub) return [];
  return plan.dice
    .some(plan.hubServices, 0.7)
    .map((service) => ({ site: 'hub', service, share: plan.dice.pick([0.2, 0.3, 0.4]) }));
}

const spare = (routes: readonly { share: number }[]): number =>
  Math.max(0, 1 - routes.reduce((sum, { share }) => sum + share, 0));

function patience(plan: Plan): ServiceInput['patience'] {
  const { dice } = plan;
  const hubs = hubRoutes(plan);
  return {
    mean: dice.pick(['20 min', '1 h', '3 h', '10 h']),
    fixed: dice.chance(0.4),
    hubs,
    ...(dice.chance(0.7)
      ? { returns: { share: Math.floor(spare(hubs) * dice.pick([0.5, 1]) * 100) / 100, after: delay(dice, 0.2, 8) } }
      : {}),
  };
}

function atClose(plan: Plan): ServiceInput['atClose'] {
  const hubs = hubRoutes(plan);
  return { hubs, nextDay: Math.floor(spare(hubs) * plan.dice.pick([0.4, 0.9, 1]) * 100) / 100 };
}

/** Services that every practice may have, in an order along which follow-on work runs. */
const SERVICES = ['calls', 'same-day', 'booked', 'scripts', 'sign', 'results'] as const;

export function practiceTemplate(plan: Plan): TemplateInput {
  const { dice } = plan;
  const ids = SERVICES.filter((id) => id === 'calls' || dice.chance(id === 'booked' ? 0.75 : 0.6));
  if (ids.length < 2) ids.push('results');
  const hasPharmacist = dice.chance(0.5);
  const services: Record<string, ServiceInput> = {};
  ids.forEach((id, k) => {
    const later = ids.slice(k + 1);
    const isBooked = id === 'booked' || (id === 'results' && dice.chance(0.3));
    const isFed = id === 'sign' && dice.chance(0.6);
    services[id] = {
      title: id,
      pool:
        hasPharmacist && (id === 'scripts' || id === 'sign')
          ? 'pharmacist'
          : id === 'calls' || dice.chance(0.3)
            ? 'desk'
            : 'gps',
      priority: isBooked ? dice.whole(2, 3) : dice.whole(1, 3),
      minutes: minutes(dice, 4, 40),
      target: dice.pick(['30 min', '4 h', '2 workingDays']),
      ...(isFed
        ? {}
        : {
            arrivals: isBooked
              ? { scheduled: { ...volume(plan, 10, 40), noShow: dice.pick([0, 0.05, 0.2]) } }
              : poisson(plan, 10, 45),
          }),
      ...(isBooked && dice.chance(0.8)
        ? {
            missedSlot: {
              wait: dice.pick(['10 min', '15 min', '60 min']),
              noticeWorkingDays: dice.pick([0, 0, 1, 1, 2]),
              priority: dice.whole(1, 4),
            },
          }
        : dice.chance(0.4)
          ? { patience: patience(plan) }
          : {}),
      ...(dice.chance(id === 'same-day' ? 0.7 : 0.2) ? { atClose: atClose(plan) } : {}),
      followOn: dice.some(later, 0.3).map((service) => ({
        service,
        share: dice.pick([0.2, 0.4, 0.4, 1]),
        ...(dice.chance(0.7)
          ? { after: dice.chance(0.4) ? `${dice.whole(0, 3)} workingDays` : delay(dice, 0.1, 20) }
          : {}),
      })),
      needs: needs(plan, 0.92),
    };
  });
  for (const id of ids) {
    const { missedSlot } = services[id]!;
    const contacts = ids.filter((other) => !leadsTo(services, other, id));
    if (missedSlot && contacts.length > 0 && dice.chance(0.8))
      missedSlot.contact = contacts.includes('calls') ? 'calls' : dice.pick(contacts);
  }
  return {
    title: 'practice',
    kind: 'gp-practice',
    pools: {
      desk: pool(dice, dice.chance(0.15)),
      gps: pool(dice),
      ...(hasPharmacist ? { pharmacist: pool(dice, dice.chance(0.7)) } : {}),
    },
    services,
    reentry: { pool: dice.pick(['desk', 'gps']), priority: dice.whole(1, 4), needs: needs(plan, 0.4) },
  };
}

/** Whether work of one service may, through follow-on work and rebooking, lead to another. */
function leadsTo(services: Readonly<Record<string, ServiceInput>>, from: string, to: string): boolean {
  const { followOn, missedSlot } = services[from]!;
  const next = [
    ...(followOn ?? []).map(({ service }) => service),
    ...(missedSlot?.contact === undefined ? [] : [missedSlot.contact]),
  ];
  return from === to || next.some((service) => leadsTo(services, service, to));
}

/** Its demand stops while the prescribers of a group cannot prescribe. */
export function pharmacyTemplate(plan: Plan): TemplateInput {
  const { dice } = plan;
  return {
    title: 'pharmacy',
    kind: 'pharmacy',
    pools: { counter: pool(dice) },
    services: {
      dispense: {
        title: 'dispense',
        pool: 'counter',
        priority: dice.whole(1, 2),
        minutes: minutes(dice, 4, 20),
        target: '2 h',
        arrivals: poisson(plan, 30, 70),
        follows: {
          component: dice.pick(['records/rx', 'emis/rx', 'emis']),
          group: dice.pick(plan.groups),
          share: dice.pick([0.5, 0.9, 1]),
          after: delay(dice, 0, 6),
        },
        needs: needs(plan, 0.3),
        ...(dice.chance(0.3) ? { patience: patience(plan) } : {}),
      },
      advice: {
        title: 'advice',
        pool: 'counter',
        priority: 1,
        minutes: minutes(dice, 2, 20),
        target: '1 h',
        arrivals: poisson(plan, 5, 30),
      },
    },
    reentry: { pool: 'counter', priority: 2, needs: needs(plan, 0.3) },
  };
}

export function hubTemplate(plan: Plan): TemplateInput {
  const { dice } = plan;
  const local: Plan = { ...plan, hasHub: false };
  const services = plan.hubServices.map((id): [string, ServiceInput] => [
    id,
    {
      title: id,
      pool: 'team',
      priority: dice.whole(1, 2),
      minutes: minutes(dice, 4, 30),
      target: '4 h',
      ...(dice.chance(0.7) ? { arrivals: poisson(plan, 10, 60) } : {}),
      ...(dice.chance(0.3) ? { patience: patience(local) } : {}),
      ...(dice.chance(0.3) ? { atClose: atClose(local) } : {}),
      ...(dice.chance(0.4) ? { followOn: [{ service: 'letters', share: 0.5, after: delay(dice, 0, 5) }] } : {}),
      needs: needs(plan, 0.3),
    },
  ]);
  return {
    title: 'hub',
    kind: 'hub',
    pools: { team: { ...pool(dice), utilisation: undefined, staff: dice.pick([0.5, 1, 2]) } },
    services: {
      ...Object.fromEntries(services),
      letters: { title: 'letters', pool: 'team', priority: 3, minutes: minutes(dice, 2, 10), target: '2 workingDays' },
    },
    reentry: { pool: 'team', priority: 3 },
  };
}
