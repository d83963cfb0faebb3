/** Numbers, lengths of time, money and dates as they are written in sentences and tables: UK, and without the locale. */
import { dateOf, dayNumber, MONTH_NAMES, WEEKDAY_NAMES, weekdayOf } from '../scenario/calendar.ts';

export { shortDate } from '../scenario/calendar.ts';

/** `1,234`, `−0.5` with a real minus sign, `0.0` for what rounds to zero. */
export function decimal(value: number, decimals = 0): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole, part] = text.split('.') as [string, string?];
  const sign = value < 0 && Number(text) !== 0 ? '−' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part}`}`;
}

/** `1,234`. */
export function count(value: number): string {
  return decimal(value, 0);
}

/** `1 person`, `2 people`. */
export function counted(value: number, one: string, many: string): string {
  const text = count(value);
  return `${text} ${text === '1' ? one : many}`;
}

/** `4.2 working days`, `1.0 working days`. */
export function workingDays(value: number): string {
  return `${decimal(value, 1)} working days`;
}

/** `4.2 working days after restoration`, `0.5 working days before restoration`, `at restoration`. */
export function afterRestoration(value: number): string {
  const text = decimal(Math.abs(value), 1);
  if (text === '0.0') return 'at restoration';
  return `${text} working days ${value < 0 ? 'before' : 'after'} restoration`;
}

/** `31 hours`, `3.5 hours`. */
export function hours(value: number): string {
  return `${decimal(value, Math.abs(value) < 9.95 ? 1 : 0)} hours`;
}

/** `£12,400`. */
export function pounds(value: number): string {
  const text = count(Math.abs(value));
  return `${value < 0 && text !== '0' ? '−' : ''}£${text}`;
}

/** `97%`. A share that is not quite all or nothing is never rounded to it: `over 99%`, `under 1%`. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return 'under 1%';
  if (rounded === 100 && share < 1) return 'over 99%';
  return `${rounded}%`;
}

/** `16 August`. */
export function dayMonth(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTH_NAMES[Number(date.slice(5, 7)) - 1]!}`;
}

/** `Friday 16 August 2024`. */
export function longDate(date: string): string {
  return `${weekday(date)} ${dayMonth(date)} ${date.slice(0, 4)}`;
}

function weekday(date: string): string {
  return WEEKDAY_NAMES[weekdayOf(dayNumber(date))]!;
}

/** The date a number of days later. */
export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** The last date of the results period. */
export function lastDate(scenario: {
  readonly start: string;
  readonly warmUpDays: number;
  readonly days: number;
}): string {
  return addDays(scenario.start, scenario.warmUpDays + scenario.days - 1);
}

/** `08:30` of a number of minutes after midnight. */
export function clockTime(minutes: number): string {
  const whole = Math.floor(minutes);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(parts: readonly string[]): string {
  return parts.length <= 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** `97 of 100 runs`. */
export function runsOf(some: number, all: number): string {
  return `${count(some)} of ${count(all)} ${all === 1 ? 'run' : 'runs'}`;
}
