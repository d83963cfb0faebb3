/**
 * One world of one cell: the event loop. Own arrivals come from the forest in order, everything endogenous from a
 * heap, everything exogenous (staff, modes, closings) from the script. The order within a tick is rule 4 of RULES.md.
 */
import { TICKS_PER_DAY, ticks } from '../scenario/calendar.ts';
import { Agenda } from './agenda.ts';
import type { Cell } from './cell.ts';
import { chosen, decide, Parked } from './decide.ts';
import { delayMinutes } from './distributions.ts';
import { exogenousOf, NEVER, ownChanges, placeOf, STAFF, type Changes, type Exogenous } from './exogenous.ts';
import { CONTACT, ELSEWHERE, hubLineage, SPECIAL, type Forest, type Received } from './forest.ts';
import {
  ATTEMPT,
  DEADLINE,
  DUE,
  END,
  FIRST_DUE,
  HISTORY,
  ItemStates,
  LEFT,
  PARKED_AT,
  REBOOKED,
  SEEN,
  SHIFT,
  START,
  State,
  STATE,
} from './itemStates.ts';
import { log } from './math.ts';
import { RECORD_RANK, type Segment } from './modes.ts';
import { workingDateAfter, type Plan } from './plan.ts';
import { hubQueue, type Script } from './script.ts';
import { stepAt } from './steps.ts';
import { Purpose, uniformAt } from './streams.ts';
import { Tally } from './tally.ts';
import { Waiting } from './waiting.ts';
import type { Inside, Witness } from './witness.ts';

// What an event is, in the order of rule 4 within a tick.
const RELEASE = 0;
const LEAVE = 1;
const BECOME_DUE = 2;
/** In place of a deadline: in service with people who start nothing but re-entry. */
const BY_TEAM = -2;

type AtClose = NonNullable<NonNullable<Cell['queues'][number]['spec']>['atClose']>;

/** Where a world may differ from the one it was forked from: items that were not done with, and everything that came later. */
export interface Own {
  /** Items that were not done with at the fork. */
  readonly alive: readonly number[];
  /** Own arrivals from here to there, in order of due, and what may follow from them. */
  readonly from: number;
  readonly to: number;
  /** The first sample and the one after the last at which curves may differ. */
  readonly fromSample: number;
  readonly toSample: number;
}

export class World {
  readonly items = new ItemStates();
  readonly tally: Tally;
  /** What was sent to hubs, in time order. */
  readonly sent: Received[] = [];
  /** After the run; undefined for a world that was not forked. */
  own: Own | undefined;
  /** Whether the world has become its twin again. */
  rejoined = false;
  /** Told of everything that happens, in the order in which it does; nobody when results are all that is wanted. */
  witness: Witness | undefined;

  readonly #agenda = new Agenda();
  readonly #waiting = new Waiting(this.items);
  readonly #warmUp: number;
  readonly #horizon: number;
  #cell!: Cell;
  #forest!: Forest;
  #script!: Script;
  /** What comes, in order of due. */
  #order: Int32Array = new Int32Array(0);
  #exogenous!: Exogenous;
  /** Places in the forest's order and in the exogenous changes and closings. */
  #arrival = 0;
  /** Own arrivals that have come, those of surges left out. */
  #baseArrivals = 0;
  #baseChange = 0;
  #ownChange = 0;
  #closing = 0;
  /** Tick of the next exogenous change or closing. */
  #next = 0;
  /** Per pool: staff in force, those of them rostered and staying late, items in service, since when so. */
  #staff = new Int32Array(0);
  #rostered = new Int32Array(0);
  #late = new Int32Array(0);
  #busy = new Int32Array(0);
  #since = new Float64Array(0);
  /** Per pool: people who start nothing but re-entry, and what they have in service. */
  #team = new Int32Array(0);
  #teamBusy = new Int32Array(0);
  /** Forms left, by site and backup, and per site the backups whose forms are used up. */
  readonly #forms = new Map<string, number>();
  readonly #usedUp = new Map<number, Set<string>>();
  /** Per queue: modes over time. */
  #segmentLists: (readonly Segment[])[] = [];
  /** Per queue: modes in force, whether anything is down, whether anything is decided on those who come. */
  #segments: Segment[] = [];
  #anyDown = new Uint8Array(0);
  #decides = new Uint8Array(0);
  /** Pools that may be able to start something within this tick. */
  #dirty = new Uint8Array(0);
  #dirtyPools = new Int32Array(0);
  #dirtyCount = 0;
  /** Items becoming due within the tick, and items that joined a queue in it. */
  readonly #dueNow = new Stack();
  readonly #fresh = new Stack();
  /** For parting from and rejoining the twin. */
  #alive: readonly number[] = [];
  #forkedAt = 0;
  #forkArrivals = 0;
  #sentBefore = 0;
  #mismatch = -1;

  /** Buffers serve any cell of the plan, one after another. */
  constructor(plan: Plan) {
    this.tally = new Tally(plan);
    this.#warmUp = plan.warmUp;
    this.#horizon = plan.horizon;
  }

  /** What may be looked at between two ticks, or by a witness. */
  get inside(): Inside {
    return { waiting: this.#waiting, staff: this.#staff, busy: this.#busy };
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
    this.#bind(forest, script, 0);
    this.#arrival = 0;
    this.#baseArrivals = 0;
    this.own = undefined;
    this.tally.clear(forest.cell.queues.length, forest.cell.globalPool.length);
    this.#waiting.clear();
    this.#agenda.clear(this.#horizon);
    this.sent.length = 0;
    for (const counts of [this.#staff, this.#rostered, this.#late, this.#busy, this.#team, this.#teamBusy])
      counts.fill(0);
    this.#since.fill(this.#warmUp);
  }

  /** Items that are not done with, or may still follow from some that came. */
  alive(): number[] {
    const { items } = this;
    const found: number[] = [];
    const stretches = this.#forest.between(0, this.#baseArrivals);
    for (let k = 0; k < stretches.length; k += 2)
      for (let item = stretches[k]!; item < stretches[k + 1]!; item++)
        if (items.get(item, STATE) < State.done) found.push(item);
    return found;
  }

  /**
   * Goes on from another world of the cell on the same forest under a script of its own. Exact when the two
   * scripts agree on everything before `at` and the other world has been advanced to `at`. `alive` are its items
   * that are not done with; the others stay where they are and are not taken over.
   */
  fork(other: World, script: Script, at: number, alive: readonly number[]): void {
    this.#bind(other.#forest, script, at);
    this.#alive = alive;
    this.#forkedAt = at;
    this.#forkArrivals = other.#baseArrivals;
    this.#baseArrivals = other.#baseArrivals;
    // Whatever a surge brings comes no earlier than the first effect.
    this.#arrival = other.#arrival;
    for (const item of alive) this.items.copy(other.items, item);
    this.tally.forkFrom(other.tally, at);
    this.#waiting.copyFrom(other.#waiting);
    this.#agenda.copyFrom(other.#agenda);
    this.sent.length = 0;
    for (const item of other.sent) this.sent.push(item);
    this.#staff.set(other.#staff);
    this.#rostered.set(other.#rostered);
    this.#late.set(other.#late);
    this.#busy.set(other.#busy);
    this.#team.set(other.#team);
    this.#teamBusy.set(other.#teamBusy);
    this.#since.set(other.#since);
    this.own = this.#ownUntil(this.#forest.roots, this.tally.width);
  }

  #ownUntil(to: number, toSample: number): Own {
    return {
      alive: this.#alive,
      from: this.#forkArrivals,
      to,
      fromSample: this.tally.sampleOf(this.#forkedAt),
      toSample,
    };
  }

  /** Takes up a forest and a script, with room for them; before its first effect a script is in its first segments. */
  #bind(forest: Forest, script: Script, from: number): void {
    const { cell } = forest;
    this.items.expect(forest.count, forest.roots);
    this.#cell = cell;
    this.#forest = forest;
    this.#script = script;
    this.#order = forest.orderOf(script.isSurged);
    this.#exogenous = exogenousOf(cell, script, this.#horizon);
    this.#baseChange = placeOf(this.#exogenous.base.tick, from);
    this.#ownChange = placeOf(this.#exogenous.own.tick, from);
    this.#closing = placeOf(this.#exogenous.closings.tick, from);
    this.#mismatch = -1;
    this.rejoined = false;
    const queues = cell.queues.length;
    const pools = cell.globalPool.length;
    this.#waiting.bind(forest);
    if (this.#staff.length !== pools) {
      this.#staff = new Int32Array(pools);
      this.#rostered = new Int32Array(pools);
      this.#late = new Int32Array(pools);
      this.#busy = new Int32Array(pools);
      this.#team = new Int32Array(pools);
      this.#teamBusy = new Int32Array(pools);
      this.#since = new Float64Array(pools);
      this.#dirty = new Uint8Array(pools);
      this.#dirtyPools = new Int32Array(pools);
    }
    if (this.#anyDown.length !== queues) {
      this.#anyDown = new Uint8Array(queues);
      this.#decides = new Uint8Array(queues);
    }
    this.#forms.clear();
    this.#usedUp.clear();
    for (const { site, backup, count } of script.forms)
      if (cell.sites.includes(site)) this.#forms.set(`${site} ${backup}`, count);
    this.#segments.length = queues;
    this.#segmentLists.length = queues;
    for (let q = 0; q < queues; q++) {
      const global = cell.globalQueue[q]!;
      this.#segmentLists[q] = script.segments[global]!;
      this.#setSegment(q, script.segments[global]![0]!);
      this.#decides[q] = script.decisions[global] ? 1 : 0;
    }
  }

  /** Processes every tick before `until`. */
  advance(until: number): void {
    const { due, roots } = this.#forest;
    const order = this.#order;
    const agenda = this.#agenda;
    const { closings } = this.#exogenous;
    let nextArrival = this.#arrival < order.length ? due[order[this.#arrival]!]! : NEVER;
    this.#next = this.#nextExogenous();
    for (;;) {
      let now = agenda.next;
      if (nextArrival < now) now = nextArrival;
      const exogenous = this.#next;
      if (exogenous < now) now = exogenous;
      if (now >= until) break;
      this.tally.moveTo(now);
      if (now < exogenous) {
        while (agenda.next === now) this.#happen(now);
      } else {
        this.#change(now);
        while (agenda.next === now && agenda.kind <= LEAVE) this.#happen(now);
        for (; closings.tick[this.#closing] === now; this.#closing++)
          this.#close(closings.pool[this.#closing]!, closings.day[this.#closing]!, now);
        while (agenda.next === now) this.#happen(now);
        this.#next = this.#nextExogenous();
      }
      for (let k = 0; k < this.#dueNow.count; k++) this.#becomeDue(this.#dueNow.at(k), now);
      this.#dueNow.count = 0;
      while (nextArrival === now) {
        const item = order[this.#arrival++]!;
        if (item < roots) this.#baseArrivals = item + 1;
        nextArrival = this.#arrival < order.length ? due[order[this.#arrival]!]! : NEVER;
        this.#arrive(item, now, nextArrival === now);
      }
      if (this.#dirtyCount > 0) this.#startAll(now);
    }
  }

  /** Closes the accounts at the horizon. */
  finish(): void {
    for (let p = 0; p < this.#busy.length; p++) this.#touch(p, this.#horizon);
  }

  /** The next event on the agenda. */
  #happen(now: number): void {
    const { kind } = this.#agenda;
    const item = this.#agenda.pop();
    if (kind === RELEASE) this.#release(item, now);
    else if (kind === LEAVE) this.#leave(item, now);
    else this.#becomeDue(item, now);
  }

  // ---- being one with the twin again ------------------------------------------------------------------------

  /**
   * Whether this world, advanced to `now` like the twin, is in the twin's state: the same items waiting, in
   * service, parked or on their way, with the same times. Nothing exogenous may differ from `now` on.
   */
  isAt(twin: World, now: number): boolean {
    const { items } = this;
    for (let item = items.count; item < items.total; item++) if (items.get(item, STATE) !== State.done) return false;
    for (let p = 0; p < this.#busy.length; p++)
      if (this.#busy[p] !== twin.#busy[p] || this.#waiting.count[p] !== twin.#waiting.count[p]) return false;
    // What differed last time most likely still does.
    if (this.#mismatch >= 0 && !items.isAs(twin.items, this.#mismatch, now)) return false;
    for (const item of this.#alive) if (this.#differs(twin, item, now)) return false;
    if (this.#script.isSurged) {
      // What comes with a surge never comes to the twin; once it is done with it makes no difference.
      const { baseCount, ownCount } = this.#forest;
      for (let item = baseCount; item < ownCount; item++) if (items.get(item, STATE) < State.done) return false;
    }
    const stretches = this.#forest.between(this.#forkArrivals, this.#baseArrivals);
    for (let k = 0; k < stretches.length; k += 2)
      for (let item = stretches[k]!; item < stretches[k + 1]!; item++) if (this.#differs(twin, item, now)) return false;
    return true;
  }

  #differs(twin: World, item: number, now: number): boolean {
    if (this.items.isAs(twin.items, item, now)) return false;
    this.#mismatch = item;
    return true;
  }

  /** Takes the twin's counts out, so that `rejoin` can put its final ones in. Called while both stand at the same tick. */
  part(twin: World, now: number): void {
    for (let p = 0; p < this.#busy.length; p++) {
      this.#touch(p, Math.max(this.#since[p]!, twin.#since[p]!));
      twin.#touch(p, this.#since[p]!);
    }
    this.tally.add(twin.tally, -1);
    this.#sentBefore = twin.sent.length;
    this.rejoined = true;
    this.own = this.#ownUntil(this.#baseArrivals, this.tally.sampleOf(now));
  }

  /** Takes everything after the parting from the twin, which has run to the end. */
  rejoin(twin: World): void {
    this.tally.add(twin.tally, 1);
    for (let k = this.#sentBefore; k < twin.sent.length; k++) this.sent.push(twin.sent[k]!);
  }

  // ---- exogenous changes ------------------------------------------------------------------------------------

  #nextExogenous(): number {
    const { base, own, closings } = this.#exogenous;
    return Math.min(base.tick[this.#baseChange]!, own.tick[this.#ownChange]!, closings.tick[this.#closing]!);
  }

  /** Every change of staff and modes at this tick. */
  #change(now: number): void {
    const { base, own, replaced } = this.#exogenous;
    for (; base.tick[this.#baseChange] === now; this.#baseChange++)
      if (replaced[base.target[this.#baseChange]!] === 0) this.#apply(base, this.#baseChange, now);
    for (; own.tick[this.#ownChange] === now; this.#ownChange++) this.#apply(own, this.#ownChange, now);
  }

  #apply(changes: Changes, k: number, now: number): void {
    const target = changes.target[k]!;
    const value = changes.value[k]!;
    const cell = this.#cell;
    if (changes.kind[k] === STAFF) {
      this.#touch(target, now);
      const pool = this.#script.pools[cell.globalPool[target]!]!;
      this.#staff[target] = pool.staff.values[value]!;
      this.#rostered[target] = pool.rostered.values[stepAt(pool.rostered, now)]!;
      this.#late[target] = pool.late.values[stepAt(pool.late, now)]!;
      this.#team[target] = pool.reentryOnly.values[stepAt(pool.reentryOnly, now)]!;
      this.#soil(target);
      this.witness?.staff(target, now);
      return;
    }
    const segment = this.#segmentLists[target]![value]!;
    const rises = segment.theta > this.#waiting.theta[target]!;
    this.#setSegment(target, segment);
    if (rises) this.#waiting.lookAgain(target);
    this.#soil(cell.poolOfQueue[target]!);
    this.witness?.mode(target, now);
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

  /** The same when most often nobody is beyond what is rostered. */
  #settle(p: number, now: number): void {
    if (this.#busy[p]! > this.#rostered[p]!) this.#touch(p, now);
    else if (now > this.#since[p]!) this.#since[p] = now;
  }

  // ---- becoming due -----------------------------------------------------------------------------------------

  #uniform(item: number, purpose: number, attempt: number): number {
    const forest = this.#forest;
    return uniformAt(forest.key(item), forest.index[item]!, purpose, forest.lineage[item]!, attempt);
  }

  /** `isJoined`: others come within the same tick, so that it must be seen who goes first. */
  #arrive(item: number, now: number, isJoined: boolean): void {
    const { items } = this;
    const forest = this.#forest;
    items.come(item, now);
    if (forest.noShow[item] === 1) {
      items.words[(item << SHIFT) + STATE] = State.noShow;
      items.words[(item << SHIFT) + LEFT] = now;
      this.witness?.noShow(item, now);
      return;
    }
    this.witness?.due(item, now);
    if (isJoined || !this.#startsAtOnce(item, now)) this.#firstBecomeDue(item, now);
  }

  /** Most of those whom nobody is before start at once, without ever standing in a queue. */
  #startsAtOnce(item: number, now: number): boolean {
    const forest = this.#forest;
    const q = forest.queue[item]!;
    const p = this.#cell.poolOfQueue[q]!;
    if (
      this.#busy[p]! >= this.#staff[p]! ||
      this.#waiting.count[p] !== 0 ||
      this.#decides[q] !== 0 ||
      this.#dirtyCount !== 0 ||
      forest.luck[item]! >= this.#waiting.theta[q]!
    )
      return false;
    this.#serve(item, q, p, now, forest.handling[item]!);
    return true;
  }

  /** An item whose time has come: follow-on and contact work for the first time, returns, re-entry. */
  #becomeDue(item: number, now: number): void {
    const { items } = this;
    const at = item << SHIFT;
    if (item >= items.count) items.words[at + FIRST_DUE] = now;
    else if (items.words[at + STATE] === State.notYet) {
      items.come(item, now);
      this.witness?.due(item, now);
      if (this.#isJoined(now) || this.witness || !this.#startsAtOnce(item, now)) this.#firstBecomeDue(item, now);
      return;
    }
    this.witness?.due(item, now);
    this.#enqueue(item, now);
  }

  /** Whether others become due within the same tick, so that it must be seen who goes first. */
  #isJoined(now: number): boolean {
    if (this.#agenda.next === now || this.#dueNow.count > 0) return true;
    const order = this.#order;
    return this.#arrival < order.length && this.#forest.due[order[this.#arrival]!] === now;
  }

  #firstBecomeDue(item: number, now: number): void {
    const q = this.#forest.queue[item]!;
    this.tally.outstandingMoves(q, 1);
    if (this.#decides[q] === 1 && this.#isDecidable(item) && this.#decided(item, q, now)) return;
    this.#enqueue(item, now);
  }

  /** Own arrivals, extra ones too, and follow-on work; not what a hub receives, nor ringing people to rebook them. */
  #isDecidable(item: number): boolean {
    const { due, ownCount, edge } = this.#forest;
    return due[item]! >= 0 ? item < ownCount : edge[item]! < SPECIAL;
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
    const { why, back, hub, elsewhere = -1 } = decision;
    const itself = elsewhere < 0 ? -1 : this.#elsewhere(item, elsewhere, now);
    if (hub >= 0) this.#send(item, now, hub);
    else if (itself < 0) this.tally.event(this.tally.putOff, q, now);
    if (back !== undefined) this.#park(item, now, back, why);
    else this.#gone(item, now, hub >= 0 || itself >= 0 ? State.hub : State.lost);
    if (itself >= 0) this.#firstBecomeDue(itself, now);
    return true;
  }

  /** The item as it comes in its own place to another service of its site or to a partner; nothing is decided on it there. */
  #elsewhere(item: number, queue: number, now: number): number {
    const { childStart, edge, queue: queueOf } = this.#forest;
    const local = this.#cell.localQueue.get(queue)!;
    let child = childStart[item]!;
    while (edge[child] !== ELSEWHERE || queueOf[child] !== local) child++;
    this.#forest.complete(child);
    this.items.come(child, now);
    // On its way already, when all else that might have followed from the item is given up.
    this.items.words[(child << SHIFT) + STATE] = State.parked;
    return child;
  }

  /** Joins its waiting list and is looked at when the pool next starts work. */
  #enqueue(item: number, now: number): void {
    const { items } = this;
    const { words } = items;
    const at = item << SHIFT;
    const q = this.#waiting.queueOf(item);
    words[at + DUE] = now;
    words[at + STATE] = State.waiting;
    words[at + DEADLINE] = -1;
    this.tally.backlogMoves(q, 1);
    const behind = words[at + REBOOKED] === 1 && !this.#isReleased(item, q, now);
    this.#waiting.join(behind ? 2 * q + 1 : 2 * q, item);
    this.#soil(this.#cell.poolOfQueue[q]!);
    if (item < items.count) this.#fresh.push(item);
    this.witness?.joined(item, now);
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
        this.#begin(item, p, now, false);
      }
      while (this.#teamBusy[p]! < this.#team[p]! && waiting.count[p]! > 0) {
        const item = waiting.nextReentry(p);
        if (item < 0) break;
        this.#begin(item, p, now, true);
      }
    }
    this.#dirtyCount = 0;
    // Most items start at once; only those that do not need a moment at which they give up.
    for (let k = 0; k < this.#fresh.count; k++) {
      const item = this.#fresh.at(k);
      if (this.items.get(item, STATE) === State.waiting) this.#setDeadline(item, now);
    }
    this.#fresh.count = 0;
  }

  /** `byTeam`: by people who start nothing but re-entry. */
  #begin(item: number, p: number, now: number, byTeam: boolean): void {
    const { items } = this;
    const q = this.#waiting.queueOf(item);
    this.#waiting.leave(item);
    this.tally.backlogMoves(q, -1);
    this.tally.outstandingMoves(q, -1);
    if (item < items.count) {
      this.#serve(item, q, p, now, this.#forest.handling[item]!);
      return;
    }
    const handling = items.reentryHandling(item);
    this.tally.reentryMoves(-handling);
    this.#serve(item, q, p, now, handling, byTeam);
  }

  #serve(item: number, q: number, p: number, now: number, normally: number, byTeam = false): void {
    const { words } = this.items;
    const at = item << SHIFT;
    const handling = this.#anyDown[q] === 1 ? this.#degraded(item, q, normally, now) : normally;
    const end = Math.min(NEVER, now + handling);
    words[at + STATE] = State.inService;
    words[at + START] = now;
    words[at + END] = end;
    if (byTeam) {
      words[at + DEADLINE] = BY_TEAM;
      this.#teamBusy[p] = this.#teamBusy[p]! + 1;
    } else {
      this.#settle(p, now);
      this.#busy[p] = this.#busy[p]! + 1;
    }
    if (end < this.#horizon) this.#agenda.add(end, RELEASE, item);
    this.witness?.started(item, now);
  }

  /** Handling while something the item needs is down for it; notes what record is seen and what must be typed up. */
  #degraded(item: number, q: number, handling: number, now: number): number {
    const { items } = this;
    const luck = this.#waiting.luckOf(item);
    let slowdown = 1;
    let reentry = 0;
    let record = RECORD_RANK.full;
    let down = false;
    let forms: string[] | undefined;
    for (const { level, until, mode } of this.#segments[q]!.needs) {
      if (luck < level || luck >= until) continue;
      down = true;
      if (mode.forms !== undefined && !forms?.includes(mode.forms)) (forms ??= []).push(mode.forms);
      slowdown = Math.max(slowdown, mode.slowdown);
      reentry = Math.max(reentry, mode.reentryMinutes);
      record = Math.min(record, RECORD_RANK[mode.record]);
    }
    if (!down) return handling;
    items.words[(item << SHIFT) + SEEN] = 1 + record;
    if (item < items.count) items.owed[item] = reentry > 0 ? Math.max(1, ticks(reentry)) : 0;
    if (forms) for (const backup of forms) this.#useForm(q, backup, now);
    return Math.max(1, Math.round(handling * slowdown));
  }

  /** One form less; with the last one the backup is over at the site for good. */
  #useForm(q: number, backup: string, now: number): void {
    const cell = this.#cell;
    const { site } = cell.queues[q]!;
    const left = this.#forms.get(`${site} ${backup}`)! - 1;
    this.#forms.set(`${site} ${backup}`, left);
    if (left > 0) return;
    const usedUp = this.#usedUp.get(site) ?? new Set<string>();
    this.#usedUp.set(site, usedUp.add(backup));
    cell.queues.forEach((queue, k) => {
      if (queue.site !== site) return;
      const segments = this.#script.segmentsWithout(cell.globalQueue[k]!, usedUp);
      this.#segmentLists[k] = segments;
      this.#setSegment(
        k,
        segments.findLast(({ tick }) => tick <= now)!,
      );
    });
    const exogenous = this.#exogenous;
    const own = ownChanges(cell, this.#script, this.#horizon, exogenous.replaced, (k) => this.#segmentLists[k]!);
    this.#exogenous = { ...exogenous, own };
    this.#ownChange = placeOf(own.tick, now + 1);
    this.#next = this.#nextExogenous();
  }

  #release(item: number, now: number): void {
    const { items } = this;
    const { words } = items;
    const at = item << SHIFT;
    const q = this.#waiting.queueOf(item);
    const p = this.#cell.poolOfQueue[q]!;
    if (item >= items.count && words[at + DEADLINE] === BY_TEAM) this.#teamBusy[p] = this.#teamBusy[p]! - 1;
    else {
      this.#settle(p, now);
      this.#busy[p] = this.#busy[p]! - 1;
    }
    if (this.#waiting.count[p]! > 0) this.#soil(p);
    words[at + STATE] = State.done;
    this.witness?.done(item, now);
    if (item >= items.count) return;
    const { childCount, childStart, edge } = this.#forest;
    const first = childStart[item]!;
    for (let child = first; child < first + childCount[item]!; child++)
      if (edge[child]! < SPECIAL) this.#follow(child, q, now);
      else if (!this.#hasGoneAhead(child, item)) this.#never(child);
    if (words[at + SEEN]! > 0 && items.owed[item]! > 0) this.#makeReentry(item, q, now);
  }

  #follow(child: number, parentQueue: number, now: number): void {
    const { after } = this.#cell.followOn[parentQueue]![this.#forest.edge[child]!]!;
    let due = this.#horizon;
    if (!('workingDays' in after)) {
      const delay = 'fixed' in after ? after.fixed : delayMinutes(after, this.#uniform(child, Purpose.followDelay, 0));
      due = now + ticks(delay);
    } else {
      const day = Math.floor(now / TICKS_PER_DAY);
      const site = this.#cell.plan.sites[this.#cell.queues[parentQueue]!.site]!;
      const date = after.workingDays === 0 ? day : workingDateAfter(site, day, after.workingDays);
      if (date !== undefined) due = now + (date - day) * TICKS_PER_DAY;
    }
    this.witness?.follows(child, now, due < this.#horizon ? due : -1);
    if (due < this.#horizon) this.#schedule(child, due, now);
    else this.#never(child);
  }

  /** Whether an item that does not follow when its parent is done has come before that; a fork takes over nothing of one done by then. */
  #hasGoneAhead(child: number, parent: number): boolean {
    const edge = this.#forest.edge[child];
    if (edge === CONTACT) return this.items.get(parent, REBOOKED) === 1;
    return edge === ELSEWHERE && this.items.get(child, STATE) !== State.notYet;
  }

  /** An item that will not come, and what would have followed from it. */
  #never(item: number): void {
    const { childStart, childCount } = this.#forest;
    this.items.words[(item << SHIFT) + STATE] = State.never;
    for (let k = 0; k < childCount[item]!; k++) this.#never(childStart[item]! + k);
  }

  /** What is on its way is part of a world's state: it must be the same for two worlds to be one again. */
  #schedule(item: number, due: number, now: number): void {
    this.items.words[(item << SHIFT) + DUE] = due;
    if (due === now) this.#dueNow.push(item);
    else if (due < this.#horizon) this.#agenda.add(due, BECOME_DUE, item);
  }

  /** Re-entry is due at the first moment when the item would have been handled normally. */
  #makeReentry(item: number, q: number, now: number): void {
    const { items } = this;
    const made = items.makeReentry(item, now);
    this.tally.outstandingMoves(this.#cell.reentryOfQueue[q]!, 1);
    this.tally.reentryMoves(items.owed[item]!);
    const luck = this.#forest.luck[item]!;
    const normal = this.#script.normal[this.#cell.globalQueue[q]!]!;
    for (let step = stepAt(normal, now); step < normal.ticks.length; step++) {
      if (luck >= normal.values[step]!) continue;
      const due = Math.max(now, normal.ticks[step]!);
      this.witness?.reentry(made, now, due < this.#horizon ? due : -1);
      if (due < this.#horizon) this.#schedule(made, due, now);
      return;
    }
    this.witness?.reentry(made, now, -1);
  }

  // ---- leaving ----------------------------------------------------------------------------------------------

  #setDeadline(item: number, now: number): void {
    const { words } = this.items;
    const at = item << SHIFT;
    if (words[at + REBOOKED] === 1) return;
    const q = this.#forest.queue[item]!;
    let wait = this.#cell.missedWait[q]!;
    if (wait === 0) {
      const patience = this.#cell.queues[q]!.spec!.patience;
      if (!patience) return;
      const minutes = patience.fixed
        ? patience.mean
        : patience.mean * -log(1 - this.#uniform(item, Purpose.patience, words[at + ATTEMPT]!));
      wait = Math.max(1, ticks(minutes));
    }
    const deadline = now + wait;
    if (deadline >= this.#horizon) return;
    words[at + DEADLINE] = deadline;
    this.#agenda.add(deadline, LEAVE, item);
  }

  /** Patience or the wait for a slot has ended, unless the item has started or moved on meanwhile. */
  #leave(item: number, now: number): void {
    const { items } = this;
    if (items.get(item, STATE) !== State.waiting || items.get(item, DEADLINE) !== now) return;
    const q = this.#forest.queue[item]!;
    this.#waiting.leave(item);
    this.tally.backlogMoves(q, -1);
    if (this.#cell.missedWait[q]! > 0) {
      this.witness?.waitedInVain(item, now, Parked.rebooked);
      this.#rebook(item, q, now);
      return;
    }
    this.witness?.waitedInVain(item, now, Parked.gaveUp);
    const { hubs, returns } = this.#cell.queues[q]!.spec!.patience!;
    const attempt = items.get(item, ATTEMPT);
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
    if (this.#cell.contactOfQueue[q]! >= 0) {
      const contact = this.#forest.childStart[item]!;
      this.#forest.complete(contact);
      this.#dueNow.push(contact);
    }
    this.items.words[(item << SHIFT) + REBOOKED] = 1;
    const back =
      missed.noticeWorkingDays === 0
        ? now
        : this.#nextOpening(q, Math.floor(now / TICKS_PER_DAY), missed.noticeWorkingDays);
    this.#park(item, now, back, Parked.rebooked);
  }

  /** Everybody waiting for a same-day service of the pool leaves; rebooked people have a day of their own. */
  #close(p: number, day: number, now: number): void {
    const cell = this.#cell;
    const { lists } = this.#waiting;
    this.witness?.closing(p, now);
    for (let q = 0; q < cell.queues.length; q++) {
      const atClose = cell.poolOfQueue[q] === p ? cell.queues[q]!.spec?.atClose : undefined;
      if (!atClose) continue;
      for (const part of [4 * q, 4 * q + 1]) {
        for (let item = lists.head[part]!; item >= 0;) {
          const following = lists.next(item);
          if (this.items.get(item, REBOOKED) === 0) this.#closeOut(item, q, atClose, day, now);
          item = following;
        }
      }
    }
  }

  #closeOut(item: number, q: number, atClose: AtClose, day: number, now: number): void {
    this.#waiting.leave(item);
    this.tally.backlogMoves(q, -1);
    this.tally.event(this.tally.closed, q, now);
    this.witness?.waitedInVain(item, now, Parked.closed);
    const luck = this.#leaveForHub(
      item,
      now,
      atClose.hubs,
      this.#uniform(item, Purpose.closeRoute, this.items.get(item, ATTEMPT)),
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
    const { words } = this.items;
    const at = item << SHIFT;
    words[at + STATE] = State.parked;
    words[at + ATTEMPT] = words[at + ATTEMPT]! + 1;
    words[at + PARKED_AT] = now;
    words[at + HISTORY] = Math.imul(words[at + HISTORY]! ^ now, 0x9e3779b1) ^ why;
    this.tally.event(this.tally.returned, this.#forest.queue[item]!, now);
    this.witness?.parked(item, now, back >= this.#horizon ? -1 : back, why);
    if (back < 0 || back >= this.#horizon) words[at + DUE] = -1;
    else this.#schedule(item, back, now);
  }

  #gone(item: number, now: number, state: number): void {
    const { words } = this.items;
    words[(item << SHIFT) + STATE] = state;
    words[(item << SHIFT) + LEFT] = now;
    const { childCount, childStart } = this.#forest;
    for (let child = childStart[item]!, k = childCount[item]!; k > 0; child++, k--)
      if (!this.#hasGoneAhead(child, item)) this.#never(child);
    this.tally.outstandingMoves(this.#forest.queue[item]!, -1);
    this.witness?.gone(item, now);
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
      lineage: hubLineage(forest.lineage[item]!, plan.sites[hub.site]!.id, hub.service, this.items.get(item, ATTEMPT)),
      luck: forest.luck[item]!,
    });
    this.witness?.sent(item, now, this.sent[this.sent.length - 1]!);
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
