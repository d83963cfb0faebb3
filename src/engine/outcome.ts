/** What a world did, counted from its items once it has run: measures, difference to its twin, hash. */
import { QUEUE_COUNTS, type WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import type { Forest } from './forest.ts';
import { workingDateAfter, type Plan } from './plan.ts';
import type { Script } from './script.ts';
import {
  ATTEMPT,
  DUE,
  END,
  FIRST_DUE,
  HISTORY,
  LEFT,
  LOOKED,
  PARKED_AT,
  REBOOKED,
  SEEN,
  SHIFT,
  START,
  State,
  STATE,
  hasCome,
  type ItemStates,
} from './itemStates.ts';
import type { Own, World } from './world.ts';

const COUNTS = QUEUE_COUNTS.length;
const C = Object.fromEntries(QUEUE_COUNTS.map((name, k) => [name, k])) as Readonly<
  Record<(typeof QUEUE_COUNTS)[number], number>
>;

/** A world's outcome while it is counted: whole numbers only, so that parts counted apart add up to the very same. */
export interface Draft extends Mutable<Omit<WorldOutcome, 'reentryMinutes' | 'cost'>> {
  /** Per hour, whole: ticks of re-entry made and not started. */
  readonly reentryTicks: Float64Array;
  /** Per pool: staff time of those who stayed late. */
  readonly poolLateTicks: Float64Array;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function emptyDraft(plan: Plan): Draft {
  const { hours } = plan.frame;
  const queues = plan.queues.length;
  const sites = plan.sites.length;
  return {
    backlog: new Int32Array(queues * hours),
    outstanding: new Int32Array(queues * hours),
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
    poolLateTicks: new Float64Array(plan.pools.length),
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
  'poolLateTicks',
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
  const { reentryTicks, poolLateTicks, ...rest } = draft;
  let cost = script.daysInUseCost + script.extraCost;
  poolLateTicks.forEach((ticks, p) => (cost += ticks * script.lateCostPerTick[p]!));
  return { ...rest, reentryMinutes: reentryTicks.map((ticks) => ticks / TICKS_PER_MINUTE), cost };
}

/** What one cell did in one world: all of it. `hashed` also takes every item into the hash; gives the cell's part of it. */
export function collect(
  cell: Cell,
  forest: Forest,
  world: World,
  script: Script,
  outcome: Draft,
  hashed: boolean,
): Hash {
  curvesBetween(cell, world, outcome, 0, cell.plan.frame.hours);
  collectTally(cell, world, script, outcome);
  const ledger = new Ledger(cell, forest, outcome, hashed);
  const { items } = world;
  for (let item = 0; item < items.total; item++) ledger.count(items, item, 1);
  return ledger.close([0, 0]);
}

/**
 * The same for a world that was forked from its twin, whose outcome is known: only what came after the fork, and
 * before the two were one again, is counted anew. Notes per site when it last differed from the twin.
 */
export function collectOwn(
  cell: Cell,
  forest: Forest,
  world: World,
  twin: World,
  script: Script,
  twinOutcome: Draft,
  twinHash: Hash,
  outcome: Draft,
  hashed: boolean,
): void {
  copyCell(cell, twinOutcome, outcome);
  for (const site of cell.sites) outcome.lastDifference[site] = script.lastEffect[site]!;
  const own = world.own;
  if (own) curvesBetween(cell, world, outcome, own.fromSample, own.toSample);
  collectTally(cell, world, script, outcome);
  const ledger = new Ledger(cell, forest, outcome, hashed);
  if (!own) {
    ledger.close(twinHash);
    return;
  }
  const changed = new Changes(cell, forest, world, twin, own, outcome);
  changed.each((item, a, b) => {
    ledger.count(b, item, -1);
    ledger.count(a, item, 1);
  });
  for (let item = world.items.count; item < world.items.total; item++) {
    ledger.count(world.items, item, 1);
    changed.note(forest.queue[world.items.reentryOf(item)]!, lastMoment(world.items, item, cell.plan.horizon));
  }
  changed.settleLongestWaits();
  ledger.close(twinHash);
}

/** A site's rows of every table, as they are in another outcome. */
function copyCell(cell: Cell, from: Draft, to: Draft): void {
  const { plan } = cell;
  const copy = <T extends Int32Array | Float64Array>(source: T, target: T, row: number, width: number): void =>
    target.set(source.subarray(row * width, (row + 1) * width), row * width);
  const { hours } = plan.frame;
  const days = plan.days.count;
  for (const q of cell.globalQueue) {
    copy(from.backlog, to.backlog, q, hours);
    copy(from.outstanding, to.outstanding, q, hours);
    copy(from.counts, to.counts, q, COUNTS);
    copy(from.dayDue, to.dayDue, q, days);
    copy(from.dayStartedSameDay, to.dayStartedSameDay, q, days);
    copy(from.dayStarts, to.dayStarts, q, days);
  }
  for (const p of cell.globalPool) to.poolBusyTicks[p] = from.poolBusyTicks[p]!;
}

/** Curves of a world from one hourly sample up to another, going on from what stands before. */
function curvesBetween(cell: Cell, world: World, outcome: Draft, from: number, to: number): void {
  const { hours } = cell.plan.frame;
  const { backlog, outstanding, reentry, width } = world.tally;
  const until = Math.min(to, hours);
  for (let q = 0; q < cell.queues.length; q++) {
    const row = cell.globalQueue[q]! * hours;
    let waiting = from > 0 ? outcome.backlog[row + from - 1]! : 0;
    let open = from > 0 ? outcome.outstanding[row + from - 1]! : 0;
    for (let h = from; h < until; h++) {
      waiting += backlog[q * width + h]!;
      open += outstanding[q * width + h]!;
      outcome.backlog[row + h] = waiting;
      outcome.outstanding[row + h] = open;
    }
  }
  // The twin, which knows no re-entry, adds nothing before or after.
  let open = 0;
  for (let h = from; h < until; h++) {
    open += reentry[h]!;
    outcome.reentryTicks[h] = outcome.reentryTicks[h]! + open;
  }
}

function collectTally(cell: Cell, world: World, script: Script, outcome: Draft): void {
  const { plan } = cell;
  const { tally } = world;
  cell.queues.forEach((_, q) => {
    const at = cell.globalQueue[q]! * COUNTS;
    outcome.counts[at + C.closed] = tally.closed[q]!;
    outcome.counts[at + C.toHubs] = tally.toHubs[q]!;
    outcome.counts[at + C.rebooked] = tally.rebooked[q]!;
    outcome.counts[at + C.returned] = tally.returned[q]!;
    outcome.counts[at + C.shed] = tally.putOff[q]!;
  });
  cell.globalPool.forEach((global, p) => {
    const site = plan.pools[global]!.sites[0]!;
    outcome.overtimeTicks[site]! += tally.overtime[p]!;
    outcome.stayLateTicks[site]! += tally.stayLate[p]!;
    outcome.extraStaffTicks[site]! += script.pools[global]!.extraStaffTicks;
    outcome.poolLateTicks[global] = tally.stayLate[p]!;
  });
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

/** How long an item waited from first due, told at the horizon for those who still wait; -1 for one that does not count. */
function waitOf(items: ItemStates, item: number, plan: Plan): number {
  const at = item << SHIFT;
  const { words } = items;
  const state = words[at + STATE]!;
  if (!hasCome(state) || state === State.noShow) return -1;
  const firstDue = item < items.count ? words[at + FIRST_DUE]! : items.reentryMade(item);
  if (firstDue < plan.warmUp) return -1;
  const start = words[at + START]!;
  const left = words[at + LEFT]!;
  return (start >= 0 ? start : left >= 0 ? left : plan.horizon) - firstDue;
}

/** Adds items to an outcome, or takes them out again. */
class Ledger {
  readonly #cell: Cell;
  readonly #forest: Forest;
  readonly #outcome: Draft;
  readonly #hashed: boolean;
  readonly #limits: readonly (Limits | undefined)[];
  #a = 0;
  #b = 0;

  constructor(cell: Cell, forest: Forest, outcome: Draft, hashed: boolean) {
    this.#cell = cell;
    this.#forest = forest;
    this.#outcome = outcome;
    this.#hashed = hashed;
    this.#limits = limits(cell);
  }

  /** `by` is 1 to add and -1 to take out; the longest wait only ever rises. */
  count(items: ItemStates, item: number, by: 1 | -1): void {
    const { words } = items;
    const at = item << SHIFT;
    const state = words[at + STATE]!;
    if (!hasCome(state)) return;
    const { plan, globalQueue, poolOfQueue, globalPool, reentryOfQueue } = this.#cell;
    const { warmUp } = plan;
    const days = plan.days.count;
    const { counts, dayDue, dayStarts, dayStartedSameDay, poolBusyTicks } = this.#outcome;
    const isReentry = item >= items.count;
    const q = isReentry ? reentryOfQueue[this.#forest.queue[items.reentryOf(item)]!]! : this.#forest.queue[item]!;
    const global = globalQueue[q]!;
    if (this.#hashed) this.#hash(global, items, item, by);
    const start = words[at + START]!;
    const firstDue = isReentry ? items.reentryMade(item) : words[at + FIRST_DUE]!;
    const day = (firstDue / TICKS_PER_DAY) | 0;
    raise(dayDue, global * days + day, by);
    if (start >= 0) {
      const startDay = (start / TICKS_PER_DAY) | 0;
      raise(dayStarts, global * days + startDay, by);
      if (startDay === day) raise(dayStartedSameDay, global * days + day, by);
      if (start >= warmUp) {
        const busy = (words[at + END]! - start) * by;
        bump(counts, global * COUNTS + C.busyTicks, busy);
        bump(poolBusyTicks, globalPool[poolOfQueue[q]!]!, busy);
      }
    }
    if (firstDue < warmUp) return;
    const row = global * COUNTS;
    bump(counts, row + C.arrived, by);
    if (state === State.noShow) return;
    if (state === State.done) bump(counts, row + C.done, by);
    else if (state === State.lost) bump(counts, row + C.lost, by);
    if (words[at + LOOKED] === 1) bump(counts, row + C.deferred, by);
    const wait = waitOf(items, item, plan);
    if (by > 0 && wait > counts[row + C.longestWaitTicks]!) counts[row + C.longestWaitTicks] = wait;
    if (isReentry) {
      bump(counts, row + C.reentryMinutes, (items.reentryHandling(item) / TICKS_PER_MINUTE) * by);
      bump(counts, row + C.notUpToDateTicks, wait * by);
      return;
    }
    // Whoever still waits at the horizon is late when the limit has passed by then.
    const waited = start >= 0 || words[at + LEFT]! >= 0 ? wait : wait - 1;
    const limit = this.#limits[q]!;
    if (waited > limit.target[day]!) bump(counts, row + C.late, by);
    if (limit.critical && (state === State.lost || waited > limit.critical[day]!)) bump(counts, row + C.missed, by);
    const seen = words[at + SEEN]!;
    if (seen > 0) {
      bump(counts, row + C.degraded, by);
      if (seen === 1) bump(counts, row + C.withoutRecord, by);
    }
  }

  /** Identity, due, start, mode, end and departure, in two 32-bit words. */
  #hash(queue: number, items: ItemStates, item: number, by: 1 | -1): void {
    const { words } = items;
    const { originQueue, index, lineage } = this.#forest;
    const at = item << SHIFT;
    const source = item < items.count ? item : items.reentryOf(item);
    let h = mixed(0x243f6a88, queue);
    h = mixed(h, originQueue[source]!);
    h = mixed(h, index[source]!);
    h = mixed(h, lineage[source]!);
    h = mixed(h, words[at + DUE]!);
    h = mixed(h, words[at + START]!);
    h = mixed(h, words[at + SEEN]! * 8 + words[at + STATE]!);
    h = mixed(h, words[at + END]!);
    h = mixed(h, words[at + LEFT]!);
    // Sums do not depend on the order of items, and let one item be exchanged for another.
    this.#a = (this.#a + by * h) | 0;
    this.#b = (this.#b + by * mixed(h, 0x85a308d3)) | 0;
  }

  /** Puts the hash of everything counted, and of what was there before, to the outcome's; gives the two together. */
  close([a, b]: Hash): Hash {
    const hash: Hash = [(a + this.#a) | 0, (b + this.#b) | 0];
    const before = this.#outcome.hash;
    this.#outcome.hash = [(before[0] + hash[0]) | 0, (before[1] + hash[1]) | 0];
    return hash;
  }
}

export type Hash = readonly [number, number];

/** One more value taken into a hash (the mixing steps of MurmurHash3). */
function mixed(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** The items of a forked world that are not as in its twin. */
class Changes {
  readonly #cell: Cell;
  readonly #forest: Forest;
  readonly #world: World;
  readonly #twin: World;
  readonly #own: Own;
  readonly #outcome: Draft;
  /** Per item: 1 when it differs. */
  readonly #changed: Uint8Array;
  /** Per queue: 1 when its longest wait in the twin is none here. */
  readonly #unsettled: Uint8Array;

  constructor(cell: Cell, forest: Forest, world: World, twin: World, own: Own, outcome: Draft) {
    this.#cell = cell;
    this.#forest = forest;
    this.#world = world;
    this.#twin = twin;
    this.#own = own;
    this.#outcome = outcome;
    this.#changed = new Uint8Array(world.items.count);
    this.#unsettled = new Uint8Array(cell.queues.length);
  }

  /** Every item that differs at any time, as it ends in the world and in the twin. */
  each(visit: (item: number, world: ItemStates, twin: ItemStates) => void): void {
    for (const item of this.#own.alive) this.#look(item, visit);
    const stretches = this.#forest.between(this.#own.from, this.#own.to);
    for (let k = 0; k < stretches.length; k += 2)
      for (let item = stretches[k]!; item < stretches[k + 1]!; item++) this.#look(item, visit);
    for (let item = this.#forest.baseCount; item < this.#forest.ownCount; item++) this.#look(item, visit);
  }

  note(queue: number, tick: number): void {
    const last = this.#outcome.lastDifference;
    const { site } = this.#cell.queues[queue]!;
    if (tick > last[site]!) last[site] = tick;
  }

  #look(item: number, visit: (item: number, world: ItemStates, twin: ItemStates) => void): void {
    const a = this.#world.items;
    const b = this.#twin.items;
    const at = item << SHIFT;
    if (this.#world.rejoined && a.words[at + STATE]! < State.done) {
      // From here on it is the twin's, but it may have been passed over before.
      const passedOver = a.words[at + LOOKED]!;
      a.copy(b, item);
      a.words[at + LOOKED] = a.words[at + LOOKED]! | passedOver;
    }
    const { horizon } = this.#cell.plan;
    const until = differsUntil(a, item, b, item, horizon);
    if (until < 0 && a.words[at + SEEN] === b.words[at + SEEN] && a.words[at + LOOKED] === b.words[at + LOOKED]) return;
    const q = this.#forest.queue[item]!;
    if (until >= 0) this.note(q, until);
    this.#changed[item] = 1;
    const longest = this.#cell.globalQueue[q]! * COUNTS + C.longestWaitTicks;
    if (waitOf(b, item, this.#cell.plan) === this.#outcome.counts[longest]) this.#unsettled[q] = 1;
    visit(item, a, b);
  }

  /** Looks through all items of the queues whose longest wait may have become shorter. */
  settleLongestWaits(): void {
    const unsettled = this.#unsettled;
    if (!unsettled.includes(1)) return;
    const { globalQueue, plan } = this.#cell;
    const { counts } = this.#outcome;
    const longest = new Int32Array(unsettled.length);
    const { queue } = this.#forest;
    const changed = this.#changed;
    const ours = this.#world.items;
    const theirs = this.#twin.items;
    for (let item = 0; item < changed.length; item++) {
      const q = queue[item]!;
      if (unsettled[q] === 0) continue;
      const wait = waitOf(changed[item] === 1 ? ours : theirs, item, plan);
      if (wait > longest[q]!) longest[q] = wait;
    }
    for (let q = 0; q < longest.length; q++)
      if (unsettled[q] === 1) counts[globalQueue[q]! * COUNTS + C.longestWaitTicks] = longest[q]!;
  }
}

function raise(array: Int32Array, at: number, by: number): void {
  array[at] = array[at]! + by;
}

function bump(array: Float64Array, at: number, by: number): void {
  array[at] = array[at]! + by;
}

/** The last moment at which an item's state could be told from that of an item that never was. */
function lastMoment(items: ItemStates, item: number, horizon: number): number {
  switch (items.get(item, STATE)) {
    case State.notYet:
    case State.never:
      return -1;
    case State.done:
      return items.get(item, END);
    case State.lost:
    case State.hub:
    case State.noShow:
      return items.get(item, LEFT);
    default:
      return horizon;
  }
}

/** The tick from which an item is as it is in the twin; -1 when it never differs. */
function differsUntil(a: ItemStates, x: number, b: ItemStates, y: number, horizon: number): number {
  const p = a.words;
  const q = b.words;
  const at = x << SHIFT;
  const to = y << SHIFT;
  const state = p[at + STATE]!;
  if (!hasCome(state) && !hasCome(q[to + STATE]!)) return -1;
  const same =
    state === q[to + STATE] &&
    p[at + DUE] === q[to + DUE] &&
    p[at + FIRST_DUE] === q[to + FIRST_DUE] &&
    p[at + START] === q[to + START] &&
    p[at + END] === q[to + END] &&
    p[at + LEFT] === q[to + LEFT] &&
    p[at + ATTEMPT] === q[to + ATTEMPT] &&
    p[at + REBOOKED] === q[to + REBOOKED];
  if (same) return p[at + HISTORY] === q[to + HISTORY] ? -1 : Math.max(p[at + PARKED_AT]!, q[to + PARKED_AT]!);
  return Math.max(lastMoment(a, x, horizon), lastMoment(b, y, horizon));
}

/** Per site of a hub: the last tick at which anything differs from the twin, effects that lie ahead included. */
export function noteDifferences(
  cell: Cell,
  forest: Forest,
  world: ItemStates,
  twinForest: Forest,
  twin: ItemStates,
  script: Script,
  outcome: Draft,
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
    note(forest.queue[world.reentryOf(item)]!, lastMoment(world, item, plan.horizon));
}

function name(forest: Forest, item: number): string {
  return `${forest.queue[item]}|${forest.originQueue[item]}|${forest.index[item]}|${forest.lineage[item]}`;
}
