/** Windows that a backlog starts: looked at every full hour, in force no earlier than the next one. */
import type { WhenBacklog } from '../catalog/fields.ts';
import type { Interval } from '../catalog/types.ts';
import { TICKS_PER_HOUR, ticks } from '../scenario/calendar.ts';

/** The window that a backlog starts at a full hour; undefined when it is not above the limit, or an earlier window is not over. */
export function windowOfBacklog(
  when: WhenBacklog,
  sample: number,
  backlog: number,
  last: Interval | undefined,
): Interval | undefined {
  if (backlog <= when.above || (last !== undefined && sample < last.to)) return undefined;
  const from = sample + TICKS_PER_HOUR + ticks(when.lead);
  return { from, to: from + ticks(when.lasts) };
}
