/** Sites by days under one strategy: how much extra work lay at each at the worst hour of the day, when it is back, what was missed. */
import { MEASURE_AT, MEASURE_IDS } from '../catalog/measures/index.ts';
import { TICKS_PER_DAY } from '../scenario/calendar.ts';
import { SITE_UNIT } from './folded.ts';
import { addDays, decimal } from './format.ts';
import { layoutOf } from './layout.ts';
import { isHit, restoredAnywhere, strategyIndex, worldOf } from './perRun.ts';
import { quantile } from './quantiles.ts';
import type { ResultSet } from './resultSet.ts';
import { elapsedWorkingDays } from './workingTime.ts';

/**
 * Back to normal, in working days from the site's own restoration; from the last restoration anywhere where the site is
 * not hit itself but gets into arrears because others are (a pharmacy, a hub). Over the runs in which it is one or the other.
 */
export type Back =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'not-disrupted' }
  | { readonly kind: 'not-back' }
  | { readonly kind: 'back'; readonly days: number };

export interface SiteRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** The first group it belongs to. */
  readonly group: string | undefined;
  /** Staff-hours of a normal working day. */
  readonly normalHours: number;
  /** Per day of the results period: mean over runs of the largest extra outstanding at any hour of the day, in staff-hours, re-entry left out. */
  readonly hours: readonly number[];
  /** The middle run, and what one in twenty exceeds. */
  readonly back: Back;
  readonly backLate: Back;
  /** Time-critical work missed, mean over runs, less the twin's. */
  readonly missed: number;
}

/** Rows of the sites from one place to before another, in file order: a study of many sites is worked out in pieces. */
export function siteRows(set: ResultSet, strategy: string, from = 0, to = set.frame.sites.length): SiteRow[] {
  const { frame, model } = set;
  const index = strategyIndex(set, strategy);
  const layout = layoutOf(frame, model);
  const days = Math.ceil(frame.hours / 24);
  const n = Math.max(1, set.runs.length);
  return frame.sites.slice(from, to).map((info, k): SiteRow => {
    const site = from + k;
    const hours = new Array<number>(days).fill(0);
    let missed = 0;
    const missedAt = site * MEASURE_IDS.length + MEASURE_AT.missed;
    const { folded } = set;
    if (folded && index >= 0) {
      for (let day = 0; day < days; day++) hours[day] = folded.siteDayHours[index]![site * days + day]! / SITE_UNIT / n;
      missed = folded.siteMeasures[index]![missedAt]! / SITE_UNIT / n;
    } else if (!folded) {
      for (const run of set.runs) {
        const world = worldOf(run, index);
        for (let day = 0; day < days; day++) hours[day]! += world.siteDayHours[site * days + day]! / n;
        missed += world.siteMeasures[missedAt]! / n;
      }
    }
    let normalHours = 0;
    for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++)
      normalHours += (frame.queues[queue]!.itemsPerWorkingDay * frame.queues[queue]!.meanMinutes) / 60;
    const { back, backLate } = backOf(set, index, site);
    return {
      id: info.id,
      title: info.title,
      kind: info.kind,
      group: model.sites[site]!.groups[0],
      normalHours,
      hours,
      back,
      backLate,
      missed,
    };
  });
}

/**
 * Working days until a site is back, run by run of those that hit it or give it more to do. Never disrupted counts as
 * earlier than any recovery (minus Infinity), not back as later than any (Infinity).
 */
export function siteBackDays(
  set: ResultSet,
  strategy: number,
  site: number,
): { readonly run: number; readonly days: number }[] {
  const layout = layoutOf(set.frame, set.model);
  const calendar = layout.calendars[layout.calendarOf[site]!]!;
  return set.runs.flatMap((run) => {
    const tick = worldOf(run, strategy).siteBackTick[site]!;
    const restored = isHit(run, site) ? run.restoredTick[site]! : restoredAnywhere(run).restoredAnywhere;
    if (restored === undefined || (tick === 0 && !isHit(run, site))) return [];
    const days = (): number =>
      tick > set.frame.horizonTick ? Infinity : elapsedWorkingDays(calendar, set.frame.sites[site]!, restored, tick);
    return [{ run: run.run, days: tick === 0 ? -Infinity : days() }];
  });
}

function backOf(set: ResultSet, strategy: number, site: number): { back: Back; backLate: Back } {
  const values = siteBackDays(set, strategy, site).map(({ days }) => days);
  if (values.length === 0) return { back: { kind: 'untouched' }, backLate: { kind: 'untouched' } };
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): Back => {
    const days = quantile(sorted, p);
    if (days === -Infinity) return { kind: 'not-disrupted' };
    return days === Infinity ? { kind: 'not-back' } : { kind: 'back', days };
  };
  return { back: at(0.5), backLate: at(0.95) };
}

/** As a number to sort by: sooner first, untouched before anything. */
export function backOrder(back: Back): number {
  switch (back.kind) {
    case 'untouched':
      return -Infinity;
    case 'not-disrupted':
      return -1e6;
    case 'back':
      return back.days;
    case 'not-back':
      return Infinity;
    default:
      return back satisfies never;
  }
}

/** As a table says it: `3.2`, `not back`. */
export function backWords(back: Back): string {
  switch (back.kind) {
    case 'untouched':
      return 'not touched';
    case 'not-disrupted':
      return 'not disrupted';
    case 'not-back':
      return 'not back';
    case 'back':
      return decimal(back.days, 1);
    default:
      return back satisfies never;
  }
}

export interface DayColumn {
  /** Day of the results period. */
  readonly day: number;
  readonly date: string;
}

const DAYS_AFTER = 3;

/** From the day of the earliest failure to a few days after the middle run of the slowest site is back, under any of the strategies. */
export function daysOfInterest(set: ResultSet, strategies: readonly string[]): DayColumn[] {
  const { frame, model } = set;
  const days = Math.ceil(frame.hours / 24);
  let first = Infinity;
  for (const run of set.runs) for (const tick of run.incidentTick) if (tick >= 0 && tick < first) first = tick;
  if (first === Infinity) return [];
  const dayOf = (tick: number): number => Math.floor((tick - frame.warmUpTick) / TICKS_PER_DAY);
  const from = Math.min(days - 1, Math.max(0, dayOf(first)));
  let last = from;
  for (const id of strategies) {
    const index = strategyIndex(set, id);
    const latest = Float64Array.from(set.runs, (run) => {
      let most = 0;
      for (const tick of worldOf(run, index).siteBackTick) if (tick > most) most = tick;
      return most;
    }).sort();
    if (latest.length > 0) last = Math.max(last, dayOf(Math.min(quantile(latest, 0.5), frame.horizonTick)));
  }
  const to = Math.min(days - 1, last + DAYS_AFTER);
  const start = addDays(model.scenario.start, model.scenario.warmUpDays);
  return Array.from({ length: to - from + 1 }, (_, k) => ({ day: from + k, date: addDays(start, from + k) }));
}

/** Sites of a group in one row. */
export interface GroupRow {
  readonly id: string | undefined;
  readonly title: string;
  readonly sites: readonly SiteRow[];
  /** Staff-hours of a normal working day of all of them, and per day what lay at each at its worst hour, added up. */
  readonly normalHours: number;
  readonly hours: readonly number[];
  /** Of the slowest of them. */
  readonly back: Back;
  readonly missed: number;
}

/** Rows gathered by the first group of each site, groups in file order and sites of none last. */
export function byGroup(set: Pick<ResultSet, 'model'>, rows: readonly SiteRow[]): GroupRow[] {
  const groups: { id: string | undefined; title: string }[] = [
    ...set.model.scenario.groups.map(({ id, title }) => ({ id, title })),
    { id: undefined, title: 'In no group' },
  ];
  return groups.flatMap(({ id, title }) => {
    const sites = rows.filter((row) => row.group === id);
    if (sites.length === 0) return [];
    return [
      {
        id,
        title,
        sites,
        normalHours: sites.reduce((sum, site) => sum + site.normalHours, 0),
        hours: sites[0]!.hours.map((_, day) => sites.reduce((sum, site) => sum + site.hours[day]!, 0)),
        back: sites.reduce<Back>(
          (slowest, site) => (backOrder(site.back) > backOrder(slowest) ? site.back : slowest),
          sites[0]!.back,
        ),
        missed: sites.reduce((sum, site) => sum + site.missed, 0),
      },
    ];
  });
}
