/** Re-entry that a world made: what was done while something was down, typed up. The twin makes none. */
import { COUNT_AT } from '../../catalog/types.ts';
import { TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import { END, LOOKED, SHIFT, START, State, STATE, type ItemStates } from '../itemStates.ts';
import { COUNTS, type Draft } from './draft.ts';
import { dayOf } from './limits.ts';

/** Adds every re-entry item to an outcome. */
export function countReentry(cell: Cell, forest: Forest, items: ItemStates, outcome: Draft): void {
  const { globalQueue, reentryOfQueue, plan } = cell;
  const { warmUp, horizon } = plan;
  const days = plan.days.count;
  const { words } = items;
  const { counts, dayDue, dayStarts, dayStartedSameDay } = outcome;
  for (let item = items.count; item < items.total; item++) {
    const at = item << SHIFT;
    const global = globalQueue[reentryOfQueue[forest.queue[items.reentryOf(item)]!]!]!;
    const row = global * COUNTS;
    const made = items.reentryMade(item);
    const start = words[at + START]!;
    const day = dayOf(made);
    dayDue[global * days + day]!++;
    if (start >= 0) {
      const startDay = dayOf(start);
      dayStarts[global * days + startDay]!++;
      if (startDay === day) dayStartedSameDay[global * days + day]!++;
      if (start >= warmUp) counts[row + COUNT_AT.busyTicks]! += words[at + END]! - start;
    }
    if (made < warmUp) continue;
    counts[row + COUNT_AT.arrived]!++;
    if (words[at + STATE] === State.done) counts[row + COUNT_AT.done]!++;
    if (words[at + LOOKED] === 1) counts[row + COUNT_AT.deferred]!++;
    const wait = (start >= 0 ? start : horizon) - made;
    if (wait > counts[row + COUNT_AT.longestWaitTicks]!) counts[row + COUNT_AT.longestWaitTicks] = wait;
    counts[row + COUNT_AT.reentryMinutes]! += items.reentryHandling(item) / TICKS_PER_MINUTE;
    counts[row + COUNT_AT.notUpToDateTicks]! += wait;
  }
}
