/** When each fault of the incident begins in a run, and what all of them do: faults set off by others come after them. */
import type { FaultEffect } from '../catalog/effects.ts';
import { sitesHit } from '../catalog/faults/compile.ts';
import { compileFault, type Fault } from '../catalog/faults/index.ts';
import { tickOf, ticks } from '../scenario/calendar.ts';
import { delayMinutes } from './distributions.ts';
import { faultContext } from './faultContext.ts';
import type { Plan } from './plan.ts';
import { streamKey, uniformAt } from './streams.ts';

/** What is left of a fault within the study; `strike` and `end` are undefined when it does nothing in this run. */
export interface FaultInRun {
  readonly fault: Fault;
  readonly sites: readonly number[];
  readonly effects: readonly FaultEffect[];
  /** First and last tick at which it holds anything at a site struck. */
  readonly strike: number | undefined;
  readonly end: number | undefined;
}

/** A fault as preventions leave it; `hit` tells at how many sites it strikes, those a halt spares included. */
export type Amend = (fault: Fault, hit: () => number) => Fault;

/** Every fault in file order; those already settled stay as they are. */
export function faultsInRun(
  plan: Plan,
  seed: string,
  run: number,
  amend: Amend = (fault) => fault,
  settled: readonly FaultInRun[] = [],
): FaultInRun[] {
  const { faults } = plan.model.scenario.incident;
  const known = new Map(settled.map((found) => [found.fault.id, found]));
  const lookedAt = new Set<string>();
  const find = (fault: Fault): FaultInRun => {
    let found = known.get(fault.id);
    if (found) return found;
    if (lookedAt.has(fault.id)) throw new Error(`the fault ${fault.id} sets itself off`);
    lookedAt.add(fault.id);
    const other = typeof fault.at === 'object' && 'after' in fault.at ? fault.at.after : undefined;
    const first = other === undefined ? undefined : faults.find(({ id }) => id === other);
    if (other !== undefined && !first) throw new Error(`no fault ${other} to set off ${fault.id}`);
    found = inRun(plan, seed, run, fault, first && find(first), amend);
    known.set(fault.id, found);
    return found;
  };
  return faults.map(find);
}

function inRun(
  plan: Plan,
  seed: string,
  run: number,
  fault: Fault,
  other: FaultInRun | undefined,
  amend: Amend,
): FaultInRun {
  const nothing: FaultInRun = { fault, sites: [], effects: [], strike: undefined, end: undefined };
  const at = beginning(plan, seed, run, fault, other);
  if (at === undefined || at >= plan.horizon) return nothing;
  const confined = typeof fault.at === 'object' && 'after' in fault.at && fault.at.sameSites;
  const context = faultContext(plan, fault, seed, run, at, confined ? new Set(other!.sites) : undefined);
  const { sites, effects: all } = compileFault(
    amend(fault, () => sitesHit(context, fault.sites).length),
    context,
  );
  const effects = all.filter((effect) => effect.from < plan.horizon && effect.to > effect.from);
  const own = new Set(sites);
  const here = effects.filter((effect) => own.has(effect.site));
  if (here.length === 0) return { ...nothing, effects };
  const end = here.reduce((latest, effect) => Math.max(latest, effect.to), 0);
  return {
    fault,
    sites: sites.filter((site) => here.some((effect) => effect.site === site)),
    effects,
    strike: here.reduce((earliest, effect) => Math.min(earliest, effect.from), Infinity),
    end: end >= plan.horizon ? undefined : end,
  };
}

/** The moment at which a fault begins; undefined when what sets it off never comes. */
function beginning(
  plan: Plan,
  seed: string,
  run: number,
  fault: Fault,
  other: FaultInRun | undefined,
): number | undefined {
  const { at } = fault;
  const { start } = plan.model.scenario;
  if (typeof at === 'string') return tickOf(start, at);
  const key = streamKey(seed, run, 'fault', fault.id);
  if ('between' in at) {
    const [earliest, latest] = at.between.map((moment) => tickOf(start, moment)) as [number, number];
    return earliest + Math.floor(uniformAt(key, 0, 7) * (latest - earliest));
  }
  const origin = at.from === 'strike' ? other!.strike : other!.end;
  return origin === undefined ? undefined : origin + ticks(delayMinutes(at.delay, uniformAt(key, 0, 8)));
}
