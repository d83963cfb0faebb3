/** What happens: when the incident begins, how long it lasts, how many sites it hits. */
import { componentsOf, functionsOf } from '../../catalog/faults/aim.ts';
import { earliestOf } from '../../catalog/faults/common.ts';
import type { Fault } from '../../catalog/faults/index.ts';
import type { Repair } from '../../catalog/faults/repair.ts';
import { likely, scaled } from '../delays.ts';
import type { Scenario } from '../schema.ts';
import type { Context } from '../validate/context.ts';
import { countOf } from '../../catalog/effects.ts';
import { sitesAtRisk, type Reach } from '../validate/reach.ts';
import { bounds, describeMinutes, describeShare, describeTime, replaced, type Control } from './control.ts';
import { countDescriber } from './counts.ts';
import { faultMovedBy, minuteOf } from './moments.ts';

export function faultControls(context: Context, reach: Reach): Control[] {
  const { scenario } = context;
  const { faults } = scenario.incident;
  const labels = new Map<string, number>();
  for (const fault of faults) labels.set(backLabel(scenario, fault), (labels.get(backLabel(scenario, fault)) ?? 0) + 1);
  const atRisk = faults.map((fault) => sitesAtRisk(context, reach, fault));
  const severalHit = atRisk.filter((sites) => sites.length > 1).length > 1;
  return faults.flatMap((fault, k) => {
    const first = earliestOf(fault.at);
    const together = faults.filter((other) => first !== undefined && earliestOf(other.at) === first);
    const hit = atRisk[k]!;
    const label = backLabel(scenario, fault);
    const own = 'handsOn' in repairOf(fault) ? 'work on one device' : 'over after';
    return [
      ...(together[0] === fault ? [startControl(together, k === 0)] : []),
      ...lengthControl(fault, labels.get(label) === 1 ? label : `${fault.title ?? fault.id}: ${own}`),
      ...(hit.length > 1 ? hitControl(context, fault, hit, severalHit) : []),
    ];
  });
}

function changeFault(scenario: Scenario, id: string, change: (fault: Fault) => Fault): Scenario {
  return {
    ...scenario,
    incident: { ...scenario.incident, faults: replaced(scenario.incident.faults, (fault) => fault.id === id, change) },
  };
}

/** Faults that begin at the same moment belong together and move together. */
function startControl(together: readonly Fault[], isWhole: boolean): Control {
  const first = together[0]!;
  const began = earliestOf(first.at)!;
  const value = minuteOf(began);
  const ids = new Set(together.map((fault) => fault.id));
  return {
    id: `${first.id}-start`,
    label: isWhole ? 'Begins at' : `${first.title ?? first.id}: begins at`,
    group: 'What happens',
    unit: 'time',
    ...bounds(value, { min: 0, max: 1439, step: 15 }),
    value,
    describe: describeTime,
    apply: (given, to) => {
      const minute = Math.min(1439, Math.max(0, Math.round(to)));
      return {
        ...given,
        incident: {
          ...given.incident,
          faults: given.incident.faults.map((fault) => {
            const now = earliestOf(fault.at);
            return ids.has(fault.id) && now !== undefined ? faultMovedBy(fault, minute - minuteOf(now)) : fault;
          }),
        },
      };
    },
  };
}

/** What comes back first: the component of the first function, or the component of the fault. */
function backLabel(scenario: Scenario, fault: Fault): string {
  if ('handsOn' in repairOf(fault)) return 'Work on one device';
  const ref = functionsOf(fault)[0] ?? componentsOf(fault)[0];
  if (ref === undefined) return `${fault.title ?? fault.id}: lasts`;
  const id = ref.split('/')[0]!;
  const title = scenario.components.find((component) => component.id === id)?.title ?? id;
  return `${title} back after`;
}

/** The repair of a fault; what has another kind of end is over after one delay. */
function repairOf(fault: Fault): Repair {
  if (fault.kind === 'ransomware') return { central: fault.rebuild };
  return 'lasts' in fault ? { central: fault.lasts } : fault.repair;
}

function withLength(fault: Fault, to: number): Fault {
  const repair = lengthened(repairOf(fault), to);
  if ('central' in repair && fault.kind === 'ransomware') return { ...fault, rebuild: repair.central };
  if ('central' in repair && 'lasts' in fault) return { ...fault, lasts: repair.central };
  if (fault.kind === 'outage' || fault.kind === 'faulty-update') return { ...fault, repair };
  return 'repair' in fault && !('handsOn' in repair) ? { ...fault, repair } : fault;
}

/** The most likely delay of what comes back first, in minutes. */
function lengthOf(repair: Repair): number {
  if ('central' in repair) return likely(repair.central);
  if ('handsOn' in repair) return repair.handsOn.minutesEach;
  if (repair.staged.functions) return Math.min(...Object.values(repair.staged.functions).map(likely));
  return likely(repair.staged.sites![0]!.after);
}

/** In words: of functions that come back one after another the first and the last, since one figure moves them all. */
function lengthDescriber(repair: Repair): (value: number) => string {
  const functions = 'staged' in repair ? Object.values(repair.staged.functions ?? {}).map(likely) : [];
  const ratio = Math.max(...functions) / Math.min(...functions);
  if (functions.length < 2 || !(ratio > 1)) return describeMinutes;
  return (value) => `${describeMinutes(value)} to ${describeMinutes(value * ratio)}`;
}

function lengthened(repair: Repair, to: number): Repair {
  if ('handsOn' in repair) return { handsOn: { ...repair.handsOn, minutesEach: to } };
  const now = lengthOf(repair);
  if ('central' in repair) return { central: now > 0 ? scaled(repair.central, to / now) : { fixed: to } };
  const { functions, sites } = repair.staged;
  const change = (delay: Parameters<typeof scaled>[0]): Parameters<typeof scaled>[0] =>
    now > 0 ? scaled(delay, to / now) : delay;
  if (functions)
    return {
      staged: { functions: Object.fromEntries(Object.entries(functions).map(([key, delay]) => [key, change(delay)])) },
    };
  return { staged: { sites: sites!.map((stage) => ({ ...stage, after: change(stage.after) })) } };
}

function lengthControl(fault: Fault, label: string): Control[] {
  const repair = repairOf(fault);
  const value = lengthOf(repair);
  const isHandsOn = 'handsOn' in repair;
  if (value <= 0 && 'staged' in repair) return [];
  const step = isHandsOn ? 5 : value <= 240 ? 10 : 60;
  const wanted = isHandsOn
    ? { min: 5, max: 240, step }
    : { min: step, max: Math.max(3 * value, value <= 240 ? 720 : 4320), step };
  return [
    {
      id: `${fault.id}-length`,
      label,
      group: 'What happens',
      unit: 'minutes',
      ...bounds(value, wanted),
      value,
      describe: lengthDescriber(repair),
      apply: (given, to) => changeFault(given, fault.id, (now) => withLength(now, Math.max(0, to))),
    },
  ];
}

/** Sites named one by one are no share to move. */
function hitControl(context: Context, fault: Fault, hit: readonly number[], isOneOfSeveral: boolean): Control[] {
  if (typeof fault.sites !== 'number') return [];
  const count = countDescriber(context, hit);
  const control: Control = {
    id: `${fault.id}-hit`,
    label: isOneOfSeveral ? `Hit by: ${fault.title ?? fault.id}` : `${capital(count.noun)} hit`,
    group: 'What happens',
    unit: 'share',
    ...bounds(fault.sites, { min: 0, max: 1, step: count.step }),
    value: fault.sites,
    describe: (share) => (hit.length <= 1000 ? count.describe(countOf(share, hit.length)) : describeShare(share)),
    apply: (given, to) => changeFault(given, fault.id, (now) => ({ ...now, sites: Math.min(1, Math.max(0, to)) })),
  };
  return [control];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
