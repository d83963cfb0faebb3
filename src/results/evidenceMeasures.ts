/** What the model gives for each kind of evidence, run by run. */
import { TICKS_PER_DAY, TICKS_PER_HOUR, dayNumber, weekdayOf } from '../scenario/calendar.ts';
import type { Evidence } from '../scenario/schema.ts';
import { dayMonth, lastDate } from './format.ts';
import { layoutOf, type Layout } from './layout.ts';
import { incidentSpan, isHit } from './perRun.ts';
import { recoveryRuns } from './recoveryRuns.ts';
import type { Counts, MeasuredRun, MeasuredWorld, ResultSet } from './resultSet.ts';

/** One number a run, and how the runs are put together. */
export interface Simulated {
  readonly values: readonly number[];
  readonly unit: string;
  /** The middle run with the 5th and 95th percentile, or the mean of shares. */
  readonly by: 'median' | 'mean';
  readonly detail: string;
}

/** Measures one piece of evidence under a strategy at some sites; no values when the incident never hits them. */
export function simulateEvidence(
  set: ResultSet,
  evidence: Evidence,
  strategy: number,
  sites: readonly number[],
): Simulated {
  switch (evidence.measure) {
    case 'back-to-normal':
      return backToNormal(set, evidence, strategy, sites);
    case 'not-back':
      return notBack(set, evidence, strategy, sites);
    case 'nothing-extra-by':
      return extraAtEndOf(set, evidence, strategy, sites);
    case 'utilisation':
      return utilisation(set, evidence, sites);
    case 'deferred':
      return deferred(set, evidence, strategy, sites);
    case 'weekend-sessions-used':
      return weekendSessions(set, evidence, strategy, sites);
    default:
      return evidence.measure satisfies never;
  }
}

function backToNormal(set: ResultSet, evidence: Evidence, strategy: number, sites: readonly number[]): Simulated {
  const runs = set.runs.filter((run) => sites.some((site) => isHit(run, site)));
  const back = recoveryRuns({ ...set, runs }, strategy, {
    kind: 'sites',
    which: 'typical',
    sites,
    ...(evidence.service !== undefined && { service: evidence.service }),
  });
  const from = evidence.from ?? 'restoration';
  return {
    values: Array.from(from === 'incident' ? back.fromIncident : back.fromRestoration),
    unit: 'working days',
    by: 'median',
    detail: `Working days from ${from === 'incident' ? 'the start of the incident' : 'restoration'} until ${evidence.service ?? 'every service'} is back to normal at the middle one of the sites hit; median, 5th and 95th percentile of runs.`,
  };
}

/** Share of the sites hit that are not back to normal by the end of a date, or at all. */
function notBack(set: ResultSet, evidence: Evidence, strategy: number, sites: readonly number[]): Simulated {
  const layout = layoutOf(set.frame, set.model);
  const end = endOf(set, evidence);
  const queues = evidence.service === undefined ? [] : queuesOf(set, layout, sites, evidence.service);
  return {
    values: set.runs.flatMap((run) => {
      const world = run.strategies[strategy]!;
      const ticks =
        evidence.service === undefined
          ? sites.filter((site) => isHit(run, site)).map((site) => world.siteBackTick[site]!)
          : queues
              .filter((queue) => isHit(run, set.frame.queues[queue]!.site))
              .map((queue) => world.queueBackTick[queue]!);
      return ticks.length === 0 ? [] : [ticks.filter((tick) => tick > end.tick).length / ticks.length];
    }),
    unit: 'share of sites',
    by: 'mean',
    detail: `Share of the sites hit at which ${evidence.service ?? 'every service'} is not back to normal by the end of ${dayMonth(end.date)}; mean over runs.`,
  };
}

/** What is still extra at the end of a date; less than in the run without the incident counts as nothing. */
function extraAtEndOf(set: ResultSet, evidence: Evidence, strategy: number, sites: readonly number[]): Simulated {
  const layout = layoutOf(set.frame, set.model);
  const keys = keysOf(set, layout, evidence, sites);
  const end = endOf(set, evidence);
  const hour = Math.floor((end.tick - set.frame.warmUpTick) / TICKS_PER_HOUR) - 1;
  const hit = set.runs.filter((run) => sites.some((site) => isHit(run, site)));
  const minutes = keys.length === 1 ? layout.keys[keys[0]!]!.meanMinutes : 0;
  const inItems = minutes > 0;
  return {
    values: hit.map((run) => {
      const staffHours = extraHours(set, layout, keys, run, run.strategies[strategy]!, hour);
      return Math.max(0, inItems ? Math.round((staffHours * 60) / minutes) : staffHours);
    }),
    unit: inItems ? 'items' : 'staff-hours',
    by: 'median',
    detail: `Extra ${evidence.service ?? 'work'} outstanding at the end of ${dayMonth(end.date)}, over all sites of the template; median, 5th and 95th percentile of runs.`,
  };
}

function endOf(set: ResultSet, evidence: Evidence): { readonly date: string; readonly tick: number } {
  const { scenario } = set.model;
  const date = evidence.by ?? evidence.on ?? lastDate(scenario);
  return { date, tick: (dayNumber(date) - dayNumber(scenario.start) + 1) * TICKS_PER_DAY };
}

function queuesOf(set: ResultSet, layout: Layout, sites: readonly number[], service: string): number[] {
  return sites.flatMap((site) => {
    const found: number[] = [];
    for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++)
      if (set.frame.queues[queue]!.service === service) found.push(queue);
    return found;
  });
}

function utilisation(set: ResultSet, evidence: Evidence, sites: readonly number[]): Simulated {
  const layout = layoutOf(set.frame, set.model);
  const templates = new Set(sites.map((site) => set.frame.sites[site]!.template));
  const pools = layout.poolKeys.flatMap((key, p) => {
    const [template, pool] = key.split('/') as [string, string];
    return templates.has(template) && (evidence.pool === undefined || pool === evidence.pool) ? [p] : [];
  });
  return {
    values:
      pools.length === 0
        ? []
        : set.runs.map((run) => pools.reduce((sum, p) => sum + run.utilisation[p]!, 0) / pools.length),
    unit: 'utilisation',
    by: 'mean',
    detail: `Share of the base staff time of ${evidence.pool ?? 'every pool'} in use without the incident, over all sites of the template; mean over runs.`,
  };
}

/** The keys a series is taken from: of the sites' templates, one service or all but re-entry. */
function keysOf(set: ResultSet, layout: Layout, evidence: Evidence, sites: readonly number[]): number[] {
  const templates = new Set(sites.map((site) => set.frame.sites[site]!.template));
  return layout.keys.flatMap((key, k) =>
    templates.has(key.template) &&
    !key.isReentry &&
    (evidence.service === undefined || key.service === evidence.service)
      ? [k]
      : [],
  );
}

function extraHours(
  set: ResultSet,
  layout: Layout,
  keys: readonly number[],
  run: MeasuredRun,
  world: MeasuredWorld,
  hour: number,
): number {
  const at = Math.min(set.frame.hours - 1, Math.max(0, hour));
  return keys.reduce((sum, k) => {
    const index = k * set.frame.hours + at;
    return sum + ((world.outstanding[index]! - run.twin.outstanding[index]!) * layout.keys[k]!.meanMinutes) / 60;
  }, 0);
}

/** Of the items that would have been started on the day they fell due, the share that was not. */
function deferred(set: ResultSet, evidence: Evidence, strategy: number, sites: readonly number[]): Simulated {
  const layout = layoutOf(set.frame, set.model);
  const keys = keysOf(set, layout, evidence, sites);
  const hit = set.runs.filter((run) => sites.some((site) => isHit(run, site)));
  return {
    values: hit.map((run) => {
      const day = evidenceDay(set, evidence, run, sites);
      const ordinary = onDays(set, keys, run.twin.dayStartedSameDay, [day], () => 1);
      const started = onDays(set, keys, run.strategies[strategy]!.dayStartedSameDay, [day], () => 1);
      return ordinary > 0 ? 1 - started / ordinary : 0;
    }),
    unit: 'share of the day',
    by: 'median',
    detail: `Of ${evidence.service ?? 'the work'} that would have been started on ${evidence.on === undefined ? 'the day of the failure' : dayMonth(evidence.on)}, when it fell due, the share that was not; over all sites of the template; median, 5th and 95th percentile of runs.`,
  };
}

/** Work started on Saturday and Sunday, more than without the incident, as a share of the staff time rostered on top. */
function weekendSessions(set: ResultSet, evidence: Evidence, strategy: number, sites: readonly number[]): Simulated {
  const layout = layoutOf(set.frame, set.model);
  const keys = keysOf(set, layout, evidence, sites);
  const templates = new Set(sites.map((site) => set.frame.sites[site]!.template));
  const staffed = set.frame.sites.flatMap((site, i) => (templates.has(site.template) ? [i] : []));
  const first = dayNumber(set.model.scenario.start);
  const hours = (k: number): number => layout.keys[k]!.meanMinutes / 60;
  const hit = set.runs.filter((run) => sites.some((site) => isHit(run, site)));
  return {
    values: hit.map((run) => {
      const world = run.strategies[strategy]!;
      const day = evidenceDay(set, evidence, run, sites);
      const saturday = day + ((5 - weekdayOf(first + day) + 7) % 7);
      const weekend = [saturday, saturday + 1];
      const worked =
        onDays(set, keys, world.dayStarts, weekend, hours) - onDays(set, keys, run.twin.dayStarts, weekend, hours);
      const rostered = staffed.reduce((sum, site) => sum + world.siteExtraStaffTicks[site]!, 0) / TICKS_PER_HOUR;
      return rostered > 0 ? worked / rostered : 0;
    }),
    unit: 'share of extra staff time',
    by: 'median',
    detail:
      'Work started on the first Saturday and Sunday, in staff-hours, as a share of all staff time rostered on top; over all sites of the template; median, 5th and 95th percentile of runs.',
  };
}

/** The day of the study that is meant: the stated date, or that of the failure. */
function evidenceDay(set: ResultSet, evidence: Evidence, run: MeasuredRun, sites: readonly number[]): number {
  if (evidence.on !== undefined) return dayNumber(evidence.on) - dayNumber(set.model.scenario.start);
  return Math.floor(incidentSpan(run, sites)!.from / TICKS_PER_DAY);
}

/** A daily series by service key, added up over keys with a weight and over some days; days outside the study count nothing. */
function onDays(
  set: ResultSet,
  keys: readonly number[],
  series: Counts,
  days: readonly number[],
  weight: (k: number) => number,
): number {
  const length = set.model.scenario.warmUpDays + set.model.scenario.days;
  let sum = 0;
  for (const k of keys)
    for (const day of days) if (day >= 0 && day < length) sum += series[k * length + day]! * weight(k);
  return sum;
}
