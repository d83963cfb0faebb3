/** How measured numbers are laid out: service keys and pool keys in order, which queue belongs to which, and calendars. */
import { earliestOf } from '../catalog/faults/common.ts';
import type { Frame, SiteInfo } from '../catalog/types.ts';
import { TICKS_PER_HOUR, tickOf } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';
import { workCalendar, type WorkCalendar } from './workingTime.ts';

/** A kind of work over all sites of a template; re-entry is one of its own. */
export interface ServiceKey {
  readonly key: string;
  readonly service: string;
  readonly template: string;
  readonly title: string;
  readonly counts: 'people' | 'items';
  readonly isReentry: boolean;
  /** Whether its work is time-critical at some site. */
  readonly timeCritical: boolean;
  /** Summed over sites. */
  readonly itemsPerWorkingDay: number;
  /** Mean undegraded minutes, weighted by the sites' volumes; 0 for re-entry, whose items bring their own. */
  readonly meanMinutes: number;
  readonly sites: readonly number[];
}

/** Sites that belong together, with the queues of each kind of work, re-entry left out. */
export interface GroupLayout {
  readonly id: string;
  readonly title: string;
  readonly sites: readonly number[];
  readonly works: readonly {
    readonly key: number;
    readonly queues: readonly number[];
    readonly itemsPerWorkingDay: number;
  }[];
}

export interface Layout {
  readonly keys: readonly ServiceKey[];
  /** Positions of all keys, and of those that are re-entry. */
  readonly allKeys: readonly number[];
  readonly reentryKeys: readonly number[];
  /** Per queue of the frame. */
  readonly keyOfQueue: Int32Array;
  readonly poolKeys: readonly string[];
  readonly keyOfPool: Int32Array;
  /** Queues of site i are `firstQueue[i]` to `firstQueue[i + 1]`. */
  readonly firstQueue: Int32Array;
  /** In file order, those that no site belongs to included. */
  readonly groups: readonly GroupLayout[];
  readonly calendars: readonly WorkCalendar[];
  /** Per site, into `calendars`. */
  readonly calendarOf: Int32Array;
  /** The site whose hours stand for all of them: the first the verdict speaks of, else the first that is no hub, else the first. */
  readonly referenceSite: number;
  /** First hourly sample that a fault or an action can have changed. */
  readonly firstEffectHour: number;
}

const kept = new WeakMap<Frame, Layout>();

/** The layout of a frame, worked out once. */
export function layoutOf(frame: Frame, model: Model): Layout {
  const known = kept.get(frame);
  if (known) return known;
  const layout = makeLayout(frame, model);
  kept.set(frame, layout);
  return layout;
}

function makeLayout(frame: Frame, model: Model): Layout {
  const positions = new Map<string, number>();
  const keyOfQueue = Int32Array.from(frame.queues, (queue) => position(positions, queue.key));
  const queuesOf: number[][] = Array.from(positions, () => []);
  keyOfQueue.forEach((key, queue) => queuesOf[key]!.push(queue));
  const keys = queuesOf.map((queues) => serviceKey(queues, frame, model));

  const poolPositions = new Map<string, number>();
  const keyOfPool = Int32Array.from(frame.pools, (pool) => position(poolPositions, pool.key));

  const firstQueue = new Int32Array(frame.sites.length + 1);
  for (const queue of frame.queues) firstQueue[queue.site + 1]!++;
  for (let site = 0; site < frame.sites.length; site++) firstQueue[site + 1]! += firstQueue[site]!;

  const calendars: WorkCalendar[] = [];
  const calendarPositions = new Map<string, number>();
  const calendarOf = Int32Array.from(frame.sites, (site) => {
    const found = position(calendarPositions, hoursText(site));
    if (found === calendars.length) calendars.push(workCalendar(site.workingDates, frame));
    return found;
  });
  const allKeys = keys.map((_, k) => k);
  const reentryKeys = allKeys.filter((k) => keys[k]!.isReentry);
  return {
    keys,
    allKeys,
    reentryKeys,
    keyOfQueue,
    poolKeys: [...poolPositions.keys()],
    keyOfPool,
    firstQueue,
    groups: groupsOf(frame, model, keyOfQueue),
    calendars,
    calendarOf,
    referenceSite: referenceSite(frame.sites, model),
    firstEffectHour: firstEffectHour(frame, model),
  };
}

function position(positions: Map<string, number>, key: string): number {
  const found = positions.get(key);
  if (found !== undefined) return found;
  positions.set(key, positions.size);
  return positions.size - 1;
}

function serviceKey(queues: readonly number[], frame: Frame, model: Model): ServiceKey {
  const infos = queues.map((queue) => frame.queues[queue]!);
  const first = infos[0]!;
  const items = infos.reduce((sum, info) => sum + info.itemsPerWorkingDay, 0);
  const minutes = infos.reduce((sum, info) => sum + info.itemsPerWorkingDay * info.meanMinutes, 0);
  const services = infos.map((info) => model.sites[info.site]!.services[info.service]);
  const reentry = model.sites[first.site]!.reentry;
  return {
    key: first.key,
    service: first.service,
    template: frame.sites[first.site]!.template,
    title: first.isReentry ? (reentry?.title ?? 'Re-entry') : (services[0]?.title ?? first.service),
    counts: first.isReentry ? 'items' : (services[0]?.counts ?? 'items'),
    isReentry: first.isReentry,
    timeCritical: !first.isReentry && services.some((service) => service?.timeCritical !== undefined),
    itemsPerWorkingDay: items,
    // Work that never arrives on an ordinary day has no weights; its sites then count alike.
    meanMinutes: items > 0 ? minutes / items : infos.reduce((sum, info) => sum + info.meanMinutes, 0) / infos.length,
    sites: infos.map((info) => info.site),
  };
}

function groupsOf(frame: Frame, model: Model, keyOfQueue: Int32Array): GroupLayout[] {
  return model.scenario.groups.map(({ id, title }) => {
    const sites = model.sites.flatMap((site, i) => (site.groups.includes(id) ? [i] : []));
    const members = new Set(sites);
    const queuesOf = new Map<number, number[]>();
    frame.queues.forEach((queue, q) => {
      if (queue.isReentry || !members.has(queue.site)) return;
      const queues = queuesOf.get(keyOfQueue[q]!);
      if (queues) queues.push(q);
      else queuesOf.set(keyOfQueue[q]!, [q]);
    });
    const works = Array.from(queuesOf, ([key, queues]) => ({
      key,
      queues,
      itemsPerWorkingDay: queues.reduce((sum, q) => sum + frame.queues[q]!.itemsPerWorkingDay, 0),
    }));
    return { id, title, sites, works };
  });
}

function hoursText(site: SiteInfo): string {
  return site.workingDates
    .map((date) => date.windows.map((window) => `${window.from}-${window.to}`).join(','))
    .join(';');
}

function referenceSite(sites: readonly SiteInfo[], model: Model): number {
  const headline = model.sites.findIndex((site) => site.headline);
  if (headline >= 0) return headline;
  return Math.max(
    0,
    sites.findIndex((site) => site.kind !== 'hub'),
  );
}

/** Faults and actions with a date, or a window, begin no earlier; everything else only follows from a fault. */
function firstEffectHour(frame: Frame, model: Model): number {
  const { scenario } = model;
  const moments = [
    ...scenario.incident.faults.flatMap((fault) => earliestOf(fault.at) ?? []),
    ...scenario.actions.flatMap((action) => ('from' in action.when ? [action.when.from] : [])),
  ];
  const first = moments.reduce((tick, moment) => Math.min(tick, tickOf(scenario.start, moment)), Infinity);
  return Math.min(frame.hours, Math.max(0, Math.floor((first - frame.warmUpTick) / TICKS_PER_HOUR)));
}
