/** When each backup of a strategy is in force at each site (rule 22). */
import type { Backup } from '../../../src/catalog/backups/index.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { streamKey, uniformAt } from '../../../src/engine/streams.ts';
import { ticks, TICKS_PER_MINUTE } from '../../../src/scenario/calendar.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { smallest } from './choose.ts';
import type { Components } from './components.ts';
import { RE_ENTRY } from './items.ts';
import type { Levels } from './levels.ts';

/** What a number of a backup at a site is for: who has it, who is prepared, and each activation. */
const HAS = 1;
const PREPARED = 2;
const DECISION = 3;
const SET_UP = 4;
const STARTS = 5;

export interface BackupInForce {
  readonly backup: Backup;
  /** Per site; no intervals where the site does not have it. */
  readonly inForce: readonly (readonly Interval[])[];
}

/** `baseShifts` of each site are those of all its pools, merged. */
export function backupsInForce(
  model: Model,
  levels: Levels,
  baseShifts: readonly (readonly Interval[])[],
  seed: string,
  run: number,
  uses: readonly string[],
): BackupInForce[] {
  return model.scenario.backups
    .filter((backup) => uses.includes(backup.id))
    .map((backup) => {
      const uniform =
        (purpose: number, j = 0) =>
        (site: number) =>
          uniformAt(streamKey(seed, run, 'backup', backup.id, model.sites[site]!.id), j, purpose);
      const having = sitesHaving(model, levels, backup, uniform(HAS));
      const prepared = new Set(
        backup.preparation
          ? smallest(candidatesOf(model, levels.components, backup), backup.preparation.share, uniform(PREPARED))
          : having,
      );
      const inForce = model.sites.map((_, site) => {
        if (!having.includes(site)) return [];
        const otherwise = prepared.has(site) ? { delay: 0 } : backup.preparation!.otherwise;
        if (otherwise === 'unavailable') return [];
        return activations(levels, backup, site, baseShifts[site]!, otherwise.delay, (purpose, j) =>
          uniform(purpose, j)(site),
        );
      });
      return { backup, inForce };
    });
}

/** Sites at which a backup answers a need. */
export function candidatesOf(model: Model, components: Components, backup: Backup): number[] {
  return model.sites.flatMap((site, s) => {
    const covered = backup.covers.some((cover) => {
      const target = components.resolve(s, cover.component);
      return (
        target !== null &&
        cover.services.some((id) =>
          (site.services[id] ?? (id === RE_ENTRY ? site.reentry : undefined))?.needs.some(
            (need) => components.resolve(s, need.component) === target,
          ),
        )
      );
    });
    return covered ? [s] : [];
  });
}

function sitesHaving(model: Model, levels: Levels, backup: Backup, uniform: (site: number) => number): number[] {
  const candidates = candidatesOf(model, levels.components, backup);
  const scope = backup.sites;
  const inGroup = (group: string | undefined): number[] =>
    candidates.filter((s) => group === undefined || model.sites[s]!.groups.includes(group));
  if (scope === 'all') return candidates;
  if (scope === 'affected') return candidates.filter((s) => levels.troubled(s).length > 0);
  if (Array.isArray(scope)) return candidates.filter((s) => scope.includes(model.sites[s]!.id));
  return 'share' in scope ? smallest(inGroup(scope.group), scope.share, uniform) : inGroup(scope.group);
}

/** Every drop is one activation, noticed or not; what is in force ends with the drop or when endurance is used up. */
function activations(
  levels: Levels,
  backup: Backup,
  site: number,
  baseShifts: readonly Interval[],
  preparationDelay: number,
  uniform: (purpose: number, j: number) => number,
): Interval[] {
  const covered = backup.covers.flatMap((cover) => levels.components.resolve(site, cover.component) ?? []);
  const chance = backup.drilled ? backup.activation.failsToStart : backup.undrilled.failsToStart;
  const factor = backup.drilled ? 1 : backup.undrilled.delayFactor;
  let left = backup.endurance === undefined ? Infinity : ticks(backup.endurance);
  const inForce: Interval[] = [];
  levels.below(site, covered).forEach((drop) => {
    const j = Math.floor(drop.from / TICKS_PER_MINUTE);
    const noticed = firstShared(drop, baseShifts);
    if (noticed === null || uniform(STARTS, j) < chance) return;
    const decision = delayMinutes(backup.activation.decision, uniform(DECISION, j));
    const setUp = delayMinutes(backup.activation.setUp, uniform(SET_UP, j));
    const from = noticed + ticks((decision + setUp) * factor + preparationDelay);
    const to = Math.min(drop.to, from + left);
    if (to <= from) return;
    inForce.push({ from, to });
    left -= to - from;
  });
  return inForce;
}

/** First tick that lies both in the interval and in one of several, or null. */
export function firstShared(interval: Interval, several: readonly Interval[]): number | null {
  const shared = several
    .map(({ from, to }) => ({ from: Math.max(from, interval.from), to: Math.min(to, interval.to) }))
    .filter(({ from, to }) => from < to);
  return shared.length === 0 ? null : Math.min(...shared.map(({ from }) => from));
}
