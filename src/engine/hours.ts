/** When pools work and sites are open: worked out once for all that share their shifts, in every world of a model. */
import type { Shift } from '../catalog/fields.ts';
import type { Interval, WorkingDate } from '../catalog/types.ts';
import { closedDays, occurrences, workingDates, type Days } from './shifts.ts';
import { union } from './steps.ts';

/** When a pool works. */
export interface Rota {
  /** Base shifts on dates that are not closed, by day. */
  readonly shifts: readonly (Interval & { readonly day: number })[];
  /** The day's first start and last end, for days with base shifts. */
  readonly daySpans: ReadonlyMap<number, Interval>;
}

/** When a site does. */
export interface Hours {
  readonly workingDates: readonly WorkingDate[];
  /** Mean working time of its working dates. */
  readonly workingDayTicks: number;
  /** Working days from any day to the working date n later. */
  readonly workingDays: readonly number[];
  /** Any base shift of any pool, merged: when somebody is there to notice. */
  readonly open: readonly Interval[];
}

const rotas = new WeakMap<readonly Shift[], Map<string, Rota>>();

/** The rota of a weekly pattern of shifts. */
export function rotaOf(pattern: readonly Shift[], days: Days, closedDates: readonly string[]): Rota {
  let known = rotas.get(pattern);
  if (!known) rotas.set(pattern, (known = new Map<string, Rota>()));
  const dates = [days.first, days.count, ...closedDates].join();
  let rota = known.get(dates);
  if (!rota) known.set(dates, (rota = makeRota(pattern, days, closedDates)));
  return rota;
}

function makeRota(pattern: readonly Shift[], days: Days, closedDates: readonly string[]): Rota {
  const shifts = occurrences(pattern, days, closedDays(days, closedDates));
  const daySpans = new Map<number, Interval>();
  for (const { day, from, to } of shifts) {
    const span = daySpans.get(day);
    daySpans.set(day, span ? { from: Math.min(span.from, from), to: Math.max(span.to, to) } : { from, to });
  }
  return { shifts, daySpans };
}

interface KnownHours {
  readonly pools: readonly Rota[];
  readonly dates: string;
  readonly hours: Hours;
}

const hoursByFirstPool = new WeakMap<Rota, KnownHours[]>();

/** The hours of a site with pools that work so. */
export function hoursOf(
  pools: readonly Rota[],
  days: Days,
  closedDates: readonly string[],
  week: readonly number[],
): Hours {
  const first = pools[0];
  if (!first) return makeHours(pools, days, closedDates, week);
  let known = hoursByFirstPool.get(first);
  if (!known) hoursByFirstPool.set(first, (known = []));
  const dates = [days.first, days.count, ...closedDates, ...week].join();
  const found = known.find((one) => one.dates === dates && isSame(one.pools, pools));
  if (found) return found.hours;
  const hours = makeHours(pools, days, closedDates, week);
  known.push({ pools, dates, hours });
  return hours;
}

function isSame(some: readonly Rota[], others: readonly Rota[]): boolean {
  return some.length === others.length && some.every((rota, k) => rota === others[k]);
}

function makeHours(pools: readonly Rota[], days: Days, closedDates: readonly string[], week: readonly number[]): Hours {
  const shifts = pools.flatMap((pool) => pool.shifts);
  const dates = workingDates(shifts, days, closedDays(days, closedDates), week);
  const total = dates.reduce((sum, date) => sum + lengthOf(date.windows), 0);
  return {
    workingDates: dates,
    workingDayTicks: dates.length > 0 ? total / dates.length : 0,
    workingDays: dates.map((date) => date.day),
    open: union(shifts),
  };
}

function lengthOf(windows: readonly Interval[]): number {
  return windows.reduce((sum, { from, to }) => sum + to - from, 0);
}
