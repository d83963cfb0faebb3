/** When a typical practice, the slowest one, everybody together or one service is back to normal, run by run and by every clock. */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
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
  readonly hoursFromRestoration: Float64Array;
  /** Working days from incident and restoration to the horizon: what a run that is not back counts as when it is compared. */
  readonly horizonFromIncident: Float64Array;
  readonly horizonFromRestoration: Float64Array;
  readonly notDisrupted: Uint8Array;
  readonly relapsed: Uint8Array;
}

/** Whose recovery: the middle or the last of some sites, everybody together, or one service over all its sites. */
export type RecoveryOf =
  | {
      readonly kind: 'sites';
      readonly which: 'typical' | 'slowest';
      readonly sites?: readonly number[];
      readonly service?: string;
    }
  | { readonly kind: 'whole' }
  | { readonly kind: 'service'; readonly key: number };

/** The recovery of a strategy, run by run. */
export function recoveryRuns(set: ResultSet, strategy: number, of: RecoveryOf): RecoveryRuns {
  const n = set.runs.length;
  const result: RecoveryRuns = {
    backTick: new Float64Array(n),
    fromIncident: new Float64Array(n),
    fromRestoration: new Float64Array(n),
    hoursFromRestoration: new Float64Array(n),
    horizonFromIncident: new Float64Array(n),
    horizonFromRestoration: new Float64Array(n),
    notDisrupted: new Uint8Array(n).fill(1),
    relapsed: new Uint8Array(n),
  };
  if (of.kind === 'sites') {
    const sites = of.sites ?? typicalPopulation(set).sites;
    set.runs.forEach((run, r) =>
      siteRun(set, run, r, worldOf(run, strategy), of.which === 'typical' ? 0.5 : 1, sites, of.service, result),
    );
  } else {
    set.runs.forEach((run, r) => togetherRun(set, run, r, worldOf(run, strategy), of, result));
  }
  return result;
}

/** One run of the middle (p = 0.5) or last (p = 1) of the sites hit: each by its own clock and its own working hours, then the quantile. */
function siteRun(
  set: ResultSet,
  run: MeasuredRun,
  r: number,
  world: MeasuredWorld,
  p: number,
  sites: readonly number[],
  service: string | undefined,
  result: RecoveryRuns,
): void {
  const layout = layoutOf(set.frame, set.model);
  const { horizonTick } = set.frame;
  const hit = sites.filter((site) => isHit(run, site));
  const n = hit.length;
  if (n === 0) return;
  const figures = Array.from({ length: 7 }, () => new Float64Array(n));
  const [back, fromIncident, fromRestoration, hours, toIncident, toRestoration, relapses] = figures as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let k = 0; k < n; k++) {
    const site = hit[k]!;
    const calendar = layout.calendars[layout.calendarOf[site]!]!;
    const info = set.frame.sites[site]!;
    const failed = run.incidentTick[site]!;
    const restored = run.restoredTick[site]!;
    const tick = service === undefined ? world.siteBackTick[site]! : serviceBackTick(set, layout, world, site, service);
    const moment = momentOf(tick, failed, horizonTick);
    back[k] = tick > horizonTick ? Infinity : tick;
    fromIncident[k] = moment === Infinity ? Infinity : elapsedWorkingDays(calendar, info, failed, moment);
    fromRestoration[k] = moment === Infinity ? Infinity : elapsedWorkingDays(calendar, info, restored, moment);
    hours[k] = (moment - restored) / TICKS_PER_HOUR;
    toIncident[k] = elapsedWorkingDays(calendar, info, failed, horizonTick);
    toRestoration[k] = elapsedWorkingDays(calendar, info, restored, horizonTick);
    relapses[k] = world.siteRelapses[site]!;
  }
  const pick = (values: Float64Array): number => quantile(values.sort(), p);
  result.backTick[r] = pick(back);
  result.fromIncident[r] = pick(fromIncident);
  result.fromRestoration[r] = pick(fromRestoration);
  result.hoursFromRestoration[r] = pick(hours);
  result.horizonFromIncident[r] = pick(toIncident);
  result.horizonFromRestoration[r] = pick(toRestoration);
  result.notDisrupted[r] = result.backTick[r] === 0 ? 1 : 0;
  result.relapsed[r] = pick(relapses) > 0 ? 1 : 0;
}

function serviceBackTick(set: ResultSet, layout: Layout, world: MeasuredWorld, site: number, service: string): number {
  for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++) {
    if (set.frame.queues[queue]!.service === service) return world.queueBackTick[queue]!;
  }
  return 0;
}

/** One run of summed extra: of one service, or of all of them, by the hours of a site that stands for all. */
function togetherRun(
  set: ResultSet,
  run: MeasuredRun,
  r: number,
  world: MeasuredWorld,
  of: { kind: 'whole' } | { kind: 'service'; key: number },
  result: RecoveryRuns,
): void {
  const layout = layoutOf(set.frame, set.model);
  const key = of.kind === 'service' ? layout.keys[of.key]! : undefined;
  const span = (key && incidentSpan(run, key.sites)) ?? incidentSpan(run);
  if (!span) return;
  let back = 0;
  let relapses = 0;
  layout.keys.forEach((other, k) => {
    if (key ? k !== (of as { key: number }).key : other.isReentry) return;
    back = Math.max(back, world.backTick[k]!);
    relapses += world.relapses[k]!;
  });
  const site = key ? key.sites[0]! : layout.referenceSite;
  const calendar = layout.calendars[layout.calendarOf[site]!]!;
  const days = (from: number, to: number): number => elapsedWorkingDays(calendar, set.frame.sites[site]!, from, to);
  const { horizonTick } = set.frame;
  const moment = momentOf(back, span.from, horizonTick);
  result.backTick[r] = back > horizonTick ? Infinity : back;
  result.fromIncident[r] = moment === Infinity ? Infinity : days(span.from, moment);
  result.fromRestoration[r] = moment === Infinity ? Infinity : days(span.to, moment);
  result.hoursFromRestoration[r] = (moment - span.to) / TICKS_PER_HOUR;
  result.horizonFromIncident[r] = days(span.from, horizonTick);
  result.horizonFromRestoration[r] = days(span.to, horizonTick);
  result.notDisrupted[r] = back === 0 ? 1 : 0;
  result.relapsed[r] = relapses > 0 ? 1 : 0;
}

/** A measured tick as a moment: 0 (never disrupted) is the start of the incident, past the horizon is never. */
function momentOf(backTick: number, incident: number, horizon: number): number {
  if (backTick === 0) return incident;
  return backTick > horizon ? Infinity : backTick;
}
