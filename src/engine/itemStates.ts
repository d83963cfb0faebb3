/** How far every item of a world has got: one number an item for each thing that can be asked of it. */

/** What state an item is in; from `done` on it has nothing ahead. */
export const State = { notYet: 0, waiting: 1, inService: 2, parked: 3, done: 4, lost: 5, hub: 6, noShow: 7 } as const;

const BYTES = ['state', 'rebooked', 'seen', 'looked'] as const;
const WORDS = ['attempt', 'firstDue', 'due', 'start', 'end', 'left', 'deadline', 'history', 'parkedAt'] as const;

export class ItemStates {
  /** Items 0 to `count` - 1 are the forest's; re-entry items follow in the order made. */
  count = 0;
  total = 0;
  state = new Uint8Array(0);
  /** 1 for somebody who has missed a slot. */
  rebooked = new Uint8Array(0);
  /** Record seen when done while something was down: 1 + rank; 0 when handled normally. */
  seen = new Uint8Array(0);
  /** 1 when it was once passed over because something was down. */
  looked = new Uint8Array(0);
  attempt = new Int32Array(0);
  firstDue = new Int32Array(0);
  due = new Int32Array(0);
  start = new Int32Array(0);
  end = new Int32Array(0);
  left = new Int32Array(0);
  /** When patience or the wait for a slot ends; what an event on the heap must match to count. */
  deadline = new Int32Array(0);
  /** What earlier attempts were, and when the last of them ended. */
  history = new Int32Array(0);
  parkedAt = new Int32Array(0);
  /** Re-entry minutes owed by a degraded item. */
  owed = new Float64Array(0);
  /** For re-entry items: the item typed up, when it was made, its handling in ticks. */
  reentryOf = new Int32Array(0);
  reentryMade = new Int32Array(0);
  reentryHandling = new Int32Array(0);

  /** Room for a forest of items and as many of re-entry: an item is done, and so typed up, at most once. */
  makeRoom(count: number): void {
    this.count = count;
    this.total = count;
    if (this.state.length >= count * 2) return;
    const size = Math.ceil(count * 2.4);
    for (const name of BYTES) this[name] = new Uint8Array(size);
    for (const name of WORDS) this[name] = new Int32Array(size);
    this.owed = new Float64Array(size);
    this.reentryOf = new Int32Array(size);
    this.reentryMade = new Int32Array(size);
    this.reentryHandling = new Int32Array(size);
  }

  /** Nothing has come yet. */
  clear(): void {
    for (const name of BYTES) this[name].fill(0, 0, this.count);
    for (const name of ['attempt', 'history'] as const) this[name].fill(0, 0, this.count);
    for (const name of ['firstDue', 'due', 'start', 'end', 'left'] as const) this[name].fill(-1, 0, this.count);
  }

  /** As another world's items are before anything was done without the system. */
  copyFrom(other: ItemStates): void {
    this.makeRoom(other.count);
    for (const name of BYTES) this[name].set(other[name].subarray(0, other.count));
    for (const name of WORDS) this[name].set(other[name].subarray(0, other.count));
  }

  /** Makes a re-entry item for one that is done. */
  makeReentry(of: number, made: number, handling: number): number {
    const item = this.total++;
    this.reentryOf[item] = of;
    this.reentryMade[item] = made;
    this.reentryHandling[item] = handling;
    this.state[item] = State.parked;
    for (const name of ['rebooked', 'seen', 'looked', 'attempt', 'history'] as const) this[name][item] = 0;
    for (const name of ['firstDue', 'due', 'start', 'end', 'left'] as const) this[name][item] = -1;
    return item;
  }

  /** Whether an item is as it is in another world, as far as anything after `now` depends on it. */
  isAs(other: ItemStates, item: number, now: number): boolean {
    const state = this.state[item]!;
    if (state >= State.done) return other.state[item]! >= State.done;
    if (state !== other.state[item]) return false;
    if (state === State.notYet)
      return this.due[item] === other.due[item] || (this.due[item]! < now && other.due[item]! < now);
    return (
      this.due[item] === other.due[item] &&
      this.firstDue[item] === other.firstDue[item] &&
      this.start[item] === other.start[item] &&
      this.end[item] === other.end[item] &&
      this.attempt[item] === other.attempt[item] &&
      this.rebooked[item] === other.rebooked[item] &&
      this.seen[item] === other.seen[item] &&
      this.history[item] === other.history[item]
    );
  }

  /** What became of every item that was not yet done with, taken from another world. */
  takeRest(other: ItemStates): void {
    for (let item = 0; item < this.count; item++) {
      if (this.state[item]! >= State.done) continue;
      const passedOver = this.looked[item]!;
      for (const name of BYTES) this[name][item] = other[name][item]!;
      for (const name of WORDS) this[name][item] = other[name][item]!;
      this.looked[item] = this.looked[item]! | passedOver;
    }
  }
}
