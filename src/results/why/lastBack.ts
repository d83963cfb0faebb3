/** What a recovery waits for: the kind of work that is last to be back, run by run. */
import { layoutOf, type Layout } from '../layout.ts';
import { worldOf } from '../perRun.ts';
import { standingSite, type RecoveryOf } from '../recoveryRuns.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from '../resultSet.ts';

/** In so many runs this was the last, or among the last, to be back. */
export interface LastBack {
  readonly title: string;
  readonly runs: number;
}

/**
 * The kinds of work by how often each was last at the site that stands for the others, or of all together; the one that was
 * so most often first. Empty where single services are not kept (folded runs), or nothing was disrupted.
 */
export function lastBack(set: ResultSet, strategy: number, of: RecoveryOf): readonly LastBack[] {
  const layout = layoutOf(set.frame, set.model);
  const runs = new Int32Array(layout.keys.length);
  for (const run of set.runs) for (const key of lastIn(set, layout, run, strategy, of)) runs[key]!++;
  return layout.keys
    .map(({ title }, k) => ({ title, runs: runs[k]! }))
    .filter((one) => one.runs > 0)
    .sort((a, b) => b.runs - a.runs);
}

function lastIn(set: ResultSet, layout: Layout, run: MeasuredRun, strategy: number, of: RecoveryOf): number[] {
  const world = worldOf(run, strategy);
  const backAt = of.kind === 'whole' ? ofAll(layout, world) : ofSite(set, layout, run, strategy, world, of);
  const last = Math.max(0, ...backAt.map(({ tick }) => tick));
  return last === 0 ? [] : backAt.flatMap(({ key, tick }) => (tick === last ? [key] : []));
}

interface BackAt {
  readonly key: number;
  readonly tick: number;
}

function ofAll({ keys }: Layout, world: MeasuredWorld): BackAt[] {
  return keys.flatMap(({ isReentry }, key) => (isReentry ? [] : [{ key, tick: world.backTick[key]! }]));
}

function ofSite(
  set: ResultSet,
  { keys, keyOfQueue, firstQueue }: Layout,
  run: MeasuredRun,
  strategy: number,
  world: MeasuredWorld,
  of: RecoveryOf,
): BackAt[] {
  const site = standingSite(set, run, strategy, of);
  if (site === undefined || world.queueBackTick.length === 0) return [];
  return Array.from({ length: firstQueue[site + 1]! - firstQueue[site]! }, (_, k) => firstQueue[site]! + k).flatMap(
    (queue) => {
      const key = keyOfQueue[queue]!;
      return keys[key]!.isReentry ? [] : [{ key, tick: world.queueBackTick[queue]! }];
    },
  );
}
