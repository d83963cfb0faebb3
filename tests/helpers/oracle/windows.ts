/** Where and when the actions of a strategy hold in a run (rule 23). */
import type { Action } from '../../../src/catalog/actions/index.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { streamKey, uniformAt } from '../../../src/engine/streams.ts';
import { TICKS_PER_HOUR, tickOf, ticks } from '../../../src/scenario/calendar.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { firstShared } from './backups.ts';
import type { Opened } from './backlog.ts';
import { smallest } from './choose.ts';
import type { Levels } from './levels.ts';

const SCOPE = 1;

/** What happened to a site: when something it needs failed, was noticed and was back for good. */
export interface SiteStory {
  readonly failure: number;
  /** Null when no base shift saw it. */
  readonly notice: number | null;
  /** Null when not within the horizon. */
  readonly restoration: number | null;
}

/** The story of all a site's needs and of its strain, or only of the needs that mean `of`; null when nothing was ever wrong. */
export function storyOf(levels: Levels, baseShifts: readonly Interval[], site: number, of?: string): SiteStory | null {
  const target = of === undefined ? null : levels.components.resolve(site, of);
  const needs = levels.components.needsOf(site);
  const below =
    of === undefined
      ? levels.troubled(site)
      : levels.below(
          site,
          needs.filter((need) => need === target),
        );
  if (below.length === 0) return null;
  const notices = below.map((drop) => firstShared(drop, baseShifts)).filter((tick) => tick !== null);
  const last = below.at(-1)!.to;
  return { failure: below[0]!.from, notice: notices[0] ?? null, restoration: last < levels.horizon ? last : null };
}

export interface ActionWindows {
  readonly action: Action;
  /** Per site: when it holds there. */
  readonly windows: readonly (readonly Interval[])[];
}

export function actionWindows(
  model: Model,
  levels: Levels,
  baseShifts: readonly (readonly Interval[])[],
  seed: string,
  run: number,
  actions: readonly Action[],
  opened: Opened,
): ActionWindows[] {
  const isHit = model.sites.map((_, site) => storyOf(levels, baseShifts[site]!, site) !== null);
  return actions.map((action) => {
    const scope = sitesInScope(model, action, isHit, seed, run);
    const inEffect = scope.some((site) => isHit[site]!);
    const windows = model.sites.map((_, site) =>
      inEffect && scope.includes(site)
        ? [
            ...windowsAt(model, levels, baseShifts[site]!, action, site),
            ...(opened.get(action.id)?.get(site) ?? []).filter(({ from, to }) => from < to),
          ]
        : [],
    );
    return { action, windows };
  });
}

export function sitesInScope(
  model: Model,
  action: Action,
  isHit: readonly boolean[],
  seed: string,
  run: number,
): number[] {
  const having = model.sites.flatMap((site, s) =>
    ('pool' in action ? action.pool in site.pools : action.service in site.services) ? [s] : [],
  );
  const inGroup = (group: string | undefined): number[] =>
    having.filter((s) => group === undefined || model.sites[s]!.groups.includes(group));
  const scope = action.sites;
  if (scope === 'all') return having;
  if (scope === 'affected') return having.filter((s) => isHit[s]);
  if (Array.isArray(scope)) return having.filter((s) => scope.includes(model.sites[s]!.id));
  if (!('share' in scope)) return inGroup(scope.group);
  return smallest(inGroup(scope.group), scope.share, (s) =>
    uniformAt(streamKey(seed, run, 'action', action.id, model.sites[s]!.id), 0, SCOPE),
  );
}

function windowsAt(
  model: Model,
  levels: Levels,
  baseShifts: readonly Interval[],
  action: Action,
  site: number,
): Interval[] {
  const { when } = action;
  const window =
    'from' in when
      ? { from: tickOf(model.scenario.start, when.from), to: tickOf(model.scenario.start, when.to) }
      : triggered();
  return window && window.from < window.to ? [window] : [];

  function triggered(): Interval | null {
    if ('from' in when || when.on === 'backlog') return null;
    const story = storyOf(levels, baseShifts, site, when.of);
    const trigger = story && story[when.on];
    if (!story || trigger === null) return null;
    const from = Math.ceil(trigger / TICKS_PER_HOUR) * TICKS_PER_HOUR + ticks(when.lead);
    return { from, to: when.lasts === undefined ? (story.restoration ?? levels.horizon) : from + ticks(when.lasts) };
  }
}
