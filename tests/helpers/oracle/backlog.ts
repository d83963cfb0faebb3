/** Actions that a backlog starts and ends: what is seen at every full hour, and the windows that come of it (rule 23b). */
import type { Action } from '../../../src/catalog/actions/index.ts';
import type { WhenBacklog } from '../../../src/catalog/fields.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { TICKS_PER_HOUR, ticks } from '../../../src/scenario/calendar.ts';
import type { Model } from '../../../src/scenario/model.ts';
import type { Levels } from './levels.ts';
import { sitesInScope, storyOf } from './windows.ts';

/** An action whose window is looked for at some sites from a moment on. */
export interface Watch {
  readonly action: Action;
  readonly when: WhenBacklog;
  readonly sites: readonly number[];
  readonly since: number;
}

/** Per action, per site, in time order; one that is cut before it begins is empty, and counts until its end. */
export type Opened = ReadonlyMap<string, ReadonlyMap<number, readonly Interval[]>>;
export const NONE_OPENED: Opened = new Map();

export function watchesOf(
  model: Model,
  levels: Levels,
  baseShifts: readonly (readonly Interval[])[],
  seed: string,
  run: number,
  actions: readonly Action[],
): Watch[] {
  const failures = model.sites.map((_, site) => storyOf(levels, baseShifts[site]!, site)?.failure ?? Infinity);
  const isHit = failures.map((failure) => failure < Infinity);
  return actions.flatMap((action) => {
    const { when } = action;
    if (!('on' in when) || when.on !== 'backlog') return [];
    const sites = sitesInScope(model, action, isHit, seed, run);
    const since = Math.min(Infinity, ...sites.map((site) => failures[site]!));
    return since < Infinity ? [{ action, when, sites, since }] : [];
  });
}

/** What windows there are after a look at a full hour; the same ones, when nothing begins or is cut. */
export function lookedAt(
  watches: readonly Watch[],
  opened: Opened,
  hour: number,
  horizon: number,
  backlogOf: (site: number, service: string) => number,
): Opened {
  let after = opened;
  for (const { action, when, sites, since } of watches) {
    if (hour < since) continue;
    for (const site of sites) {
      const windows = after.get(action.id)?.get(site) ?? [];
      const next = windowsAfter(when, windows, hour, horizon, backlogOf(site, when.service));
      if (next !== windows)
        after = new Map([...after, [action.id, new Map([...(after.get(action.id) ?? []), [site, next]])]]);
    }
  }
  return after;
}

function windowsAfter(
  when: WhenBacklog,
  windows: readonly Interval[],
  hour: number,
  horizon: number,
  backlog: number,
): readonly Interval[] {
  const last = windows.at(-1);
  if (last && last.to > hour) {
    const to = Math.min(last.to, hour + TICKS_PER_HOUR);
    const isCut = when.below !== undefined && backlog < when.below && to < last.to;
    return isCut ? [...windows.slice(0, -1), { ...last, to }] : windows;
  }
  if (backlog <= when.above) return windows;
  const from = hour + TICKS_PER_HOUR + ticks(when.lead);
  return [...windows, { from, to: when.lasts === undefined ? horizon : from + ticks(when.lasts) }];
}
