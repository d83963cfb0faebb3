/** The incident in one run: how every level moves, what is slow, who is away and what comes on top, before any strategy. */
import type { AbsenceEffect, SlowEffect, SurgeEffect } from '../catalog/effects.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { absencesOf, type Absence } from './absence.ts';
import type { SiteLevels } from './components.ts';
import { neededBy } from './faultContext.ts';
import { faultsInRun, type FaultInRun } from './faultTimes.ts';
import { holdsAt, type Hold } from './held.ts';
import type { Plan } from './plan.ts';
import { levelsByFactor, type LevelsWithin } from './slowness.ts';
import { ALWAYS_ONE, drops, lowered } from './steps.ts';

export interface SiteIncident {
  /** What works as always: whatever is slow counts as down. */
  readonly levels: SiteLevels;
  /** What answers at all: whatever is slow counts as working. */
  readonly answering: SiteLevels;
  /** Levels by how slow things may be, when something is slow there; else none. */
  readonly slowness: readonly LevelsWithin[];
  /** Components its needs name, resolved. */
  readonly needed: readonly string[];
  /** Below 1 while people are away or extra demand comes. */
  readonly strain: Steps;
  readonly holds: readonly Hold[];
  /** First tick with a need or the strain below 1, or undefined when the incident does not hit the site. */
  readonly hitAt: number | undefined;
  /** From when all needs and the strain are at 1 for good; undefined when never within the study, 0 when never hit. */
  readonly restoredAt: number | undefined;
}

export interface Incident {
  readonly sites: readonly SiteIncident[];
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

type Lowered = Interval & { readonly level: number };

function incidentFrom(plan: Plan, faults: readonly FaultInRun[]): Incident {
  const down = plan.sites.map(() => new Map<string, Lowered[]>());
  const slow = plan.sites.map((): SlowEffect[] => []);
  const away: AbsenceEffect[] = [];
  const surges: SurgeEffect[] = [];
  for (const effect of faults.flatMap((fault) => fault.effects)) {
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
  return {
    sites: plan.sites.map((_, s) =>
      siteIncident(plan, s, faults, down[s]!, slow[s]!, [
        ...strainOf(plan, s, absences),
        ...surges.filter(({ site }) => site === s),
      ]),
    ),
    absences,
    surges,
    shared: new Map(),
  };
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

function siteIncident(
  plan: Plan,
  s: number,
  faults: readonly FaultInRun[],
  down: ReadonlyMap<string, readonly Lowered[]>,
  slow: readonly SlowEffect[],
  strained: readonly Interval[],
): SiteIncident {
  const byFactor = levelsByFactor(plan, s, down, slow);
  const { levels } = byFactor[0]!;
  const answering = byFactor[byFactor.length - 1]!.levels;
  const needed = neededBy(plan, s);
  const strain = strained.length > 0 ? lowered(strained.map(({ from, to }) => ({ from, to, level: 0 }))) : ALWAYS_ONE;
  const { from, restored } = span([...needed.map((key) => levels.of(key)), strain], plan.horizon);
  return {
    levels,
    answering,
    slowness: slow.length > 0 ? byFactor : [],
    needed,
    strain,
    holds: holdsAt(plan, s, faults, answering),
    hitAt: from,
    restoredAt: restored,
  };
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
