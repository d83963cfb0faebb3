/**
 * The luck of a queue's work in bands: all of a band can start, or cannot, at the same moments, takes as long and leaves
 * as much to be typed up. So a flow divided into bands defers and lets go exactly the shares that luck would.
 */
import type { Steps } from '../../catalog/types.ts';
import type { Segment } from '../modes.ts';
import type { PlanQueue } from '../plan.ts';
import { STEP_TICKS } from './clock.ts';

export interface Bands {
  /** Where each ends, rising to 1. */
  readonly end: Float64Array;
  readonly width: Float64Array;
  /** In time order, the first from the beginning. */
  readonly stages: readonly Stage[];
  /** Step from which on each band would be handled normally, from each step of `normalFrom` on. */
  readonly normal: readonly { readonly from: number; readonly level: number }[];
}

/** A stretch of time, and what holds for each band in it. */
export interface Stage {
  readonly from: number;
  readonly canStart: Uint8Array;
  /** Of an item, or for a minute of re-entry. */
  readonly minutes: Float64Array;
  readonly reentryMinutes: Float64Array;
}

/** Bands narrower than this are nobody's. */
const NARROW = 1e-9;

export function bandsOf(queue: PlanQueue, segments: readonly Segment[], normal: Steps): Bands {
  const cuts = new Set<number>();
  for (const { theta, needs } of segments) {
    cuts.add(theta);
    for (const { level, until } of needs) {
      cuts.add(level);
      cuts.add(until);
    }
  }
  normal.values.forEach((level) => cuts.add(level));
  const end: number[] = [];
  for (const cut of [...cuts].filter((at) => at > NARROW && at < 1 - NARROW).sort((a, b) => a - b))
    if (cut - (end[end.length - 1] ?? 0) > NARROW) end.push(cut);
  end.push(1);
  const minutes = queue.isReentry ? 1 : queue.meanMinutes;
  return {
    end: Float64Array.from(end),
    width: Float64Array.from(end, (to, b) => to - (end[b - 1] ?? 0)),
    stages: segments.map((segment) => stageOf(segment, end, minutes)),
    normal: normal.ticks.map((tick, k) => ({ from: Math.round(tick / STEP_TICKS), level: normal.values[k]! })),
  };
}

function stageOf({ tick, theta, needs }: Segment, end: readonly number[], minutes: number): Stage {
  const stage: Stage = {
    from: Math.round(tick / STEP_TICKS),
    canStart: new Uint8Array(end.length),
    minutes: new Float64Array(end.length).fill(minutes),
    reentryMinutes: new Float64Array(end.length),
  };
  end.forEach((to, b) => {
    const luck = (to + (end[b - 1] ?? 0)) / 2;
    stage.canStart[b] = luck < theta ? 1 : 0;
    let slowdown = 1;
    for (const { level, until, mode } of needs) {
      if (luck < level || luck >= until) continue;
      slowdown = Math.max(slowdown, mode.slowdown);
      stage.reentryMinutes[b] = Math.max(stage.reentryMinutes[b]!, mode.reentryMinutes);
    }
    stage.minutes[b] = minutes * slowdown;
  });
  return stage;
}

/** The share of a band that lies in each band of another queue: luck goes along with what is typed up. */
export function overlaps(of: Bands, at: Bands): Float64Array[] {
  return Array.from(of.end, (to, b) => {
    const from = b > 0 ? of.end[b - 1]! : 0;
    return Float64Array.from(at.end, (end, j) => {
      const begin = j > 0 ? at.end[j - 1]! : 0;
      return Math.max(0, Math.min(to, end) - Math.max(from, begin)) / (to - from);
    });
  });
}
