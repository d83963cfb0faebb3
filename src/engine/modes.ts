/** Which mode is in force for each need over time, and so which items can start. */
import type { ModeInForce, RecordSeen, Steps } from '../catalog/types.ts';
import type { CoverInForce } from './backups.ts';
import type { SiteLevels } from './components.ts';
import type { PlanNeed } from './plan.ts';
import { ALWAYS_ONE, mergedTicks, valueAt } from './steps.ts';

/** A stretch of time in which nothing about a queue's needs changes. */
export interface Segment {
  readonly tick: number;
  /** An item can start when its luck is below this. */
  readonly theta: number;
  readonly needs: readonly NeedState[];
}

export interface NeedState {
  /** The need is down for an item whose luck is at or above this. */
  readonly level: number;
  readonly mode: ModeInForce;
}

const NOTHING_FAILS: Segment[] = [{ tick: 0, theta: 1, needs: [] }];
export const RECORD_RANK: Readonly<Record<RecordSeen, number>> = { none: 0, read: 1, full: 2 };

export function segmentsOf(
  queue: { readonly needs: readonly PlanNeed[] },
  levels: SiteLevels,
  covers: readonly CoverInForce[],
  staff: Steps,
): Segment[] {
  if (queue.needs.length === 0) return NOTHING_FAILS;
  const needLevels = queue.needs.map((need) => levels.of(need.component));
  if (needLevels.every((level) => level === ALWAYS_ONE)) return NOTHING_FAILS;
  const edges = covers.flatMap((cover) => cover.intervals.flatMap(({ from, to }) => [from, to]));
  const moving = [
    ...needLevels,
    ...covers.map((cover) => cover.required),
    ...(covers.some((cover) => cover.seats !== undefined) ? [staff] : []),
  ];
  const cuts = [...new Set([...mergedTicks(moving), ...edges])].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const tick of cuts) {
    const needs = queue.needs.map((need, k): NeedState => {
      const level = valueAt(needLevels[k]!, tick);
      return { level, mode: level < 1 ? modeInForce(need, covers, tick, staff) : need };
    });
    const theta = needs.reduce((least, { level, mode }) => Math.min(least, level + (1 - level) * mode.share), 1);
    const before = segments[segments.length - 1];
    if (
      before &&
      before.theta === theta &&
      before.needs.every((state, k) => state.level === needs[k]!.level && sameMode(state.mode, needs[k]!.mode))
    )
      continue;
    segments.push({ tick, theta, needs });
  }
  return segments;
}

function sameMode(a: ModeInForce, b: ModeInForce): boolean {
  return (
    a.share === b.share && a.slowdown === b.slowdown && a.reentryMinutes === b.reentryMinutes && a.record === b.record
  );
}

function modeInForce(need: PlanNeed, covers: readonly CoverInForce[], tick: number, staff: Steps): ModeInForce {
  let best: ModeInForce = need;
  for (const cover of covers) {
    if (cover.component !== need.component || !cover.intervals.some(({ from, to }) => from <= tick && tick < to))
      continue;
    const onShift = valueAt(staff, tick);
    const seated = cover.seats === undefined || onShift <= 0 ? 1 : Math.min(1, cover.seats / onShift);
    const share = cover.mode.share * seated * valueAt(cover.required, tick);
    const candidate = { ...cover.mode, share };
    if (
      candidate.share > best.share ||
      (candidate.share === best.share &&
        (candidate.slowdown < best.slowdown ||
          (candidate.slowdown === best.slowdown && candidate.reentryMinutes < best.reentryMinutes)))
    ) {
      best = candidate;
    }
  }
  return best;
}
