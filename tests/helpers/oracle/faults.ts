/** The incident of a run: which faults begin, when, at which sites, and what each does there (rules 17 to 19a). */
import type { Prevention } from '../../../src/catalog/backups/index.ts';
import type { Fault } from '../../../src/catalog/faults/index.ts';
import type { Begins } from '../../../src/catalog/faults/common.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { streamKey, uniformAt } from '../../../src/engine/streams.ts';
import { tickOf, ticks } from '../../../src/scenario/calendar.ts';
import { sitesAtRisk } from './atRisk.ts';
import { Draw, type Setting } from './begun.ts';
import type { Span } from './calendar.ts';
import { smallest } from './choose.ts';
import { damageOf, type Damage } from './damage.ts';

/** What a fault did in a run; effects at sites it did not hit are those of its containment. */
export interface Struck extends Damage {
  readonly fault: Fault;
  readonly hit: readonly number[];
}

type Striking = (id: string) => Struck | null;

/** Every fault of the file that begins in the run, in file order, as the preventions of a strategy leave it. */
export function incidentOf(setting: Setting, seed: string, run: number, preventions: readonly Prevention[]): Struck[] {
  // Nobody keeps people from asking: surges are those of the incident without any strategy.
  const usual = striking(setting, seed, run, []);
  const struckBy = preventions.length === 0 ? usual : striking(setting, seed, run, preventions, usual);
  return setting.model.scenario.incident.faults.flatMap((fault) => struckBy(fault.id) ?? []);
}

function striking(
  setting: Setting,
  seed: string,
  run: number,
  preventions: readonly Prevention[],
  surges?: Striking,
): Striking {
  const known = new Map<string, Struck | null>();
  const struckBy: Striking = (id) => {
    const fault = setting.model.scenario.incident.faults.find((other) => other.id === id);
    if (!fault) throw new Error(`no fault ${id}`);
    if (surges && fault.kind === 'demand-surge') return surges(id);
    if (!known.has(id)) known.set(id, strike(setting, seed, run, fault, preventions, struckBy));
    return known.get(id)!;
  };
  return struckBy;
}

function strike(
  setting: Setting,
  seed: string,
  run: number,
  fault: Fault,
  preventions: readonly Prevention[],
  struckBy: Striking,
): Struck | null {
  const { model, span } = setting;
  const draw = (purpose: number, j = 0): number => uniformAt(streamKey(seed, run, 'fault', fault.id), j, purpose);
  const drawAt = (purpose: number) => (site: number) =>
    uniformAt(streamKey(seed, run, 'fault', fault.id, model.sites[site]!.id), 0, purpose);

  const trigger = typeof fault.at === 'object' && 'after' in fault.at ? struckBy(fault.at.after) : null;
  const begin = beginning(fault.at, setting, trigger, draw);
  if (begin === null || begin >= span.horizon) return null;

  const atRisk = sitesAtRisk(model, setting.inUse, fault);
  const chosen =
    typeof fault.sites === 'number'
      ? smallest(atRisk, fault.sites, drawAt(Draw.hit))
      : atRisk.filter((site) => (fault.sites as readonly string[]).includes(model.sites[site]!.id));
  const sameSites = typeof fault.at === 'object' && 'after' in fault.at && fault.at.sameSites;
  const before = new Set(sameSites ? effectsWhereHit(trigger!, span).map(({ site }) => site) : []);
  const hit = sameSites ? chosen.filter((site) => before.has(site)) : chosen;
  const own = preventions.filter(({ faults }) => faults === undefined || faults.includes(fault.id));
  return { fault, hit, ...damageOf(fault, { ...setting, begin, hit, preventions: own, draw, drawAt }) };
}

/** When a fault begins, or null when it does not (rule 17b). */
function beginning(
  at: Begins,
  { model, span }: Setting,
  trigger: Struck | null,
  draw: (purpose: number) => number,
): number | null {
  const { start } = model.scenario;
  if (typeof at === 'string') return tickOf(start, at);
  if ('between' in at) {
    const [earliest, latest] = at.between.map((moment) => tickOf(start, moment)) as [number, number];
    return earliest + Math.floor(draw(Draw.window) * (latest - earliest));
  }
  const effects = trigger ? effectsWhereHit(trigger, span) : [];
  if (effects.length === 0) return null;
  const end = Math.max(...effects.map(({ to }) => to));
  if (at.from === 'end' && end >= span.horizon) return null;
  const origin = at.from === 'end' ? end : Math.min(...effects.map(({ from }) => from));
  return origin + ticks(delayMinutes(at.delay, draw(Draw.trigger)));
}

/** What a fault does to the sites it hits, as far as it comes to anything. */
export function effectsWhereHit(
  { hit, levels, absences, surges }: Struck,
  span: Span,
): (Interval & { site: number })[] {
  return [...levels, ...absences, ...surges].filter(
    ({ site, from, to }) => hit.includes(site) && from < span.horizon && to > from,
  );
}
