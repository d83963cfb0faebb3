/** Day lists: when a list is made, and how much of a day's work is on it (rule 22d). */
import type { WayOfWorking } from '../../../src/catalog/backups/index.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../../../src/scenario/calendar.ts';
import { dayOf } from './calendar.ts';
import { ANSWERS, type Levels } from './levels.ts';

type DayList = Extract<WayOfWorking, { list: unknown }>;

export interface Shown extends Interval {
  /** Share of what the backup covers that it shows; 1 for one that needs no list. */
  readonly shown: number;
}

/** The intervals a day list is in force at a site, cut at each midnight, with what the list shows on that day. */
export function shownBy(
  backup: DayList,
  levels: Levels,
  shifts: readonly Interval[],
  site: number,
  inForce: readonly Interval[],
) {
  if (inForce.length === 0) return [];
  return inForce.flatMap((interval): Shown[] => {
    const last = lastMade(backup, levels, shifts, site, interval.from);
    const days: Shown[] = [];
    for (let { from } = interval; from < interval.to;) {
      const to = Math.min(interval.to, (dayOf(from) + 1) * TICKS_PER_DAY);
      days.push({ from, to, shown: last === undefined ? 0 : onTheList(backup.list, last, dayOf(from)) });
      from = to;
    }
    return days;
  });
}

/** The last tick up to a moment at which the list is made, if there is one. */
function lastMade(
  { covers, list }: DayList,
  levels: Levels,
  shifts: readonly Interval[],
  site: number,
  moment: number,
): number | undefined {
  const { components } = levels;
  const covered = covers.flatMap(({ component }) => components.resolve(site, component) ?? []);
  const step = 'every' in list.made ? ticks(list.made.every) : TICKS_PER_DAY;
  const first = 'at' in list.made ? ticks(list.made.at) : 0;
  const isMade = (tick: number): boolean =>
    (!list.byHand || shifts.some(({ from, to }) => from <= tick && tick <= to)) &&
    covered.every((ref) => levels.at(site, ref, tick, ANSWERS) === 1);
  for (let midnight = dayOf(moment) * TICKS_PER_DAY; midnight >= 0; midnight -= TICKS_PER_DAY) {
    const due: number[] = [];
    for (let time = first; time < TICKS_PER_DAY && midnight + time <= moment; time += step) due.push(midnight + time);
    const last = due.reverse().find(isMade);
    if (last !== undefined) return last;
  }
  return undefined;
}

/** How much of a day's work is on a list made at a tick. */
function onTheList({ daysAhead, bookedBefore }: DayList['list'], made: number, day: number): number {
  const ahead = day - dayOf(made);
  if (ahead > daysAhead) return 0;
  const minute = (made % TICKS_PER_DAY) / TICKS_PER_MINUTE;
  // Bookings are made evenly from 08:00 to 18:30.
  const passed = Math.min(1, Math.max(0, (minute - 480) / 630));
  if (ahead === 0) return bookedBefore + (1 - bookedBefore) * passed;
  let earlier = 0;
  for (let k = ahead + 1; k <= 56; k++) earlier += bookedAhead(k);
  return bookedBefore * (earlier + bookedAhead(ahead) * passed);
}

/** Of what is booked before its day, by how many days before: share of a band, and its first and last day. */
const BANDS = [
  [9.1, 1, 1],
  [20.7, 2, 7],
  [11.7, 8, 14],
  [5.8, 15, 21],
  [3.4, 22, 28],
  [3.1, 29, 56],
] as const;
const ALL = BANDS.reduce((sum, [share]) => sum + share, 0);

function bookedAhead(days: number): number {
  const band = BANDS.find(([, first, last]) => first <= days && days <= last);
  return band ? band[0] / (band[2] - band[1] + 1) / ALL : 0;
}
