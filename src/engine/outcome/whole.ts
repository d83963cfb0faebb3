/** All items of a world counted in one pass. */
import { COUNT_AT } from '../../catalog/types.ts';
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import {
  END,
  FIRST_DUE,
  hasCome,
  LEFT,
  LOOKED,
  SEEN,
  SHIFT,
  START,
  State,
  STATE,
  type ItemStates,
} from '../itemStates.ts';
import { COUNTS, type Draft } from './draft.ts';
import { addFates, FATE_BITS, fateOf, noFates } from './fates.ts';
import { dayOf, limitsOf, waitedOf, waitOf } from './limits.ts';
import { LongestWaits } from './longestWaits.ts';

/**
 * Adds every item of a forest to an outcome in which nothing of the cell has been counted, and gives the longest waits.
 * Re-entry stands apart (`reentry.ts`).
 */
export function countItems(cell: Cell, forest: Forest, items: ItemStates, outcome: Draft): LongestWaits {
  const { globalQueue, plan } = cell;
  const { warmUp, horizon } = plan;
  const days = plan.days.count;
  const { words, count } = items;
  const { queue } = forest;
  const { target, critical, isCritical } = limitsOf(cell);
  const { counts, dayDue, dayStarts, dayStartedSameDay } = outcome;
  const fates = noFates(cell.queues.length);
  const longest = new LongestWaits(cell.queues.length);
  for (let item = 0; item < count; item++) {
    const at = item << SHIFT;
    const state = words[at + STATE]!;
    if (!hasCome(state)) continue;
    const q = queue[item]!;
    const global = globalQueue[q]!;
    const firstDue = words[at + FIRST_DUE]!;
    const start = words[at + START]!;
    const day = dayOf(firstDue);
    dayDue[global * days + day]!++;
    if (start >= 0) {
      const startDay = dayOf(start);
      dayStarts[global * days + startDay]!++;
      if (startDay === day) dayStartedSameDay[global * days + day]!++;
      if (start >= warmUp) counts[global * COUNTS + COUNT_AT.busyTicks]! += words[at + END]! - start;
    }
    if (firstDue < warmUp) continue;
    const left = words[at + LEFT]!;
    const wait = waitOf(firstDue, start, left, horizon);
    const waited = waitedOf(wait, start, left);
    const limit = q * days + day;
    const looked = words[at + LOOKED]!;
    const seen = words[at + SEEN]!;
    const fate = fateOf(state, looked, seen, waited, target[limit]!, critical[limit]!, isCritical[q]!);
    fates[(q << FATE_BITS) | fate]!++;
    if (state !== State.noShow) longest.add(q, wait);
  }
  addFates(fates, cell, outcome);
  for (let q = 0; q < globalQueue.length; q++)
    counts[globalQueue[q]! * COUNTS + COUNT_AT.longestWaitTicks] = longest.of(q);
  return longest;
}
