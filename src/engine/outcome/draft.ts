/** A world's outcome while it is counted, cell by cell, and sealed when every cell is in. */
import { QUEUE_COUNTS, type RunOutcome, type WorldOutcome } from '../../catalog/types.ts';
import { TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { Cell } from '../cell.ts';
import type { Plan } from '../plan.ts';
import type { Script } from '../script.ts';

export const COUNTS = QUEUE_COUNTS.length;

/** A world's outcome while it is counted: whole numbers, or each counted in one part only, so that parts add up to the very same. */
export interface Draft extends Mutable<Omit<WorldOutcome, 'reentryMinutes' | 'cost'>> {
  /** Per hour, whole: ticks of re-entry made and not started. */
  readonly reentryTicks: Float64Array;
  /** Per pool, in pounds: those who stayed late, and those whom backlogs have called. A pool is counted in one cell. */
  readonly poolCost: Float64Array;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Curves of outcomes that nobody needs any more. They are most of what a run takes, and new memory of this size lets the
 * collector come every other run, in threads of its own; after it much of the program is compiled again.
 */
const spare: Int32Array[] = [];

function emptyCurves(length: number): Int32Array {
  const used = spare.pop();
  return used?.length === length ? used.fill(0) : new Int32Array(length);
}

/** Gives back the curves of an outcome, once: whoever holds it must not look at them any more. */
export function giveBack({ twin, strategies }: Pick<RunOutcome, 'twin' | 'strategies'>): void {
  for (const { backlog, outstanding } of [twin, ...strategies]) spare.push(backlog, outstanding);
}

export function emptyDraft(plan: Plan): Draft {
  const { hours } = plan.frame;
  const queues = plan.queues.length;
  const sites = plan.sites.length;
  return {
    backlog: emptyCurves(queues * hours),
    outstanding: emptyCurves(queues * hours),
    reentryTicks: new Float64Array(hours),
    counts: new Float64Array(queues * COUNTS),
    dayDue: new Int32Array(queues * plan.days.count),
    dayStartedSameDay: new Int32Array(queues * plan.days.count),
    dayStarts: new Int32Array(queues * plan.days.count),
    lastDifference: new Int32Array(sites).fill(-1),
    overtimeTicks: new Float64Array(sites),
    stayLateTicks: new Float64Array(sites),
    extraStaffTicks: new Float64Array(sites),
    poolBusyTicks: new Float64Array(plan.pools.length),
    poolCost: new Float64Array(plan.pools.length),
    hash: [0, 0],
  };
}

const SUMS = [
  'backlog',
  'outstanding',
  'reentryTicks',
  'counts',
  'dayDue',
  'dayStartedSameDay',
  'dayStarts',
  'overtimeTicks',
  'stayLateTicks',
  'extraStaffTicks',
  'poolBusyTicks',
  'poolCost',
] as const;

/** Adds what was counted of other cells. */
export function addDraft(to: Draft, from: Draft): void {
  for (const name of SUMS) {
    const sum = to[name];
    const more = from[name];
    for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! + more[k]!;
  }
  from.lastDifference.forEach((tick, site) => {
    if (tick > to.lastDifference[site]!) to.lastDifference[site] = tick;
  });
  to.hash = [(to.hash[0] + from.hash[0]) | 0, (to.hash[1] + from.hash[1]) | 0];
}

/** The outcome when every cell is counted. */
export function sealed(draft: Draft, script: Script): WorldOutcome {
  const { reentryTicks, poolCost, ...rest } = draft;
  let cost = script.daysInUseCost + script.extraCost;
  for (const more of poolCost) cost += more;
  return { ...rest, reentryMinutes: reentryTicks.map((ticks) => ticks / TICKS_PER_MINUTE), cost };
}

/** A cell's rows of every table, as they are in another outcome. */
export function copyCell({ plan, globalQueue, globalPool }: Cell, from: Draft, to: Draft): void {
  const { hours } = plan.frame;
  const days = plan.days.count;
  // Queues of neighbouring sites stand together.
  for (let q = 0, next = 0; q < globalQueue.length; q = next) {
    next = q + 1;
    while (next < globalQueue.length && globalQueue[next] === globalQueue[next - 1]! + 1) next++;
    const first = globalQueue[q]!;
    const count = next - q;
    copyRows(from.backlog, to.backlog, first, count, hours);
    copyRows(from.outstanding, to.outstanding, first, count, hours);
    copyRows(from.counts, to.counts, first, count, COUNTS);
    copyRows(from.dayDue, to.dayDue, first, count, days);
    copyRows(from.dayStartedSameDay, to.dayStartedSameDay, first, count, days);
    copyRows(from.dayStarts, to.dayStarts, first, count, days);
  }
  for (const p of globalPool) to.poolBusyTicks[p] = from.poolBusyTicks[p]!;
}

function copyRows<T extends Int32Array | Float64Array>(
  from: T,
  to: T,
  first: number,
  count: number,
  width: number,
): void {
  to.set(from.subarray(first * width, (first + count) * width), first * width);
}
