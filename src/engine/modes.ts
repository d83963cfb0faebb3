/** Which mode is in force for each need over time, and so which items can start. */
import type { ModeInForce, RecordSeen, Steps } from '../catalog/types.ts';
import type { CoverInForce } from './backups.ts';
import type { SiteLevels } from './components.ts';
import type { PlanNeed } from './plan.ts';
import type { LevelsWithin } from './slowness.ts';
import { ALWAYS_ONE, mergedTicks, valueAt } from './steps.ts';

/** A stretch of time in which nothing about a queue's needs changes. */
export interface Segment {
  readonly tick: number;
  /** An item can start when its luck is below this. */
  readonly theta: number;
  readonly needs: readonly NeedState[];
}

export interface NeedState {
  /** The need is down, or slow, for an item whose luck is at or above this ... */
  readonly level: number;
  /** ... and below this: what is slow for some is down for others. */
  readonly until: number;
  readonly mode: Way;
}

/** A mode, and the backup whose forms it uses, if they are a limit. */
export interface Way extends ModeInForce {
  readonly forms?: string;
}

const NOTHING_FAILS: Segment[] = [{ tick: 0, theta: 1, needs: [] }];
export const RECORD_RANK: Readonly<Record<RecordSeen, number>> = { none: 0, read: 1, full: 2 };

export function segmentsOf(
  queue: { readonly needs: readonly PlanNeed[] },
  levels: SiteLevels,
  covers: readonly CoverInForce[],
  staff: Steps,
  slowness: readonly LevelsWithin[] = [],
): Segment[] {
  if (queue.needs.length === 0) return NOTHING_FAILS;
  const needLevels = queue.needs.map((need) => levels.of(need.component));
  if (needLevels.every((level) => level === ALWAYS_ONE)) return NOTHING_FAILS;
  const coversOf = queue.needs.map((need) => covers.filter(({ component }) => component === need.component));
  const slower = queue.needs.map((need) =>
    slowness.slice(1).map(({ factor, levels: within }) => ({ factor, level: within.of(need.component) })),
  );
  const moving = [
    ...needLevels,
    ...slower.flatMap((list) => list.map(({ level }) => level)),
    ...covers.flatMap((cover) => [cover.required, cover.slowed]),
    ...(covers.some((cover) => cover.seats !== undefined) ? [staff] : []),
  ];
  const cuts = mergedTicks(
    moving,
    covers.flatMap((cover) => cover.intervals.flatMap(({ from, to }) => [from, to])),
  );
  const segments: Segment[] = [];
  for (const tick of cuts) {
    let theta = 1;
    const needs = queue.needs.flatMap((need, k): NeedState[] => {
      let level = valueAt(needLevels[k]!, tick);
      if (level >= 1) return [{ level, until: 1, mode: need }];
      const ways = waysOf(need, coversOf[k]!, tick, staff);
      const states: NeedState[] = [];
      for (const { factor, level: within } of slower[k]!) {
        const until = valueAt(within, tick);
        if (until > level) states.push({ level, until, mode: slowOr(ways, factor) });
        level = Math.max(level, until);
      }
      const mode = bestOf(ways);
      theta = Math.min(theta, level + (1 - level) * mode.share);
      return level < 1 ? [...states, { level, until: 1, mode }] : states;
    });
    const before = segments[segments.length - 1];
    if (
      before &&
      before.theta === theta &&
      before.needs.length === needs.length &&
      before.needs.every(
        (state, k) =>
          state.level === needs[k]!.level && state.until === needs[k]!.until && sameMode(state.mode, needs[k]!.mode),
      )
    )
      continue;
    segments.push({ tick, theta, needs });
  }
  return segments;
}

function sameMode(a: Way, b: Way): boolean {
  return (
    a.forms === b.forms &&
    a.share === b.share &&
    a.slowdown === b.slowdown &&
    a.reentryMinutes === b.reentryMinutes &&
    a.record === b.record
  );
}

/** The need as it is with nothing prepared, then every cover in force, in file order, with what is left of its share. */
export function waysOf(need: PlanNeed, covers: readonly CoverInForce[], tick: number, staff: Steps): Way[] {
  const ways: Way[] = [need];
  for (const cover of covers) {
    if (cover.component !== need.component || !cover.intervals.some(({ from, to }) => from <= tick && tick < to))
      continue;
    const onShift = cover.seats === undefined ? 0 : valueAt(staff, tick);
    const seated = cover.seats === undefined || onShift <= 0 ? 1 : Math.min(1, cover.seats / onShift);
    const share = cover.mode.share * seated * valueAt(cover.required, tick);
    const slowdown = Math.max(cover.mode.slowdown, valueAt(cover.slowed, tick));
    const { reentryMinutes, record } = cover.mode;
    const way = { share, slowdown, reentryMinutes, record };
    ways.push(cover.forms ? { ...way, forms: cover.forms.backup } : way);
  }
  return ways;
}

/** The largest share; then the smaller slowdown, then less to type up, then the first. */
function bestOf(ways: readonly Way[]): Way {
  let best = ways[0]!;
  for (const way of ways) {
    if (
      way.share > best.share ||
      (way.share === best.share &&
        (way.slowdown < best.slowdown || (way.slowdown === best.slowdown && way.reentryMinutes < best.reentryMinutes)))
    )
      best = way;
  }
  return best;
}

/** Working slowly, unless another way does everything as well and faster: nothing prepared makes slow working worse. */
function slowOr(ways: readonly Way[], factor: number): Way {
  let best: Way = { share: 1, slowdown: factor, reentryMinutes: 0, record: 'full' };
  for (const way of ways)
    if (way.share === 1 && way.reentryMinutes === 0 && way.record === 'full' && way.slowdown < best.slowdown)
      best = way;
  return best;
}
