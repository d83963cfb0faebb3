/**
 * Own arrivals of a cell in one run: drawn queue by queue, each queue in order of due and numbered in that order, then
 * put where they stand among all of the cell.
 */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import { enlarged, type Kinds } from './kinds.ts';
import { AT_ONCE, logsOfUniforms } from './math.ts';
import { itemHalfOf, Purpose, purposeHalf, uniformAt, uniformOf, type StreamKey } from './streams.ts';

/** Buckets to sort by are no wider than 2 to the 15 ticks, five minutes; */
const WIDEST = 15;
/** and so narrow that they hold no more than this on average: nights and weekends are empty. */
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
  /** How many of each queue will not come. */
  absent = new Int32Array(0);
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
    this.absent = new Int32Array(queues.length);
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
      if (share > 0) this.absent[q] = this.#stayAway(first, count, key, share);
      else this.#noShow.fill(0, first, count);
    }
  }

  #book(first: number, slots: Int32Array): number {
    this.#makeRoom(first + slots.length);
    this.#due.set(slots, first);
    return first + slots.length;
  }

  #stayAway(first: number, end: number, key: StreamKey, share: number): number {
    const noShow = this.#noShow;
    let count = 0;
    for (let k = first; k < end; k++)
      if ((noShow[k] = uniformAt(key, k - first, Purpose.noShow) < share ? 1 : 0)) count++;
    return count;
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

  /** Puts them in order of due, those of one tick by queue: by counting into buckets, then by insertion within them. */
  place(horizon: number, { kind, due, handling, index, noShow }: Places): void {
    const { count, starts } = this;
    let bits = WIDEST;
    while (bits > 0 && (horizon >> bits) * PER_BUCKET < count) bits--;
    const buckets = (horizon >> bits) + 1;
    if (this.#ends.length <= buckets) this.#ends = new Int32Array(buckets + 1);
    const ends = this.#ends.fill(0);
    const its = this.#due;
    for (let k = 0; k < count; k++) {
      const bucket = (its[k]! >> bits) + 1;
      ends[bucket] = ends[bucket]! + 1;
    }
    for (let b = 1; b < buckets; b++) ends[b] = ends[b]! + ends[b - 1]!;
    for (let q = 0; q + 1 < starts.length; q++) this.#scatter(q, bits, { kind, due, handling, index, noShow });
    for (let k = 1; k < count; k++) {
      const tick = due[k]!;
      if (due[k - 1]! <= tick) continue;
      const [q, time, own, away] = [kind[k]!, handling[k]!, index[k]!, noShow[k]!];
      let at = k;
      for (; at > 0 && due[at - 1]! > tick; at--) {
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
  }

  #scatter(q: number, bits: number, { kind, due, handling, index, noShow }: Places): void {
    const first = this.starts[q]!;
    const end = this.starts[q + 1]!;
    const ends = this.#ends;
    const its = this.#due;
    const times = this.#handling;
    const away = this.#noShow;
    for (let k = first; k < end; k++) {
      const tick = its[k]!;
      const bucket = tick >> bits;
      const at = ends[bucket]!;
      ends[bucket] = at + 1;
      kind[at] = q;
      due[at] = tick;
      handling[at] = times[k]!;
      index[at] = k - first;
      noShow[at] = away[k]!;
    }
  }
}

/** Logarithms of uniform numbers: less so much time passes from one arrival to the next. */
function drawLogs(logs: Float64Array, a: number, half: number, from: number): void {
  for (let k = 0; k < AT_ONCE; k++) logs[k] = 1 - uniformOf(itemHalfOf(a, from + k), half);
  logsOfUniforms(logs);
}
