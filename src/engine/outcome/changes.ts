/**
 * What a forked world did otherwise than its twin: the twin's counts become the world's by what differs between an
 * item's two fates. About half of what lies between the fork and the rejoining is the same in both.
 */
import { COUNT_AT } from '../../catalog/types.ts';
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import {
  ATTEMPT,
  DUE,
  END,
  FIRST_DUE,
  hasCome,
  HISTORY,
  LEFT,
  LOOKED,
  PARKED_AT,
  REBOOKED,
  SEEN,
  SHIFT,
  START,
  State,
  STATE,
} from '../itemStates.ts';
import type { Own, World } from '../world.ts';
import { lastMoment } from './differences.ts';
import { COUNTS, type Draft } from './draft.ts';
import { addFates, FATE_BITS, fateOf, noFates } from './fates.ts';
import { dayOf, limitsOf, waitedOf, waitOf } from './limits.ts';
import type { LongestWaits } from './longestWaits.ts';

/** Which items of a world differ from its twin's, for the next look at them; kept from cell to cell. */
let flags = new Uint8Array(0);

function noneOf(items: number): Uint8Array {
  if (flags.length < items) flags = new Uint8Array(Math.ceil(items * 1.2));
  else flags.fill(0, 0, items);
  return flags;
}

/** Whether an item is one of those in the counts of the results period. */
function isCounted(words: Int32Array, at: number, warmUp: number): boolean {
  const state = words[at + STATE]!;
  return hasCome(state) && state !== State.noShow && words[at + FIRST_DUE]! >= warmUp;
}

/** Items that may differ from the twin's, from and to in turn. */
export function stretchesOf(forest: Forest, { alive, from, to }: Own): number[] {
  const stretches = forest.between(from, to);
  for (const item of alive) stretches.push(item, item + 1);
  if (forest.ownCount > forest.baseCount) stretches.push(forest.baseCount, forest.ownCount);
  return stretches;
}

/**
 * Turns the twin's counts of a cell, which stand in the outcome, into the world's, and notes per site when an item last
 * differed. Gives 1 for every item that differs, valid until the next call.
 */
export function countChanges(
  cell: Cell,
  forest: Forest,
  world: World,
  twin: World,
  twinWaits: LongestWaits,
  stretches: readonly number[],
  outcome: Draft,
): Uint8Array {
  const { globalQueue, plan } = cell;
  const { warmUp, horizon } = plan;
  const days = plan.days.count;
  const { queue } = forest;
  const ours = world.items.words;
  const theirs = twin.items.words;
  const { rejoined } = world;
  const { target, critical, isCritical } = limitsOf(cell);
  const { counts, dayDue, dayStarts, dayStartedSameDay } = outcome;
  const changed = noneOf(world.items.count);
  const fates = noFates(cell.queues.length);
  const remaining = twinWaits.remaining();
  const longest = new Int32Array(cell.queues.length);
  const last = new Int32Array(cell.queues.length).fill(-1);
  for (let k = 0; k < stretches.length; k += 2) {
    const end = stretches[k + 1]!;
    for (let item = stretches[k]!; item < end; item++) {
      const at = item << SHIFT;
      const state = ours[at + STATE]!;
      const twinState = theirs[at + STATE]!;
      if (rejoined && state < State.done) {
        // From the parting on it is the twin's, but it may have been passed over before.
        if (hasCome(state) && isCounted(theirs, at, warmUp) && ours[at + LOOKED]! > theirs[at + LOOKED]!)
          counts[globalQueue[queue[item]!]! * COUNTS + COUNT_AT.deferred]!++;
        continue;
      }
      let due = ours[at + FIRST_DUE]!;
      let twinDue = theirs[at + FIRST_DUE]!;
      let start = ours[at + START]!;
      let twinStart = theirs[at + START]!;
      const done = ours[at + END]!;
      const twinDone = theirs[at + END]!;
      const left = ours[at + LEFT]!;
      const twinLeft = theirs[at + LEFT]!;
      const difference =
        (state ^ twinState) |
        (due ^ twinDue) |
        (start ^ twinStart) |
        (done ^ twinDone) |
        (left ^ twinLeft) |
        (ours[at + DUE]! ^ theirs[at + DUE]!) |
        (ours[at + ATTEMPT]! ^ theirs[at + ATTEMPT]!) |
        (ours[at + REBOOKED]! ^ theirs[at + REBOOKED]!);
      const history = ours[at + HISTORY]! ^ theirs[at + HISTORY]!;
      const seen = ours[at + SEEN]!;
      const twinSeen = theirs[at + SEEN]!;
      const looked = ours[at + LOOKED]!;
      const twinLooked = theirs[at + LOOKED]!;
      if ((difference | history | (seen ^ twinSeen) | (looked ^ twinLooked)) === 0) continue;
      if (!hasCome(state)) {
        if (!hasCome(twinState)) continue;
        due = -1;
        start = -1;
      } else if (!hasCome(twinState)) {
        twinDue = -1;
        twinStart = -1;
      }
      const q = queue[item]!;
      if (difference !== 0) {
        const until = Math.max(
          lastMoment(state, done, left, horizon),
          lastMoment(twinState, twinDone, twinLeft, horizon),
        );
        if (until > last[q]!) last[q] = until;
      } else if (history !== 0) {
        const until = Math.max(ours[at + PARKED_AT]!, theirs[at + PARKED_AT]!);
        if (until > last[q]!) last[q] = until;
      }
      changed[item] = 1;

      const global = globalQueue[q]!;
      const byDay = global * days;
      const day = due < 0 ? -1 : dayOf(due);
      const twinDay = twinDue < 0 ? -1 : dayOf(twinDue);
      if (day !== twinDay) {
        if (day >= 0) dayDue[byDay + day]!++;
        if (twinDay >= 0) dayDue[byDay + twinDay]!--;
      }
      const startDay = start < 0 ? -2 : dayOf(start);
      const twinStartDay = twinStart < 0 ? -2 : dayOf(twinStart);
      if (startDay !== twinStartDay) {
        if (startDay >= 0) dayStarts[byDay + startDay]!++;
        if (twinStartDay >= 0) dayStarts[byDay + twinStartDay]!--;
      }
      if (startDay !== twinStartDay || day !== twinDay) {
        if (startDay === day) dayStartedSameDay[byDay + day]!++;
        if (twinStartDay === twinDay) dayStartedSameDay[byDay + twinDay]!--;
      }
      const row = global * COUNTS;
      const busy = (start >= warmUp ? done - start : 0) - (twinStart >= warmUp ? twinDone - twinStart : 0);
      if (busy !== 0) counts[row + COUNT_AT.busyTicks]! += busy;

      if (due >= warmUp) {
        const limit = q * days + day;
        const wait = waitOf(due, start, left, horizon);
        const waited = waitedOf(wait, start, left);
        const fate = fateOf(state, looked, seen, waited, target[limit]!, critical[limit]!, isCritical[q]!);
        fates[(q << FATE_BITS) | fate]!++;
        if (state !== State.noShow && wait > longest[q]!) longest[q] = wait;
      }
      if (twinDue >= warmUp) {
        const limit = q * days + twinDay;
        const wait = waitOf(twinDue, twinStart, twinLeft, horizon);
        const waited = waitedOf(wait, twinStart, twinLeft);
        const fate = fateOf(twinState, twinLooked, twinSeen, waited, target[limit]!, critical[limit]!, isCritical[q]!);
        fates[(q << FATE_BITS) | fate]!--;
        if (twinState !== State.noShow) remaining.strike(q, wait);
      }
    }
  }
  addFates(fates, cell, outcome);
  remaining.raise(longest, forest, twin.items, changed, plan);
  const { lastDifference } = outcome;
  for (let q = 0; q < last.length; q++) {
    counts[globalQueue[q]! * COUNTS + COUNT_AT.longestWaitTicks] = longest[q]!;
    const { site } = cell.queues[q]!;
    if (last[q]! > lastDifference[site]!) lastDifference[site] = last[q]!;
  }
  return changed;
}
