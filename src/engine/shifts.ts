/** Base shifts in ticks: when a pool's people are on, when a site is open, what its working dates are. */
import type { Shift } from '../catalog/fields.ts';
import type { Interval, Steps, WorkingDate } from '../catalog/types.ts';
import { dayNumber, TICKS_PER_DAY, TICKS_PER_MINUTE, weekdayOf } from '../scenario/calendar.ts';
import { tidy, union } from './steps.ts';

/** The days of a study: day 0 is the first day of warm-up. */
export interface Days {
  readonly first: number;
  readonly count: number;
}

export function closedDays(days: Days, closedDates: readonly string[]): ReadonlySet<number> {
  return new Set(closedDates.map((date) => dayNumber(date) - days.first));
}

/** Every occurrence of a weekly pattern within the study, in time order by day; closed days left out. */
export function occurrences(
  shifts: readonly Shift[],
  days: Days,
  closed: ReadonlySet<number>,
): (Interval & { day: number })[] {
  const found: (Interval & { day: number })[] = [];
  for (let day = 0; day < days.count; day++) {
    if (closed.has(day)) continue;
    for (const shift of shifts) {
      if (!shift.days.includes(weekdayOf(days.first + day))) continue;
      const midnight = day * TICKS_PER_DAY;
      found.push({ day, from: midnight + shift.from * TICKS_PER_MINUTE, to: midnight + shift.to * TICKS_PER_MINUTE });
    }
  }
  return found;
}

/** How long the part-time person of a shift stays. */
export function partTimeTicks(fraction: number, length: number): number {
  return Math.round(fraction * length);
}

/** People on shift over time, from occurrences and people per shift (whole and a fraction). */
export function staffSteps(
  shifts: readonly Interval[],
  staff: number,
  extra: readonly (Interval & { people: number })[] = [],
): Steps {
  const whole = Math.floor(staff);
  const fraction = staff - whole;
  const changes = new Map<number, number>([[0, 0]]);
  const change = (tick: number, by: number): void => {
    changes.set(tick, (changes.get(tick) ?? 0) + by);
  };
  for (const { from, to } of shifts) {
    change(from, whole);
    change(to, -whole);
    const part = partTimeTicks(fraction, to - from);
    if (part > 0) {
      change(from, 1);
      change(from + part, -1);
    }
  }
  for (const { from, to, people } of extra) {
    change(from, people);
    change(to, -people);
  }
  const ticks = [...changes.keys()].sort((a, b) => a - b);
  let on = 0;
  return tidy(
    ticks,
    ticks.map((tick) => (on += changes.get(tick)!)),
  );
}

/** Staff-ticks of one shift. */
export function shiftStaffTicks(staff: number, length: number): number {
  const whole = Math.floor(staff);
  return whole * length + partTimeTicks(staff - whole, length);
}

/** The days of the working week less the closed ones, each with its merged windows. Dates without any shift have no windows. */
export function workingDates(
  allShifts: readonly (Interval & { day: number })[],
  days: Days,
  closed: ReadonlySet<number>,
  week: readonly number[],
): WorkingDate[] {
  const byDay = new Map<number, Interval[]>();
  for (const shift of allShifts) {
    const list = byDay.get(shift.day);
    if (list) list.push(shift);
    else byDay.set(shift.day, [shift]);
  }
  const dates: WorkingDate[] = [];
  for (let day = 0; day < days.count; day++) {
    if (!week.includes(weekdayOf(days.first + day)) || closed.has(day)) continue;
    dates.push({ day, windows: union(byDay.get(day) ?? []) });
  }
  return dates;
}
