/** People that a strategy adds to a pool: rostered on top, or staying late (rule 24). */
import { TICKS_PER_DAY, ticks } from '../../../src/scenario/calendar.ts';
import { allDays, datedShifts, type Span } from './calendar.ts';
import type { StaffPool } from './staff.ts';
import type { Presence } from './steps.ts';
import type { ActionWindows } from './windows.ts';

/** Presences that actions add to a pool, clipped to the windows in which they hold; one for each site in scope (rules 24, 24a). */
export function extraPresence(
  span: Span,
  pool: StaffPool,
  actions: readonly ActionWindows[],
  kind: 'on top' | 'stay late',
): Presence[] {
  const extra: Presence[] = [];
  for (const { action, windows } of actions) {
    if (!('pool' in action) || action.pool !== pool.id) continue;
    if ((action.kind === 'stay-late') !== (kind === 'stay late')) continue;
    for (const site of pool.sites) {
      const window = windows[site];
      if (!window) continue;
      if (action.kind !== 'stay-late') {
        for (const shift of datedShifts(span, action.shifts, new Set())) {
          const from = Math.max(shift.from, window.from);
          const to = Math.min(shift.to, window.to);
          if (from < to) extra.push({ from, to, people: action.staff });
        }
      } else {
        for (const [day, end] of lastEnds(span, pool)) {
          const to = Math.min(end + ticks(action.upTo), (day + 1) * TICKS_PER_DAY);
          if (window.from <= end && end < window.to && end < to) extra.push({ from: end, to, people: action.staff });
        }
      }
    }
  }
  return extra;
}

/** For each date with base shifts of the pool: the last end of these. */
export function lastEnds(span: Span, pool: StaffPool): [day: number, end: number][] {
  return allDays(span).flatMap((day) => {
    const ends = pool.shifts.filter((shift) => shift.day === day).map((shift) => shift.to);
    return ends.length > 0 ? [[day, Math.max(...ends)] as [number, number]] : [];
  });
}
