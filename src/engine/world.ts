/**
 * One world of one cell: the event loop. Own arrivals come from the forest in order, everything endogenous from a
 * heap, everything exogenous (staff, modes, closings) from the script. The order within a tick is rule 4 of RULES.md.
 */
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import { delayMinutes } from './distributions.ts';
import { EventHeap } from './eventHeap.ts';
import { CONTACT, hubLineage, type Forest, type Received } from './forest.ts';
import { Lists } from './lists.ts';
import { log } from './math.ts';
import { RECORD_RANK, type Segment } from './modes.ts';
import { workingDateAfter, type Plan } from './plan.ts';
import { hubQueue, type Script } from './script.ts';
import { stepAt } from './steps.ts';
import { Purpose, uniformAt } from './streams.ts';

/** What state an item is in. */
export const State = { notYet: 0, waiting: 1, inService: 2, parked: 3, done: 4, lost: 5, hub: 6, noShow: 7 } as const;

const RELEASE = 0;
const LEAVE = 1;
const BECOME_DUE = 2;
/** A key is tick x 4 + kind, so that kinds within a tick come in order. */
const key = (tick: number, kind: number): number => tick * 4 + kind;

const STAFF = 0;
const MODE = 1;

export class World {
  cell!: Cell;
  /** Items 0 to `items` - 1 are the forest's; re-entry items follow in the order made. */
  items = 0;
  total = 0;
  state = new Uint8Array(0);
  rebooked = new Uint8Array(0);
  /** Record seen when done while something was down: 1 + rank; 0 when handled normally. */
  seen = new Uint8Array(0);
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
  readonly sent: Received[] = [];

  backlog = new Int32Array(0);
  outstanding = new Int32Array(0);
  reentryMinutes = new Float64Array(0);
  closedEvents = new Int32Array(0);
  toHubs = new Int32Array(0);
  rebookings = new Int32Array(0);
  returned = new Int32Array(0);
  putOff = new Int32Array(0);
  overtime = new Float64Array(0);
  lateUsed = new Float64Array(0);

  readonly #heap = new EventHeap();
  readonly #lists = new Lists();
  readonly #hours: number;
  readonly #warmUp: number;
  readonly #horizon: number;
  #sentBefore = 0;
  #mismatch = -1;
  #exogenous!: Exogenous;
  #arrival = 0;
  #change = 0;
  #closing = 0;
  #forest!: Forest;
  #script!: Script;
  #staff = new Int32Array(0);
  #busy = new Int32Array(0);
  #waiting = new Int32Array(0);
  #dirty = new Uint8Array(0);
  #rostered = new Int32Array(0);
  #late = new Int32Array(0);
  #since = new Float64Array(0);
  #segments: Segment[] = [];
  /** Items becoming due within the tick, and items that joined a queue in it; both emptied by their counts. */
  #dueNow = new Int32Array(64);
  #dueNowCount = 0;
  #fresh = new Int32Array(64);
  #freshCount = 0;
  #dirtyPools = new Int32Array(0);
  #dirtyCount = 0;
  /** Smallest possible level of anything a queue needs, to skip the look at modes: 1 when nothing is down. */
  #theta = new Float64Array(0);
  #anyDown = new Uint8Array(0);

  /** Buffers serve any cell of the plan, one after another. */
  constructor(plan: Plan) {
    this.#hours = plan.frame.hours;
    this.#warmUp = plan.warmUp;
    this.#horizon = plan.horizon;
  }

  /** Simulates the cell on a forest under a script. The results stay valid until the next call. */
  run(forest: Forest, script: Script): void {
    this.begin(forest, script);
    this.advance(this.#horizon);
    this.finish();
  }

  /** Everything empty at tick 0. */
  begin(forest: Forest, script: Script): void {
    this.cell = forest.cell;
    this.#forest = forest;
    this.#script = script;
    this.#exogenous = exogenousOf(this.cell, script, 0, this.#horizon);
    this.#arrival = 0;
    this.#change = 0;
    this.#closing = 0;
    this.#reset();
  }

  /**
   * Goes on from another world of the cell on the same forest under a script of its own. Exact when the two
   * scripts agree on everything before `at` and the other world has been advanced to `at`.
   */
  fork(other: World, script: Script, at: number): void {
    this.cell = other.cell;
    this.#forest = other.#forest;
    this.#script = script;
    this.#exogenous = exogenousOf(this.cell, script, at, this.#horizon);
    this.#arrival = other.#arrival;
    this.#change = 0;
    this.#closing = 0;
    this.#mismatch = -1;
    this.items = other.items;
    this.total = other.total;
    this.#makeRoom();
    const used = other.total;
    copy(this.state, other.state, used);
    copy(this.rebooked, other.rebooked, used);
    copy(this.seen, other.seen, used);
    copy(this.looked, other.looked, used);
    copy(this.attempt, other.attempt, used);
    copy(this.firstDue, other.firstDue, used);
    copy(this.due, other.due, used);
    copy(this.start, other.start, used);
    copy(this.end, other.end, used);
    copy(this.left, other.left, used);
    copy(this.deadline, other.deadline, used);
    copy(this.history, other.history, used);
    copy(this.parkedAt, other.parkedAt, used);
    this.#lists.copyFrom(other.#lists, used);
    this.#heap.copyFrom(other.#heap);
    this.sent.length = 0;
    for (const item of other.sent) this.sent.push(item);
    this.backlog.set(other.backlog);
    this.outstanding.set(other.outstanding);
    this.reentryMinutes.set(other.reentryMinutes);
    this.closedEvents.set(other.closedEvents);
    this.toHubs.set(other.toHubs);
    this.rebookings.set(other.rebookings);
    this.returned.set(other.returned);
    this.putOff.set(other.putOff);
    this.overtime.set(other.overtime);
    this.lateUsed.set(other.lateUsed);
    this.#staff.set(other.#staff);
    this.#busy.set(other.#busy);
    this.#waiting.set(other.#waiting);
    this.#rostered.set(other.#rostered);
    this.#late.set(other.#late);
    this.#since.set(other.#since);
    this.#dirty.fill(0);
    this.#dirtyCount = 0;
    this.#freshCount = 0;
    this.#dueNowCount = 0;
    // Before the first effect nothing is down, so every script is in its first segment.
    this.#segments = this.cell.queues.map((_, q) => script.segments[this.cell.globalQueue[q]!]![0]!);
    for (let q = 0; q < this.cell.queues.length; q++) this.#setSegment(q, this.#segments[q]!);
  }

  /** Processes every tick before `until`. */
  advance(until: number): void {
    const { order, due } = this.#forest;
    const heap = this.#heap;
    const exogenous = this.#exogenous;
    const changes = exogenous.tick;
    const closings = exogenous.closingTick;
    let nextArrival = this.#arrival < order.length ? due[order[this.#arrival]!]! : Infinity;
    let nextExogenous = Math.min(changes[this.#change] ?? Infinity, closings[this.#closing] ?? Infinity);
    for (;;) {
      let now = Math.floor(heap.next / 4);
      if (nextArrival < now) now = nextArrival;
      if (nextExogenous < now) now = nextExogenous;
      if (now >= until) break;
      if (now < nextExogenous) {
        this.#happen(now, BECOME_DUE);
      } else {
        for (; changes[this.#change] === now; this.#change++) this.#apply(exogenous.kind[this.#change]!, exogenous.target[this.#change]!, exogenous.value[this.#change]!, now);
        this.#happen(now, LEAVE);
        for (; closings[this.#closing] === now; this.#closing++) this.#close(exogenous.closingPool[this.#closing]!, now);
        this.#happen(now, BECOME_DUE);
        nextExogenous = Math.min(changes[this.#change] ?? Infinity, closings[this.#closing] ?? Infinity);
      }
      if (this.#dueNowCount > 0) {
        for (let k = 0; k < this.#dueNowCount; k++) this.#becomeDue(this.#dueNow[k]!, now);
        this.#dueNowCount = 0;
      }
      while (nextArrival === now) {
        this.#arrive(order[this.#arrival++]!, now);
        nextArrival = this.#arrival < order.length ? due[order[this.#arrival]!]! : Infinity;
      }
      if (this.#dirtyCount > 0) this.#startAll(now);
    }
  }

  /**
   * Whether this world, advanced to `now` like the twin, is in the twin's state: the same items waiting, in
   * service, parked or on their way, with the same times. Nothing exogenous may differ from `now` on.
   */
  isAt(twin: World, now: number): boolean {
    if (this.#arrival !== twin.#arrival) return false;
    for (let item = this.items; item < this.total; item++) if (this.state[item] !== State.done) return false;
    for (let p = 0; p < this.#busy.length; p++) if (this.#busy[p] !== twin.#busy[p] || this.#waiting[p] !== twin.#waiting[p]) return false;
    // What differed last time most likely still does.
    if (this.#mismatch >= 0 && !this.#isAs(twin, this.#mismatch, now)) return false;
    for (let item = 0; item < this.items; item++) {
      if (this.#isAs(twin, item, now)) continue;
      this.#mismatch = item;
      return false;
    }
    return true;
  }

  /** Whether an item is as it is in the twin, as far as anything to come depends on it. */
  #isAs(twin: World, item: number, now: number): boolean {
    const state = this.state[item]!;
    const other = twin.state[item]!;
    if (state >= State.done) return other >= State.done;
    if (state !== other) return false;
    if (state === State.notYet) return this.due[item] === twin.due[item] || (this.due[item]! < now && twin.due[item]! < now);
    return (
      this.due[item] === twin.due[item] &&
      this.firstDue[item] === twin.firstDue[item] &&
      this.start[item] === twin.start[item] &&
      this.end[item] === twin.end[item] &&
      this.attempt[item] === twin.attempt[item] &&
      this.rebooked[item] === twin.rebooked[item] &&
      this.seen[item] === twin.seen[item] &&
      this.history[item] === twin.history[item] &&
      (state !== State.waiting || this.#lists.on[item] === twin.#lists.on[item])
    );
  }

  /** Leaves the twin's counts out, so that `rejoin` can put its final ones in. Called while both stand at the same tick. */
  part(twin: World): void {
    for (const [mine, its] of this.#counters(twin)) for (let k = 0; k < mine.length; k++) mine[k] = mine[k]! - its[k]!;
    this.#sentBefore = twin.sent.length;
  }

  /** Takes everything after the parting from the twin, which has run to the end. */
  rejoin(twin: World): void {
    for (let item = 0; item < this.items; item++) {
      if (this.state[item]! >= State.done) continue;
      this.state[item] = twin.state[item]!;
      this.rebooked[item] = twin.rebooked[item]!;
      this.seen[item] = twin.seen[item]!;
      this.looked[item] = this.looked[item]! | twin.looked[item]!;
      this.attempt[item] = twin.attempt[item]!;
      this.firstDue[item] = twin.firstDue[item]!;
      this.due[item] = twin.due[item]!;
      this.start[item] = twin.start[item]!;
      this.end[item] = twin.end[item]!;
      this.left[item] = twin.left[item]!;
      this.history[item] = twin.history[item]!;
      this.parkedAt[item] = twin.parkedAt[item]!;
    }
    for (const [mine, its] of this.#counters(twin)) for (let k = 0; k < mine.length; k++) mine[k] = mine[k]! + its[k]!;
    for (let k = this.#sentBefore; k < twin.sent.length; k++) this.sent.push(twin.sent[k]!);
  }

  #counters(twin: World): [Int32Array | Float64Array, Int32Array | Float64Array][] {
    return [
      [this.backlog, twin.backlog],
      [this.outstanding, twin.outstanding],
      [this.reentryMinutes, twin.reentryMinutes],
      [this.closedEvents, twin.closedEvents],
      [this.toHubs, twin.toHubs],
      [this.rebookings, twin.rebookings],
      [this.returned, twin.returned],
      [this.putOff, twin.putOff],
      [this.overtime, twin.overtime],
      [this.lateUsed, twin.lateUsed],
    ];
  }

  /** Closes the accounts at the horizon. */
  finish(): void {
    for (let p = 0; p < this.#busy.length; p++) this.#touch(p, this.#horizon);
  }

  /** Everything endogenous of this tick up to a kind: releases, then leaving, then becoming due. */
  #happen(now: number, upTo: number): void {
    const heap = this.#heap;
    const limit = key(now, upTo);
    for (let next = heap.next; next <= limit; next = heap.next) {
      const item = heap.pop();
      const kind = next - 4 * now;
      if (kind === RELEASE) this.#release(item, now);
      else if (kind === LEAVE) this.#leave(item, now);
      else this.#becomeDue(item, now);
    }
  }

  #soil(p: number): void {
    if (this.#dirty[p] === 1) return;
    this.#dirty[p] = 1;
    this.#dirtyPools[this.#dirtyCount++] = p;
  }

  #reset(): void {
    const { cell } = this;
    this.items = this.#forest.count;
    this.total = this.items;
    this.#makeRoom();
    for (const array of [this.state, this.rebooked, this.seen, this.looked, this.attempt, this.history]) array.fill(0, 0, this.items);
    for (const array of [this.firstDue, this.due, this.start, this.end, this.left]) array.fill(-1, 0, this.items);
    this.#lists.clear();
    this.#heap.clear();
    this.sent.length = 0;
    for (const array of [this.backlog, this.outstanding, this.reentryMinutes, this.closedEvents, this.toHubs, this.rebookings, this.returned, this.putOff, this.overtime, this.lateUsed]) array.fill(0);
    for (const array of [this.#staff, this.#busy, this.#waiting, this.#dirty, this.#rostered, this.#late]) array.fill(0);
    this.#since.fill(this.#warmUp);
    this.#segments = cell.queues.map((_, q) => this.#script.segments[cell.globalQueue[q]!]![0]!);
    for (let q = 0; q < cell.queues.length; q++) this.#setSegment(q, this.#segments[q]!);
  }

  /** Arrays long enough for the items of the forest and as many of re-entry, and for the cell's queues and pools. */
  #makeRoom(): void {
    const queues = this.cell.queues.length;
    const pools = this.cell.globalPool.length;
    const capacity = this.items * 2;
    if (this.state.length < capacity) {
      const size = Math.ceil(capacity * 1.2);
      this.state = new Uint8Array(size);
      this.rebooked = new Uint8Array(size);
      this.seen = new Uint8Array(size);
      this.looked = new Uint8Array(size);
      this.attempt = new Int32Array(size);
      this.firstDue = new Int32Array(size);
      this.due = new Int32Array(size);
      this.start = new Int32Array(size);
      this.end = new Int32Array(size);
      this.left = new Int32Array(size);
      this.deadline = new Int32Array(size);
      this.history = new Int32Array(size);
      this.parkedAt = new Int32Array(size);
      this.owed = new Float64Array(size);
      this.reentryOf = new Int32Array(size);
      this.reentryMade = new Int32Array(size);
      this.reentryHandling = new Int32Array(size);
    }
    this.#lists.makeRoom(queues * 4, capacity);
    if (this.backlog.length !== queues * (this.#hours + 1) || this.overtime.length !== pools) {
      this.backlog = new Int32Array(queues * (this.#hours + 1));
      this.outstanding = new Int32Array(queues * (this.#hours + 1));
      this.reentryMinutes = new Float64Array(this.#hours + 1);
      this.closedEvents = new Int32Array(queues);
      this.toHubs = new Int32Array(queues);
      this.rebookings = new Int32Array(queues);
      this.returned = new Int32Array(queues);
      this.putOff = new Int32Array(queues);
      this.overtime = new Float64Array(pools);
      this.lateUsed = new Float64Array(pools);
      this.#staff = new Int32Array(pools);
      this.#busy = new Int32Array(pools);
      this.#waiting = new Int32Array(pools);
      this.#dirty = new Uint8Array(pools);
      this.#dirtyPools = new Int32Array(pools);
      this.#rostered = new Int32Array(pools);
      this.#late = new Int32Array(pools);
      this.#since = new Float64Array(pools);
      this.#theta = new Float64Array(queues);
      this.#anyDown = new Uint8Array(queues);
    }
  }

  #apply(kind: number, target: number, value: number, now: number): void {
    const { cell } = this;
    if (kind === STAFF) {
      this.#touch(target, now);
      const pool = this.#script.pools[cell.globalPool[target]!]!;
      this.#staff[target] = pool.staff.values[value]!;
      this.#rostered[target] = pool.rostered.values[stepAt(pool.rostered, now)]!;
      this.#late[target] = pool.late.values[stepAt(pool.late, now)]!;
      this.#soil(target);
      return;
    }
    const segment = this.#script.segments[cell.globalQueue[target]!]![value]!;
    const rises = segment.theta > this.#theta[target]!;
    this.#setSegment(target, segment);
    if (rises) {
      this.#lookAgain(2 * target);
      this.#lookAgain(2 * target + 1);
    }
    this.#soil(cell.poolOfQueue[target]!);
  }

  #setSegment(q: number, segment: Segment): void {
    this.#segments[q] = segment;
    this.#theta[q] = segment.theta;
    this.#anyDown[q] = segment.needs.some((need) => need.level < 1) ? 1 : 0;
  }

  /** Staff time beyond what is rostered, from the last change to now. */
  #touch(p: number, now: number): void {
    const since = this.#since[p]!;
    if (now <= since) return;
    const beyond = this.#busy[p]! - this.#rostered[p]!;
    if (beyond > 0) {
      const late = Math.min(beyond, this.#late[p]!);
      this.lateUsed[p] = this.lateUsed[p]! + late * (now - since);
      this.overtime[p] = this.overtime[p]! + (beyond - late) * (now - since);
    }
    this.#since[p] = now;
  }

  // ---- counting -------------------------------------------------------------------------------------------

  /** The first sample at or after a tick; `hours` past the last. */
  #bucket(tick: number): number {
    if (tick <= this.#warmUp) return 0;
    return Math.min(this.#hours, Math.ceil((tick - this.#warmUp) / TICKS_PER_HOUR));
  }

  #count(array: Int32Array, q: number, tick: number, by: number): void {
    const at = q * (this.#hours + 1) + this.#bucket(tick);
    array[at] = array[at]! + by;
  }

  // ---- items ----------------------------------------------------------------------------------------------

  #queueOf(item: number): number {
    if (item < this.items) return this.#forest.queue[item]!;
    return this.cell.reentryOfQueue[this.#forest.queue[this.reentryOf[item]!]!]!;
  }

  #luckOf(item: number): number {
    return this.#forest.luck[item < this.items ? item : this.reentryOf[item]!]!;
  }

  #arrive(item: number, now: number): void {
    if (this.#forest.noShow[item] === 1) {
      this.state[item] = State.noShow;
      this.firstDue[item] = now;
      this.due[item] = now;
      this.left[item] = now;
      return;
    }
    this.#firstBecomeDue(item, now);
  }

  /** An item whose time has come: follow-on and contact work for the first time, returns, re-entry. */
  #becomeDue(item: number, now: number): void {
    if (item >= this.items) {
      this.firstDue[item] = now;
      this.#enqueue(item, now);
      return;
    }
    if (this.state[item] === State.notYet) {
      this.#firstBecomeDue(item, now);
      return;
    }
    this.#enqueue(item, now);
  }

  #firstBecomeDue(item: number, now: number): void {
    const q = this.#forest.queue[item]!;
    this.firstDue[item] = now;
    this.due[item] = now;
    this.#count(this.outstanding, q, now, 1);
    const decisions = this.#script.decisions[this.cell.globalQueue[q]!];
    if (decisions && this.#isDecidable(item) && this.#decided(item, q, now)) return;
    this.#enqueue(item, now);
  }

  /** Own arrivals and follow-on work; not what a hub receives, nor ringing people to rebook them. */
  #isDecidable(item: number): boolean {
    const { due, lineage, edge } = this.#forest;
    return due[item]! >= 0 ? lineage[item] === 0 : edge[item] !== CONTACT;
  }

  #uniform(item: number, purpose: number, attempt: number): number {
    const forest = this.#forest;
    return uniformAt(forest.key(item), forest.index[item]!, purpose, forest.lineage[item]!, attempt);
  }

  /** Demand cut, divert, shed, pause: true when the item does not join its queue now. */
  #decided(item: number, q: number, now: number): boolean {
    const { cut, diverts, sheds, pauses } = this.#script.decisions[this.cell.globalQueue[q]!]!;
    const spec = this.cell.queues[q]!.spec!;
    if (cut && this.#forest.due[item]! >= 0) {
      const { threshold } = cut;
      const luck = this.#uniform(item, Purpose.demandCut, 0);
      let step = stepAt(threshold, now);
      if (luck < threshold.values[step]!) {
        while (step < threshold.ticks.length && luck < threshold.values[step]!) step++;
        const delay = ticks(delayMinutes(spec.follows!.after, this.#uniform(item, Purpose.demandReturn, 0)));
        this.#park(item, now, step < threshold.ticks.length ? threshold.ticks[step]! + delay : -1, 1);
        this.putOff[q]!++;
        return true;
      }
    }
    let luck = diverts.length > 0 ? this.#uniform(item, Purpose.divert, 0) : 1;
    for (const divert of diverts) {
      if (now < divert.from || now >= divert.to) continue;
      if (luck < divert.share) {
        this.#send(item, now, divert.hubQueue);
        if (this.#uniform(item, Purpose.divertReturn, 0) < divert.returns.share) {
          const delay = Math.max(1, ticks(delayMinutes(divert.returns.after, this.#uniform(item, Purpose.divertReturnDelay, 0))));
          this.#park(item, now, now + delay, 2);
        } else this.#gone(item, now, State.hub);
        return true;
      }
      luck -= divert.share;
    }
    luck = sheds.length > 0 ? this.#uniform(item, Purpose.shed, 0) : 1;
    for (const shed of sheds) {
      if (now < shed.from || now >= shed.to) continue;
      if (luck < shed.share) {
        this.putOff[q]!++;
        if (this.#uniform(item, Purpose.shedReturn, 0) < shed.returns.share) {
          const { after } = shed.returns;
          const back = after === 'next-working-day' ? this.#nextOpening(q, now, 1) : now + Math.max(1, ticks(delayMinutes(after, this.#uniform(item, Purpose.shedReturnDelay, 0))));
          this.#park(item, now, back, 3);
        } else this.#gone(item, now, State.lost);
        return true;
      }
      luck -= shed.share;
    }
    luck = pauses.length > 0 ? this.#uniform(item, Purpose.pause, 0) : 1;
    for (const pause of pauses) {
      if (now < pause.from || now >= pause.to) continue;
      if (luck < pause.share) {
        this.putOff[q]!++;
        this.#park(item, now, within(pause.into, this.#uniform(item, Purpose.pauseDue, 0), now), 4);
        return true;
      }
      luck -= pause.share;
    }
    return false;
  }

  /** Joins its waiting list, in order, and is looked at when the pool next starts work. */
  #enqueue(item: number, now: number): void {
    const q = this.#queueOf(item);
    this.due[item] = now;
    this.state[item] = State.waiting;
    this.deadline[item] = -1;
    this.#count(this.backlog, q, now, 1);
    let list = 2 * q;
    if (item < this.items && this.rebooked[item] === 1 && !this.#isReleased(item, q, now)) list = 2 * q + 1;
    this.#insertFromTail(2 * list, item);
    const p = this.cell.poolOfQueue[q]!;
    this.#waiting[p]!++;
    this.#soil(p);
    if (item < this.items) {
      if (this.#freshCount === this.#fresh.length) this.#fresh = doubled(this.#fresh);
      this.#fresh[this.#freshCount++] = item;
    }
  }

  #isReleased(item: number, q: number, now: number): boolean {
    const decisions = this.#script.decisions[this.cell.globalQueue[q]!];
    if (!decisions || decisions.releases.length === 0) return false;
    let luck = this.#uniform(item, Purpose.release, 0);
    for (const release of decisions.releases) {
      if (now < release.from || now >= release.to) continue;
      if (luck < release.share) return true;
      luck -= release.share;
    }
    return false;
  }

  /** Lists 2l are those to be looked at, 2l + 1 those deferred, both in the order of rule 10 (re-entry: rule 21). */
  #insertFromTail(list: number, item: number): void {
    const { prev, tail } = this.#lists;
    let before = -1;
    for (let at = tail[list]!; at >= 0 && this.#comesBefore(item, at); at = prev[at]!) before = at;
    this.#lists.insert(list, item, before);
  }

  #comesBefore(a: number, b: number): boolean {
    if (a >= this.items) return this.#madeBefore(a, b);
    if (this.due[a] !== this.due[b]) return this.due[a]! < this.due[b]!;
    const { originQueue, index, lineage } = this.#forest;
    if (originQueue[a] !== originQueue[b]) return originQueue[a]! < originQueue[b]!;
    if (index[a] !== index[b]) return index[a]! < index[b]!;
    return lineage[a]! >>> 0 < lineage[b]! >>> 0;
  }

  /** Re-entry in the order made: release, then service, own index and lineage of the item typed up. */
  #madeBefore(a: number, b: number): boolean {
    if (this.reentryMade[a] !== this.reentryMade[b]) return this.reentryMade[a]! < this.reentryMade[b]!;
    const x = this.reentryOf[a]!;
    const y = this.reentryOf[b]!;
    const { queue, index, lineage } = this.#forest;
    if (queue[x] !== queue[y]) return queue[x]! < queue[y]!;
    if (index[x] !== index[y]) return index[x]! < index[y]!;
    return lineage[x]! >>> 0 < lineage[y]! >>> 0;
  }

  /** Deferred items that can start now take their places again. */
  #lookAgain(list: number): void {
    const lists = this.#lists;
    const theta = this.#theta[list >> 1]!;
    let place = lists.head[2 * list]!;
    for (let item = lists.head[2 * list + 1]!; item >= 0; ) {
      const following = lists.next[item]!;
      if (this.#luckOf(item) < theta) {
        lists.remove(item);
        while (place >= 0 && !this.#comesBefore(item, place)) place = lists.next[place]!;
        lists.insert(2 * list, item, place);
        this.#waiting[this.cell.poolOfQueue[list >> 1]!]!++;
      }
      item = following;
    }
  }

  #unlist(item: number, q: number): void {
    const list = this.#lists.on[item]!;
    if ((list & 1) === 0) this.#waiting[this.cell.poolOfQueue[q]!]!--;
    this.#lists.remove(item);
  }

  // ---- starting and finishing -----------------------------------------------------------------------------

  #startAll(now: number): void {
    for (let k = 0; k < this.#dirtyCount; k++) {
      const p = this.#dirtyPools[k]!;
      this.#dirty[p] = 0;
      while (this.#busy[p]! < this.#staff[p]! && this.#waiting[p]! > 0) {
        const item = this.#next(p);
        if (item < 0) break;
        this.#begin(item, p, now);
      }
    }
    this.#dirtyCount = 0;
    for (let k = 0; k < this.#freshCount; k++) {
      const item = this.#fresh[k]!;
      if (this.state[item] === State.waiting) this.#setDeadline(item, now);
    }
    this.#freshCount = 0;
  }

  /** The item a free pool takes: lowest priority number, then earliest due, then the order of the lists. */
  #next(p: number): number {
    const offers = this.cell.offers[p]!;
    const priorities = this.cell.offerPriority[p]!;
    let best = -1;
    let priority = 0;
    for (let k = 0; k < offers.length; k++) {
      if (best >= 0 && priorities[k] !== priority) break;
      const item = this.#offer(offers[k]!);
      if (item < 0) continue;
      if (best < 0 || this.due[item]! < this.due[best]!) best = item;
      priority = priorities[k]!;
    }
    return best;
  }

  /** First item of a list that can start; those that cannot are set aside. */
  #offer(list: number): number {
    const lists = this.#lists;
    const q = list >> 1;
    const theta = this.#theta[q]!;
    for (;;) {
      const item = lists.head[2 * list]!;
      if (item < 0 || theta >= 1 || this.#luckOf(item) < theta) return item;
      lists.remove(item);
      this.#waiting[this.cell.poolOfQueue[q]!]!--;
      this.looked[item] = 1;
      this.#insertFromTail(2 * list + 1, item);
    }
  }

  #begin(item: number, p: number, now: number): void {
    const q = this.#queueOf(item);
    this.#touch(p, now);
    this.#unlist(item, q);
    let handling = item < this.items ? this.#forest.handling[item]! : this.reentryHandling[item]!;
    if (this.#anyDown[q] === 1) handling = this.#degraded(item, q, handling);
    this.state[item] = State.inService;
    this.start[item] = now;
    const end = Math.min(0x7fffffff, now + handling);
    this.end[item] = end;
    this.#busy[p]!++;
    this.#count(this.backlog, q, now, -1);
    this.#count(this.outstanding, q, now, -1);
    if (item >= this.items) this.#countReentry(now, -this.reentryHandling[item]! / TICKS_PER_MINUTE);
    if (end < this.#horizon) this.#heap.push(key(end, RELEASE), item);
  }

  /** Handling while something the item needs is down for it; notes what record is seen and what must be typed up. */
  #degraded(item: number, q: number, handling: number): number {
    const luck = this.#luckOf(item);
    let slowdown = 1;
    let reentry = 0;
    let record = 2;
    let down = false;
    for (const { level, mode } of this.#segments[q]!.needs) {
      if (luck < level) continue;
      down = true;
      slowdown = Math.max(slowdown, mode.slowdown);
      reentry = Math.max(reentry, mode.reentryMinutes);
      record = Math.min(record, RECORD_RANK[mode.record]);
    }
    if (!down) return handling;
    this.seen[item] = 1 + record;
    this.owed[item] = item < this.items ? reentry : 0;
    return Math.max(1, Math.round(handling * slowdown));
  }

  #release(item: number, now: number): void {
    const q = this.#queueOf(item);
    const p = this.cell.poolOfQueue[q]!;
    this.#touch(p, now);
    this.#busy[p]!--;
    this.#soil(p);
    this.state[item] = State.done;
    if (item >= this.items) return;
    const forest = this.#forest;
    const first = forest.childStart[item]!;
    for (let k = 0; k < forest.childCount[item]!; k++) this.#follow(first + k, q, now);
    if (this.seen[item]! > 0 && this.owed[item]! > 0) this.#makeReentry(item, q, now);
  }

  #follow(child: number, parentQueue: number, now: number): void {
    const entry = this.cell.followOn[parentQueue]![this.#forest.edge[child]!]!;
    let due: number;
    if ('workingDays' in entry.after) {
      const site = this.cell.plan.sites[this.cell.queues[parentQueue]!.site]!;
      const day = Math.floor(now / TICKS_PER_DAY);
      const date = entry.after.workingDays === 0 ? day : workingDateAfter(site, day, entry.after.workingDays);
      if (date === undefined) return;
      due = now + (date - day) * TICKS_PER_DAY;
    } else if ('fixed' in entry.after) due = now + ticks(entry.after.fixed);
    else due = now + ticks(delayMinutes(entry.after, this.#uniform(child, Purpose.followDelay, 0)));
    this.#schedule(child, due, now);
  }

  #schedule(item: number, due: number, now: number): void {
    // What is on its way is part of the state of the world: it must be the same for two worlds to be one again.
    this.due[item] = due;
    if (due === now) this.#pushDueNow(item);
    else if (due < this.#horizon) this.#heap.push(key(due, BECOME_DUE), item);
  }

  #pushDueNow(item: number): void {
    if (this.#dueNowCount === this.#dueNow.length) this.#dueNow = doubled(this.#dueNow);
    this.#dueNow[this.#dueNowCount++] = item;
  }

  #makeReentry(item: number, q: number, now: number): void {
    const made = this.total++;
    const target = this.cell.reentryOfQueue[q]!;
    const luck = this.#forest.luck[item]!;
    const normal = this.#script.normal[this.cell.globalQueue[q]!]!;
    const step = stepAt(normal, now);
    let due = luck < normal.values[step]! ? now : -1;
    for (let k = step + 1; due < 0 && k < normal.ticks.length; k++) if (luck < normal.values[k]!) due = normal.ticks[k]!;
    const minutes = this.owed[item]!;
    this.reentryOf[made] = item;
    this.reentryMade[made] = now;
    this.reentryHandling[made] = Math.max(1, ticks(minutes));
    this.state[made] = State.parked;
    for (const array of [this.seen, this.looked, this.rebooked, this.attempt, this.history]) array[made] = 0;
    for (const array of [this.firstDue, this.due, this.start, this.end, this.left]) array[made] = -1;
    this.#count(this.outstanding, target, now, 1);
    this.#countReentry(now, this.reentryHandling[made]! / TICKS_PER_MINUTE);
    if (due >= 0) this.#schedule(made, due, now);
  }

  #countReentry(now: number, minutes: number): void {
    const at = this.#bucket(now);
    this.reentryMinutes[at] = this.reentryMinutes[at]! + minutes;
  }

  // ---- leaving --------------------------------------------------------------------------------------------

  #setDeadline(item: number, now: number): void {
    if (this.rebooked[item] === 1) return;
    const q = this.#forest.queue[item]!;
    const spec = this.cell.queues[q]!.spec!;
    let wait = this.cell.missedWait[q]!;
    if (wait === 0) {
      if (!spec.patience) return;
      const { mean, fixed } = spec.patience;
      wait = Math.max(1, ticks(fixed ? mean : mean * -log(1 - this.#uniform(item, Purpose.patience, this.attempt[item]!))));
    }
    const at = now + wait;
    if (at >= this.#horizon) return;
    this.deadline[item] = at;
    this.#heap.push(key(at, LEAVE), item);
  }

  /** Patience or the wait for a slot has ended, unless the item has started or moved on meanwhile. */
  #leave(item: number, now: number): void {
    if (this.state[item] !== State.waiting || this.deadline[item] !== now) return;
    const q = this.#forest.queue[item]!;
    const spec = this.cell.queues[q]!.spec!;
    this.#unlist(item, q);
    this.#count(this.backlog, q, now, -1);
    if (this.cell.missedWait[q]! > 0) {
      this.#rebook(item, q, now);
      return;
    }
    const patience = spec.patience!;
    const attempt = this.attempt[item]!;
    let luck = this.#uniform(item, Purpose.leaveRoute, attempt);
    for (const hub of patience.hubs) {
      if (luck < hub.share) {
        this.#send(item, now, hubQueue(this.cell.plan, hub));
        this.#gone(item, now, State.hub);
        return;
      }
      luck -= hub.share;
    }
    if (luck < patience.returns.share) {
      const delay = Math.max(1, ticks(delayMinutes(patience.returns.after, this.#uniform(item, Purpose.returnDelay, attempt))));
      this.#park(item, now, now + delay, 5);
    } else this.#gone(item, now, State.lost);
  }

  #rebook(item: number, q: number, now: number): void {
    const missed = this.cell.queues[q]!.spec!.missedSlot!;
    if (now >= this.#warmUp) this.rebookings[q]!++;
    if (this.cell.contactOfQueue[q]! >= 0) this.#pushDueNow(this.#forest.childStart[item]! - 1);
    this.rebooked[item] = 1;
    const back = missed.noticeWorkingDays === 0 ? now : this.#nextOpening(q, now, missed.noticeWorkingDays);
    this.#park(item, now, back, 6);
  }

  #close(p: number, now: number): void {
    const { cell } = this;
    for (let q = 0; q < cell.queues.length; q++) {
      const atClose = cell.poolOfQueue[q] === p ? cell.queues[q]!.spec?.atClose : undefined;
      if (!atClose) continue;
      for (const list of [4 * q, 4 * q + 1]) {
        for (let item = this.#lists.head[list]!; item >= 0; ) {
          const following = this.#lists.next[item]!;
          if (this.rebooked[item] === 0) this.#closeOut(item, q, atClose, now);
          item = following;
        }
      }
    }
  }

  #closeOut(item: number, q: number, atClose: NonNullable<NonNullable<Cell['queues'][number]['spec']>['atClose']>, now: number): void {
    this.#unlist(item, q);
    this.#count(this.backlog, q, now, -1);
    if (now >= this.#warmUp) this.closedEvents[q]!++;
    let luck = this.#uniform(item, Purpose.closeRoute, this.attempt[item]!);
    for (const hub of atClose.hubs) {
      if (luck < hub.share) {
        this.#send(item, now, hubQueue(this.cell.plan, hub));
        this.#gone(item, now, State.hub);
        return;
      }
      luck -= hub.share;
    }
    if (luck < atClose.nextDay) this.#park(item, now, this.#nextOpening(q, now, 1), 7);
    else this.#gone(item, now, State.lost);
  }

  /** Start of the first base shift of the queue's pool on the site's n-th next working date; -1 when there is none. */
  #nextOpening(q: number, now: number, n: number): number {
    const { plan } = this.cell;
    const queue = this.cell.queues[q]!;
    const site = plan.sites[queue.site]!;
    const date = workingDateAfter(site, Math.floor(now / TICKS_PER_DAY), n);
    if (date === undefined) return -1;
    return plan.pools[queue.pool]!.daySpans.get(date)?.from ?? -1;
  }

  /** Leaves for now and will return; -1 means not within the study. */
  #park(item: number, now: number, back: number, why: number): void {
    const q = this.#forest.queue[item]!;
    this.state[item] = State.parked;
    this.attempt[item]!++;
    this.parkedAt[item] = now;
    this.history[item] = Math.imul(this.history[item]! ^ now, 0x9e3779b1) ^ why;
    if (now >= this.#warmUp) this.returned[q]!++;
    if (back < 0 || back >= this.#horizon) {
      this.due[item] = -1;
      return;
    }
    this.#schedule(item, back, now);
  }

  #gone(item: number, now: number, state: number): void {
    this.state[item] = state;
    this.left[item] = now;
    this.#count(this.outstanding, this.#forest.queue[item]!, now, -1);
  }

  #send(item: number, now: number, queue: number): void {
    const forest = this.#forest;
    const { plan } = this.cell;
    const hub = plan.queues[queue]!;
    if (now >= this.#warmUp) this.toHubs[forest.queue[item]!]!++;
    this.sent.push({
      tick: now,
      queue,
      originQueue: forest.originQueue[item]!,
      index: forest.index[item]!,
      lineage: hubLineage(forest.lineage[item]!, plan.sites[hub.site]!.id, hub.service, this.attempt[item]!),
      luck: forest.luck[item]!,
    });
  }
}

function copy<T extends Uint8Array | Int32Array>(to: T, from: T, count: number): void {
  to.set(from.subarray(0, count));
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The moment at a fraction of the time within intervals, after now; -1 when there is no such time. */
function within(intervals: readonly { readonly from: number; readonly to: number }[], fraction: number, now: number): number {
  const total = intervals.reduce((sum, { from, to }) => sum + to - from, 0);
  if (total <= 0) return -1;
  let left = Math.floor(fraction * total);
  for (const { from, to } of intervals) {
    if (left < to - from) return Math.max(now + 1, from + left);
    left -= to - from;
  }
  return -1;
}

interface Exogenous {
  readonly tick: Float64Array;
  readonly kind: Uint8Array;
  readonly target: Int32Array;
  readonly value: Int32Array;
  readonly closingTick: Float64Array;
  readonly closingPool: Int32Array;
}

/** Changes of staff and modes, and closings, of a cell from a tick on, in time order. */
function exogenousOf(cell: Cell, script: Script, from: number, horizon: number): Exogenous {
  const changes: { tick: number; kind: number; target: number; value: number }[] = [];
  cell.globalPool.forEach((global, p) => {
    const pool = script.pools[global]!;
    const moves = new Set([...pool.staff.ticks, ...pool.rostered.ticks, ...pool.late.ticks]);
    for (const tick of moves) if (tick >= from && tick < horizon) changes.push({ tick, kind: STAFF, target: p, value: stepAt(pool.staff, tick) });
  });
  cell.globalQueue.forEach((global, q) => {
    script.segments[global]!.forEach((segment, k) => {
      if (k > 0 && segment.tick >= from && segment.tick < horizon) changes.push({ tick: segment.tick, kind: MODE, target: q, value: k });
    });
  });
  changes.sort((a, b) => a.tick - b.tick || a.kind - b.kind || a.target - b.target);
  const closings: { tick: number; pool: number }[] = [];
  cell.globalPool.forEach((global, p) => {
    if (!cell.queues.some((queue, q) => cell.poolOfQueue[q] === p && queue.spec?.atClose)) return;
    for (const tick of script.closings[global]!) if (tick >= from) closings.push({ tick, pool: p });
  });
  closings.sort((a, b) => a.tick - b.tick || a.pool - b.pool);
  return {
    tick: Float64Array.from(changes, (change) => change.tick),
    kind: Uint8Array.from(changes, (change) => change.kind),
    target: Int32Array.from(changes, (change) => change.target),
    value: Int32Array.from(changes, (change) => change.value),
    closingTick: Float64Array.from(closings, (closing) => closing.tick),
    closingPool: Int32Array.from(closings, (closing) => closing.pool),
  };
}
