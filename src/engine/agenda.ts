/**
 * What will happen, in time order: (tick, kind, item) in buckets of a minute. The minute reached is kept sorted,
 * later ones as they come. Several events of one tick and kind leave in any order: nothing may depend on it.
 */
import { TICKS_PER_MINUTE } from '../scenario/calendar.ts';
import { enlarged } from './enlarged.ts';

/** Past every horizon: what `next` says when nothing lies ahead. */
const NEVER = 0x7fffffff;

export class Agenda {
  /** Tick of the next event. */
  next = NEVER;
  /** First event of each minute's chain, or -1: nothing is chained up to the minute reached, nor after the latest. */
  #first = new Int32Array(0);
  #latest = -1;
  /** Events in chains; those no longer needed form a chain of their own. */
  #tick = new Int32Array(1024);
  #what = new Int32Array(1024);
  #after = new Int32Array(1024);
  #made = 0;
  #free = -1;
  #chained = 0;
  /** The minute of the next event, all of whose events stand sorted, the next one last. */
  #minute = -1;
  #sortedTick = new Int32Array(256);
  #sortedWhat = new Int32Array(256);
  #sorted = 0;

  /** Empty, with room for a study. */
  clear(horizon: number): void {
    this.#empty(Math.ceil(horizon / TICKS_PER_MINUTE) + 1);
    this.#made = 0;
    this.#free = -1;
    this.#chained = 0;
    this.#minute = -1;
    this.#sorted = 0;
    this.next = NEVER;
  }

  copyFrom(other: Agenda): void {
    this.#empty(other.#first.length);
    this.#latest = other.#latest;
    const chained = other.#first.subarray(other.#minute + 1, other.#latest + 1);
    this.#first.set(chained, other.#minute + 1);
    while (this.#tick.length < other.#made) this.#enlarge();
    this.#tick.set(other.#tick.subarray(0, other.#made));
    this.#what.set(other.#what.subarray(0, other.#made));
    this.#after.set(other.#after.subarray(0, other.#made));
    this.#made = other.#made;
    this.#free = other.#free;
    this.#chained = other.#chained;
    this.#minute = other.#minute;
    while (this.#sortedTick.length < other.#sorted) this.#enlargeSorted();
    this.#sortedTick.set(other.#sortedTick.subarray(0, other.#sorted));
    this.#sortedWhat.set(other.#sortedWhat.subarray(0, other.#sorted));
    this.#sorted = other.#sorted;
    this.next = other.next;
  }

  /** No chains. There are a minute's chains for every minute of a study, so only those that may hold something are looked at. */
  #empty(minutes: number): void {
    if (this.#first.length !== minutes) this.#first = new Int32Array(minutes).fill(-1);
    else this.#first.fill(-1, this.#minute + 1, this.#latest + 1);
    this.#latest = -1;
  }

  /** Notes an event: kinds 0 to 3, items below 2^29, ticks below the horizon. */
  add(tick: number, kind: number, item: number): void {
    const minute = (tick / TICKS_PER_MINUTE) | 0;
    const what = item * 4 + kind;
    if (this.#sorted > 0 && minute > this.#minute) {
      this.#chain(minute, tick, what);
      return;
    }
    // The minute reached lay ahead: nothing was to happen before it until now.
    if (minute !== this.#minute) {
      while (this.#sorted > 0) {
        this.#sorted--;
        this.#chain(this.#minute, this.#sortedTick[this.#sorted]!, this.#sortedWhat[this.#sorted]!);
      }
      this.#minute = minute;
    }
    this.#insert(tick, what);
    this.next = this.#sortedTick[this.#sorted - 1]!;
  }

  #chain(minute: number, tick: number, what: number): void {
    let event = this.#free;
    if (event >= 0) this.#free = this.#after[event]!;
    else {
      if (this.#made === this.#tick.length) this.#enlarge();
      event = this.#made++;
    }
    this.#tick[event] = tick;
    this.#what[event] = what;
    this.#after[event] = this.#first[minute]!;
    this.#first[minute] = event;
    if (minute > this.#latest) this.#latest = minute;
    this.#chained++;
  }

  /** Kind of the next event. */
  get kind(): number {
    return this.#sortedWhat[this.#sorted - 1]! & 3;
  }

  /** Removes the next event and gives its item. */
  pop(): number {
    const item = this.#sortedWhat[--this.#sorted]! >> 2;
    if (this.#sorted > 0) this.next = this.#sortedTick[this.#sorted - 1]!;
    else this.#reach();
    return item;
  }

  /** Sorts the next minute in which anything happens. */
  #reach(): void {
    if (this.#chained === 0) {
      this.next = NEVER;
      return;
    }
    const first = this.#first;
    let minute = this.#minute + 1;
    while (first[minute]! < 0) minute++;
    this.#minute = minute;
    let event = first[minute]!;
    first[minute] = -1;
    while (event >= 0) {
      const following = this.#after[event]!;
      this.#insert(this.#tick[event]!, this.#what[event]!);
      this.#after[event] = this.#free;
      this.#free = event;
      this.#chained--;
      event = following;
    }
    this.next = this.#sortedTick[this.#sorted - 1]!;
  }

  #insert(tick: number, what: number): void {
    if (this.#sorted === this.#sortedTick.length) this.#enlargeSorted();
    const ticks = this.#sortedTick;
    const whats = this.#sortedWhat;
    const kind = what & 3;
    let at = this.#sorted++;
    for (; at > 0; at--) {
      const before = ticks[at - 1]!;
      if (before > tick || (before === tick && (whats[at - 1]! & 3) > kind)) break;
      ticks[at] = before;
      whats[at] = whats[at - 1]!;
    }
    ticks[at] = tick;
    whats[at] = what;
  }

  #enlarge(): void {
    const size = this.#tick.length * 2;
    this.#tick = enlarged(this.#tick, new Int32Array(size));
    this.#what = enlarged(this.#what, new Int32Array(size));
    this.#after = enlarged(this.#after, new Int32Array(size));
  }

  #enlargeSorted(): void {
    const size = this.#sortedTick.length * 2;
    this.#sortedTick = enlarged(this.#sortedTick, new Int32Array(size));
    this.#sortedWhat = enlarged(this.#sortedWhat, new Int32Array(size));
  }
}
