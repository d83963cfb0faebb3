/** The hash over every item of a world: two sums of 32 bits, so that order means nothing and one item can be exchanged for another. */
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import { DUE, END, hasCome, LEFT, SEEN, SHIFT, START, STATE, type ItemStates } from '../itemStates.ts';

export type Hash = readonly [number, number];

export class ItemHash {
  readonly #cell: Cell;
  readonly #forest: Forest;
  #a = 0;
  #b = 0;

  constructor(cell: Cell, forest: Forest) {
    this.#cell = cell;
    this.#forest = forest;
  }

  /** All items of a world, re-entry left out. */
  addItems(items: ItemStates): void {
    for (let item = 0; item < items.count; item++) this.#add(items, item, item, this.#forest.queue[item]!, 1);
  }

  addReentry(items: ItemStates): void {
    for (let item = items.count; item < items.total; item++) {
      const source = items.reentryOf(item);
      this.#add(items, item, source, this.#cell.reentryOfQueue[this.#forest.queue[source]!]!, 1);
    }
  }

  /** Items within stretches (from and to in turn) that are marked as different, in the place of the twin's. */
  exchange(items: ItemStates, twin: ItemStates, stretches: readonly number[], changed: Uint8Array): void {
    const { queue } = this.#forest;
    for (let k = 0; k < stretches.length; k += 2)
      for (let item = stretches[k]!; item < stretches[k + 1]!; item++) {
        if (changed[item] === 0) continue;
        this.#add(items, item, item, queue[item]!, 1);
        this.#add(twin, item, item, queue[item]!, -1);
      }
  }

  /** Identity, due, start, mode, end and departure, in two 32-bit words. */
  #add({ words }: ItemStates, item: number, source: number, q: number, by: 1 | -1): void {
    const at = item << SHIFT;
    if (!hasCome(words[at + STATE]!)) return;
    const { originQueue, index, lineage } = this.#forest;
    let h = mixed(0x243f6a88, this.#cell.globalQueue[q]!);
    h = mixed(h, originQueue[source]!);
    h = mixed(h, index[source]!);
    h = mixed(h, lineage[source]!);
    h = mixed(h, words[at + DUE]!);
    h = mixed(h, words[at + START]!);
    h = mixed(h, words[at + SEEN]! * 8 + words[at + STATE]!);
    h = mixed(h, words[at + END]!);
    h = mixed(h, words[at + LEFT]!);
    this.#a = (this.#a + by * h) | 0;
    this.#b = (this.#b + by * mixed(h, 0x85a308d3)) | 0;
  }

  /** The sums so far and what was there before. */
  after([a, b]: Hash): Hash {
    return [(a + this.#a) | 0, (b + this.#b) | 0];
  }
}

/** One more value taken into a hash (the mixing steps of MurmurHash3). */
function mixed(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
