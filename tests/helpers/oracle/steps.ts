/** People over time: intervals with a number each, added up into a step function. */
import type { Interval, Steps } from '../../../src/catalog/types.ts';

export interface Presence extends Interval {
  readonly people: number;
}

/** The sum of the presences; neighbouring steps always differ in value. */
export function sumOf(presences: readonly Presence[]): Steps {
  const changes = new Map<number, number>([[0, 0]]);
  for (const { from, to, people } of presences) {
    if (to <= from || people === 0) continue;
    changes.set(from, (changes.get(from) ?? 0) + people);
    changes.set(to, (changes.get(to) ?? 0) - people);
  }
  const ticks: number[] = [];
  const values: number[] = [];
  let value = 0;
  for (const [tick, change] of [...changes].sort(([a], [b]) => a - b)) {
    value += change;
    if (tick > 0 && value === values.at(-1)) continue;
    ticks.push(tick);
    values.push(value);
  }
  return { ticks, values };
}

/** Position of the last of the ticks, in order from 0, that is not after a tick. */
export function lastAtOrBefore(ticks: readonly number[], tick: number): number {
  let low = 0;
  let high = ticks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ticks[middle]! <= tick) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Position of the step that holds at a tick. */
export const stepAt = (steps: Steps, tick: number): number => lastAtOrBefore(steps.ticks, tick);

export const valueAt = (steps: Steps, tick: number): number => steps.values[stepAt(steps, tick)]!;
