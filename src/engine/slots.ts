/** Where booked slots fall: evenly over base staff time, whatever the incident and the strategy. */
import type { Steps } from '../catalog/types.ts';

/** Ticks of all slots before the horizon, from a pool's base staff, its staff-ticks in a week and the weekly volume. */
export function scheduledSlots(staff: Steps, weekTicks: number, weeklyVolume: number, horizon: number): Int32Array {
  const volume = Math.round(weeklyVolume * 1e6) / 1e6;
  if (volume <= 0 || weekTicks <= 0) return new Int32Array(0);
  const interval = weekTicks / volume;
  const slots: number[] = [];
  let reached = 0;
  let k = 1;
  for (let step = 0; step < staff.ticks.length; step++) {
    const from = staff.ticks[step]!;
    const to = Math.min(horizon, staff.ticks[step + 1] ?? horizon);
    const people = staff.values[step]!;
    if (people <= 0 || to <= from) continue;
    const atEnd = reached + (to - from) * people;
    for (let target = (k - 0.5) * interval; target <= atEnd; target = (++k - 0.5) * interval) {
      slots.push(Math.min(to - 1, from + Math.floor((target - reached) / people)));
    }
    reached = atEnd;
  }
  return Int32Array.from(slots);
}
