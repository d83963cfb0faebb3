/** Until when a start is in time, and how long an item waited for it. */
import { TICKS_PER_DAY, ticks } from '../../scenario/calendar.ts';
import type { Cell } from '../cell.ts';
import { FIRST_DUE, hasCome, LEFT, SHIFT, START, State, STATE, type ItemStates } from '../itemStates.ts';
import { workingDateAfter, type Plan } from '../plan.ts';

/** Latest starts that are still in time: a length in ticks for each day on which an item may first become due. */
export interface Limits {
  readonly target: Float64Array;
  readonly critical: Float64Array | undefined;
}

/** From a length of time or a number of working days. */
function limitOf(plan: Plan, site: number, limit: number | { workingDays: number }): Float64Array {
  return Float64Array.from({ length: plan.days.count }, (_, day) => {
    if (typeof limit === 'number') return ticks(limit);
    const date = limit.workingDays === 0 ? day : workingDateAfter(plan.sites[site]!, day, limit.workingDays);
    return date === undefined ? Infinity : (date - day) * TICKS_PER_DAY;
  });
}

const limitsOf = new WeakMap<Cell, readonly (Limits | undefined)[]>();

export function limits(cell: Cell): readonly (Limits | undefined)[] {
  let known = limitsOf.get(cell);
  if (!known) {
    known = cell.queues.map(
      (queue) =>
        queue.spec && {
          target: limitOf(cell.plan, queue.site, queue.spec.target),
          critical:
            queue.spec.timeCritical === undefined ? undefined : limitOf(cell.plan, queue.site, queue.spec.timeCritical),
        },
    );
    limitsOf.set(cell, known);
  }
  return known;
}

/** How long an item waited from first due, told at the horizon for those who still wait; -1 for one that does not count. */
export function waitOf(items: ItemStates, item: number, plan: Plan): number {
  const at = item << SHIFT;
  const { words } = items;
  const state = words[at + STATE]!;
  if (!hasCome(state) || state === State.noShow) return -1;
  const firstDue = item < items.count ? words[at + FIRST_DUE]! : items.reentryMade(item);
  if (firstDue < plan.warmUp) return -1;
  const start = words[at + START]!;
  const left = words[at + LEFT]!;
  return (start >= 0 ? start : left >= 0 ? left : plan.horizon) - firstDue;
}
