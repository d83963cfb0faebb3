/** The steps of the flow: a quarter of an hour each. */
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { Steps } from '../../catalog/types.ts';

export const STEP_MINUTES = 15;
export const STEP_TICKS = STEP_MINUTES * TICKS_PER_MINUTE;
export const STEPS_PER_HOUR = TICKS_PER_HOUR / STEP_TICKS;
export const STEPS_PER_DAY = TICKS_PER_DAY / STEP_TICKS;

/** The step in which a tick lies. */
export function stepOf(tick: number): number {
  return Math.floor(tick / STEP_TICKS);
}

/** Adds a step function of time, as value times minutes in each step, times a weight. */
export function addMinutes(into: Float64Array, { ticks, values }: Steps, weight: number): void {
  const horizon = into.length * STEP_TICKS;
  for (let k = 0; k < ticks.length; k++) {
    const value = values[k]! * weight;
    const to = Math.min(horizon, ticks[k + 1] ?? horizon);
    if (value === 0) continue;
    for (let at = ticks[k]!; at < to;) {
      const step = stepOf(at);
      const end = Math.min(to, (step + 1) * STEP_TICKS);
      into[step]! += (value * (end - at)) / TICKS_PER_MINUTE;
      at = end;
    }
  }
}
