/**
 * One world of one cell: the event loop. Own arrivals come from the forest in order, everything endogenous from a
 * heap, everything exogenous (staff, modes, closings) from the script. The order within a tick is rule 4 of RULES.md.
 */
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import { chosen, decide, Parked } from './decide.ts';
import { delayMinutes } from './distributions.ts';
import { EventHeap } from './eventHeap.ts';
import { exogenousOf, NEVER, STAFF, type Exogenous } from './exogenous.ts';
import { CONTACT, hubLineage, type Forest, type Received } from './forest.ts';
import { ItemStates, State } from './itemStates.ts';
import { log } from './math.ts';
import { RECORD_RANK, type Segment } from './modes.ts';
import { workingDateAfter, type Plan } from './plan.ts';
import { hubQueue, type Script } from './script.ts';
import { stepAt } from './steps.ts';
import { Purpose, uniformAt } from './streams.ts';
import { Tally } from './tally.ts';
import { Waiting } from './waiting.ts';

const RELEASE = 0;
const LEAVE = 1;
const BECOME_DUE = 2;
/** A key is tick x 4 + kind, so that kinds within a tick come in order. */
const key = (tick: number, kind: number): number => tick * 4 + kind;

type AtClose = NonNullable<NonNullable<Cell['queues'][number]['spec']>['atClose']>;

export class World {
  readonly items = new ItemStates();
  readonly tally: Tally;
  /** What was sent to hubs, in time order. */
  readonly sent: Received[] = [];

  readonly #heap = new EventHeap();
  readonly #waiting = new Waiting(this.items);
  readonly #warmUp: number;
  readonly #horizon: number;
  #cell!: Cell;
  #forest!: Forest;
  #script!: Script;
  /** Own arrivals, those of surges and received items, in order of due. */
  #order: Int32Array = new Int32Array(0);
  #exogenous!: Exogenous;
  /** Places in the forest's order and in the exogenous changes and closings. */
  #arrival = 0;
  #change = 0;
  #closing = 0;
  /** Per pool: staff in force, those of them rostered and staying late, items in service, since when so. */
  #staff = new Int32Array(0);
  #rostered = new Int32Array(0);
  #late = new Int32Array(0);
  #busy = new Int32Array(0);
  #since = new Float64Array(0);
  /** Per queue: modes in force, and whether anything is down. */
  #segments: Segment[] = [];
  #anyDown = new Uint8Array(0);
  /** Pools that may be able to start something within this tick. */
  #dirty = new Uint8Array(0);
  #dirtyPools = new Int32Array(0);
  #dirtyCount = 0;
  /** Items becoming due within the tick, and items that joined a queue in it. */
  readonly #dueNow = new Stack();
  readonly #fresh = new Stack();
  /** For parting from and rejoining the twin. */
  #sentBefore = 0;
  #mismatch = -1;

  /** Buffers serve any cell of the plan, one after another. */
  constructor(plan: Plan) {
    this.tally = new Tally(plan);
    this.#warmUp = plan.warmUp;
    this.#horizon = plan.horizon;
  }

  // ---- running --------------------------------------------------------------------------------------------

  /** Simulates the cell on a forest under a script. The results stay valid until the next call. */
  run(forest: Forest, script: Script): void {
    this.begin(forest, script);
    this.advance(this.#horizon);
    this.finish();
  }

  /** Everything empty at tick 0. */
  begin(forest: Forest, script: Script): void {
    this.items.makeRoom(forest.count);
    this.#bind(forest, script, 0);
    this.#arrival = 0;
    this.items.clear();
    this.tally.clear();
    this.#waiting.clear();
    this.#heap.clear();
    this.sent.length = 0;
    for (const counts of [this.#staff, this.#rostered, this.#late, this.#busy]) counts.fill(0);
    this.#since.fill(this.#warmUp);
  }

  /**
   * Goes on from another world of the cell on the same forest under a script of its own. Exact when the two
   * scripts agree on everything before `at` and the other world has been advanced to `at`.
   */
  fork(other: World, script: Script, at: number): void {
    this.items.copyFrom(other.items);
    this.#bind(other.#forest, script, at);
    this.#arrival = other.#arrival;
    this.tally.copyFrom(other.tally);
    this.#waiting.copyFrom(other.#waiting, other.items.total);
    this.#heap.copyFrom(other.#heap);
    this.sent.length = 0;
    for (const item of other.sent) this.sent.push(item);
    this.#staff.set(other.#staff);
    this.#rostered.set(other.#rostered);
    this.#late.set(other.#late);
    this.#busy.set(other.#busy);
    this.#since.set(other.#since);
  }

  /** Takes up a forest and a script, with room for them; before its first effect a script is in its first segments. */
  #bind(forest: Forest, script: Script, from: number): void {
    const { cell } = forest;
    this.#cell = cell;
    this.#forest = forest;
    this.#script = script;
    this.#order = forest.orderOf(script.isSurged);
    this.#exogenous = exogenousOf(cell, script, from, this.#horizon);
    this.#change = 0;
    this.#closing = 0;
    this.#mismatch = -1;
    const queues = cell.queues.length;
    const pools = cell.globalPool.length;
    this.tally.makeRoom(queues, pools);
    this.#waiting.bind(forest, this.items.count);
    if (this.#staff.length !== pools) {
      this.#staff = new Int32Array(pools);
      this.#rostered = new Int32Array(pools);
      this.#late = new Int32Array(pools);
      this.#busy = new Int32Array(pools);
      this.#since = new Float64Array(pools);
      this.#dirty = new Uint8Array(pools);
      this.#dirtyPools = new Int32Array(pools);
    }
    if (this.#anyDown.length !== queues) this.#anyDown = new Uint8Array(queues);
    this.#segments.length = queues;
    for (let q = 0; q < queues; q++) this.#setSegment(q, script.segments[cell.globalQueue[q]!]![0]!);
  }

  /** Processes every tick before `until`. */
  advance(until: number): void {
    const { due } = this.#forest;
    const order = this.#order;
    const heap = this.#heap;
    const exogenous = this.#exogenous;
    const changes = exogenous.tick;
    const closings = exogenous.closingTick;
    let nextArrival = this.#arrival < order.length ? due[order[this.#arrival]!]! : NEVER;
    let nextExogenous = Math.min(changes[this.#change]!, closings[this.#closing]!);
    for (;;) {
      let now = heap.size > 0 ? Math.floor(heap.next / 4) : NEVER;
      if (nextArrival < now) now = nextArrival;
      if (nextExogenous < now) now = nextExogenous;
      if (now >= until) break;
      if (now < nextExogenous) {
        this.#happen(now, BECOME_DUE);
      } else {
        for (; changes[this.#change] === now; this.#change++)
          this.#apply(
            exogenous.kind[this.#change]!,
            exogenous.target[this.#change]!,
            exogenous.value[this.#change]!,
            now,
          );
        this.#happen(now, LEAVE);
        for (; closings[this.#closing] === now; this.#closing++)
          this.#close(exogenous.closingPool[this.#closing]!, exogenous.closingDay[this.#closing]!, now);
        this.#happen(now, BECOME_DUE);
        nextExogenous = Math.min(changes[this.#change]!, closings[this.#closing]!);
      }
      for (let k = 0; k < this.#dueNow.count; k++) this.#becomeDue(this.#dueNow.at(k), now);
      this.#dueNow.count = 0;
      while (nextArrival === now) {
        this.#arrive(order[this.#arrival++]!, now);
        nextArrival = this.#arrival < order.length ? due[order[this.#arrival]!]! : NEVER;
      }
      if (this.#dirtyCount > 0) this.#startAll(now);
    }
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
      const kind = next - key(now, 0);
      if (kind === RELEASE) this.#release(item, now);
      else if (kind === LEAVE) this.#leave(item, now);
      else this.#becomeDue(item, now);
    }
  }

  // ---- being one with the twin again ------------------------------------------------------------------------

  /**
   * Whether this world, advanced to `now` like the twin, is in the twin's state: the same items waiting, in
   * service, parked or on their way, with the same times. Nothing exogenous may differ from `now` on.
   */
  isAt(twin: World, now: number): boolean {
    const { items } = this;
    if (this.#order === twin.#order && this.#arrival !== twin.#arrival) return false;
    for (let item = items.count; item < items.total; item++) if (items.state[item] !== State.done) return false;
    for (let p = 0; p < this.#busy.length; p++)
      if (this.#busy[p] !== twin.#busy[p] || this.#waiting.count[p] !== twin.#waiting.count[p]) return false;
    // What differed last time most likely still does.
    if (this.#mismatch >= 0 && !this.#isAs(twin, this.#mismatch, now)) return false;
    for (let item = 0; item < items.count; item++) {
      if (this.#isAs(twin, item, now)) continue;
      this.#mismatch = item;
      return false;
    }
    return true;
  }

  #isAs(twin: World, item: number, now: number): boolean {
    const { items } = this;
    // What came with a surge never comes to the twin; once it is done with it makes no difference.
    if (item >= this.#forest.baseCount && items.state[item]! >= State.done) return true;
    if (!items.isAs(twin.items, item, now)) return false;
    return items.state[item] !== State.waiting || this.#waiting.lists.on[item] === twin.#waiting.lists.on[item];
  }

  /** Takes the twin's counts out, so that `rejoin` can put its final ones in. Called while both stand at the same tick. */
  part(twin: World): void {
    for (let p = 0; p < this.#busy.length; p++) {
      this.#touch(p, Math.max(this.#since[p]!, twin.#since[p]!));
      twin.#touch(p, this.#since[p]!);
    }
    this.tally.add(twin.tally, -1);
    this.#sentBefore = twin.sent.length;
  }

  /** Takes everything after the parting from the twin, which has run to the end. */
  rejoin(twin: World): void {
    this.items.takeRest(twin.items);
    this.tally.add(twin.tally, 1);
    for (let k = this.#sentBefore; k < twin.sent.length; k++) this.sent.push(twin.sent[k]!);
  }

  // ---- exogenous changes ------------------------------------------------------------------------------------

  #apply(kind: number, target: number, value: number, now: number): void {
    const cell = this.#cell;
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
    const rises = segment.theta > this.#waiting.theta[target]!;
    this.#setSegment(target, segment);
    if (rises) this.#waiting.lookAgain(target);
    this.#soil(cell.poolOfQueue[target]!);
  }

  #setSegment(q: number, segment: Segment): void {
    this.#segments[q] = segment;
    this.#waiting.theta[q] = segment.theta;
    this.#anyDown[q] = segment.needs.some((need) => need.level < 1) ? 1 : 0;
  }

  #soil(p: number): void {
    if (this.#dirty[p] === 1) return;
    this.#dirty[p] = 1;
    this.#dirtyPools[this.#dirtyCount++] = p;
  }

  /** Counts staff time beyond what is rostered, from the last change to now. */
  #touch(p: number, now: number): void {
    const since = this.#since[p]!;
    if (now <= since) return;
    const beyond = this.#busy[p]! - this.#rostered[p]!;
    if (beyond > 0) {
      const late = Math.min(beyond, this.#late[p]!);
      const { stayLate, overtime } = this.tally;
      stayLate[p] = stayLate[p]! + late * (now - since);
      overtime[p] = overtime[p]! + (beyond - late) * (now - since);
    }
    this.#since[p] = now;
  }

  // ---- becoming due -----------------------------------------------------------------------------------------

  #uniform(item: number, purpose: number, attempt: number): number {
    const forest = this.#forest;
    return uniformAt(forest.key(item), forest.index[item]!, purpose, forest.lineage[item]!, attempt);
  }

  #arrive(item: number, now: number): void {
    if (this.#forest.noShow[item] === 0) {
      this.#firstBecomeDue(item, now);
      return;
    }
    const { items } = this;
    items.state[item] = State.noShow;
    items.firstDue[item] = now;
    items.due[item] = now;
    items.left[item] = now;
  }

  /** An item whose time has come: follow-on and contact work for the first time, returns, re-entry. */
  #becomeDue(item: number, now: number): void {
    const { items } = this;
    if (item >= items.count) items.firstDue[item] = now;
    else if (items.state[item] === State.notYet) {
      this.#firstBecomeDue(item, now);
      return;
    }
    this.#enqueue(item, now);
  }

  #firstBecomeDue(item: number, now: number): void {
    const q = this.#forest.queue[item]!;
    this.items.firstDue[item] = now;
    this.items.due[item] = now;
    this.tally.outstandingMoves(q, now, 1);
    if (this.#script.decisions[this.#cell.globalQueue[q]!] && this.#isDecidable(item) && this.#decided(item, q, now))
      return;
    this.#enqueue(item, now);
  }

  /** Own arrivals, extra ones too, and follow-on work; not what a hub receives, nor ringing people to rebook them. */
  #isDecidable(item: number): boolean {
    const { due, ownCount, edge } = this.#forest;
    return due[item]! >= 0 ? item < ownCount : edge[item] !== CONTACT;
  }

  /** True when it was decided that an item does not join its queue now. */
  #decided(item: number, q: number, now: number): boolean {
    const decision = decide({
      queue: this.#cell.queues[q]!,
      decisions: this.#script.decisions[this.#cell.globalQueue[q]!]!,
      isOwnArrival: this.#forest.due[item]! >= 0,
      now,
      uniform: (purpose) => this.#uniform(item, purpose, 0),
      nextOpening: () => this.#nextOpening(q, Math.floor(now / TICKS_PER_DAY), 1),
    });
    if (!decision) return false;
    if (decision.hub >= 0) this.#send(item, now, decision.hub);
    else this.tally.event(this.tally.putOff, q, now);
    if (decision.back !== undefined) this.#park(item, now, decision.back, decision.why);
    else this.#gone(item, now, decision.hub >= 0 ? State.hub : State.lost);
    return true;
  }

  /** Joins its waiting list and is looked at when the pool next starts work. */
  #enqueue(item: number, now: number): void {
    const { items } = this;
    const q = this.#waiting.queueOf(item);
    items.due[item] = now;
    items.state[item] = State.waiting;
    items.deadline[item] = -1;
    this.tally.backlogMoves(q, now, 1);
    const behind = item < items.count && items.rebooked[item] === 1 && !this.#isReleased(item, q, now);
    this.#waiting.join(behind ? 2 * q + 1 : 2 * q, item);
    this.#soil(this.#cell.poolOfQueue[q]!);
    if (item < items.count) this.#fresh.push(item);
  }

  #isReleased(item: number, q: number, now: number): boolean {
    const decisions = this.#script.decisions[this.#cell.globalQueue[q]!];
    return (
      decisions !== undefined &&
      chosen(decisions.releases, now, () => this.#uniform(item, Purpose.release, 0)) !== undefined
    );
  }

  // ---- starting and finishing -------------------------------------------------------------------------------

  #startAll(now: number): void {
    const waiting = this.#waiting;
    for (let k = 0; k < this.#dirtyCount; k++) {
      const p = this.#dirtyPools[k]!;
      this.#dirty[p] = 0;
      while (this.#busy[p]! < this.#staff[p]! && waiting.count[p]! > 0) {
        const item = waiting.next(p);
        if (item < 0) break;
        this.#begin(item, p, now);
      }
    }
    this.#dirtyCount = 0;
    // Most items start at once; only those that do not need a moment at which they give up.
    for (let k = 0; k < this.#fresh.count; k++) {
      const item = this.#fresh.at(k);
      if (this.items.state[item] === State.waiting) this.#setDeadline(item, now);
    }
    this.#fresh.count = 0;
  }

  #begin(item: number, p: number, now: number): void {
    const { items } = this;
    const q = this.#waiting.queueOf(item);
    const isReentry = item >= items.count;
    this.#touch(p, now);
    this.#waiting.leave(item);
    let handling = isReentry ? items.reentryHandling[item]! : this.#forest.handling[item]!;
    if (this.#anyDown[q] === 1) handling = this.#degraded(item, q, handling);
    const end = Math.min(NEVER, now + handling);
    items.state[item] = State.inService;
    items.start[item] = now;
    items.end[item] = end;
    this.#busy[p] = this.#busy[p]! + 1;
    this.tally.backlogMoves(q, now, -1);
    this.tally.outstandingMoves(q, now, -1);
    if (isReentry) this.tally.reentryMoves(now, -items.reentryHandling[item]! / TICKS_PER_MINUTE);
    if (end < this.#horizon) this.#heap.push(key(end, RELEASE), item);
  }

  /** Handling while something the item needs is down for it; notes what record is seen and what must be typed up. */
  #degraded(item: number, q: number, handling: number): number {
    const { items } = this;
    const luck = this.#waiting.luckOf(item);
    let slowdown = 1;
    let reentry = 0;
    let record = RECORD_RANK.full;
    let down = false;
    for (const { level, until, mode } of this.#segments[q]!.needs) {
      if (luck < level || luck >= until) continue;
      down = true;
      slowdown = Math.max(slowdown, mode.slowdown);
      reentry = Math.max(reentry, mode.reentryMinutes);
      record = Math.min(record, RECORD_RANK[mode.record]);
    }
    if (!down) return handling;
    items.seen[item] = 1 + record;
    items.owed[item] = item < items.count ? reentry : 0;
    return Math.max(1, Math.round(handling * slowdown));
  }

  #release(item: number, now: number): void {
    const { items } = this;
    const q = this.#waiting.queueOf(item);
    const p = this.#cell.poolOfQueue[q]!;
    this.#touch(p, now);
    this.#busy[p] = this.#busy[p]! - 1;
    this.#soil(p);
    items.state[item] = State.done;
    if (item >= items.count) return;
    const forest = this.#forest;
    const first = forest.childStart[item]!;
    for (let k = 0; k < forest.childCount[item]!; k++) this.#follow(first + k, q, now);
    if (items.seen[item]! > 0 && items.owed[item]! > 0) this.#makeReentry(item, q, now);
  }

  #follow(child: number, parentQueue: number, now: number): void {
    const { after } = this.#cell.followOn[parentQueue]![this.#forest.edge[child]!]!;
    if (!('workingDays' in after)) {
      const delay = 'fixed' in after ? after.fixed : delayMinutes(after, this.#uniform(child, Purpose.followDelay, 0));
      this.#schedule(child, now + ticks(delay), now);
      return;
    }
    const day = Math.floor(now / TICKS_PER_DAY);
    const site = this.#cell.plan.sites[this.#cell.queues[parentQueue]!.site]!;
    const date = after.workingDays === 0 ? day : workingDateAfter(site, day, after.workingDays);
    if (date !== undefined) this.#schedule(child, now + (date - day) * TICKS_PER_DAY, now);
  }

  /** What is on its way is part of a world's state: it must be the same for two worlds to be one again. */
  #schedule(item: number, due: number, now: number): void {
    this.items.due[item] = due;
    if (due === now) this.#dueNow.push(item);
    else if (due < this.#horizon) this.#heap.push(key(due, BECOME_DUE), item);
  }

  /** Re-entry is due at the first moment when the item would have been handled normally. */
  #makeReentry(item: number, q: number, now: number): void {
    const { items } = this;
    const handling = Math.max(1, ticks(items.owed[item]!));
    const made = items.makeReentry(item, now, handling);
    this.tally.outstandingMoves(this.#cell.reentryOfQueue[q]!, now, 1);
    this.tally.reentryMoves(now, handling / TICKS_PER_MINUTE);
    const luck = this.#forest.luck[item]!;
    const normal = this.#script.normal[this.#cell.globalQueue[q]!]!;
    for (let step = stepAt(normal, now); step < normal.ticks.length; step++) {
      if (luck >= normal.values[step]!) continue;
      const due = Math.max(now, normal.ticks[step]!);
      if (due < this.#horizon) this.#schedule(made, due, now);
      return;
    }
  }

  // ---- leaving ----------------------------------------------------------------------------------------------

  #setDeadline(item: number, now: number): void {
    const { items } = this;
    if (items.rebooked[item] === 1) return;
    const q = this.#forest.queue[item]!;
    let wait = this.#cell.missedWait[q]!;
    if (wait === 0) {
      const patience = this.#cell.queues[q]!.spec!.patience;
      if (!patience) return;
      const minutes = patience.fixed
        ? patience.mean
        : patience.mean * -log(1 - this.#uniform(item, Purpose.patience, items.attempt[item]!));
      wait = Math.max(1, ticks(minutes));
    }
    const at = now + wait;
    if (at >= this.#horizon) return;
    items.deadline[item] = at;
    this.#heap.push(key(at, LEAVE), item);
  }

  /** Patience or the wait for a slot has ended, unless the item has started or moved on meanwhile. */
  #leave(item: number, now: number): void {
    const { items } = this;
    if (items.state[item] !== State.waiting || items.deadline[item] !== now) return;
    const q = this.#forest.queue[item]!;
    this.#waiting.leave(item);
    this.tally.backlogMoves(q, now, -1);
    if (this.#cell.missedWait[q]! > 0) {
      this.#rebook(item, q, now);
      return;
    }
    const { hubs, returns } = this.#cell.queues[q]!.spec!.patience!;
    const attempt = items.attempt[item]!;
    const luck = this.#leaveForHub(item, now, hubs, this.#uniform(item, Purpose.leaveRoute, attempt));
    if (luck === undefined) return;
    if (luck < returns.share) {
      const delay = Math.max(1, ticks(delayMinutes(returns.after, this.#uniform(item, Purpose.returnDelay, attempt))));
      this.#park(item, now, now + delay, Parked.gaveUp);
    } else this.#gone(item, now, State.lost);
  }

  #rebook(item: number, q: number, now: number): void {
    const missed = this.#cell.queues[q]!.spec!.missedSlot!;
    this.tally.event(this.tally.rebooked, q, now);
    if (this.#cell.contactOfQueue[q]! >= 0) this.#dueNow.push(this.#forest.childStart[item]! - 1);
    this.items.rebooked[item] = 1;
    const back =
      missed.noticeWorkingDays === 0
        ? now
        : this.#nextOpening(q, Math.floor(now / TICKS_PER_DAY), missed.noticeWorkingDays);
    this.#park(item, now, back, Parked.rebooked);
  }

  /** Everybody waiting for a same-day service of the pool leaves; rebooked people have a day of their own. */
  #close(p: number, day: number, now: number): void {
    const cell = this.#cell;
    const { head, next } = this.#waiting.lists;
    for (let q = 0; q < cell.queues.length; q++) {
      const atClose = cell.poolOfQueue[q] === p ? cell.queues[q]!.spec?.atClose : undefined;
      if (!atClose) continue;
      for (const part of [4 * q, 4 * q + 1]) {
        for (let item = head[part]!; item >= 0;) {
          const following = next[item]!;
          if (this.items.rebooked[item] === 0) this.#closeOut(item, q, atClose, day, now);
          item = following;
        }
      }
    }
  }

  #closeOut(item: number, q: number, atClose: AtClose, day: number, now: number): void {
    this.#waiting.leave(item);
    this.tally.backlogMoves(q, now, -1);
    this.tally.event(this.tally.closed, q, now);
    const luck = this.#leaveForHub(
      item,
      now,
      atClose.hubs,
      this.#uniform(item, Purpose.closeRoute, this.items.attempt[item]!),
    );
    if (luck === undefined) return;
    if (luck < atClose.nextDay) this.#park(item, now, this.#nextOpening(q, day, 1), Parked.closed);
    else this.#gone(item, now, State.lost);
  }

  /** Sends an item to the hub its luck names; otherwise gives what is left of the luck. */
  #leaveForHub(item: number, now: number, hubs: AtClose['hubs'], luck: number): number | undefined {
    let left = luck;
    for (const hub of hubs) {
      if (left < hub.share) {
        this.#send(item, now, hubQueue(this.#cell.plan, hub));
        this.#gone(item, now, State.hub);
        return undefined;
      }
      left -= hub.share;
    }
    return left;
  }

  /**
   * Start of the first base shift of the queue's pool on the site's n-th working date after a day, or on the first
   * later one on which the pool works; -1 when there is none within the study.
   */
  #nextOpening(q: number, day: number, n: number): number {
    const { plan } = this.#cell;
    const queue = this.#cell.queues[q]!;
    const { daySpans } = plan.pools[queue.pool]!;
    const site = plan.sites[queue.site]!;
    for (let date = workingDateAfter(site, day, n); date !== undefined; date = workingDateAfter(site, date, 1)) {
      const span = daySpans.get(date);
      if (span) return span.from;
    }
    return -1;
  }

  /** Leaves for now and will return; `back` -1 means not within the study. */
  #park(item: number, now: number, back: number, why: number): void {
    const { items } = this;
    items.state[item] = State.parked;
    items.attempt[item] = items.attempt[item]! + 1;
    items.parkedAt[item] = now;
    items.history[item] = Math.imul(items.history[item]! ^ now, 0x9e3779b1) ^ why;
    this.tally.event(this.tally.returned, this.#forest.queue[item]!, now);
    if (back < 0 || back >= this.#horizon) items.due[item] = -1;
    else this.#schedule(item, back, now);
  }

  #gone(item: number, now: number, state: number): void {
    this.items.state[item] = state;
    this.items.left[item] = now;
    this.tally.outstandingMoves(this.#forest.queue[item]!, now, -1);
  }

  #send(item: number, now: number, queue: number): void {
    const forest = this.#forest;
    const { plan } = this.#cell;
    const hub = plan.queues[queue]!;
    this.tally.event(this.tally.toHubs, forest.queue[item]!, now);
    this.sent.push({
      tick: now,
      queue,
      originQueue: forest.originQueue[item]!,
      index: forest.index[item]!,
      lineage: hubLineage(forest.lineage[item]!, plan.sites[hub.site]!.id, hub.service, this.items.attempt[item]!),
      luck: forest.luck[item]!,
    });
  }
}

/** A few items at a time, without making garbage. */
class Stack {
  count = 0;
  #items = new Int32Array(64);

  at(k: number): number {
    return this.#items[k]!;
  }

  push(item: number): void {
    if (this.count === this.#items.length) {
      const larger = new Int32Array(this.count * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.count++] = item;
  }
}
