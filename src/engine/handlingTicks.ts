/** Minutes of handling as ticks. */
import { TICKS_PER_MINUTE } from '../scenario/calendar.ts';

/**
 * At least one tick, at most 10^9. `Math.round` without its price: from half a tick on adding a half and cutting off is
 * the same, and less is one tick.
 */
export function ticksOf(minutes: number): number {
  return Math.max(1, (Math.min(1e9, minutes * TICKS_PER_MINUTE) + 0.5) | 0);
}
