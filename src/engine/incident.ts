/** The incident in one run: which sites each fault strikes and how every level moves, before any strategy. */
import type { FaultContext, LevelEffect } from '../catalog/effects.ts';
import { compileFault, type Fault } from '../catalog/faults/index.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { tickOf, ticks } from '../scenario/calendar.ts';
import { inUse, neededAt } from './answers.ts';
import { SiteLevels } from './components.ts';
import { delayMinutes } from './distributions.ts';
import type { Plan } from './plan.ts';
import { closedDays, occurrences } from './shifts.ts';
import { ALWAYS_ONE, drops, lowered } from './steps.ts';
import { streamKey, uniformAt } from './streams.ts';

export interface SiteIncident {
  readonly levels: SiteLevels;
  /** Components its needs name, resolved. */
  readonly needed: readonly string[];
  /** First tick with a need below 1, or undefined when the incident does not hit the site. */
  readonly hitAt: number | undefined;
  /** From when all needs are at 1 for good; undefined when never within the study, 0 when never hit. */
  readonly restoredAt: number | undefined;
}

export interface Incident {
  readonly sites: readonly SiteIncident[];
  /** The same before any support: what the faults alone do. */
  readonly faults: readonly SiteIncident[];
  /** What several strategies of the same run share, worked out once; each maker keeps to its own keys. */
  readonly shared: Map<string, unknown>;
}

/** What does not depend on the strategy: made when first asked for in a run, then kept with its incident. */
export function oncePerRun<T>(incident: Incident, key: string, make: () => T): T {
  if (!incident.shared.has(key)) incident.shared.set(key, make());
  return incident.shared.get(key) as T;
}

/** The world without the incident. */
export function noIncident(plan: Plan): Incident {
  return incidentAt(plan.sites.map((_, s) => siteIncident(plan, s, new Map())));
}

/** `amend` gives each fault as preventions leave it, from the number of sites at risk of it. */
export function incidentOf(
  plan: Plan,
  seed: string,
  run: number,
  amend: (fault: Fault, atRisk: number) => Fault = (fault) => fault,
): Incident {
  const own = plan.sites.map(() => new Map<string, (Interval & { level: number })[]>());
  for (const fault of plan.model.scenario.incident.faults) {
    const context = faultContext(plan, fault, seed, run);
    for (const effect of compileFault(amend(fault, context.sitesAtRisk.length), context)) {
      if (effect.from >= plan.horizon || effect.to <= effect.from) continue;
      addTo(own[effect.site]!, effect);
    }
  }
  return incidentAt(plan.sites.map((_, s) => siteIncident(plan, s, own[s]!)));
}

function incidentAt(sites: readonly SiteIncident[]): Incident {
  return { sites, faults: sites, shared: new Map() };
}

function addTo(levels: Map<string, (Interval & { level: number })[]>, effect: LevelEffect): void {
  const list = levels.get(effect.component);
  if (list) list.push(effect);
  else levels.set(effect.component, [effect]);
}

function siteIncident(plan: Plan, s: number, own: ReadonlyMap<string, (Interval & { level: number })[]>): SiteIncident {
  const owns = new Map([...own].map(([key, faults]) => [key, lowered(faults)]));
  return siteUnder(plan, s, new SiteLevels(plan.sites[s]!, plan.components, (key) => owns.get(key) ?? ALWAYS_ONE));
}

/** What a site's levels mean for its needs. */
export function siteUnder(plan: Plan, s: number, levels: SiteLevels): SiteIncident {
  const needed = neededAt(plan, s);
  const { from, restored } = span(
    needed.map((key) => levels.of(key)),
    plan.horizon,
  );
  return { levels, needed, hitAt: from, restoredAt: restored };
}

/** First failure and final restoration of several levels taken together. */
export function span(
  levels: readonly Steps[],
  horizon: number,
): { from: number | undefined; restored: number | undefined } {
  const all = levels.flatMap((level) => drops(level, horizon));
  if (all.length === 0) return { from: undefined, restored: 0 };
  const last = Math.max(...all.map((drop) => drop.to));
  return { from: Math.min(...all.map((drop) => drop.from)), restored: last >= horizon ? undefined : last };
}

const atRisk = new WeakMap<Plan, Map<string, readonly number[]>>();

/** Sites with a need, or with a backup for one of their needs, that rests on what the fault breaks. The same in every run. */
function sitesAtRisk(plan: Plan, fault: Fault): readonly number[] {
  let known = atRisk.get(plan);
  if (!known) atRisk.set(plan, (known = new Map<string, readonly number[]>()));
  let sites = known.get(fault.id);
  if (!sites) known.set(fault.id, (sites = findSitesAtRisk(plan, fault)));
  return sites;
}

function findSitesAtRisk(plan: Plan, fault: Fault): number[] {
  const broken = new Set([fault.component]);
  if ('staged' in fault.repair && fault.repair.staged.functions)
    Object.keys(fault.repair.staged.functions).forEach((key) => broken.add(key));
  return plan.sites.flatMap((_, s) => {
    if (fault.group !== undefined && !plan.model.sites[s]!.groups.includes(fault.group)) return [];
    const felt = inUse(plan, s);
    return [...broken].some((part) => felt.has(part)) ? [s] : [];
  });
}

function faultContext(plan: Plan, fault: Fault, seed: string, run: number): FaultContext {
  const { model } = plan;
  const key = streamKey(seed, run, 'fault', fault.id);
  const siteKeys = new Map<number, ReturnType<typeof streamKey>>();
  return {
    sitesAtRisk: sitesAtRisk(plan, fault),
    devices: (s) => model.sites[s]!.devices,
    technicians: (s) => model.sites[s]!.groups[0] ?? `site ${model.sites[s]!.id}`,
    siteId: (s) => model.sites[s]!.id,
    uniform: (index, purpose) => uniformAt(key, index, purpose),
    siteUniform: (s, purpose) => {
      let siteKey = siteKeys.get(s);
      if (!siteKey) siteKeys.set(s, (siteKey = streamKey(seed, run, 'fault', fault.id, model.sites[s]!.id)));
      return uniformAt(siteKey, 0, purpose);
    },
    delay: delayMinutes,
    tickOf: (dateTime) => tickOf(model.scenario.start, dateTime),
    ticks,
    workingHours: (s, days, from, to) => {
      const group = model.sites[s]!.groups[0];
      const first = group === undefined ? s : model.sites.findIndex((site) => site.groups[0] === group);
      return occurrences(
        [{ days: [...days], from, to }],
        plan.days,
        closedDays(plan.days, model.sites[first]!.closedDates),
      );
    },
    horizon: plan.horizon,
  };
}
