/** Components and faults of generated scenarios. */
import type { z } from 'zod';
import type { fault } from '../../../src/catalog/faults/index.ts';
import type { repair } from '../../../src/catalog/faults/repair.ts';
import type { Dice } from '../dice.ts';
import { momentAfter, type Plan, type ScenarioInput } from '../generate.ts';
import { delay } from './templates.ts';

type ComponentInput = NonNullable<ScenarioInput['components']>[number];
export type FaultInput = z.input<typeof fault>;
type RepairInput = z.input<typeof repair>;

const FUNCTIONS = ['read', 'write', 'book', 'rx'];

/** Two record systems with functions behind the alias `records`, on shared hosting, a line, power and PCs. */
export function components({ dice }: Plan): ComponentInput[] {
  const hosting = dice.pick<ComponentInput['requires']>([
    { all: ['agent', { atLeast: { k: 2, of: ['server-a', 'server-b', 'server-c'] } }] },
    { any: ['server-a', { all: ['server-b', 'agent'] }] },
    { atLeast: { k: dice.whole(1, 3), of: ['server-a', { any: ['server-b', 'server-c'] }, 'agent'] } },
    'agent',
  ]);
  const emis = dice.pick<ComponentInput['requires']>([
    'hosting',
    { all: ['hosting', { any: ['net', 'mobile'] }] },
    { all: ['hosting', 'link'] },
  ]);
  return [
    { id: 'power', title: 'Power', scope: 'per-site' },
    { id: 'net', title: 'Line', scope: 'per-site', ...(dice.chance(0.5) ? { requires: 'power' } : {}) },
    { id: 'mobile', title: 'Mobile network' },
    { id: 'agent', title: 'Security agent' },
    ...['server-a', 'server-b', 'server-c'].map((id) => ({ id, title: id })),
    { id: 'hosting', title: 'Hosting', requires: hosting },
    { id: 'emis', title: 'EMIS', functions: FUNCTIONS, requires: emis },
    {
      id: 'tpp',
      title: 'TPP',
      functions: FUNCTIONS,
      ...(dice.chance(0.5) ? { requires: { any: ['link', 'server-c'] } } : {}),
    },
    { id: 'pc', title: 'PCs', scope: 'per-site', ...(dice.chance(0.3) ? { requires: { all: ['power'] } } : {}) },
  ];
}

/** What the first fault strikes is always needed by somebody; the others may miss everybody. */
const FIRST = ['emis', 'emis', 'emis', 'hosting', 'emis/read', 'agent', 'pc', 'pc', 'power'];
const FURTHER = [
  'emis',
  'emis',
  'hosting',
  'agent',
  'emis/read',
  'emis/rx',
  'server-a',
  'server-b',
  'pc',
  'net',
  'power',
  'tpp',
  'mobile',
];

/** What fails, fault by fault. */
export function failing(dice: Dice): string[] {
  return Array.from({ length: dice.pick([1, 2, 2, 3, 4]) }, (_, k) => dice.pick(k === 0 ? FIRST : FURTHER));
}

export function faults(plan: Plan): FaultInput[] {
  return plan.failing.map((component, k) => faultOf(plan, component, k));
}

function faultOf(plan: Plan, component: string, k: number): FaultInput {
  const { dice } = plan;
  // A second outage often overlaps the first, or comes while people are still typing up.
  const after = k === 0 ? 0 : dice.pick([0, dice.real(0, 5), dice.real(0, 5), dice.real(0, 40)]);
  const common = {
    id: `fault-${k + 1}`,
    component,
    at: momentAfter(plan, after),
    ...(dice.chance(0.25) ? { sites: dice.pick([0.3, 0.5, 0.7]) } : {}),
    ...(dice.chance(0.09) ? { group: dice.pick(plan.groups) } : {}),
    ...(dice.chance(0.5) ? { devices: dice.real(0.3, 1) } : {}),
    repair: repairOf(plan, component),
  };
  if (dice.chance(0.6))
    return { kind: 'outage', ...common, ...(dice.chance(0.35) ? { level: dice.real(0, 0.8) } : {}) };
  return { ...common, ...update(plan, after) };
}

/** An update in rings, halted so long after it could begin. */
function update(plan: Plan, after: number) {
  const { dice } = plan;
  const several = dice.chance(0.65);
  return {
    kind: 'faulty-update' as const,
    halted: momentAfter(plan, after + dice.pick([0.5, 2, 3, 8])),
    ...(several
      ? {
          rings: [
            { share: dice.pick([0.2, 0.34]), after: '0 min' },
            { share: dice.pick([0.3, 0.33]), after: dice.pick(['30 min', '90 min', '2 h']) },
            { share: 0.3, after: dice.pick(['2 h', '4 h', '1 days']) },
          ],
        }
      : {}),
  };
}

/** One update more, which strikes everybody who needs what most need. */
export function updateFault(plan: Plan, id: string): FaultInput {
  const after = plan.dice.real(0, 8);
  const component = plan.dice.pick(['pc', 'agent', 'emis']);
  return { id, component, at: momentAfter(plan, after), ...update(plan, after), repair: repairOf(plan, component) };
}

/** One outage more, which is mended by hand. */
export function handsOnFault(plan: Plan, id: string): FaultInput {
  const { dice } = plan;
  return {
    kind: 'outage',
    id,
    component: dice.pick(['pc', 'power', 'emis']),
    at: momentAfter(plan, dice.real(0, 10)),
    repair: {
      handsOn: { minutesEach: dice.pick([45, 90, 120]), technicians: 1, starts: `${dice.whole(2, 12)} h` },
    },
  };
}

function repairOf(plan: Plan, component: string): RepairInput {
  const { dice } = plan;
  const kind =
    component === 'pc'
      ? dice.pick(['hands-on', 'hands-on', 'central'])
      : dice.pick(['central', 'central', 'functions', 'sites', 'hands-on']);
  switch (kind) {
    case 'functions': {
      const system = component === 'tpp' ? 'tpp' : 'emis';
      return {
        staged: {
          functions: Object.fromEntries(
            dice
              .several(
                FUNCTIONS.filter((name) => `${system}/${name}` !== component),
                0.6,
              )
              .map((name) => [`${system}/${name}`, delay(dice, 2, 40)]),
          ),
        },
      };
    }
    case 'sites':
      return {
        staged: {
          sites: [
            { share: dice.pick([0.2, 0.4]), after: delay(dice, 1, 12) },
            { share: 0.7, after: delay(dice, 3, 24) },
            { share: 1, after: delay(dice, 6, 50) },
          ],
        },
      };
    case 'hands-on':
      return {
        handsOn: {
          minutesEach: dice.pick([20, 45, 90, 120, 37.5]),
          technicians: dice.pick([1, 1, 2, 3]),
          ...(dice.chance(0.3) ? { days: dice.pick(['mon-sun', 'mon-sat', 'tue,thu']) } : {}),
          ...(dice.chance(0.4) ? { from: '09:00', to: '13:00' } : {}),
          order: order(dice, plan),
          ...(dice.chance(0.4) ? { starts: `${dice.whole(2, 12)} h` } : {}),
        },
      };
    default:
      return { central: delay(dice, 2, 60) };
  }
}

function order(dice: Dice, plan: Plan): 'random' | 'largest-first' | string[] {
  return dice.pick(['random', 'largest-first', dice.shuffled(dice.several(plan.siteIds, 0.5))] as const) as
    'random' | 'largest-first' | string[];
}
