/** What items that first became due within the results period came to: one number for each, so that one count holds all. */
import { COUNT_AT } from '../../catalog/types.ts';
import type { Cell } from '../cell.ts';
import { State } from '../itemStates.ts';
import { COUNTS, type Draft } from './draft.ts';

const DONE = 1;
const LOST = 2;
const DEFERRED = 4;
const LATE = 8;
const MISSED = 16;
const DEGRADED = 32;
const WITHOUT_RECORD = 64;
/** Fates of a queue are from its number shifted by this. */
export const FATE_BITS = 7;
const FATES = 1 << FATE_BITS;

/** Who waited so long in the end, where waits up to the target and up to the critical limit are in time. */
export function fateOf(
  state: number,
  looked: number,
  seen: number,
  waited: number,
  target: number,
  critical: number,
  isCritical: number,
): number {
  // Who stays away counts as nothing but arrived.
  if (state === State.noShow) return 0;
  let fate = 0;
  if (state === State.done) fate = DONE;
  else if (state === State.lost) fate = isCritical === 1 ? LOST | MISSED : LOST;
  if (looked === 1) fate |= DEFERRED;
  if (waited > target) fate |= LATE;
  if (waited > critical) fate |= MISSED;
  if (seen > 0) fate |= seen === 1 ? DEGRADED | WITHOUT_RECORD : DEGRADED;
  return fate;
}

/** Kept from cell to cell. */
let counters = new Int32Array(0);

/** One counter for each fate in each queue of a cell, at nothing. */
export function noFates(queues: number): Int32Array {
  if (counters.length < queues * FATES) counters = new Int32Array(queues * FATES);
  else counters.fill(0, 0, queues * FATES);
  return counters;
}

/** Adds counters to an outcome. */
export function addFates(counters: Int32Array, { globalQueue }: Cell, { counts }: Draft): void {
  for (let q = 0; q < globalQueue.length; q++) {
    const row = globalQueue[q]! * COUNTS;
    for (let fate = 0; fate < FATES; fate++) {
      const more = counters[(q << FATE_BITS) | fate]!;
      if (more === 0) continue;
      counts[row + COUNT_AT.arrived]! += more;
      if (fate & DONE) counts[row + COUNT_AT.done]! += more;
      if (fate & LOST) counts[row + COUNT_AT.lost]! += more;
      if (fate & DEFERRED) counts[row + COUNT_AT.deferred]! += more;
      if (fate & LATE) counts[row + COUNT_AT.late]! += more;
      if (fate & MISSED) counts[row + COUNT_AT.missed]! += more;
      if (fate & DEGRADED) counts[row + COUNT_AT.degraded]! += more;
      if (fate & WITHOUT_RECORD) counts[row + COUNT_AT.withoutRecord]! += more;
    }
  }
}
