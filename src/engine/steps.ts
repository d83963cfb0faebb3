/** Step functions of time: building, combining and reading them. */
import type { Interval, Steps } from '../catalog/types.ts';

export const ALWAYS_ONE: Steps = { ticks: [0], values: [1] };

/** 1 everywhere except within the intervals, where the lowest of their levels holds. */
export function lowered(intervals: readonly (Interval & { readonly level: number })[]): Steps {
  const live = intervals.filter((interval) => interval.to > interval.from && interval.level < 1);
  if (live.length === 0) return ALWAYS_ONE;
  // Device by device there are thousands, nearly all of them one after another: only those in force are looked at.
  const coming = [...live].sort((a, b) => a.from - b.from);
  const cuts = [...new Set([0, ...live.flatMap((interval) => [Math.max(0, interval.from), interval.to])])].sort(
    (a, b) => a - b,
  );
  let inForce: typeof coming = [];
  let next = 0;
  return tidy(
    cuts,
    cuts.map((tick) => {
      while (next < coming.length && coming[next]!.from <= tick) inForce.push(coming[next++]!);
      inForce = inForce.filter((interval) => interval.to > tick);
      return inForce.reduce((level, interval) => Math.min(level, interval.level), 1);
    }),
  );
}

/** Drops steps that change nothing. */
export function tidy(ticks: readonly number[], values: readonly number[]): Steps {
  const keptTicks: number[] = [];
  const keptValues: number[] = [];
  for (let k = 0; k < ticks.length; k++) {
    if (keptValues.length > 0 && keptValues[keptValues.length - 1] === values[k]) continue;
    keptTicks.push(ticks[k]!);
    keptValues.push(values[k]!);
  }
  return { ticks: keptTicks, values: keptValues };
}

/** Position of the step in force at a tick. */
export function stepAt(steps: Steps, tick: number): number {
  let low = 0;
  let high = steps.ticks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps.ticks[middle]! <= tick) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function valueAt(steps: Steps, tick: number): number {
  return steps.values[stepAt(steps, tick)]!;
}

/** One step function from several, by a function of their values, which it must not keep. */
export function combine(parts: readonly Steps[], of: (values: readonly number[]) => number): Steps {
  const cuts = mergedTicks(parts);
  const values = parts.map((part) => part.values[0]!);
  const next = parts.map(() => 1);
  return tidy(
    cuts,
    cuts.map((tick) => {
      for (let k = 0; k < parts.length; k++) {
        const { ticks, values: own } = parts[k]!;
        while (next[k]! < ticks.length && ticks[next[k]!]! <= tick) values[k] = own[next[k]!++]!;
      }
      return of(values);
    }),
  );
}

/** Every tick at which any of the step functions changes, 0 and other edges included. */
export function mergedTicks(parts: readonly Steps[], edges: readonly number[] = []): number[] {
  const all = [0, ...edges];
  for (const { ticks } of parts) for (const tick of ticks) all.push(tick);
  all.sort((a, b) => a - b);
  let kept = 0;
  for (const tick of all) if (kept === 0 || tick !== all[kept - 1]) all[kept++] = tick;
  all.length = kept;
  return all;
}

/** Maximal intervals in which the value is below 1, up to a horizon. */
export function drops(steps: Steps, horizon: number): Interval[] {
  const found: { from: number; to: number }[] = [];
  for (let k = 0; k < steps.ticks.length; k++) {
    if (steps.values[k]! >= 1 || steps.ticks[k]! >= horizon) continue;
    const from = steps.ticks[k]!;
    const to = Math.min(horizon, steps.ticks[k + 1] ?? horizon);
    const last = found[found.length - 1];
    if (last && last.to === from) last.to = to;
    else found.push({ from, to });
  }
  return found;
}

/** Maximal disjoint intervals that cover the same time. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((interval) => interval.to > interval.from).sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = merged[merged.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The lowest of several levels at every moment. */
export function minimum(levels: readonly Steps[]): Steps {
  const failing = levels.filter((level) => level !== ALWAYS_ONE);
  if (failing.length === 0) return ALWAYS_ONE;
  return failing.length === 1 ? failing[0]! : combine(failing, (values) => Math.min(...values));
}
