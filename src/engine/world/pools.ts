/** Pools: who may be able to start something, and staff time beyond what is rostered. */
import type { WorldState } from './state.ts';

export function soil(w: WorldState, p: number): void {
  if (w.dirty[p] === 1) return;
  w.dirty[p] = 1;
  w.dirtyPools[w.dirtyCount++] = p;
}

/** Counts staff time beyond what is rostered, from the last change to now. */
export function touch(w: WorldState, p: number, now: number): void {
  const since = w.since[p]!;
  if (now <= since) return;
  const beyond = w.busy[p]! - w.rostered[p]!;
  if (beyond > 0) {
    const late = Math.min(beyond, w.late[p]!);
    const { stayLate, overtime } = w.tally;
    stayLate[p] = stayLate[p]! + late * (now - since);
    overtime[p] = overtime[p]! + (beyond - late) * (now - since);
  }
  w.since[p] = now;
}

/** The same when most often nobody is beyond what is rostered. */
export function settle(w: WorldState, p: number, now: number): void {
  if (w.busy[p]! > w.rostered[p]!) touch(w, p, now);
  else if (now > w.since[p]!) w.since[p] = now;
}
