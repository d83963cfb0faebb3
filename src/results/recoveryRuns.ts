/** When a typical practice, the slowest one, everybody together or one service is back to normal, run by run and by every clock. */
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import { layoutOf, type Layout } from './layout.ts';
import { incidentSpan, isHit, typicalPopulation, worldOf } from './perRun.ts';
import { quantile } from './quantiles.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from './resultSet.ts';
import { elapsedWorkingDays } from './workingTime.ts';

/** When something is back, by every clock. Infinity: not back. Never disrupted: back at the start of the incident, tick 0. */
export interface RecoveryRuns {
  readonly backTick: Float64Array;
  readonly fromIncident: Float64Array;
  readonly fromRestoration: Float64Array;
  readonly hoursFromIncident: Float64Array;
  readonly hoursFromRestoration: Float64Array;
  /** Clock hours from restoration until everything is typed up, at least 0. Infinity: not by the horizon. */
  readonly recordsHours: Float64Array;
  /** Working days from incident and restoration to the horizon: what a run that is not back counts as when it is compared. */
  readonly horizonFromIncident: Float64Array;
  readonly horizonFromRestoration: Float64Array;
  readonly notDisrupted: Uint8Array;
  /** How often something was disrupted again after it had been back; of sites, the quantile over them. */
  readonly relapses: Float64Array;
}

/** Which of the sites hit stands for all of them, run by run: the middle one, the 90th percentile, the last. */
export type WhichSite = 'typical' | 'ninetieth' | 'slowest';
const SHARE: Readonly<Record<WhichSite, number>> = { typical: 0.5, ninetieth: 0.9, slowest: 1 };
const WHICH = Object.keys(SHARE) as WhichSite[];

/** Whose recovery: one that stands for some sites, everybody or a group together, or one service over all its sites. */
export type RecoveryOf =
  | {
      readonly kind: 'sites';
      readonly which: WhichSite;
      readonly sites?: readonly number[];
      readonly service?: string;
    }
  | { readonly kind: 'whole' }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'service'; readonly key: number };

/**
 * The same of one service by its key: of the site that stands for those that have it, or of all of them together where
 * everybody was meant, where runs are no longer kept whole, and for typing up.
 */
export function serviceRecovery(set: ResultSet, service: string, whose: RecoveryOf): RecoveryOf {
  const { keys } = layoutOf(set.frame, set.model);
  const key = keys.findIndex((one) => one.key === service);
  if (whose.kind !== 'sites' || set.folded || keys[key]!.isReentry) return { kind: 'service', key };
  return { ...whose, sites: keys[key]!.sites, service: keys[key]!.service };
}

/** The day of the study, from 0, by whose end it is back: -1 where it was never disrupted, Infinity where it is not back. */
export function dayBack(backTick: number): number {
  return Math.ceil(backTick / TICKS_PER_DAY) - 1;
}

/** The recovery of a strategy, run by run. */
export function recoveryRuns(set: ResultSet, strategy: number, of: RecoveryOf): RecoveryRuns {
  if (of.kind === 'sites') return siteRecoveries(set, strategy, of.sites, of.service)[of.which];
  const result = emptyRuns(set.runs.length);
  set.runs.forEach((run, r) => togetherRun(set, run, r, worldOf(run, strategy), of, result));
  return result;
}

function emptyRuns(n: number): RecoveryRuns {
  return {
    backTick: new Float64Array(n),
    fromIncident: new Float64Array(n),
    fromRestoration: new Float64Array(n),
    hoursFromIncident: new Float64Array(n),
    hoursFromRestoration: new Float64Array(n),
    recordsHours: new Float64Array(n),
    horizonFromIncident: new Float64Array(n),
    horizonFromRestoration: new Float64Array(n),
    notDisrupted: new Uint8Array(n).fill(1),
    relapses: new Float64Array(n),
  };
}

type SiteRecoveries = Readonly<Record<WhichSite, RecoveryRuns>>;

/** Of the sites that the verdict speaks of, by strategy and service: every sentence and table asks for them again. */
const known = new WeakMap<ResultSet, Map<string, SiteRecoveries>>();

function siteRecoveries(
  set: ResultSet,
  strategy: number,
  sites: readonly number[] | undefined,
  service: string | undefined,
): SiteRecoveries {
  const typical = typicalPopulation(set).sites;
  if (sites !== undefined && sites !== typical) return siteRuns(set, strategy, sites, service);
  let ofSet = known.get(set);
  if (!ofSet) known.set(set, (ofSet = new Map<string, SiteRecoveries>()));
  const name = `${strategy} ${service ?? ''}`;
  let found = ofSet.get(name);
  if (!found) ofSet.set(name, (found = siteRuns(set, strategy, typical, service)));
  return found;
}

function siteRuns(
  set: ResultSet,
  strategy: number,
  sites: readonly number[],
  service: string | undefined,
): SiteRecoveries {
  const n = set.runs.length;
  const result = { typical: emptyRuns(n), ninetieth: emptyRuns(n), slowest: emptyRuns(n) };
  set.runs.forEach((run, r) => siteRun(set, run, r, worldOf(run, strategy), sites, service, result));
  return result;
}

/** A site's figures in a run, by its own clock and its own working hours. */
type SiteFigures = Omit<RecoveryRuns, 'notDisrupted'>;

/** One run of the sites hit: each by itself, then a quantile for each of those that may stand for them all. */
function siteRun(
  set: ResultSet,
  run: MeasuredRun,
  r: number,
  world: MeasuredWorld,
  sites: readonly number[],
  service: string | undefined,
  result: SiteRecoveries,
): void {
  const layout = layoutOf(set.frame, set.model);
  const { horizonTick } = set.frame;
  const hit = sites.filter((site) => isHit(run, site));
  if (hit.length === 0) return;
  const { notDisrupted: _, ...figures } = emptyRuns(hit.length);
  hit.forEach((site, k) => {
    const calendar = layout.calendars[layout.calendarOf[site]!]!;
    const info = set.frame.sites[site]!;
    const days = (from: number, to: number): number => elapsedWorkingDays(calendar, info, from, to);
    const failed = run.incidentTick[site]!;
    const restored = run.restoredTick[site]!;
    const tick = siteTick(set, layout, world, site, service);
    const moment = momentOf(tick, failed, horizonTick);
    figures.backTick[k] = tick > horizonTick ? Infinity : tick;
    figures.fromIncident[k] = moment === Infinity ? Infinity : days(failed, moment);
    figures.fromRestoration[k] = moment === Infinity ? Infinity : days(restored, moment);
    figures.hoursFromIncident[k] = (moment - failed) / TICKS_PER_HOUR;
    figures.hoursFromRestoration[k] = (moment - restored) / TICKS_PER_HOUR;
    figures.recordsHours[k] = recordsHoursOf(world.siteRecordsTick[site]!, restored, horizonTick);
    figures.horizonFromIncident[k] = days(failed, horizonTick);
    figures.horizonFromRestoration[k] = days(restored, horizonTick);
    figures.relapses[k] = world.siteRelapses[site]!;
  });
  for (const name of Object.keys(figures) as (keyof SiteFigures)[]) {
    const sorted = figures[name].sort();
    for (const which of WHICH) result[which][name][r] = quantile(sorted, SHARE[which]);
  }
  for (const which of WHICH) result[which].notDisrupted[r] = result[which].backTick[r] === 0 ? 1 : 0;
}

/** The site whose days from restoration are those of all of them in a run; undefined where none is hit, or where they are added up. */
export function standingSite(set: ResultSet, run: MeasuredRun, strategy: number, of: RecoveryOf): number | undefined {
  if (of.kind !== 'sites') return undefined;
  const layout = layoutOf(set.frame, set.model);
  const world = worldOf(run, strategy);
  const days = (of.sites ?? typicalPopulation(set).sites)
    .filter((site) => isHit(run, site))
    .map((site) => {
      const tick = siteTick(set, layout, world, site, of.service);
      const moment = momentOf(tick, run.incidentTick[site]!, set.frame.horizonTick);
      const calendar = layout.calendars[layout.calendarOf[site]!]!;
      const restored = run.restoredTick[site]!;
      return {
        site,
        days: moment === Infinity ? Infinity : elapsedWorkingDays(calendar, set.frame.sites[site]!, restored, moment),
      };
    });
  const stands = quantile(Float64Array.from(days, (one) => one.days).sort(), SHARE[of.which]);
  return days.find((one) => one.days === stands)?.site;
}

/** When a site is back to normal, or one service of it: 0 when it never was otherwise, past the horizon when it is not. */
function siteTick(
  set: ResultSet,
  layout: Layout,
  world: MeasuredWorld,
  site: number,
  service: string | undefined,
): number {
  if (service === undefined) return world.siteBackTick[site]!;
  for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++) {
    if (set.frame.queues[queue]!.service === service) return world.queueBackTick[queue]!;
  }
  return 0;
}

/** One run of summed extra: of one service, a group or all, by the hours of a site that stands for them. */
function togetherRun(
  set: ResultSet,
  run: MeasuredRun,
  r: number,
  world: MeasuredWorld,
  of: Exclude<RecoveryOf, { kind: 'sites' }>,
  result: RecoveryRuns,
): void {
  const layout = layoutOf(set.frame, set.model);
  const { span, site, back, relapses, sites } = summedUp(layout, run, world, of);
  if (!span) return;
  const calendar = layout.calendars[layout.calendarOf[site]!]!;
  const days = (from: number, to: number): number => elapsedWorkingDays(calendar, set.frame.sites[site]!, from, to);
  const { horizonTick } = set.frame;
  const moment = momentOf(back, span.from, horizonTick);
  const typedUp = sites.reduce((latest, one) => Math.max(latest, world.siteRecordsTick[one]!), 0);
  result.backTick[r] = back > horizonTick ? Infinity : back;
  result.fromIncident[r] = moment === Infinity ? Infinity : days(span.from, moment);
  result.fromRestoration[r] = moment === Infinity ? Infinity : days(span.to, moment);
  result.hoursFromIncident[r] = (moment - span.from) / TICKS_PER_HOUR;
  result.hoursFromRestoration[r] = (moment - span.to) / TICKS_PER_HOUR;
  result.recordsHours[r] = recordsHoursOf(typedUp, span.to, horizonTick);
  result.horizonFromIncident[r] = days(span.from, horizonTick);
  result.horizonFromRestoration[r] = days(span.to, horizonTick);
  result.notDisrupted[r] = back === 0 ? 1 : 0;
  result.relapses[r] = relapses;
}

/** What was measured of several sites together, in one run. */
function summedUp(
  layout: Layout,
  run: MeasuredRun,
  world: MeasuredWorld,
  of: Exclude<RecoveryOf, { kind: 'sites' }>,
): {
  readonly span: ReturnType<typeof incidentSpan>;
  /** Whose hours count. */
  readonly site: number;
  readonly back: number;
  readonly relapses: number;
  readonly sites: readonly number[];
} {
  switch (of.kind) {
    case 'whole': {
      let back = 0;
      let relapses = 0;
      layout.keys.forEach((key, k) => {
        if (key.isReentry) return;
        back = Math.max(back, world.backTick[k]!);
        relapses += world.relapses[k]!;
      });
      const sites = Array.from(world.siteRecordsTick.keys());
      return { span: incidentSpan(run), site: layout.referenceSite, back, relapses, sites };
    }
    case 'group': {
      const { sites } = layout.groups[of.group]!;
      return {
        span: incidentSpan(run, sites),
        site: sites[0] ?? layout.referenceSite,
        back: world.groupBackTick[of.group]!,
        relapses: world.groupRelapses[of.group]!,
        sites,
      };
    }
    case 'service': {
      const { sites } = layout.keys[of.key]!;
      return {
        span: incidentSpan(run, sites) ?? incidentSpan(run),
        site: sites[0]!,
        back: world.backTick[of.key]!,
        relapses: world.relapses[of.key]!,
        sites,
      };
    }
    default:
      return of satisfies never;
  }
}

/** Hours from restoration until the last was typed up; 0 when nothing was left to type up then. */
function recordsHoursOf(recordsTick: number, restored: number, horizon: number): number {
  return recordsTick > horizon ? Infinity : Math.max(0, recordsTick - restored) / TICKS_PER_HOUR;
}

/** A measured tick as a moment: 0 (never disrupted) is the start of the incident, past the horizon is never. */
function momentOf(backTick: number, incident: number, horizon: number): number {
  if (backTick === 0) return incident;
  return backTick > horizon ? Infinity : backTick;
}
