/** How much of the day's work a day list shows while it is in force, from when it was last made. */
import { bookedWhenMade } from '../catalog/backups/bookingLead.ts';
import type { WayOfWorking } from '../catalog/backups/index.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import { tidy, valueAt } from './steps.ts';

export type DayList = Extract<WayOfWorking, { list: unknown }>['list'];

/**
 * The share shown over time; 0 outside the intervals. `level` is the lowest level of what the list comes from:
 * a list is made only while that is 1, and a list made by hand only while the site is open.
 */
export function shown(list: DayList, intervals: readonly Interval[], level: Steps, open: readonly Interval[]): Steps {
  const at: number[] = [0];
  const values: number[] = [0];
  for (const { from, to } of intervals) {
    const made = lastMade(list, from, level, open);
    for (let tick = from; tick < to; tick = (Math.floor(tick / TICKS_PER_DAY) + 1) * TICKS_PER_DAY) {
      at.push(tick);
      values.push(made === undefined ? 0 : shareShown(list, made, Math.floor(tick / TICKS_PER_DAY)));
    }
    at.push(to);
    values.push(0);
  }
  // An interval may begin where another ends: the later entry for a tick holds.
  const last = at.flatMap((tick, k) => (at[k + 1] === tick ? [] : [k]));
  return tidy(
    last.map((k) => at[k]!),
    last.map((k) => values[k]!),
  );
}

function shareShown(list: DayList, made: number, day: number): number {
  const madeOn = Math.floor(made / TICKS_PER_DAY);
  if (day - madeOn > list.daysAhead) return 0;
  return bookedWhenMade(day - madeOn, (made - madeOn * TICKS_PER_DAY) / TICKS_PER_MINUTE, list.bookedBefore);
}

/** The latest moment at which the list was due to be made, could be, and was, no later than a tick. */
function lastMade(list: DayList, tick: number, level: Steps, open: readonly Interval[]): number | undefined {
  for (let due = dueBy(list, tick); due >= 0; due = dueBy(list, due - 1)) {
    if (Math.floor(tick / TICKS_PER_DAY) - Math.floor(due / TICKS_PER_DAY) > list.daysAhead) return undefined;
    // Whoever goes home at the end of a shift makes it before they go.
    const somebody = !list.byHand || open.some(({ from, to }) => from <= due && due <= to);
    if (somebody && valueAt(level, due) >= 1) return due;
  }
  return undefined;
}

/** The latest moment, no later than a tick, at which the list is due to be made; negative when there is none. */
function dueBy({ made }: DayList, tick: number): number {
  if (tick < 0) return -1;
  const midnight = Math.floor(tick / TICKS_PER_DAY) * TICKS_PER_DAY;
  if ('every' in made) return midnight + Math.floor((tick - midnight) / ticks(made.every)) * ticks(made.every);
  const today = midnight + ticks(made.at);
  return today <= tick ? today : today - TICKS_PER_DAY;
}
