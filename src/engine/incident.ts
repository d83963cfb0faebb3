/** The incident in one run: how every level moves, what is slow, who is away and what comes on top, before any strategy. */
import type { AbsenceEffect, SlowEffect, SurgeEffect } from '../catalog/effects.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { absencesOf, type Absence } from './absence.ts';
import { neededAt } from './answers.ts';
import { usesKey, type SiteLevels } from './components.ts';
import { faultsInRun, type Amend, type FaultInRun } from './faultTimes.ts';
import { holdsAt, type Hold } from './held.ts';
import type { Plan } from './plan.ts';
import { levelsByFactor, type LevelsWithin } from './slowness.ts';
import { ALWAYS_ONE, drops, lowered } from './steps.ts';

/** What faults do at a site, and supports make good. */
export interface SiteCauses {
  /** Own levels, whatever is slow. */
  readonly own: (key: string) => Steps;
  readonly slow: readonly SlowEffect[];
  /** Below 1 while people are away or extra demand comes. */
  readonly strain: Steps;
}

export interface SiteIncident extends SiteCauses {
  /** What works as always: whatever is slow counts as down. */
  readonly levels: SiteLevels;
  /** What answers at all: whatever is slow counts as working. */
  readonly answering: SiteLevels;
  /** Levels by how slow things may be, when something is slow there; else none. */
  readonly slowness: readonly LevelsWithin[];
  /** Components its needs name, resolved. */
  readonly needed: readonly string[];
  readonly holds: readonly Hold[];
  /** First tick with a need or the strain below 1, or undefined when the incident does not hit the site. */
  readonly hitAt: number | undefined;
  /** From when all needs and the strain are at 1 for good; undefined when never within the study, 0 when never hit. */
  readonly restoredAt: number | undefined;
}

export interface Incident {
  readonly sites: readonly SiteIncident[];
  /** The same before any support: what the faults alone do. */
  readonly faults: readonly SiteIncident[];
  readonly struck: readonly FaultInRun[];
  readonly absences: readonly Absence[];
  readonly surges: readonly SurgeEffect[];
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
  return incidentFrom(plan, []);
}

export function incidentOf(plan: Plan, seed: string, run: number): Incident {
  return incidentFrom(plan, faultsInRun(plan, seed, run));
}

/** Another incident with the same draws, whose faults are as `amend` leaves them; extra demand stays what it was. */
export function amendedIncident(plan: Plan, seed: string, run: number, { struck }: Incident, amend: Amend): Incident {
  const surges = struck.filter(({ fault }) => fault.kind === 'demand-surge');
  return incidentFrom(plan, faultsInRun(plan, seed, run, amend, surges));
}

type Lowered = Interval & { readonly level: number };

function incidentFrom(plan: Plan, struck: readonly FaultInRun[]): Incident {
  const down = plan.sites.map(() => new Map<string, Lowered[]>());
  const slow = plan.sites.map((): SlowEffect[] => []);
  const away: AbsenceEffect[] = [];
  const surges: SurgeEffect[] = [];
  for (const effect of struck.flatMap((fault) => fault.effects)) {
    switch (effect.kind) {
      case 'level':
        addTo(down[effect.site]!, effect.component, effect);
        break;
      case 'slow':
        slow[effect.site]!.push(effect);
        break;
      case 'absence':
        away.push(effect);
        break;
      case 'surge':
        surges.push(effect);
        break;
      default:
        effect satisfies never;
    }
  }
  const absences = absencesOf(plan, away);
  const sites: SiteIncident[] = [];
  // The newest site by what it uses: mostly all of them are struck alike.
  const newest = new Map<string, number>();
  for (let s = 0; s < plan.sites.length; s++) {
    const key = usesKey(plan.sites[s]!.uses);
    const other = newest.get(key);
    newest.set(key, s);
    const isAlike =
      other !== undefined && slow[s]!.length + slow[other]!.length === 0 && isSame(down[s]!, down[other]!);
    const like = isAlike ? sites[other] : undefined;
    const strained = [...strainOf(plan, s, absences), ...surges.filter(({ site }) => site === s)];
    const strain = strained.length > 0 ? lowered(strained.map(({ from, to }) => ({ from, to, level: 0 }))) : ALWAYS_ONE;
    sites.push(siteUnder(plan, s, struck, { own: like?.own ?? ownLevels(down[s]!), slow: slow[s]!, strain }, like));
  }
  return { sites, faults: sites, struck, absences, surges, shared: new Map() };
}

type Down = ReadonlyMap<string, readonly Lowered[]>;

function ownLevels(down: Down): SiteCauses['own'] {
  const own = new Map([...down].map(([key, faults]) => [key, lowered(faults)]));
  return (key) => own.get(key) ?? ALWAYS_ONE;
}

function isSame(some: Down, others: Down): boolean {
  if (some.size !== others.size) return false;
  for (const [key, list] of some) {
    const other = others.get(key);
    if (other?.length !== list.length) return false;
    for (let k = 0; k < list.length; k++) {
      const [a, b] = [list[k]!, other[k]!];
      if (a.from !== b.from || a.to !== b.to || a.level !== b.level) return false;
    }
  }
  return true;
}

function addTo(levels: Map<string, Lowered[]>, component: string, effect: Lowered): void {
  const list = levels.get(component);
  if (list) list.push(effect);
  else levels.set(component, [effect]);
}

/** Absences that a site feels: those of its own pools and of pools it shares. */
function strainOf(plan: Plan, s: number, absences: readonly Absence[]): Interval[] {
  return absences.filter(({ pool, share }) => share > 0 && plan.sites[s]!.pools.includes(pool));
}

/**
 * What own levels, slow components and strain mean for a site that the faults have struck. `like` is one that uses the
 * same things and has the same own levels, with nothing slow at either: it has the same levels.
 */
export function siteUnder(
  plan: Plan,
  s: number,
  struck: readonly FaultInRun[],
  { own, slow, strain }: SiteCauses,
  like?: SiteIncident,
): SiteIncident {
  const byFactor = like ? [{ factor: 1, levels: like.levels }] : levelsByFactor(plan, s, own, slow);
  const { levels } = byFactor[0]!;
  const answering = byFactor[byFactor.length - 1]!.levels;
  const needed = neededAt(plan, s);
  const felt: Steps[] = [];
  for (const key of needed) felt.push(levels.of(key));
  felt.push(strain);
  const { from, restored } = span(felt, plan.horizon);
  return {
    own,
    slow,
    strain,
    levels,
    answering,
    slowness: slow.length > 0 ? byFactor : [],
    needed,
    holds: holdsAt(plan, s, struck, answering),
    hitAt: from,
    restoredAt: restored,
  };
}

/** First failure and final restoration of several levels taken together. */
export function span(
  levels: readonly Steps[],
  horizon: number,
): { from: number | undefined; restored: number | undefined } {
  let first = Infinity;
  let last = -Infinity;
  for (const level of levels)
    for (const { from, to } of drops(level, horizon)) {
      first = Math.min(first, from);
      last = Math.max(last, to);
    }
  if (first > last) return { from: undefined, restored: 0 };
  return { from: first, restored: last >= horizon ? undefined : last };
}
