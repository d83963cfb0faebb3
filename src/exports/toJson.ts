/** A study as one JSON file: every answer, with the hourly curves, seed and hashes that let others check it. */
import { measuresIn, recoveryMeasuresIn, MEASURE_IDS, RECOVERY_IDS } from '../catalog/measures/index.ts';
import { statistics } from '../catalog/measures/statistics.ts';
import { curveOf, sampleRuns } from '../results/curves.ts';
import { groupSummaries } from '../results/groups.ts';
import { paired } from '../results/paired.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { serviceAnswers } from '../results/serviceAnswers.ts';
import { siteMeasures, siteSummaries } from '../results/sites.ts';
import type {
  Curve,
  GroupSummary,
  Interval,
  PairedDifference,
  QuantileInterval,
  RecoverySummary,
  Spread,
  StrategySummary,
  StudyResult,
} from '../results/types.ts';
import { untold } from '../results/untold.ts';
import { uncertaintyOf } from '../results/uncertainty.ts';
import { spreadSentence } from '../results/uncertain.ts';
import { verdict } from '../results/verdict.ts';
import type { ExportOptions } from './options.ts';

/** Rises when a reader of the file would have to change. */
export const RESULTS_FORMAT = 1;

/** A percentile that falls among runs that are not back is null; `shareNotBack` says how many they are. */
interface SpreadOut {
  readonly mean: number | null;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly shareNotBack?: number;
  /** Low end, high end and level, by the name of the figure; null where there are not enough runs for one. */
  readonly intervals: Readonly<Record<string, readonly (number | null)[] | null>>;
}

/** Sample runs in the file: percentile curves are no trajectories, single runs are. */
const SAMPLE_RUNS = 5;

/** Text of the file, indented, one curve a line. */
export function toJson(result: StudyResult, set: ResultSet, options: ExportOptions = {}): string {
  return `${write(resultFile(result, set, options), '')}\n`;
}

/** What the file holds, before it is text. */
export function resultFile(result: StudyResult, set: ResultSet, options: ExportOptions = {}): Record<string, unknown> {
  const baseline = result.strategies.find((strategy) => strategy.baseline) ?? result.strategies[0];
  return {
    format: RESULTS_FORMAT,
    product: 'Standby',
    engineVersion: result.engineVersion,
    scenario: result.scenario,
    seed: result.seed,
    runs: result.runs,
    requestedRuns: result.requestedRuns,
    hash: result.hash,
    start: result.start,
    resultsFrom: result.resultsFrom,
    hours: result.hours,
    definitions: {
      percentiles:
        'order statistics: the smallest value that at least that share of the runs does not exceed; null when it falls among runs not back within the horizon',
      extra: 'the outstanding work of a run less that of the same run without incident and strategy',
      curves:
        'one value for each hour from 00:00 of resultsFrom; items of the service, staff-hours for all of them together',
      backToNormal:
        'working days elapsed in base shifts; what is never disrupted counts as back at the start of the incident',
      intervals:
        'intervals holds [low, high, level] for each figure beside it: the mean by Student, percentiles by order statistics, shares by Wilson; null where the runs are too few, a null end where it falls among runs not back',
      sampleRuns: 'single runs as they went, extra outstanding in staff-hours: percentile curves are no trajectories',
      sites: 'measures of single sites are means over all runs, re-entry left out of peak and area',
      services:
        'each kind of work by itself, at the sites that do it: the verdict of it alone, and when a typical site, nine in ten and the slowest are back to normal in it; a service under a strategy has everybody together',
      measures: measuresIn(result.words).map(({ id, label, unit, meaning, lowerIsBetter, perService, perSite }) => ({
        id,
        label,
        unit,
        meaning,
        lowerIsBetter,
        perService,
        perSite,
      })),
      recovery: recoveryMeasuresIn(result.words).map(({ id, label, unit, meaning, lowerIsBetter }) => ({
        id,
        label,
        unit,
        meaning,
        lowerIsBetter,
      })),
      statistics: statistics.map(({ id, label, meaning, source }) => ({ id, label, meaning, source })),
    },
    incidentHour: result.incidentHour,
    restoredHour: result.restoredHour,
    affectedSites: result.affectedSites,
    siteCount: result.siteCount,
    headline: result.headline,
    words: result.words,
    verdict: result.strategies.length > 0 ? verdict(result, set) : null,
    services: result.strategies.length > 0 ? servicesOut(set) : [],
    strategies: result.strategies.map((strategy) => strategyOut(strategy, result, set)),
    comparisons: baseline === undefined ? [] : comparisons(result, set, baseline.id),
    ...(options.precision && { precision: options.precision }),
    ...(set.replicates !== undefined &&
      set.replicates > 1 && { chanceAndNotKnowing: { replicates: set.replicates, figures: uncertaintyOf(set) } }),
    utilisation: result.utilisation,
    evidence: result.evidence,
    uncertain: uncertainOut(result),
    warnings: result.warnings,
  };
}

/** The numbers that are not known with what is believed of them, and by run what was drawn. */
function uncertainOut({ uncertain }: StudyResult): Record<string, unknown> {
  const { parameters, worlds, replicates, drawn } = uncertain;
  return {
    spread: spreadSentence(uncertain),
    worlds,
    replicates,
    parameters: parameters.map((parameter, k) => ({ ...parameter, drawn: drawn.map((values) => values[k]!) })),
  };
}

function strategyOut(strategy: StrategySummary, result: StudyResult, set: ResultSet): Record<string, unknown> {
  const curves = (services: readonly string[] | undefined, unit: 'items' | 'hours'): Record<string, unknown> => ({
    backlog: {
      unit: unit === 'items' ? 'items' : 'staff-hours',
      ...rounded(curveOf(set, strategy.id, 'backlog', { ...(services && { services }), unit })),
    },
    extraOutstanding: {
      unit: unit === 'items' ? 'items' : 'staff-hours',
      ...rounded(curveOf(set, strategy.id, 'extra', { ...(services && { services }), unit })),
    },
  });
  return {
    id: strategy.id,
    title: strategy.title,
    baseline: strategy.baseline,
    costPerYear: strategy.costPerYear,
    setUpCost: strategy.setUpCost,
    backToNormal: {
      ...sitesOut(strategy),
      whole: recoveryOut(strategy.whole),
    },
    noTraceLeftHoursFromIncident: spreadOut(strategy.noTraceLeftHours, true),
    recordsUpToDateHoursFromRestoration: spreadOut(strategy.recordsUpToDateHours, true),
    measures: measuresOut(strategy.measures),
    curves: { ...curves(undefined, 'hours'), ...reentryCurve(strategy, result, set) },
    sampleRuns: sampleRuns(set, strategy.id, 'extra', { unit: 'hours' }, SAMPLE_RUNS).map(({ run, values }) => ({
      run,
      extraOutstanding: values.map(fourDecimals),
    })),
    groups: groupSummaries(set, strategy.id).map((group) => ({
      id: group.id,
      title: group.title,
      sites: group.sites,
      backToNormal: { ...sitesOut(group), whole: recoveryOut(group.whole) },
      measures: measuresOut(group.measures),
    })),
    sites: sitesOf(strategy, set),
    services: strategy.services.map((service) => ({
      key: service.key,
      title: service.title,
      counts: result.services.find((one) => one.key === service.key)?.counts ?? 'items',
      backToNormal: recoveryOut(service.recovery),
      noTraceLeftHoursFromIncident:
        service.noTraceLeftHours === null ? null : spreadOut(service.noTraceLeftHours, true),
      peakItems: spreadOut(service.peakItems, false),
      measures: measuresOut(service.measures),
      curves: curves([service.key], 'items'),
    })),
  };
}

/** Re-entry made and not yet started, in staff-hours; nothing where no site has any. */
function reentryCurve(strategy: StrategySummary, result: StudyResult, set: ResultSet): Record<string, unknown> {
  const services = result.services.filter((service) => service.isReentry).map((service) => service.key);
  if (services.length === 0) return {};
  return {
    reentryOutstanding: {
      unit: 'staff-hours',
      ...rounded(curveOf(set, strategy.id, 'extra', { services, unit: 'hours' })),
    },
  };
}

/** Each kind of work by itself. */
function servicesOut(set: ResultSet): Record<string, unknown>[] {
  return Array.from(serviceAnswers(set), ({ service, result, verdict }) => ({
    key: service.key,
    title: service.title,
    counts: service.counts,
    sites: result.siteCount,
    verdict,
    strategies: result.strategies.map((strategy) => ({ id: strategy.id, backToNormal: sitesOut(strategy) })),
  }));
}

function sitesOut(of: StrategySummary | GroupSummary): Record<string, unknown> {
  return {
    typicalSite: recoveryOut(of.typicalSite),
    ninetiethSite: recoveryOut(of.ninetiethSite),
    slowestSite: recoveryOut(of.slowestSite),
  };
}

function sitesOf(strategy: StrategySummary, set: ResultSet): Record<string, unknown>[] {
  const figures = siteMeasures(set, strategy.id);
  return siteSummaries(set, strategy.id).map((site, i) => ({
    id: site.id,
    title: site.title,
    kind: site.kind,
    shareHit: site.hit,
    workingDaysFromRestoration: spreadOut(site.fromRestoration, true),
    noTraceLeftHoursFromIncident: spreadOut(site.noTraceLeftHours, true),
    recordsUpToDateHoursFromRestoration: spreadOut(site.recordsUpToDateHours, true),
    meanMeasures: figures[i],
  }));
}

function recoveryOut(recovery: RecoverySummary): Record<string, unknown> {
  return {
    workingDaysFromIncident: spreadOut(recovery.fromIncident, true),
    workingDaysFromRestoration: spreadOut(recovery.fromRestoration, true),
    hoursFromIncident: spreadOut(recovery.hoursFromIncident, true),
    hoursFromRestoration: spreadOut(recovery.hoursFromRestoration, true),
    recordsUpToDateHoursFromRestoration: spreadOut(recovery.recordsUpToDateHours, true),
    shareNotDisrupted: recovery.notDisrupted,
    shareDisruptedAgain: recovery.relapsed,
    timesDisruptedAgain: spreadOut(recovery.relapses, false),
    intervals: {
      shareNotDisrupted: ends(recovery.intervals.notDisrupted),
      shareDisruptedAgain: ends(recovery.intervals.relapsed),
    },
    chanceByDate: recovery.chanceByDate,
  };
}

function spreadOut(spread: Spread, isMoment: boolean): SpreadOut {
  const { mean, p5, p25, median, p75, p95, notBack, intervals } = spread;
  return {
    mean,
    p5,
    p25,
    median,
    p75,
    p95,
    ...(isMoment && { shareNotBack: notBack }),
    intervals: {
      mean: ends(intervals.mean),
      p5: ends(intervals.p5),
      p25: ends(intervals.p25),
      median: ends(intervals.median),
      p75: ends(intervals.p75),
      p95: ends(intervals.p95),
      ...(isMoment && { shareNotBack: ends(intervals.notBack) }),
    },
  };
}

function ends(interval: Interval | QuantileInterval | null): readonly (number | null)[] | null {
  return interval && [interval.low, interval.high, interval.level];
}

/** Measures by id; those that do not exist for a service are left out. */
function measuresOut(spreads: StrategySummary['measures']): Record<string, SpreadOut> {
  return Object.fromEntries(
    MEASURE_IDS.flatMap((id) => (spreads[id].median === null ? [] : [[id, spreadOut(spreads[id], false)]])),
  );
}

function comparisons(result: StudyResult, set: ResultSet, baseline: string): PairedDifference[] {
  return result.strategies
    .filter((strategy) => strategy.id !== baseline)
    .flatMap((strategy) =>
      [...RECOVERY_IDS, ...MEASURE_IDS]
        .filter((measure) => untold(set, measure) === undefined)
        .map((measure) => paired(set, strategy.id, baseline, measure)),
    );
}

/** Four decimals are more than any curve can use. */
function rounded(curve: Curve): Curve {
  return Object.fromEntries(
    Object.entries(curve).map(([name, values]) => [name, (values as number[]).map(fourDecimals)]),
  ) as unknown as Curve;
}

function fourDecimals(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** JSON with one field a line and lists of numbers on one; infinite numbers are null. */
function write(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((entry) => entry === null || typeof entry !== 'object')) return JSON.stringify(value);
    return `[\n${value.map((entry) => `${inner}${write(entry, inner)}`).join(',\n')}\n${indent}]`;
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (fields.length === 0) return '{}';
  if (fields.length <= 10 && fields.every(([, field]) => isShort(field))) return JSON.stringify(value);
  return `{\n${fields.map(([name, field]) => `${inner}${JSON.stringify(name)}: ${write(field, inner)}`).join(',\n')}\n${indent}}`;
}

/** A number, or a few of them. */
function isShort(field: unknown): boolean {
  return (
    field === null ||
    typeof field === 'number' ||
    (Array.isArray(field) && field.length <= 3 && field.every((entry) => entry === null || typeof entry === 'number'))
  );
}
