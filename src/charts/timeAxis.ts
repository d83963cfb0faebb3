/** The calendar under a chart: hours of London wall time counted from 00:00 of a date, named without clock or locale. */
import { dateOf, dayNumber, MONTH_NAMES, WEEKDAY_NAMES, weekdayOf } from '../scenario/calendar.ts';
import { addDays, clockTime, longDate, shortDate } from '../results/format.ts';

export interface Day {
  /** Hour of its 00:00. */
  readonly hour: number;
  readonly weekday: number;
  readonly weekend: boolean;
  /** `Fri`. */
  readonly name: string;
  /** `19`. */
  readonly date: string;
  /** `Jul`, on the first day shown and on the first of a month. */
  readonly month: string | undefined;
}

/** The days that lie at least partly in [from, to). */
export function daysBetween(start: string, from: number, to: number): Day[] {
  const days: Day[] = [];
  for (let day = Math.floor(from / 24); day * 24 < to; day++) {
    const number = dayNumber(start) + day;
    const date = dateOf(number);
    const weekday = weekdayOf(number);
    days.push({
      hour: day * 24,
      weekday,
      weekend: weekday > 4,
      name: WEEKDAY_NAMES[weekday]!.slice(0, 3),
      date: String(Number(date.slice(8))),
      month:
        days.length === 0 || date.endsWith('-01') ? MONTH_NAMES[Number(date.slice(5, 7)) - 1]!.slice(0, 3) : undefined,
    });
  }
  return days;
}

/** Which of the days get a label, given the width of one: all, every second, or Mondays. */
export function labelledDays(days: readonly Day[], pixelsPerDay: number): readonly Day[] {
  if (pixelsPerDay >= 26) return days;
  if (pixelsPerDay >= 14) return days.filter((day) => day.weekday % 2 === 0 && day.weekday < 5);
  return days.filter((day) => day.weekday === 0);
}

/** `Fri 19 Jul, 18:00`, or in full `Friday 19 July 2024 at 18:00`. */
export function moment(start: string, hour: number, style: 'short' | 'full' = 'short'): string {
  const minutes = Math.floor(hour * 60 + 1e-6);
  const day = Math.floor(minutes / 1440);
  const date = addDays(start, day);
  const clock = clockTime(minutes - day * 1440);
  return style === 'short' ? `${shortDate(date)}, ${clock}` : `${longDate(date)} at ${clock}`;
}

/**
 * The part of the results period worth looking at: from the day before the incident to the end of the week in which
 * every line has settled (within `settled` of its highest value). Whole weeks, so that the axis stands still while a slider moves.
 */
export function windowOfInterest(
  start: string,
  hours: number,
  incidentHour: number,
  lines: readonly (readonly number[])[],
  settled = 0.04,
): { from: number; to: number } {
  const incidentDay = Math.max(0, Math.floor(incidentHour / 24));
  const highest = Math.max(0, ...lines.map((line) => line.reduce((most, value) => Math.max(most, value), 0)));
  let last = incidentHour;
  for (const line of lines) {
    for (let hour = line.length - 1; hour > last; hour--) if (line[hour]! > highest * settled) last = hour;
  }
  const lastDay = Math.max(Math.floor(last / 24), incidentDay + 7);
  const sunday = lastDay + (6 - weekdayOf(dayNumber(start) + lastDay));
  return { from: Math.max(0, incidentDay - 1) * 24, to: Math.min(hours, (sunday + 1) * 24) };
}
