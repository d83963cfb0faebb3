/** Own arrivals of a cell in one run: drawn queue by queue, each with its handling, then put in order of due. */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import type { Kind } from './kinds.ts';
import { logOfUniform } from './math.ts';
import { itemHalf, Purpose, purposeHalf, uniformOf } from './streams.ts';

/** What is known of an arrival stands together, because in the end it is asked for in another order. */
export const WIDTH = 4;
export const DUE = 0;
export const HANDLING = 1;
export const QUEUE = 2;
export const INDEX = 3;

/** Buckets of 2 to the 15 ticks, five minutes: they hold a few items of a group of practices at most. */
const BUCKET_BITS = 15;

export class Arrivals {
  count = 0;
  words = new Int32Array(4096 * WIDTH);
  /** Places in order of due; of one tick, in order of queue and index. */
  order = new Int32Array(0);
  #due = new Int32Array(0);
  #starts = new Int32Array(0);

  /** The kind of a queue's own arrivals has its number. */
  draw(cell: Cell, kinds: readonly Kind[]): void {
    this.count = 0;
    cell.queues.forEach(({ slots, spec }, q) => {
      if (slots) this.#book(slots, kinds[q]!);
      else if (spec?.arrivals) this.#come(cell.rates[q]!, kinds[q]!);
    });
    this.#sort(cell.plan.horizon);
  }

  #book(slots: Int32Array, { queue, key, handlingHalf, times }: Kind): void {
    for (let k = 0; k < slots.length; k++)
      this.#add(slots[k]!, times!.ticksAt(uniformOf(itemHalf(key, k), handlingHalf)), queue, k);
  }

  /** Poisson arrivals: unit-rate gaps run through the expected arrivals of each hour. */
  #come(rates: Float64Array, { queue, key, handlingHalf, times }: Kind): void {
    const gap = purposeHalf(key, Purpose.gap);
    let index = 0;
    let half = itemHalf(key, 0);
    let sum = -logOfUniform(1 - uniformOf(half, gap));
    let reached = 0;
    for (let hour = 0; hour < rates.length; hour++) {
      const rate = rates[hour]!;
      if (rate <= 0) continue;
      while (reached + rate > sum) {
        const within = Math.min(TICKS_PER_HOUR - 1, Math.floor(((sum - reached) / rate) * TICKS_PER_HOUR));
        this.#add(hour * TICKS_PER_HOUR + within, times!.ticksAt(uniformOf(half, handlingHalf)), queue, index);
        half = itemHalf(key, ++index);
        sum += -logOfUniform(1 - uniformOf(half, gap));
      }
      reached += rate;
    }
  }

  #add(due: number, handling: number, queue: number, index: number): void {
    const at = this.count++ * WIDTH;
    if (at === this.words.length) {
      const larger = new Int32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    const { words } = this;
    words[at + DUE] = due;
    words[at + HANDLING] = handling;
    words[at + QUEUE] = queue;
    words[at + INDEX] = index;
  }

  /** A counting sort by bucket, then insertion within it. */
  #sort(horizon: number): void {
    const { count, words } = this;
    const buckets = (horizon >> BUCKET_BITS) + 1;
    if (this.#starts.length !== buckets + 1) this.#starts = new Int32Array(buckets + 1);
    if (this.order.length < count) {
      this.order = new Int32Array(words.length / WIDTH);
      this.#due = new Int32Array(words.length / WIDTH);
    }
    const { order } = this;
    const sorted = this.#due;
    const starts = this.#starts.fill(0);
    for (let at = 0; at < count * WIDTH; at += WIDTH) {
      const next = (words[at + DUE]! >> BUCKET_BITS) + 1;
      starts[next] = starts[next]! + 1;
    }
    for (let b = 0; b < buckets; b++) starts[b + 1] = starts[b + 1]! + starts[b]!;
    for (let k = 0; k < count; k++) {
      const due = words[k * WIDTH + DUE]!;
      const at = starts[due >> BUCKET_BITS]!;
      starts[due >> BUCKET_BITS] = at + 1;
      order[at] = k;
      sorted[at] = due;
    }
    for (let k = 1; k < count; k++) {
      const due = sorted[k]!;
      if (sorted[k - 1]! <= due) continue;
      const item = order[k]!;
      let at = k;
      for (; at > 0 && sorted[at - 1]! > due; at--) {
        sorted[at] = sorted[at - 1]!;
        order[at] = order[at - 1]!;
      }
      sorted[at] = due;
      order[at] = item;
    }
  }
}
