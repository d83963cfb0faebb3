/** Staff under a strategy: base shifts with those who come on top or stay late, what they cost, and when the day closes. */
import type { StaffEffect } from '../catalog/effects.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import { present, type Absence } from './absence.ts';
import type { SitedEffect } from './actionEffects.ts';
import type { Plan, PlanPool } from './plan.ts';
import { staffSteps } from './shifts.ts';
import { combine } from './steps.ts';

export interface PoolScript {
  /** Those of the base shifts who are there. */
  readonly base: Steps;
  /** Everybody in force: base shifts, extra staff, those who stay late. */
  readonly staff: Steps;
  /** Base shifts and extra staff: whoever is in service beyond these is on overtime or staying late. */
  readonly rostered: Steps;
  /** Staying late. */
  readonly late: Steps;
  /** People on top of all these who start nothing but re-entry. */
  readonly reentryOnly: Steps;
  readonly extraStaffTicks: number;
}

export interface Closing {
  readonly tick: number;
  readonly day: number;
}

/** Somebody extra or late in a pool. */
export interface PoolStaff {
  readonly pool: number;
  readonly effect: StaffEffect;
  /** Staff time within the study. */
  readonly ticks: number;
  readonly costPerTick: number;
}

/** The staff effects of a strategy, with the plan's number of their pool. */
export function staffOf(plan: Plan, effects: readonly SitedEffect[]): PoolStaff[] {
  return effects.flatMap(({ site, action, effect }) =>
    effect.kind === 'staff'
      ? [
          {
            pool: plan.sites[site]!.poolOf.get(effect.pool)!,
            effect,
            ticks: Math.max(0, Math.min(effect.to, plan.horizon) - effect.from) * effect.people,
            costPerTick: action.cost.perHour / TICKS_PER_HOUR,
          },
        ]
      : [],
  );
}

const NOBODY_ELSE: readonly PoolStaff[] = [];

/** The same by pool. */
export function byPool(staff: readonly PoolStaff[]): (pool: number) => readonly PoolStaff[] {
  const found = new Map<number, PoolStaff[]>();
  for (const one of staff) {
    const list = found.get(one.pool);
    if (list) list.push(one);
    else found.set(one.pool, [one]);
  }
  return (pool) => found.get(pool) ?? NOBODY_ELSE;
}

const baseScripts = new WeakMap<PlanPool, PoolScript>();

/** A pool without anybody extra, worked out once for all worlds that staff it alike. */
function baseScript(pool: PlanPool): PoolScript {
  let known = baseScripts.get(pool);
  if (!known) {
    const { base } = pool;
    known = { base, staff: base, rostered: base, late: NOBODY, reentryOnly: NOBODY, extraStaffTicks: 0 };
    baseScripts.set(pool, known);
  }
  return known;
}

const NOBODY: Steps = { ticks: [0], values: [0] };

function together(parts: readonly Steps[]): Steps {
  return combine(parts, (people) => people.reduce((sum, some) => sum + some, 0));
}

/** `here` are those extra or late in the pool. Absences take people from base shifts and from those who stay late; whoever comes on top is there. */
export function poolScript(
  plan: Plan,
  p: number,
  here: readonly PoolStaff[],
  everyAbsence: readonly Absence[],
): PoolScript {
  const pool = plan.pools[p]!;
  const absences = everyAbsence.filter((absence) => absence.pool === p);
  if (here.length === 0 && absences.length === 0) return baseScript(pool);
  const those = (as: StaffEffect['as']): StaffEffect[] =>
    here.flatMap(({ effect }) => (effect.as === as ? [effect] : []));
  const extra = those('extra');
  const late = those('late');
  const reentry = those('re-entry');
  const base = present(pool.base, absences);
  const rostered = extra.length === 0 ? base : together([base, staffSteps([], 0, extra)]);
  const lateSteps = late.length > 0 ? present(staffSteps([], 0, late), absences) : NOBODY;
  return {
    base,
    rostered,
    late: lateSteps,
    staff: late.length > 0 ? together([rostered, lateSteps]) : rostered,
    reentryOnly: reentry.length > 0 ? staffSteps([], 0, reentry) : NOBODY,
    extraStaffTicks: here.reduce((sum, { effect, ticks }) => (effect.as === 'late' ? sum : sum + ticks), 0),
  };
}

/**
 * Whom seats are counted for: people on base shift who are there, and while there are none whoever is there. People
 * who come on top share the seats, so that more people never make less possible.
 */
export function seatedStaff({ base, staff }: PoolScript): Steps {
  return staff === base ? base : combine([base, staff], ([usual, all]) => (usual! > 0 ? usual! : all!));
}

/** What extra people cost in this incident. */
export function extraCost(staff: readonly PoolStaff[]): number {
  return staff.reduce(
    (sum, { effect, ticks, costPerTick }) => (effect.as === 'late' ? sum : sum + ticks * costPerTick),
    0,
  );
}

/** Per pool what a tick of staying late costs; the world knows how long they stayed. */
export function lateCostPerTick(plan: Plan, staff: readonly PoolStaff[]): number[] {
  const costs = plan.pools.map(() => 0);
  for (const { pool, effect, costPerTick } of staff) if (effect.as === 'late') costs[pool] = costPerTick;
  return costs;
}

/**
 * Closings of a pool: the last end of the day's base shifts, put off by extra people who are there when it comes
 * and stay longer. People who come after a closing do not undo it: nothing may change before it is known.
 */
export function closingsOf(plan: Plan, p: number, here: readonly PoolStaff[]): readonly Closing[] {
  const extra: Interval[] = here
    .flatMap(({ effect }) => (effect.as !== 're-entry' ? [effect] : []))
    .sort((a, b) => a.from - b.from);
  const usual = usualClosings(plan.pools[p]!, plan.horizon);
  return extra.length === 0 ? usual : putOff(usual, extra, plan.horizon);
}

const usualKnown = new WeakMap<
  PlanPool['daySpans'],
  { readonly horizon: number; readonly closings: readonly Closing[] }
>();

/** Of a pool without anybody extra; those that work alike share them. */
function usualClosings({ daySpans }: PlanPool, horizon: number): readonly Closing[] {
  let known = usualKnown.get(daySpans);
  if (known?.horizon !== horizon) {
    const closings = inOrder(
      Array.from(daySpans, ([day, { to }]) => ({ tick: to, day })),
      horizon,
    );
    usualKnown.set(daySpans, (known = { horizon, closings }));
  }
  return known.closings;
}

function putOff(usual: readonly Closing[], extra: readonly Interval[], horizon: number): readonly Closing[] {
  const closings = [...usual];
  for (const { from, to } of extra) {
    const day = Math.floor(from / TICKS_PER_DAY);
    const k = closings.findIndex((closing) => closing.day === day);
    if (k >= 0 && from <= closings[k]!.tick && to > closings[k]!.tick) closings[k] = { tick: to, day };
  }
  return inOrder(closings, horizon);
}

function inOrder(closings: readonly Closing[], horizon: number): Closing[] {
  return closings.filter(({ tick }) => tick < horizon).sort((a, b) => a.tick - b.tick);
}
