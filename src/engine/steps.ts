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
  const values: number[] = [];
  const next: number[] = [];
  for (const part of parts) {
    values.push(part.values[0]!);
    next.push(1);
  }
  const combined: number[] = [];
  for (const tick of cuts) {
    for (let k = 0; k < parts.length; k++) {
      const { ticks, values: own } = parts[k]!;
      while (next[k]! < ticks.length && ticks[next[k]!]! <= tick) values[k] = own[next[k]!++]!;
    }
    combined.push(of(values));
  }
  return tidy(cuts, combined);
}

/** Every tick at which any of the step functions changes, 0 and other edges included. */
export function mergedTicks(parts: readonly Steps[], edges: readonly number[] = []): number[] {
  const lists: (readonly number[])[] = [AT_START];
  for (const { ticks } of parts) lists.push(ticks);
  if (edges.length > 0) lists.push([...edges].sort(ascending));
  const next = new Array<number>(lists.length).fill(0);
  const merged: number[] = [];
  for (;;) {
    // Each list is in order already: the least of those that come next in any of them.
    let least: number | undefined;
    for (let k = 0; k < lists.length; k++) {
      const tick = lists[k]![next[k]!];
      if (tick !== undefined && (least === undefined || tick < least)) least = tick;
    }
    if (least === undefined) return merged;
    merged.push(least);
    for (let k = 0; k < lists.length; k++) while (lists[k]![next[k]!] === least) next[k]!++;
  }
}

const AT_START: readonly number[] = [0];
const ascending = (a: number, b: number): number => a - b;

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
  const failing: Steps[] = [];
  for (const level of levels) if (level !== ALWAYS_ONE) failing.push(level);
  if (failing.length === 0) return ALWAYS_ONE;
  return failing.length === 1 ? failing[0]! : combine(failing, lowest);
}

const lowest = (values: readonly number[]): number => Math.min(...values);
