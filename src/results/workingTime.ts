/** Elapsed working days between two moments, and the end of the next full working day, from a site's base shifts. */
import type { Frame, SiteInfo, WorkingDate } from '../catalog/types.ts';
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';

/** The working windows of one calendar, ready to be asked; sites with the same hours share one. */
export interface WorkCalendar {
  /** Ticks of working time before a tick. */
  workedBefore(tick: number): number;
  /** Per hourly sample of the results period: the first sample at or after the end of the next full working day, or -1 when none is left. */
  readonly fullDayEnd: Int32Array;
}

/** Builds the calendar of a site's working dates for a frame. */
export function workCalendar(dates: readonly WorkingDate[], frame: Pick<Frame, 'warmUpTick' | 'hours'>): WorkCalendar {
  const from: number[] = [];
  const to: number[] = [];
  const before: number[] = [];
  let worked = 0;
  for (const window of dates.flatMap((date) => date.windows)) {
    from.push(window.from);
    to.push(window.to);
    before.push(worked);
    worked += window.to - window.from;
  }
  const workedBefore = (tick: number): number => {
    let low = 0;
    let high = from.length; // first window that starts at or after the tick
    while (low < high) {
      const middle = (low + high) >> 1;
      if (from[middle]! < tick) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : before[low - 1]! + Math.min(tick, to[low - 1]!) - from[low - 1]!;
  };
  return { workedBefore, fullDayEnd: fullDayEnds(dates, frame) };
}

/** A full working day after a sample is the first working date whose first window starts at or after it; it ends with its last window. */
function fullDayEnds(dates: readonly WorkingDate[], frame: Pick<Frame, 'warmUpTick' | 'hours'>): Int32Array {
  const ends = new Int32Array(frame.hours).fill(-1);
  const open = dates.filter((date) => date.windows.length > 0);
  let next = 0;
  for (let sample = 0; sample < frame.hours; sample++) {
    const tick = frame.warmUpTick + sample * TICKS_PER_HOUR;
    while (next < open.length && open[next]!.windows[0]!.from < tick) next++;
    if (next === open.length) break;
    const end = open[next]!.windows.at(-1)!.to;
    // Half-open as every interval: a sample at the very end of the day is after it.
    ends[sample] = Math.ceil((end - frame.warmUpTick) / TICKS_PER_HOUR);
  }
  return ends;
}

/** Working time between two moments over the working time of one day of the site; negative when `to` is before `from`. */
export function elapsedWorkingDays(
  calendar: WorkCalendar,
  site: Pick<SiteInfo, 'workingDayTicks'>,
  from: number,
  to: number,
): number {
  if (!(site.workingDayTicks > 0)) return 0;
  return (calendar.workedBefore(to) - calendar.workedBefore(from)) / site.workingDayTicks;
}
