/** Who has a backup, who can start it, and when it is in force at each site (rules 22, 22c). */
import { isSupport, type Started, type WayOfWorking } from '../../../src/catalog/backups/index.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { streamKey, uniformAt } from '../../../src/engine/streams.ts';
import { ticks, TICKS_PER_MINUTE } from '../../../src/scenario/calendar.ts';
import { candidatesOf } from './candidates.ts';
import { smallest } from './choose.ts';
import { shownBy, type Shown } from './dayLists.ts';
import type { Levels } from './levels.ts';
import { liftsOf } from './supports.ts';

/** What a number of a backup at a site is for: who has it, who is prepared, and each activation. */
const HAS = 1;
const PREPARED = 2;
const DECISION = 3;
const SET_UP = 4;
const STARTS = 5;

export interface BackupInForce {
  readonly backup: WayOfWorking;
  /** Per site; no intervals where the site does not have it. */
  readonly inForce: readonly (readonly Shown[])[];
}

/** What backups are started in. */
export interface Scene {
  readonly seed: string;
  readonly run: number;
  /** Levels as the incident leaves them, before any backup. */
  readonly before: Levels;
  /** Per site: what it uses. */
  readonly inUse: readonly ReadonlySet<string>[];
  /** Per site: base shifts of all its pools, merged. */
  readonly baseShifts: readonly (readonly Interval[])[];
}

/** Supports are started one after another, each on what those before it left; then the ways of working. */
export function startBackups(scene: Scene, started: readonly Started[]): { levels: Levels; backups: BackupInForce[] } {
  let levels = scene.before;
  for (const backup of started)
    if (isSupport(backup)) levels = levels.lifted(liftsOf(backup, levels, inForceOf(scene, levels, backup)));
  const backups = started.flatMap((backup) => {
    if (isSupport(backup)) return [];
    const inForce = inForceOf(scene, levels, backup).map((intervals, site) =>
      'list' in backup
        ? shownBy(backup, levels, scene.baseShifts[site]!, site, intervals)
        : intervals.map((interval) => ({ ...interval, shown: 1 })),
    );
    return [{ backup, inForce }];
  });
  return { levels, backups };
}

/** Per site: when a backup is in force, given the levels it finds. */
function inForceOf(scene: Scene, found: Levels, backup: Started): Interval[][] {
  const { sites } = scene.before.components.model;
  const uniform =
    (purpose: number, j = 0) =>
    (site: number) =>
      uniformAt(streamKey(scene.seed, scene.run, 'backup', backup.id, sites[site]!.id), j, purpose);
  const candidates = candidatesOf(scene.before.components, scene.inUse, backup);
  const having = sitesHaving(scene.before, candidates, backup, uniform(HAS));
  const prepared = new Set(
    backup.preparation ? smallest(candidates, backup.preparation.share, uniform(PREPARED)) : having,
  );
  return sites.map((_, site) => {
    if (!having.includes(site)) return [];
    const otherwise = prepared.has(site) ? { delay: 0 } : backup.preparation!.otherwise;
    if (otherwise === 'unavailable') return [];
    return activations(scene, found, backup, site, otherwise.delay, (purpose, j) => uniform(purpose, j)(site));
  });
}

function sitesHaving(
  before: Levels,
  candidates: readonly number[],
  backup: Started,
  uniform: (site: number) => number,
): number[] {
  const { sites } = before.components.model;
  const scope = backup.sites;
  const inGroup = (group: string | undefined): number[] =>
    candidates.filter((s) => group === undefined || sites[s]!.groups.includes(group));
  if (scope === 'all') return [...candidates];
  if (scope === 'affected') return candidates.filter((s) => before.troubled(s).length > 0);
  if (Array.isArray(scope)) return candidates.filter((s) => scope.includes(sites[s]!.id));
  return 'share' in scope ? smallest(inGroup(scope.group), scope.share, uniform) : inGroup(scope.group);
}

/** Every drop is one activation, noticed or not; in force while it is needed, until endurance is used up. */
function activations(
  { before, baseShifts }: Scene,
  found: Levels,
  backup: Started,
  site: number,
  preparationDelay: number,
  uniform: (purpose: number, j: number) => number,
): Interval[] {
  const named = isSupport(backup) ? backup.supports : backup.covers;
  const watched = named.flatMap(({ component }) => before.components.resolve(site, component) ?? []);
  const chance = backup.drilled ? backup.activation.failsToStart : backup.undrilled.failsToStart;
  const factor = backup.drilled ? 1 : backup.undrilled.delayFactor;
  const startsByItself = isSupport(backup) && backup.automatic;
  const needed = found.below(site, watched);
  let left = backup.endurance === undefined ? Infinity : ticks(backup.endurance);
  const inForce: Interval[] = [];
  for (const drop of before.below(site, watched)) {
    const j = Math.floor(drop.from / TICKS_PER_MINUTE);
    const noticed = startsByItself ? drop.from : firstShared(drop, baseShifts[site]!);
    if (noticed === null || uniform(STARTS, j) < chance) continue;
    const decision = delayMinutes(backup.activation.decision, uniform(DECISION, j));
    const setUp = delayMinutes(backup.activation.setUp, uniform(SET_UP, j));
    const ready = noticed + ticks((decision + setUp) * factor + preparationDelay);
    for (const need of needed) {
      const from = Math.max(ready, need.from);
      const to = Math.min(drop.to, need.to, from + left);
      if (to <= from) continue;
      inForce.push({ from, to });
      left -= to - from;
    }
  }
  return inForce;
}

/** First tick that lies both in the interval and in one of several, or null. */
export function firstShared(interval: Interval, several: readonly Interval[]): number | null {
  const shared = several
    .map(({ from, to }) => ({ from: Math.max(from, interval.from), to: Math.min(to, interval.to) }))
    .filter(({ from, to }) => from < to);
  return shared.length === 0 ? null : Math.min(...shared.map(({ from }) => from));
}
