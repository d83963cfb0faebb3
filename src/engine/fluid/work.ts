/** What comes to a block and who is there to do it, step by step: the same in every world, but for what a script changes. */
import { TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { MinutesDistribution } from '../../catalog/fields.ts';
import type { Steps } from '../../catalog/types.ts';
import { hourlyRates } from '../cell.ts';
import { meanMinutes } from '../distributions.ts';
import type { Plan, PlanQueue, PlanSite } from '../plan.ts';
import type { Script } from '../script.ts';
import { extraRates } from '../surges.ts';
import type { Incident } from '../incident.ts';
import type { Block } from './blocks.ts';
import { addMinutes, STEP_TICKS, STEPS_PER_DAY, STEPS_PER_HOUR, stepOf } from './clock.ts';
import { delaySteps } from './deciding.ts';

export interface BlockWork {
  readonly block: Block;
  /** Of the first site; they stand for all. */
  readonly queues: readonly PlanQueue[];
  /** Position of each queue's pool among the site's. */
  readonly poolOf: readonly number[];
  /** Position of the re-entry queue, or -1. */
  readonly reentry: number;
  /** Per queue: position of what it gives rise to. */
  readonly followOn: readonly (readonly (PlanQueue['followOn'][number] & { readonly to: number })[])[];
  readonly contact: readonly number[];
  /** Steps, and one more, after which nothing follows from work that has begun. */
  readonly ahead: number;
  /** Per queue: own arrivals in each step, those who do not come left out; undefined when there are none. */
  readonly arrivals: readonly (Float64Array | undefined)[];
  readonly closings: readonly (readonly FlowClosing[])[];
  /** Per pool: staff-minutes in each step without anybody extra. */
  readonly staff: readonly Float64Array[];
  /** 1 for steps in which somebody works or something comes, and some time after: the others are passed over. */
  readonly active: Uint8Array;
  /** Per pool: minutes that somebody who works has in hand, on average, when there is always more to do. */
  readonly inHand: readonly number[];
}

export function workOf(plan: Plan, block: Block, twin: Script): BlockWork {
  const first = plan.sites[block.sites[0]!]!;
  const queues = first.queues.map((q) => plan.queues[q]!);
  const position = (q: number): number => first.queues.indexOf(q);
  const steps = plan.horizon / STEP_TICKS;
  const arrivals = queues.map((_, k) => arrivalsOf(plan, block, k, steps));
  const staff = first.pools.map((_, p) => staffOf(plan, block, p, steps, (pool) => twin.pools[pool]!.staff));
  return {
    block,
    queues,
    poolOf: queues.map(({ pool }) => first.pools.indexOf(pool)),
    reentry: queues.findIndex(({ isReentry }) => isReentry),
    followOn: queues.map(({ followOn }) => followOn.map((entry) => ({ ...entry, to: position(entry.queue) }))),
    contact: queues.map(({ contact }) => position(contact)),
    ahead: 2 + Math.max(0, ...queues.flatMap(({ followOn }) => followOn.map(({ after }) => longest(first, after)))),
    arrivals,
    closings: first.pools.map((p) => closingsOf(twin, p)),
    staff,
    active: markActive(new Uint8Array(steps), [...staff, ...arrivals.flatMap((by) => by ?? [])]),
    inHand: first.pools.map((pool) => inHandOf(queues.filter((queue) => queue.pool === pool))),
  };
}

/** Closing times of a pool, in time order: the step at whose end it is, and the day it ends. */
export interface FlowClosing {
  readonly step: number;
  readonly day: number;
}

export function closingsOf({ closings }: Script, pool: number): FlowClosing[] {
  return closings[pool]!.map(({ tick, day }) => ({ step: Math.ceil(tick / STEP_TICKS) - 1, day }));
}

/** After so many steps without people or work those who wait have given up or missed their slot. */
export const TAIL = 3 * STEPS_PER_HOUR;

/** Marks the steps in which there is something, and some after each. */
export function markActive(active: Uint8Array, amounts: readonly Float64Array[]): Uint8Array {
  for (const by of amounts) for (let t = 0; t < by.length; t++) if (by[t]! > 0) active[t] = 2;
  for (let t = 0, until = -1; t < active.length; t++) {
    if (active[t] === 2) until = t + TAIL;
    else if (t <= until) active[t] = 1;
  }
  return active;
}

/** The longest delay of work that follows, in steps. */
function longest({ workingDays }: PlanSite, after: PlanQueue['followOn'][number]['after']): number {
  if (!('workingDays' in after)) return Math.max(...delaySteps(after));
  const n = after.workingDays;
  // From the day before a working day to the n-th of those that follow.
  const days = workingDays.map((day, k) => (workingDays[k + n - 1] ?? day) - (workingDays[k - 1] ?? 0));
  return n === 0 ? 0 : Math.max(0, ...days) * STEPS_PER_DAY;
}

/** Staff-minutes of a pool of the block in each step. */
export function staffOf(
  plan: Plan,
  { sites }: Block,
  position: number,
  steps: number,
  of: (pool: number) => Steps,
): Float64Array {
  const minutes = new Float64Array(steps);
  for (const s of sites) {
    const p = plan.sites[s]!.pools[position]!;
    addMinutes(minutes, of(p), shareOf(plan, p, s));
  }
  return minutes;
}

/** How much of a shared pool is a site's: as much as of its work. */
function shareOf(plan: Plan, p: number, s: number): number {
  const { sites, queues } = plan.pools[p]!;
  if (sites.length === 1) return 1;
  let own = 0;
  let all = 0;
  for (const q of queues) {
    const { site, itemsPerWorkingDay, meanMinutes: minutes } = plan.queues[q]!;
    all += itemsPerWorkingDay * minutes;
    if (site === s) own += itemsPerWorkingDay * minutes;
  }
  return all > 0 ? own / all : 1 / sites.length;
}

function arrivalsOf(plan: Plan, { sites }: Block, k: number, steps: number): Float64Array | undefined {
  const queues = sites.map((s) => plan.queues[plan.sites[s]!.queues[k]!]!);
  const { spec } = queues[0]!;
  if (!spec?.arrivals) return undefined;
  const own = new Float64Array(steps);
  if ('poisson' in spec.arrivals) {
    const weeklyVolume = queues.reduce((sum, queue) => sum + queue.weeklyVolume, 0);
    hourlyRates(plan, { ...queues[0]!, weeklyVolume }).forEach((rate, hour) => {
      own.fill(rate / STEPS_PER_HOUR, hour * STEPS_PER_HOUR, (hour + 1) * STEPS_PER_HOUR);
    });
    return own;
  }
  const come = 1 - spec.arrivals.scheduled.noShow;
  for (const { slots } of queues) for (const slot of slots ?? []) own[stepOf(slot)]! += come;
  return own;
}

/** Extra demand at the block in a run, by queue. */
export function surgesAt(plan: Plan, { sites }: Block, { surges }: Incident): Map<number, Float64Array> {
  const found = new Map<number, Float64Array>();
  const steps = plan.horizon / STEP_TICKS;
  for (const surge of surges) {
    if (!sites.includes(surge.site)) continue;
    const q = plan.sites[surge.site]!.queueOf.get(surge.service)!;
    const k = plan.sites[surge.site]!.queues.indexOf(q);
    let extra = found.get(k);
    if (!extra) found.set(k, (extra = new Float64Array(steps)));
    for (const { from, to, rate } of extraRates(plan, plan.queues[q]!, surge)) {
      if (rate > 0 && to > from)
        addMinutes(extra, { ticks: [0, from, to], values: [0, (rate * TICKS_PER_MINUTE) / (to - from), 0] }, 1);
    }
  }
  return found;
}

/**
 * Somebody who never waits for work is, at any moment, in the midst of something of which as much is left as a renewal
 * process says: half the mean square over the mean. It has been started, so it is outstanding no more, and whoever's
 * shift ends finishes it in their own time: every shift gets that much more done.
 */
function inHandOf(queues: readonly PlanQueue[]): number {
  let minutes = 0;
  let squares = 0;
  for (const { spec, itemsPerWorkingDay } of queues) {
    if (!spec) continue;
    minutes += itemsPerWorkingDay * meanMinutes(spec.minutes);
    squares += itemsPerWorkingDay * meanSquare(spec.minutes);
  }
  return minutes > 0 ? squares / (2 * minutes) : 0;
}

function meanSquare(distribution: MinutesDistribution): number {
  const mean = meanMinutes(distribution);
  if ('fixed' in distribution) return mean * mean;
  if ('exponential' in distribution) return 2 * mean * mean;
  if ('lognormal' in distribution) return mean * mean * (1 + distribution.lognormal.cv * distribution.lognormal.cv);
  if ('gamma' in distribution) return mean * mean * (1 + distribution.gamma.cv * distribution.gamma.cv);
  const total = distribution.bins.reduce((sum, { weight }) => sum + weight, 0);
  return distribution.bins.reduce(
    (sum, { from, to, weight }) => sum + (weight / total) * ((from * from + from * to + to * to) / 3),
    0,
  );
}
