/** A result set becomes the answers that every table, chart, sentence and file is made of. */
import { MEASURE_IDS, measureOf, type MeasureId } from '../catalog/measures/index.ts';
import { atOnce, type Steps } from '../engine/inSteps.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../scenario/calendar.ts';
import type { Strategy } from '../scenario/schema.ts';
import { standingCost, type StandingCost } from './costs.ts';
import { evaluateEvidence } from './evidence.ts';
import { focusSites, wholeModel } from './focus.ts';
import { addDays, lastDate } from './format.ts';
import { scenarioHash, studyHash } from './hash.ts';
import { layoutOf, type Layout } from './layout.ts';
import {
  baselineIndex,
  incidentSpan,
  isHit,
  measureRuns,
  noTraceRuns,
  recordsRuns,
  typicalPopulation,
  type PairedMeasure,
} from './perRun.ts';
import { NO_SPREAD, quantile, shareInterval, spreadOf } from './quantiles.ts';
import { dayBack, recoveryRuns, type RecoveryRuns, type WhichSite } from './recoveryRuns.ts';
import type { ResultSet } from './resultSet.ts';
import type { RecoverySummary, ServiceSummary, Spread, StrategySummary, StudyResult } from './types.ts';
import { uncertainOf } from './uncertain.ts';
import { untold } from './untold.ts';
import { foldedWarnings, warningsOf } from './warnings.ts';

/** Summarises the runs done so far. Every percentile is an order statistic (`quantiles.ts`). */
export function summarise(set: ResultSet): StudyResult {
  return atOnce(summarising(set));
}

/** The same in steps of some milliseconds, for whoever has other things to see to meanwhile. */
export function* summarising(set: ResultSet): Steps<StudyResult> {
  const { frame, model } = set;
  const { scenario } = model;
  const layout = layoutOf(frame, model);
  const population = typicalPopulation(set);
  const spans = set.runs.flatMap((run) => incidentSpan(run) ?? []);
  const restored = Float64Array.from(spans, (span) => hourOf(set, span.to)).sort();
  const hits = (sites: readonly number[]): number =>
    medianOf(set.runs.map((run) => sites.filter((site) => isHit(run, site)).length));
  const whole = wholeModel(set);
  // One kind of work has no cost of its own: then what its sites pay for all of theirs is told, and called so.
  const payers = set.focus && new Set(focusSites(whole, set.focus).map((site) => whole.sites[site]!.id));
  const strategies: StrategySummary[] = [];
  for (const [s, strategy] of scenario.strategies.entries()) {
    const services: ServiceSummary[] = [];
    for (const k of layout.keys.keys()) {
      yield;
      services.push(serviceSummary(set, layout, s, k));
    }
    yield;
    strategies.push(strategySummary(set, strategy, s, standingCost(whole, strategy, payers), services));
  }
  yield;
  const evidence = evaluateEvidence(set);
  yield;
  const result: Omit<StudyResult, 'warnings'> = {
    scenario: { id: scenario.id, title: scenario.title, hash: scenarioHash(whole.scenario) },
    engineVersion: set.engineVersion,
    seed: set.seed,
    runs: set.runs.length,
    requestedRuns: set.requestedRuns,
    hash: set.service?.hash ?? studyHash(set),
    start: scenario.start,
    resultsFrom: addDays(scenario.start, scenario.warmUpDays),
    hours: frame.hours,
    incidentHour: spans.length === 0 ? null : medianOf(spans.map((span) => hourOf(set, span.from))),
    restoredHour:
      spans.length === 0
        ? null
        : { p5: quantile(restored, 0.05), median: quantile(restored, 0.5), p95: quantile(restored, 0.95) },
    affectedSites: hits(frame.sites.map((_, i) => i)),
    siteCount: frame.sites.length,
    headline: { affected: hits(population.sites), total: population.sites.length },
    words: population.words,
    workingDay: workingDay(set, layout),
    strategies,
    services: layout.keys.map(({ key, title, template, counts, isReentry }) => ({
      key,
      title,
      template,
      counts,
      isReentry,
    })),
    utilisation: Object.fromEntries(
      layout.poolKeys.map((key, p) => [key, meanOf(set.runs.map((run) => run.utilisation[p]!))]),
    ),
    evidence,
    uncertain: uncertainOf(set),
  };
  return {
    ...result,
    warnings: [...warningsOf(result, lastDate(scenario), Boolean(set.focus ?? set.service)), ...foldedWarnings(set)],
  };
}

function strategySummary(
  set: ResultSet,
  strategy: Strategy,
  s: number,
  cost: StandingCost,
  services: readonly ServiceSummary[],
): StrategySummary {
  const ofSites = (which: WhichSite): RecoverySummary =>
    recoverySummary(set, recoveryRuns(set, s, { kind: 'sites', which }));
  return {
    id: strategy.id,
    title: strategy.title,
    short: strategy.short ?? strategy.title,
    baseline: s === baselineIndex(set),
    typicalSite: ofSites('typical'),
    ninetiethSite: ofSites('ninetieth'),
    slowestSite: ofSites('slowest'),
    whole: recoverySummary(set, recoveryRuns(set, s, { kind: 'whole' })),
    noTraceLeftHours: toldSpread(set, 'noTraceLeft', () => noTraceRuns(set, s)),
    recordsUpToDateHours: toldSpread(set, 'recordsUpToDate', () => recordsRuns(set, s)),
    measures: spreads((id) => toldSpread(set, id, () => measureRuns(set, s, id))),
    costPerYear: cost.perYear,
    setUpCost: cost.setUp,
    costNotSplit: cost.notSplit,
    services,
  };
}

/** Recovery over runs. */
export function recoverySummary(set: ResultSet, runs: RecoveryRuns): RecoverySummary {
  const n = runs.relapses.length;
  const relapsed = runs.relapses.filter((times) => times > 0).length;
  const notDisrupted = runs.notDisrupted.reduce((sum, one) => sum + one, 0);
  return {
    fromIncident: spreadOf(runs.fromIncident, set.replicates),
    fromRestoration: spreadOf(runs.fromRestoration, set.replicates),
    hoursFromIncident: spreadOf(runs.hoursFromIncident, set.replicates),
    hoursFromRestoration: spreadOf(runs.hoursFromRestoration, set.replicates),
    recordsUpToDateHours: toldSpread(set, 'recordsUpToDate', () => runs.recordsHours),
    notDisrupted: n === 0 ? 0 : notDisrupted / n,
    relapsed: n === 0 ? 0 : relapsed / n,
    relapses: spreadOf(runs.relapses, set.replicates),
    intervals: {
      notDisrupted: shareInterval(notDisrupted, n, set.replicates),
      relapsed: shareInterval(relapsed, n, set.replicates),
    },
    chanceByDate: chanceByDate(set, runs.backTick),
  };
}

function serviceSummary(set: ResultSet, layout: Layout, s: number, k: number): ServiceSummary {
  const { key, title, template } = layout.keys[k]!;
  return {
    key,
    title,
    template,
    recovery: recoverySummary(set, recoveryRuns(set, s, { kind: 'service', key: k })),
    noTraceLeftHours: null, // the engine compares whole sites, not single services
    measures: spreads((id) =>
      measureOf(id).perService ? spreadOf(measureRuns(set, s, id, k), set.replicates) : NO_SPREAD,
    ),
    peakItems: spreadOf(
      set.runs.map((run) => run.strategies[s]!.peakItems[k]!),
      set.replicates,
    ),
  };
}

/** A figure over runs, if it exists for what is looked at. */
function toldSpread(set: ResultSet, measure: PairedMeasure, values: () => Float64Array): Spread {
  return untold(set, measure) === undefined ? spreadOf(values(), set.replicates) : NO_SPREAD;
}

/** A figure for every measure. */
export function spreads(of: (id: MeasureId) => Spread): Record<MeasureId, Spread> {
  return Object.fromEntries(MEASURE_IDS.map((id) => [id, of(id)])) as Record<MeasureId, Spread>;
}

/** From the date of the earliest failure in any run (of the results period, if it hits nobody) to the last date: share of runs back by 24:00. */
function chanceByDate(set: ResultSet, backTick: Float64Array): RecoverySummary['chanceByDate'] {
  const { scenario } = set.model;
  const earliest = set.runs.reduce((tick, run) => Math.min(tick, incidentSpan(run)?.from ?? Infinity), Infinity);
  const first = Math.max(scenario.warmUpDays, earliest === Infinity ? 0 : Math.floor(earliest / TICKS_PER_DAY));
  const backBy = new Int32Array(scenario.warmUpDays + scenario.days);
  for (let r = 0; r < backTick.length; r++) {
    const day = Math.max(first, dayBack(backTick[r]!));
    if (day < backBy.length) backBy[day]!++;
  }
  let back = 0;
  return Array.from({ length: Math.max(0, backBy.length - first) }, (_, k) => {
    back += backBy[first + k]!;
    const n = backTick.length;
    const { low, high } = shareInterval(back, n, set.replicates);
    return { date: addDays(scenario.start, first + k), share: n === 0 ? 0 : back / n, low, high };
  });
}

function hourOf(set: ResultSet, tick: number): number {
  return (tick - set.frame.warmUpTick) / TICKS_PER_HOUR;
}

function workingDay(set: ResultSet, layout: Layout): { fromMinute: number; toMinute: number } {
  const dates = set.frame.sites[layout.referenceSite]?.workingDates.filter((date) => date.windows.length > 0) ?? [];
  if (dates.length === 0) return { fromMinute: 540, toMinute: 1020 };
  const minuteOf = (date: { day: number }, tick: number): number =>
    (tick - date.day * TICKS_PER_DAY) / TICKS_PER_MINUTE;
  return {
    fromMinute: medianOf(dates.map((date) => minuteOf(date, date.windows[0]!.from))),
    toMinute: medianOf(dates.map((date) => minuteOf(date, date.windows.at(-1)!.to))),
  };
}

function medianOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : quantile(Float64Array.from(values).sort(), 0.5);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
