/** Counts and hash of a world, item by item: items are added to an outcome, or taken out again. */
import { COUNT_AT } from '../../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import {
  DUE,
  END,
  FIRST_DUE,
  hasCome,
  LEFT,
  LOOKED,
  SEEN,
  SHIFT,
  START,
  State,
  STATE,
  type ItemStates,
} from '../itemStates.ts';
import { COUNTS, type Draft } from './draft.ts';
import { limits, waitOf, type Limits } from './limits.ts';

/** Adds items to an outcome, or takes them out again. */
export class Ledger {
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
        bump(counts, global * COUNTS + COUNT_AT.busyTicks, busy);
        bump(poolBusyTicks, globalPool[poolOfQueue[q]!]!, busy);
      }
    }
    if (firstDue < warmUp) return;
    const row = global * COUNTS;
    bump(counts, row + COUNT_AT.arrived, by);
    if (state === State.noShow) return;
    if (state === State.done) bump(counts, row + COUNT_AT.done, by);
    else if (state === State.lost) bump(counts, row + COUNT_AT.lost, by);
    if (words[at + LOOKED] === 1) bump(counts, row + COUNT_AT.deferred, by);
    const wait = waitOf(items, item, plan);
    if (by > 0 && wait > counts[row + COUNT_AT.longestWaitTicks]!) counts[row + COUNT_AT.longestWaitTicks] = wait;
    if (isReentry) {
      bump(counts, row + COUNT_AT.reentryMinutes, (items.reentryHandling(item) / TICKS_PER_MINUTE) * by);
      bump(counts, row + COUNT_AT.notUpToDateTicks, wait * by);
      return;
    }
    // Whoever still waits at the horizon is late when the limit has passed by then.
    const waited = start >= 0 || words[at + LEFT]! >= 0 ? wait : wait - 1;
    const limit = this.#limits[q]!;
    if (waited > limit.target[day]!) bump(counts, row + COUNT_AT.late, by);
    if (limit.critical && (state === State.lost || waited > limit.critical[day]!))
      bump(counts, row + COUNT_AT.missed, by);
    const seen = words[at + SEEN]!;
    if (seen > 0) {
      bump(counts, row + COUNT_AT.degraded, by);
      if (seen === 1) bump(counts, row + COUNT_AT.withoutRecord, by);
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

function raise(array: Int32Array, at: number, by: number): void {
  array[at] = array[at]! + by;
}

function bump(array: Float64Array, at: number, by: number): void {
  array[at] = array[at]! + by;
}
