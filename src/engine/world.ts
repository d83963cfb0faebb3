/**
 * One world of one cell: the event loop. Own arrivals come from the forest in order, everything endogenous from a
 * heap, everything exogenous (staff, modes, closings) from the script. The order within a tick is rule 4 of RULES.md.
 * What happens at each event stands in `world/`.
 */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Called } from './backlogTrigger.ts';
import { NEVER } from './exogenous.ts';
import type { Forest, Received } from './forest.ts';
import type { ItemStates } from './itemStates.ts';
import type { Plan } from './plan.ts';
import type { Script } from './script.ts';
import type { Tally } from './tally.ts';
import type { Inside, Witness } from './witness.ts';
import { arrive, becomeDue } from './world/arriving.ts';
import { change, nextExogenous } from './world/changing.ts';
import { LEAVE, RELEASE } from './world/events.ts';
import { finishItem } from './world/finishing.ts';
import { close, leave } from './world/leaving.ts';
import { calledIn, look } from './world/looking.ts';
import { touch } from './world/pools.ts';
import { startAll } from './world/starting.ts';
import { begin, WorldState, type Own } from './world/state.ts';
import { fork, isAt, part, rejoin, stillAlive } from './world/twin.ts';

export type { Own } from './world/state.ts';

export class World {
  readonly #state: WorldState;

  /** Buffers serve any cell of the plan, one after another. */
  constructor(plan: Plan) {
    this.#state = new WorldState(plan);
  }

  get items(): ItemStates {
    return this.#state.items;
  }

  get tally(): Tally {
    return this.#state.tally;
  }

  /** What was sent to hubs, in time order. */
  get sent(): readonly Received[] {
    return this.#state.sent;
  }

  /** After the run; undefined for a world that was not forked. */
  get own(): Own | undefined {
    return this.#state.own;
  }

  /** Whether the world has become its twin again. */
  get rejoined(): boolean {
    return this.#state.rejoined;
  }

  /** Told of everything that happens, in the order in which it does; nobody when results are all that is wanted. */
  set witness(witness: Witness | undefined) {
    this.#state.witness = witness;
  }

  /** The script with what backlogs have started; undefined while they have started nothing. */
  get grown(): Script | undefined {
    return this.#state.grown;
  }

  /** What backlogs have started so far. */
  get called(): readonly Called[] {
    return calledIn(this.#state);
  }

  /** What may be looked at between two ticks, or by a witness. */
  get inside(): Inside {
    return this.#state;
  }

  /** Simulates the cell on a forest under a script. The results stay valid until the next call. */
  run(forest: Forest, script: Script): void {
    this.begin(forest, script);
    this.advance(this.#state.horizon);
    this.finish();
  }

  /** Everything empty at tick 0. */
  begin(forest: Forest, script: Script): void {
    begin(this.#state, forest, script);
  }

  /** Items that are not done with, or may still follow from some that came. */
  alive(): number[] {
    return stillAlive(this.#state);
  }

  /** Goes on from another world that has been advanced to `at`, with its items that are `alive`. */
  fork(other: World, script: Script, at: number, alive: readonly number[]): void {
    fork(this.#state, other.#state, script, at, alive);
  }

  /** Processes every tick before `until`. */
  advance(until: number): void {
    const w = this.#state;
    for (; w.nextLook < until; w.nextLook += TICKS_PER_HOUR) {
      advance(w, w.nextLook + 1);
      look(w, w.nextLook);
    }
    advance(w, until);
  }

  /** Closes the accounts, at the horizon or where the world is left. */
  finish(): void {
    const w = this.#state;
    w.items.neverCame(w.baseArrivals, w.forest.roots);
    for (let p = 0; p < w.busy.length; p++) touch(w, p, w.horizon);
  }

  /** Whether this world, advanced to `now` like the twin, is in the twin's state. */
  isAt(twin: World, now: number): boolean {
    return isAt(this.#state, twin.#state, now);
  }

  /** Leaves the rest to the twin. Called while both stand at the same tick and are the same. */
  part(twin: World, now: number): void {
    part(this.#state, twin.#state, now);
  }

  /** Takes everything after the parting from the twin, which has run to the end. */
  rejoin(twin: World): void {
    rejoin(this.#state, twin.#state);
  }
}

function advance(w: WorldState, until: number): void {
  const { due, roots } = w.forest;
  const order = w.order;
  const agenda = w.agenda;
  const { closings } = w.exogenous;
  let nextArrival = w.arrival < order.length ? due[order[w.arrival]!]! : NEVER;
  w.next = nextExogenous(w);
  for (;;) {
    let now = agenda.next;
    if (nextArrival < now) now = nextArrival;
    const exogenous = w.next;
    if (exogenous < now) now = exogenous;
    if (now >= until) break;
    w.tally.moveTo(now);
    if (now < exogenous) {
      while (agenda.next === now) happen(w, now);
    } else {
      change(w, now);
      while (agenda.next === now && agenda.kind <= LEAVE) happen(w, now);
      for (; closings.tick[w.closing] === now; w.closing++)
        close(w, closings.pool[w.closing]!, closings.day[w.closing]!, now);
      while (agenda.next === now) happen(w, now);
      w.next = nextExogenous(w);
    }
    for (let k = 0; k < w.dueNow.count; k++) becomeDue(w, w.dueNow.at(k), now);
    w.dueNow.count = 0;
    while (nextArrival === now) {
      const item = order[w.arrival++]!;
      if (item < roots) w.baseArrivals = item + 1;
      nextArrival = w.arrival < order.length ? due[order[w.arrival]!]! : NEVER;
      arrive(w, item, now, nextArrival === now);
    }
    if (w.dirtyCount > 0) startAll(w, now);
  }
}

/** The next event on the agenda. */
function happen(w: WorldState, now: number): void {
  const { kind } = w.agenda;
  const item = w.agenda.pop();
  if (kind === RELEASE) finishItem(w, item, now);
  else if (kind === LEAVE) leave(w, item, now);
  else becomeDue(w, item, now);
}
