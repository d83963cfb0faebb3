/** The oracle's calendar: dates of the horizon, base shifts on them, working dates and their windows (rules 1 to 3). */
import type { Shift } from '../../../src/catalog/fields.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { dayNumber, TICKS_PER_DAY, TICKS_PER_MINUTE, weekdayOf } from '../../../src/scenario/calendar.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';

/** Which days there are. Days count from 0, the first day of warm-up. */
export interface Span {
  readonly firstDay: number;
  readonly days: number;
  readonly warmUp: number;
  readonly horizon: number;
}

export function spanOf(scenario: Scenario): Span {
  const days = scenario.warmUpDays + scenario.days;
  return {
    firstDay: dayNumber(scenario.start),
    days,
    warmUp: scenario.warmUpDays * TICKS_PER_DAY,
    horizon: days * TICKS_PER_DAY,
  };
}

export const dayOf = (tick: number): number => Math.floor(tick / TICKS_PER_DAY);

export const weekday = (span: Span, day: number): number => weekdayOf(span.firstDay + day);

/** Closed dates as days of the span. */
export function closedDays(span: Span, dates: readonly string[]): ReadonlySet<number> {
  return new Set(dates.map((date) => dayNumber(date) - span.firstDay));
}

/** The days of the working week less the closed dates. */
export function workingDays(span: Span, closed: ReadonlySet<number>, week: readonly number[]): number[] {
  return allDays(span).filter((day) => week.includes(weekday(span, day)) && !closed.has(day));
}

export function allDays(span: Span): number[] {
  return Array.from({ length: span.days }, (_, day) => day);
}

export interface DatedShift extends Interval {
  readonly day: number;
}

/** A weekly pattern put on every date it names that is not closed, in order of date and then of the file. */
export function datedShifts(span: Span, shifts: readonly Shift[], closed: ReadonlySet<number>): DatedShift[] {
  const dated: DatedShift[] = [];
  for (const day of allDays(span)) {
    if (closed.has(day)) continue;
    for (const shift of shifts) {
      if (!shift.days.includes(weekday(span, day))) continue;
      const midnight = day * TICKS_PER_DAY;
      dated.push({ day, from: midnight + shift.from * TICKS_PER_MINUTE, to: midnight + shift.to * TICKS_PER_MINUTE });
    }
  }
  return dated;
}

/** Intervals joined where they overlap or touch, in time order; empty ones dropped. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

export const holds = (intervals: readonly Interval[], tick: number): boolean =>
  intervals.some(({ from, to }) => from <= tick && tick < to);

/** The n-th working day after a day, or undefined when the horizon has none. n = 0 is the day itself. */
export function workingDayAfter(working: readonly number[], day: number, n: number): number | undefined {
  return n === 0 ? day : working.filter((other) => other > day)[n - 1];
}
