/**
 * Own arrivals of a cell in one run: drawn queue by queue, each queue in order of due and numbered in that order, then
 * put where they stand among all of the cell.
 */
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import { enlarged } from './enlarged.ts';
import type { Kinds } from './kinds.ts';
import { AT_ONCE, logsOfUniforms } from './math.ts';
import { itemHalfOf, Purpose, purposeHalf, uniformAt, uniformOf, type StreamKey } from './streams.ts';

/** Buckets to sort by have 2 to the 15 ticks, five minutes, or less where they would hold more than this on average. */
const WIDEST = 15;
const PER_BUCKET = 0.5;

/** Where arrivals go, in order of due. */
export interface Places {
  readonly kind: Int32Array;
  readonly due: Int32Array;
  readonly handling: Int32Array;
  readonly index: Int32Array;
  readonly noShow: Uint8Array;
}

export class Arrivals {
  /** Items of queue q stand from `starts[q]` to `starts[q + 1]`. */
  starts = new Int32Array(1);
  #due = new Int32Array(4096);
  #handling = new Int32Array(4096);
  #noShow = new Uint8Array(4096);
  #ends = new Int32Array(0);
  readonly #logs = new Float64Array(AT_ONCE);

  /** How many have been drawn. */
  get count(): number {
    return this.starts[this.starts.length - 1]!;
  }

  /** The kind of a queue's own arrivals has its number. */
  draw(cell: Cell, kinds: Kinds): void {
    const { queues, rates } = cell;
    this.starts = new Int32Array(queues.length + 1);
    let count = 0;
    for (let q = 0; q < queues.length; q++) {
      const { slots, spec } = queues[q]!;
      const first = count;
      if (slots) count = this.#book(first, slots);
      else if (spec?.arrivals)
        count = this.#come(first, rates[q]!, kinds.key[q]!, purposeHalf(kinds.key[q]!, Purpose.gap));
      this.starts[q + 1] = count;
      if (count === first) continue;
      const key = kinds.key[q]!;
      kinds.times[q]!.draw(this.#handling, first, count - first, key, kinds.handlingHalf[q]!);
      const share = spec?.arrivals && 'scheduled' in spec.arrivals ? spec.arrivals.scheduled.noShow : 0;
      if (share > 0) this.#stayAway(first, count, key, share);
      else this.#noShow.fill(0, first, count);
    }
  }

  #book(first: number, slots: Int32Array): number {
    this.#makeRoom(first + slots.length);
    this.#due.set(slots, first);
    return first + slots.length;
  }

  #stayAway(first: number, end: number, key: StreamKey, share: number): void {
    const noShow = this.#noShow;
    for (let k = first; k < end; k++) noShow[k] = uniformAt(key, k - first, Purpose.noShow) < share ? 1 : 0;
  }

  /** Poisson arrivals: unit-rate gaps run through the expected arrivals of each hour. */
  #come(first: number, rates: Float64Array, { a }: StreamKey, half: number): number {
    const logs = this.#logs;
    drawLogs(logs, a, half, 0);
    let drawn = AT_ONCE;
    let at = 1;
    let sum = -logs[0]!;
    let reached = 0;
    let count = first;
    this.#makeRoom(count + AT_ONCE);
    let due = this.#due;
    for (let hour = 0; hour < rates.length; hour++) {
      const rate = rates[hour]!;
      if (rate <= 0) continue;
      while (reached + rate > sum) {
        const within = Math.min(TICKS_PER_HOUR - 1, (((sum - reached) / rate) * TICKS_PER_HOUR) | 0);
        due[count++] = hour * TICKS_PER_HOUR + within;
        if (at === AT_ONCE) {
          drawLogs(logs, a, half, drawn);
          drawn += AT_ONCE;
          at = 0;
          this.#makeRoom(count + AT_ONCE);
          due = this.#due;
        }
        sum -= logs[at++]!;
      }
      reached += rate;
    }
    return count;
  }

  #makeRoom(count: number): void {
    if (count <= this.#due.length) return;
    const size = Math.max(count, 2 * this.#due.length);
    this.#due = enlarged(this.#due, new Int32Array(size));
    this.#handling = enlarged(this.#handling, new Int32Array(size));
    this.#noShow = enlarged(this.#noShow, new Uint8Array(size));
  }

  /** Puts them in order of due, those of one tick by queue: day by day, because what a day needs is near at hand. */
  place(horizon: number, places: Places): void {
    const { count, starts } = this;
    let bits = WIDEST;
    while ((horizon >> bits) * PER_BUCKET < count && bits > 0) bits--;
    const buckets = (TICKS_PER_DAY >> bits) + 2;
    if (this.#ends.length !== buckets) this.#ends = new Int32Array(buckets);
    const next = starts.slice();
    let placed = 0;
    for (let day = 0; placed < count; day++) placed = this.#placeDay(day * TICKS_PER_DAY, bits, next, placed, places);
  }

  /** By counting into buckets and insertion within them. Queues go on from `next`, places from `first`. */
  #placeDay(midnight: number, bits: number, next: Int32Array, first: number, places: Places): number {
    const { kind, due, handling, index, noShow } = places;
    const ends = this.#ends.fill(0);
    const [starts, its, times, away] = [this.starts, this.#due, this.#handling, this.#noShow];
    const queues = starts.length - 1;
    const end = midnight + TICKS_PER_DAY;
    for (let q = 0; q < queues; q++) {
      const last = starts[q + 1]!;
      for (let k = next[q]!; k < last && its[k]! < end; k++) {
        const bucket = ((its[k]! - midnight) >> bits) + 1;
        ends[bucket] = ends[bucket]! + 1;
      }
    }
    ends[0] = first;
    for (let b = 1; b < ends.length; b++) ends[b] = ends[b]! + ends[b - 1]!;
    const until = ends[ends.length - 1]!;
    for (let q = 0; q < queues; q++) {
      const start = starts[q]!;
      const last = starts[q + 1]!;
      let k = next[q]!;
      for (; k < last && its[k]! < end; k++) {
        const tick = its[k]!;
        const bucket = (tick - midnight) >> bits;
        const at = ends[bucket]!;
        ends[bucket] = at + 1;
        kind[at] = q;
        due[at] = tick;
        handling[at] = times[k]!;
        index[at] = k - start;
        noShow[at] = away[k]!;
      }
      next[q] = k;
    }
    for (let k = first + 1; k < until; k++) if (due[k - 1]! > due[k]!) insert(k, first, places);
    return until;
  }
}

/** Moves one item up among those before it, which are in order. */
function insert(from: number, first: number, { kind, due, handling, index, noShow }: Places): void {
  const [q, tick, time, own, away] = [kind[from]!, due[from]!, handling[from]!, index[from]!, noShow[from]!];
  let at = from;
  for (; at > first && due[at - 1]! > tick; at--) {
    kind[at] = kind[at - 1]!;
    due[at] = due[at - 1]!;
    handling[at] = handling[at - 1]!;
    index[at] = index[at - 1]!;
    noShow[at] = noShow[at - 1]!;
  }
  kind[at] = q;
  due[at] = tick;
  handling[at] = time;
  index[at] = own;
  noShow[at] = away;
}

/** Logarithms of uniform numbers: less so much time passes from one arrival to the next. */
function drawLogs(logs: Float64Array, a: number, half: number, from: number): void {
  for (let k = 0; k < AT_ONCE; k++) logs[k] = 1 - uniformOf(itemHalfOf(a, from + k), half);
  logsOfUniforms(logs);
}
