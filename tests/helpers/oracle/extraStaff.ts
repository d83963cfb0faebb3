/** People that a strategy adds to a pool: rostered on top, staying late, or only to type up (rules 24 to 24b). */
import type { Action } from '../../../src/catalog/actions/index.ts';
import { TICKS_PER_DAY, ticks } from '../../../src/scenario/calendar.ts';
import { allDays, datedShifts, type Span } from './calendar.ts';
import type { StaffPool } from './staff.ts';
import type { Presence } from './steps.ts';
import type { ActionWindows } from './windows.ts';

type Extra = 'on top' | 'stay late' | 'typing up';

function extraOf(kind: Action['kind']): Extra {
  return kind === 'stay-late' ? 'stay late' : kind === 're-entry-team' ? 'typing up' : 'on top';
}

/** Presences that actions add to a pool, clipped to the windows in which they hold; one for each site in scope (rules 24 to 24b). */
export function extraPresence(span: Span, pool: StaffPool, actions: readonly ActionWindows[], kind: Extra): Presence[] {
  const extra: Presence[] = [];
  for (const { action, windows } of actions) {
    if (!('pool' in action) || action.pool !== pool.id) continue;
    if (extraOf(action.kind) !== kind) continue;
    for (const site of pool.sites) {
      for (const window of windows[site]!) {
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
