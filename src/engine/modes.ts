/** Which mode is in force for each need over time, and so which items can start. */
import type { Interval, ModeInForce, RecordSeen, Steps } from '../catalog/types.ts';
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
  readonly forms?: string | undefined;
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
  const { needs } = queue;
  let failing = false;
  for (const { component } of needs) failing ||= levels.of(component) !== ALWAYS_ONE;
  if (!failing) return NOTHING_FAILS;
  const stretches: Stretch[][] = [];
  for (const need of needs) stretches.push(stretchesOf(need, levels, covers, staff, slowness));
  return together(stretches);
}

/** A stretch of time in which nothing about one need changes. */
interface Stretch {
  readonly tick: number;
  readonly theta: number;
  readonly states: readonly NeedState[];
}

/** One need over time: looked at whenever something about it moves, and told when that makes a difference. */
function stretchesOf(
  need: PlanNeed,
  levels: SiteLevels,
  everyCover: readonly CoverInForce[],
  staff: Steps,
  slowness: readonly LevelsWithin[],
): Stretch[] {
  const works: Stretch = { tick: 0, theta: 1, states: [{ level: 1, until: 1, mode: need }] };
  const own = levels.of(need.component);
  if (own === ALWAYS_ONE) return [works];
  const covers: CoverInForce[] = [];
  for (const cover of everyCover) if (cover.component === need.component) covers.push(cover);
  const moving = [own];
  const slower: { readonly factor: number; readonly level: Steps }[] = [];
  for (let k = 1; k < slowness.length; k++) {
    const level = slowness[k]!.levels.of(need.component);
    slower.push({ factor: slowness[k]!.factor, level });
    moving.push(level);
  }
  const edges: number[] = [];
  let seated = false;
  for (const { required, slowed, intervals, seats } of covers) {
    if (required !== ALWAYS_ONE) moving.push(required);
    if (slowed !== ALWAYS_ONE) moving.push(slowed);
    for (const { from, to } of intervals) edges.push(from, to);
    seated ||= seats !== undefined;
  }
  if (seated) moving.push(staff);
  const stretches: Stretch[] = [];
  let before: Stretch | undefined;
  for (const tick of mergedTicks(moving, edges)) {
    const level = valueAt(own, tick);
    const now =
      level >= 1
        ? { tick, theta: works.theta, states: works.states }
        : failing(level, slower, waysOf(need, covers, tick, staff), tick);
    if (before && isSame(before.states, now.states)) continue;
    stretches.push(now);
    before = now;
  }
  return stretches;
}

/** A need that is down or slow for some. */
function failing(
  own: number,
  slower: readonly { readonly factor: number; readonly level: Steps }[],
  ways: readonly Way[],
  tick: number,
): Stretch {
  const states: NeedState[] = [];
  let level = own;
  for (const { factor, level: within } of slower) {
    const until = valueAt(within, tick);
    if (until > level) states.push({ level, until, mode: slowOr(ways, factor) });
    level = Math.max(level, until);
  }
  const mode = bestOf(ways);
  const theta = Math.min(1, level + (1 - level) * mode.share);
  if (level < 1) states.push({ level, until: 1, mode });
  return { tick, theta, states };
}

/** The needs of a queue put together: a segment begins whenever a stretch of one of them does. */
function together(needs: readonly (readonly Stretch[])[]): Segment[] {
  const segments: Segment[] = [];
  const at = new Array<number>(needs.length).fill(0);
  let tick = 0;
  for (const stretches of needs) tick = Math.min(tick, stretches[0]!.tick);
  while (tick < Infinity) {
    let theta = 1;
    let next = Infinity;
    const states: NeedState[] = [];
    for (let k = 0; k < needs.length; k++) {
      const stretches = needs[k]!;
      if (at[k]! + 1 < stretches.length && stretches[at[k]! + 1]!.tick === tick) at[k]!++;
      const now = stretches[at[k]!]!;
      theta = Math.min(theta, now.theta);
      for (const state of now.states) states.push(state);
      if (at[k]! + 1 < stretches.length) next = Math.min(next, stretches[at[k]! + 1]!.tick);
    }
    segments.push({ tick, theta, needs: states });
    tick = next;
  }
  return segments;
}

function isSame(some: readonly NeedState[], others: readonly NeedState[]): boolean {
  if (some.length !== others.length) return false;
  for (let k = 0; k < some.length; k++) {
    const [a, b] = [some[k]!, others[k]!];
    if (a.level !== b.level || a.until !== b.until || !sameMode(a.mode, b.mode)) return false;
  }
  return true;
}

function sameMode(a: Way, b: Way): boolean {
  if (a === b) return true;
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
    if (cover.component !== need.component || !isWithin(cover.intervals, tick)) continue;
    const onShift = cover.seats === undefined ? 0 : valueAt(staff, tick);
    const seated = cover.seats === undefined || onShift <= 0 ? 1 : Math.min(1, cover.seats / onShift);
    const share = cover.mode.share * seated * valueAt(cover.required, tick);
    const slowdown = Math.max(cover.mode.slowdown, valueAt(cover.slowed, tick));
    const { reentryMinutes, record } = cover.mode;
    ways.push({ share, slowdown, reentryMinutes, record, forms: cover.forms?.backup });
  }
  return ways;
}

function isWithin(intervals: readonly Interval[], tick: number): boolean {
  for (const { from, to } of intervals) if (from <= tick && tick < to) return true;
  return false;
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
  let best: Way = { share: 1, slowdown: factor, reentryMinutes: 0, record: 'full', forms: undefined };
  for (const way of ways)
    if (way.share === 1 && way.reentryMinutes === 0 && way.record === 'full' && way.slowdown < best.slowdown)
      best = way;
  return best;
}
