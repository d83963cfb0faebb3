/** Being one with the twin: a world goes on from it, is told from it, and becomes it again. */
import { State, STATE } from '../itemStates.ts';
import type { Script } from '../script.ts';
import { touch } from './pools.ts';
import { bind, type Own, type WorldState } from './state.ts';

/** Items that are not done with, or may still follow from some that came. */
export function stillAlive(w: WorldState): number[] {
  const { items } = w;
  const found: number[] = [];
  const stretches = w.forest.between(0, w.baseArrivals);
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
export function fork(w: WorldState, other: WorldState, script: Script, at: number, alive: readonly number[]): void {
  bind(w, other.forest, script, at);
  w.alive = alive;
  w.forkedAt = at;
  w.forkArrivals = other.baseArrivals;
  w.baseArrivals = other.baseArrivals;
  // Whatever a surge brings comes no earlier than the first effect.
  w.arrival = other.arrival;
  for (const item of alive) w.items.copy(other.items, item);
  w.tally.forkFrom(other.tally, at);
  w.waiting.copyFrom(other.waiting);
  w.agenda.copyFrom(other.agenda);
  w.sent.length = 0;
  for (const item of other.sent) w.sent.push(item);
  w.staff.set(other.staff);
  w.rostered.set(other.rostered);
  w.late.set(other.late);
  w.busy.set(other.busy);
  w.team.set(other.team);
  w.teamBusy.set(other.teamBusy);
  w.since.set(other.since);
  w.own = ownUntil(w, w.forest.roots, w.tally.width);
}

function ownUntil(w: WorldState, to: number, toSample: number): Own {
  return {
    alive: w.alive,
    from: w.forkArrivals,
    to,
    fromSample: w.tally.sampleOf(w.forkedAt),
    toSample,
  };
}

/**
 * Whether this world, advanced to `now` like the twin, is in the twin's state: the same items waiting, in
 * service, parked or on their way, with the same times. Nothing exogenous may differ from `now` on.
 */
export function isAt(w: WorldState, twin: WorldState, now: number): boolean {
  // A backlog of any later day may still start something here.
  if (w.watches.length > 0) return false;
  const { items } = w;
  for (let item = items.count; item < items.total; item++) if (items.get(item, STATE) !== State.done) return false;
  for (let p = 0; p < w.busy.length; p++)
    if (w.busy[p] !== twin.busy[p] || w.waiting.count[p] !== twin.waiting.count[p]) return false;
  // What differed last time most likely still does.
  if (w.mismatch >= 0 && !items.isAs(twin.items, w.mismatch, now)) return false;
  for (const item of w.alive) if (differs(w, twin, item, now)) return false;
  if (w.script.isSurged) {
    // What comes with a surge never comes to the twin; once it is done with it makes no difference.
    const { baseCount, ownCount } = w.forest;
    for (let item = baseCount; item < ownCount; item++) if (items.get(item, STATE) < State.done) return false;
  }
  const stretches = w.forest.between(w.forkArrivals, w.baseArrivals);
  for (let k = 0; k < stretches.length; k += 2)
    for (let item = stretches[k]!; item < stretches[k + 1]!; item++) if (differs(w, twin, item, now)) return false;
  return true;
}

function differs(w: WorldState, twin: WorldState, item: number, now: number): boolean {
  if (w.items.isAs(twin.items, item, now)) return false;
  w.mismatch = item;
  return true;
}

/** Takes the twin's counts out, so that `rejoin` can put its final ones in. Called while both stand at the same tick. */
export function part(w: WorldState, twin: WorldState, now: number): void {
  for (let p = 0; p < w.busy.length; p++) {
    touch(w, p, Math.max(w.since[p]!, twin.since[p]!));
    touch(twin, p, w.since[p]!);
  }
  w.tally.add(twin.tally, -1);
  w.sentBefore = twin.sent.length;
  w.rejoined = true;
  w.own = ownUntil(w, w.baseArrivals, w.tally.sampleOf(now));
}

/** Takes everything after the parting from the twin, which has run to the end. */
export function rejoin(w: WorldState, twin: WorldState): void {
  w.tally.add(twin.tally, 1);
  for (let k = w.sentBefore; k < twin.sent.length; k++) w.sent.push(twin.sent[k]!);
}
