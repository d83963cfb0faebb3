/** Windows that a backlog starts and ends: looked at every full hour, with effect no earlier than the next one (rule 23b). */
import type { Action } from '../catalog/actions/index.ts';
import type { WhenBacklog } from '../catalog/fields.ts';
import type { Interval } from '../catalog/types.ts';
import { TICKS_PER_HOUR, ticks } from '../scenario/calendar.ts';

/** An action at a site that a backlog there may start, and the first full hour at which it is looked at. */
export interface Watch {
  readonly action: Action;
  readonly when: WhenBacklog;
  readonly site: number;
  /** The plan's number of the queue looked at. */
  readonly queue: number;
  readonly from: number;
}

/** The windows that a backlog has started so far, in order of their start. */
export interface Called {
  readonly watch: Watch;
  readonly windows: readonly Interval[];
}

/**
 * The windows of an action at a site after an hourly look, in order of their start: the last may end sooner than it
 * was to, or a new one may follow. The very same list when neither is so.
 */
export function afterLook(
  when: WhenBacklog,
  sample: number,
  backlog: number,
  windows: readonly Interval[],
  horizon: number,
): readonly Interval[] {
  const next = sample + TICKS_PER_HOUR;
  const last = windows[windows.length - 1];
  if (last && last.to > sample) {
    if (when.below === undefined || backlog >= when.below || last.to <= next) return windows;
    return [...windows.slice(0, -1), { from: last.from, to: next }];
  }
  if (backlog <= when.above) return windows;
  const from = next + ticks(when.lead);
  return [...windows, { from, to: when.lasts === undefined ? horizon : from + ticks(when.lasts) }];
}
