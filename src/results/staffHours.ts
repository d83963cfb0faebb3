/** Work in staff time: items times their mean undegraded minutes, and re-entry by its own minutes. */
import type { Layout } from './layout.ts';

export interface HourlyWork {
  /** Per service key then hour. */
  readonly backlog: ArrayLike<number>;
  readonly outstanding: ArrayLike<number>;
  /** Per hour, whole. */
  readonly reentryMinutes: ArrayLike<number>;
}

/** Adds the staff-hours of some service keys, times a weight, to a line of hours. */
export function addStaffHours(
  line: Float64Array,
  work: HourlyWork,
  quantity: 'backlog' | 'outstanding',
  keys: readonly number[],
  layout: Layout,
  weight: number,
): void {
  for (const k of keys) {
    if (layout.keys[k]!.isReentry) addReentry(line, work, quantity, k, layout, weight / 60);
    else addItems(line, work[quantity], k, (weight * layout.keys[k]!.meanMinutes) / 60);
  }
}

/** Adds the items of one service key, times a weight. */
export function addItems(line: Float64Array, series: ArrayLike<number>, k: number, weight: number): void {
  const hours = line.length;
  for (let hour = 0, at = k * hours; hour < hours; hour++, at++) line[hour]! += weight * series[at]!;
}

/** Minutes of re-entry are known for the whole: they are shared out by items among templates, and between due and not yet due. */
function addReentry(
  line: Float64Array,
  work: HourlyWork,
  quantity: 'backlog' | 'outstanding',
  k: number,
  layout: Layout,
  weight: number,
): void {
  const hours = line.length;
  const others = layout.reentryKeys;
  for (let hour = 0; hour < hours; hour++) {
    const own = work[quantity][k * hours + hour]!;
    if (own === 0) continue;
    let all = 0;
    for (const other of others) all += work.outstanding[other * hours + hour]!;
    line[hour]! += weight * work.reentryMinutes[hour]! * (own / all);
  }
}
