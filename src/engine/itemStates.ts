/** How far every item of a world has got: sixteen words an item, side by side, so that an item is one line of the processor's cache. */
import { enlarged } from './enlarged.ts';

/** What state an item is in; from `done` on it has nothing ahead. `never`: what it would have followed from is over. */
export const State = {
  notYet: 0,
  waiting: 1,
  inService: 2,
  parked: 3,
  done: 4,
  lost: 5,
  hub: 6,
  noShow: 7,
  never: 8,
} as const;

/** Whether an item has been there at all. */
export const hasCome = (state: number): boolean => state !== State.notYet && state !== State.never;

/** An item's first word is at its number shifted by this. */
export const SHIFT = 4;
const SIZE = 1 << SHIFT;

// Where each word of an item is. Plain constants: the loop lives on them.
export const STATE = 0;
/** Due of the newest attempt; of one that is parked or on its way the moment it comes; -1 never, 0 not known. */
export const DUE = 1;
export const FIRST_DUE = 2;
export const START = 3;
export const END = 4;
/** When it left undone for good, or -1. */
export const LEFT = 5;
export const ATTEMPT = 6;
/** When patience or the wait for a slot ends; what an event on the agenda must match to count. */
export const DEADLINE = 7;
/** What earlier attempts were, and when the last of them ended. */
export const HISTORY = 8;
export const PARKED_AT = 9;
/** 1 for somebody who has missed a slot. */
export const REBOOKED = 10;
/** Record seen when done while something was down: 1 + rank; 0 when handled normally. */
export const SEEN = 11;
/** 1 when it was once passed over because something was down. */
export const LOOKED = 12;
// Its place on a waiting list; kept by `Lists`.
export const NEXT = 13;
export const PREV = 14;
export const ON = 15;

export class ItemStates {
  /** Items 0 to `count` - 1 are the forest's; re-entry items follow in the order made. */
  count = 0;
  total = 0;
  words = new Int32Array(0);
  /** Ticks of re-entry owed by an item done while something was down. */
  owed = new Int32Array(0);
  /** For re-entry items, from 0: the item typed up, when it was made, its handling in ticks. */
  readonly #reentry = { of: new Int32Array(256), made: new Int32Array(256), handling: new Int32Array(256) };

  /** Makes room for items, of which those from `roots` on may follow from others and have not come. */
  expect(count: number, roots: number): void {
    this.count = count;
    this.total = count;
    // Apart from each other: re-entry items make the words grow alone.
    if (this.owed.length < count) this.owed = new Int32Array(Math.ceil(count * 1.2));
    if (this.words.length < count * SIZE) this.words = new Int32Array(Math.ceil(count * 1.2) * SIZE);
    else this.words.fill(0, roots * SIZE, count * SIZE);
  }

  reentryOf(item: number): number {
    return this.#reentry.of[item - this.count]!;
  }

  reentryMade(item: number): number {
    return this.#reentry.made[item - this.count]!;
  }

  reentryHandling(item: number): number {
    return this.#reentry.handling[item - this.count]!;
  }

  get(item: number, word: number): number {
    return this.words[(item << SHIFT) + word]!;
  }

  /** An item that has come: nothing is known of it but when. */
  come(item: number, now: number): void {
    const { words } = this;
    const at = item << SHIFT;
    words[at + STATE] = State.notYet;
    words[at + DUE] = now;
    words[at + FIRST_DUE] = now;
    words[at + START] = -1;
    words[at + END] = -1;
    words[at + LEFT] = -1;
    words[at + ATTEMPT] = 0;
    words[at + DEADLINE] = -1;
    words[at + HISTORY] = 0;
    words[at + PARKED_AT] = -1;
    words[at + REBOOKED] = 0;
    words[at + SEEN] = 0;
    words[at + LOOKED] = 0;
  }

  /** Items that never came, where buffers may remember another's. */
  neverCame(from: number, to: number): void {
    for (let item = from; item < to; item++) this.words[(item << SHIFT) + STATE] = State.notYet;
  }

  /** Makes a re-entry item for one that is done. */
  makeReentry(of: number, made: number): number {
    const reentry = this.#reentry;
    const k = this.total - this.count;
    if (k === reentry.of.length)
      for (const name of ['of', 'made', 'handling'] as const)
        reentry[name] = enlarged(reentry[name], new Int32Array(k * 2));
    reentry.of[k] = of;
    reentry.made[k] = made;
    reentry.handling[k] = this.owed[of]!;
    const item = this.total++;
    if (this.words.length < this.total * SIZE)
      this.words = enlarged(this.words, new Int32Array(Math.ceil(this.total * 1.2) * SIZE));
    this.come(item, -1);
    this.words[(item << SHIFT) + STATE] = State.parked;
    return item;
  }

  /** Takes an item over from another world as it is there. */
  copy(other: ItemStates, item: number): void {
    const at = item << SHIFT;
    const from = other.words;
    const { words } = this;
    for (let k = at; k < at + SIZE; k++) words[k] = from[k]!;
  }

  /** Whether an item is as it is in another world, as far as anything after `now` depends on it. */
  isAs(other: ItemStates, item: number, now: number): boolean {
    const a = this.words;
    const b = other.words;
    const at = item << SHIFT;
    const state = a[at + STATE]!;
    if (state >= State.done) return b[at + STATE]! >= State.done;
    if (state !== b[at + STATE]) return false;
    if (state === State.notYet) return a[at + DUE] === b[at + DUE] || (a[at + DUE]! < now && b[at + DUE]! < now);
    return (
      a[at + DUE] === b[at + DUE] &&
      a[at + FIRST_DUE] === b[at + FIRST_DUE] &&
      a[at + START] === b[at + START] &&
      a[at + END] === b[at + END] &&
      a[at + ATTEMPT] === b[at + ATTEMPT] &&
      a[at + REBOOKED] === b[at + REBOOKED] &&
      a[at + SEEN] === b[at + SEEN] &&
      a[at + HISTORY] === b[at + HISTORY] &&
      (state !== State.waiting || a[at + ON] === b[at + ON])
    );
  }
}
