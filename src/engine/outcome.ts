/** What a world did, counted from its items once it has run: measures, difference to its twin, hash. */
import { QUEUE_COUNTS, type WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import type { Forest } from './forest.ts';
import { workingDateAfter, type Plan } from './plan.ts';
import type { Script } from './script.ts';
import { State, type ItemStates } from './itemStates.ts';
import type { World } from './world.ts';

const COUNTS = QUEUE_COUNTS.length;
const C = Object.fromEntries(QUEUE_COUNTS.map((name, k) => [name, k])) as Readonly<
  Record<(typeof QUEUE_COUNTS)[number], number>
>;

export function emptyOutcome(plan: Plan, script: Script): Mutable<WorldOutcome> {
  const { hours } = plan.frame;
  const queues = plan.queues.length;
  const sites = plan.sites.length;
  return {
    backlog: new Int32Array(queues * hours),
    outstanding: new Int32Array(queues * hours),
    reentryMinutes: new Float64Array(hours),
    counts: new Float64Array(queues * COUNTS),
    dayDue: new Int32Array(queues * plan.days.count),
    dayStartedSameDay: new Int32Array(queues * plan.days.count),
    dayStarts: new Int32Array(queues * plan.days.count),
    lastDifference: new Int32Array(sites).fill(-1),
    overtimeTicks: new Float64Array(sites),
    stayLateTicks: new Float64Array(sites),
    extraStaffTicks: new Float64Array(sites),
    poolBusyTicks: new Float64Array(plan.pools.length),
    cost: script.daysInUseCost + script.extraCost,
    hash: [0x243f6a88, 0x85a308d3],
  };
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds one cell's world to the outcome. `hashed` also folds every item into the hash. */
export function collect(
  cell: Cell,
  forest: Forest,
  world: World,
  script: Script,
  outcome: Mutable<WorldOutcome>,
  hashed: boolean,
): void {
  const { plan } = cell;
  collectCurves(cell, world, outcome);
  cell.queues.forEach((_, q) => {
    const at = cell.globalQueue[q]! * COUNTS;
    outcome.counts[at + C.closed] = world.tally.closed[q]!;
    outcome.counts[at + C.toHubs] = world.tally.toHubs[q]!;
    outcome.counts[at + C.rebooked] = world.tally.rebooked[q]!;
    outcome.counts[at + C.returned] = world.tally.returned[q]!;
    outcome.counts[at + C.shed] = world.tally.putOff[q]!;
  });
  cell.globalPool.forEach((global, p) => {
    const site = plan.pools[global]!.sites[0]!;
    outcome.overtimeTicks[site]! += world.tally.overtime[p]!;
    outcome.stayLateTicks[site]! += world.tally.stayLate[p]!;
    outcome.extraStaffTicks[site]! += script.pools[global]!.extraStaffTicks;
    outcome.cost += world.tally.stayLate[p]! * script.lateCostPerTick[global]!;
  });
  countItems(cell, forest, world.items, outcome);
  if (hashed) hashItems(cell, forest, world.items, outcome);
}

function collectCurves(cell: Cell, world: World, outcome: Mutable<WorldOutcome>): void {
  const { hours } = cell.plan.frame;
  for (let q = 0; q < cell.queues.length; q++) {
    const from = q * (hours + 1);
    const to = cell.globalQueue[q]! * hours;
    let waiting = 0;
    let outstanding = 0;
    for (let h = 0; h < hours; h++) {
      waiting += world.tally.backlog[from + h]!;
      outstanding += world.tally.outstanding[from + h]!;
      outcome.backlog[to + h] = waiting;
      outcome.outstanding[to + h] = outstanding;
    }
  }
  let minutes = 0;
  for (let h = 0; h < hours; h++) {
    minutes += world.tally.reentryMinutes[h]!;
    outcome.reentryMinutes[h]! += minutes;
  }
}

/** Latest starts that are still in time: a length in ticks for each day on which an item may first become due. */
interface Limits {
  readonly target: Float64Array;
  readonly critical: Float64Array | undefined;
}

/** From a length of time or a number of working days. */
function limitOf(plan: Plan, site: number, limit: number | { workingDays: number }): Float64Array {
  return Float64Array.from({ length: plan.days.count }, (_, day) => {
    if (typeof limit === 'number') return ticks(limit);
    const date = limit.workingDays === 0 ? day : workingDateAfter(plan.sites[site]!, day, limit.workingDays);
    return date === undefined ? Infinity : (date - day) * TICKS_PER_DAY;
  });
}

const limitsOf = new WeakMap<Cell, readonly (Limits | undefined)[]>();

function limits(cell: Cell): readonly (Limits | undefined)[] {
  let known = limitsOf.get(cell);
  if (!known) {
    known = cell.queues.map(
      (queue) =>
        queue.spec && {
          target: limitOf(cell.plan, queue.site, queue.spec.target),
          critical:
            queue.spec.timeCritical === undefined ? undefined : limitOf(cell.plan, queue.site, queue.spec.timeCritical),
        },
    );
    limitsOf.set(cell, known);
  }
  return known;
}

function countItems(cell: Cell, forest: Forest, items: ItemStates, outcome: Mutable<WorldOutcome>): void {
  const { plan, globalQueue, poolOfQueue, globalPool, reentryOfQueue } = cell;
  const { warmUp, horizon } = plan;
  const days = plan.days.count;
  const { counts, dayDue, dayStarts, dayStartedSameDay, poolBusyTicks } = outcome;
  const lateness = limits(cell);
  for (let item = 0; item < items.total; item++) {
    const state = items.state[item]!;
    if (state === State.notYet) continue;
    const isReentry = item >= items.count;
    const q = isReentry ? reentryOfQueue[forest.queue[items.reentryOf[item]!]!]! : forest.queue[item]!;
    const global = globalQueue[q]!;
    const start = items.start[item]!;
    const firstDue = isReentry ? items.reentryMade[item]! : items.firstDue[item]!;
    const day = (firstDue / TICKS_PER_DAY) | 0;
    bump(dayDue, global * days + day, 1);
    if (start >= 0) {
      const startDay = (start / TICKS_PER_DAY) | 0;
      bump(dayStarts, global * days + startDay, 1);
      if (startDay === day) bump(dayStartedSameDay, global * days + day, 1);
      if (start >= warmUp) {
        const busy = items.end[item]! - start;
        bump(counts, global * COUNTS + C.busyTicks, busy);
        bump(poolBusyTicks, globalPool[poolOfQueue[q]!]!, busy);
      }
    }
    if (firstDue < warmUp) continue;
    const at = global * COUNTS;
    bump(counts, at + C.arrived, 1);
    if (state === State.noShow) continue;
    if (state === State.done) bump(counts, at + C.done, 1);
    else if (state === State.lost) bump(counts, at + C.lost, 1);
    if (items.looked[item] === 1) bump(counts, at + C.deferred, 1);
    const left = items.left[item]!;
    const until = start >= 0 ? start : left >= 0 ? left : horizon;
    const wait = until - firstDue;
    if (wait > counts[at + C.longestWaitTicks]!) counts[at + C.longestWaitTicks] = wait;
    if (isReentry) {
      bump(counts, at + C.reentryMinutes, items.reentryHandling[item]! / TICKS_PER_MINUTE);
      bump(counts, at + C.notUpToDateTicks, wait);
      continue;
    }
    // Whoever still waits at the horizon is late when the limit has passed by then.
    const waited = start >= 0 || left >= 0 ? wait : wait - 1;
    const limit = lateness[q]!;
    if (waited > limit.target[day]!) bump(counts, at + C.late, 1);
    if (limit.critical && (state === State.lost || waited > limit.critical[day]!)) bump(counts, at + C.missed, 1);
    const seen = items.seen[item]!;
    if (seen > 0) {
      bump(counts, at + C.degraded, 1);
      if (seen === 1) bump(counts, at + C.withoutRecord, 1);
    }
  }
}

function bump(array: Int32Array | Float64Array, at: number, by: number): void {
  array[at] = array[at]! + by;
}

/** The last moment at which an item's state could be told from that of an item that never was. */
function lastMoment(world: ItemStates, item: number, horizon: number): number {
  switch (world.state[item]) {
    case State.notYet:
      return -1;
    case State.done:
      return world.end[item]!;
    case State.lost:
    case State.hub:
    case State.noShow:
      return world.left[item]!;
    default:
      return horizon;
  }
}

/** The tick from which an item is as it is in the twin; -1 when it never differs. */
function differsUntil(a: ItemStates, x: number, b: ItemStates, y: number, horizon: number): number {
  const same =
    a.state[x] === b.state[y] &&
    a.due[x] === b.due[y] &&
    a.firstDue[x] === b.firstDue[y] &&
    a.start[x] === b.start[y] &&
    a.end[x] === b.end[y] &&
    a.left[x] === b.left[y] &&
    a.attempt[x] === b.attempt[y] &&
    a.rebooked[x] === b.rebooked[y];
  if (same) return a.history[x] === b.history[y] ? -1 : Math.max(a.parkedAt[x]!, b.parkedAt[y]!);
  return Math.max(lastMoment(a, x, horizon), lastMoment(b, y, horizon));
}

/** Per site: the last tick at which anything differs from the twin, effects that lie ahead included. */
export function collectDifferences(
  cell: Cell,
  forest: Forest,
  world: ItemStates,
  twinForest: Forest,
  twin: ItemStates,
  script: Script,
  outcome: Mutable<WorldOutcome>,
): void {
  const { plan } = cell;
  const last = outcome.lastDifference;
  const note = (q: number, tick: number): void => {
    const site = cell.queues[q]!.site;
    if (tick > last[site]!) last[site] = tick;
  };
  for (const site of cell.sites) last[site] = script.lastEffect[site]!;
  for (let item = 0; item < forest.baseCount; item++) {
    const until = differsUntil(world, item, twin, item, plan.horizon);
    if (until >= 0) note(forest.queue[item]!, until);
  }
  if (forest.count > forest.baseCount || twinForest.count > twinForest.baseCount) {
    const inTwin = new Map<string, number>();
    for (let item = twinForest.baseCount; item < twinForest.count; item++) inTwin.set(name(twinForest, item), item);
    for (let item = forest.baseCount; item < forest.count; item++) {
      const known = name(forest, item);
      const twinItem = inTwin.get(known);
      inTwin.delete(known);
      const until =
        twinItem === undefined
          ? lastMoment(world, item, plan.horizon)
          : differsUntil(world, item, twin, twinItem, plan.horizon);
      if (until >= 0) note(forest.queue[item]!, until);
    }
    for (const item of inTwin.values()) note(twinForest.queue[item]!, lastMoment(twin, item, plan.horizon));
  }
  for (let item = world.count; item < world.total; item++)
    note(forest.queue[world.reentryOf[item]!]!, lastMoment(world, item, plan.horizon));
}

function name(forest: Forest, item: number): string {
  return `${forest.queue[item]}|${forest.originQueue[item]}|${forest.index[item]}|${forest.lineage[item]}`;
}

/** Folds every item's site, service, due, start, mode, end and departure into two 32-bit words, in item order. */
function hashItems(cell: Cell, forest: Forest, world: ItemStates, outcome: Mutable<WorldOutcome>): void {
  let [a, b] = outcome.hash;
  const fold = (value: number): void => {
    a = Math.imul(a ^ value, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + value, 0x9e3779b1) ^ (b >>> 13);
  };
  for (let item = 0; item < world.total; item++) {
    if (world.state[item] === State.notYet) continue;
    const q = item < world.count ? forest.queue[item]! : cell.reentryOfQueue[forest.queue[world.reentryOf[item]!]!]!;
    fold(cell.globalQueue[q]!);
    fold(world.due[item]!);
    fold(world.start[item]!);
    fold(world.seen[item]! * 8 + world.state[item]!);
    fold(world.end[item]!);
    fold(world.left[item]!);
  }
  outcome.hash = [a | 0, b | 0];
}
