/** Civil dates and engine ticks, without the clock or the locale. Weekdays count from Monday 0. */

export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const TICKS_PER_MINUTE = 6000;
export const TICKS_PER_HOUR = 360_000;
export const TICKS_PER_DAY = 8_640_000;

/** Minutes to whole ticks. */
export function ticks(minutes: number): number {
  return Math.round(minutes * TICKS_PER_MINUTE);
}

/** Days since 1970-01-01 of a date such as `2024-07-19` (proleptic Gregorian). */
export function dayNumber(date: string): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number. */
export function dateOf(number: number): string {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Monday 0 to Sunday 6. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

/** Ticks from 00:00 of `start` to `2024-07-19 05:09`. */
export function tickOf(start: string, dateTime: string): number {
  const minutes = Number(dateTime.slice(11, 13)) * 60 + Number(dateTime.slice(14, 16));
  return (dayNumber(dateTime.slice(0, 10)) - dayNumber(start)) * TICKS_PER_DAY + minutes * TICKS_PER_MINUTE;
}

/** The moment of a tick, to the minute below: `2024-07-19 05:09`. */
export function dateTimeOf(start: string, tick: number): string {
  const day = Math.floor(tick / TICKS_PER_DAY);
  const minute = Math.floor((tick - day * TICKS_PER_DAY) / TICKS_PER_MINUTE);
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${dateOf(dayNumber(start) + day)} ${clock}`;
}

/** `Fri 16 Aug`. */
export function shortDate(date: string): string {
  const weekday = WEEKDAY_NAMES[weekdayOf(dayNumber(date))]!;
  return `${weekday.slice(0, 3)} ${Number(date.slice(8, 10))} ${MONTH_NAMES[Number(date.slice(5, 7)) - 1]!.slice(0, 3)}`;
}
