/** A study as one JSON file: every answer, with the hourly curves, seed and hashes that let others check it. */
import { measuresIn, recoveryMeasuresIn, MEASURE_IDS, RECOVERY_IDS } from '../catalog/measures/index.ts';
import { curveOf } from '../results/curves.ts';
import { paired } from '../results/paired.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type {
  Curve,
  PairedDifference,
  RecoverySummary,
  Spread,
  StrategySummary,
  StudyResult,
} from '../results/types.ts';
import { verdict } from '../results/verdict.ts';

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
}

/** Text of the file, indented, one curve a line. */
export function toJson(result: StudyResult, set: ResultSet): string {
  return `${write(resultFile(result, set), '')}\n`;
}

/** What the file holds, before it is text. */
export function resultFile(result: StudyResult, set: ResultSet): Record<string, unknown> {
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
      measures: measuresIn(result.words).map(({ id, label, unit, meaning, perService }) => ({
        id,
        label,
        unit,
        meaning,
        perService,
      })),
      recovery: recoveryMeasuresIn(result.words).map(({ id, label, unit, meaning }) => ({ id, label, unit, meaning })),
    },
    incidentHour: result.incidentHour,
    restoredHour: result.restoredHour,
    affectedSites: result.affectedSites,
    siteCount: result.siteCount,
    headline: result.headline,
    words: result.words,
    verdict: result.strategies.length > 0 ? verdict(result, set) : null,
    strategies: result.strategies.map((strategy) => strategyOut(strategy, result, set)),
    comparisons: baseline === undefined ? [] : comparisons(result, set, baseline.id),
    utilisation: result.utilisation,
    evidence: result.evidence,
    warnings: result.warnings,
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
      typicalSite: recoveryOut(strategy.typicalSite),
      slowestSite: recoveryOut(strategy.slowestSite),
      whole: recoveryOut(strategy.whole),
    },
    noTraceLeftHoursFromIncident: spreadOut(strategy.noTraceLeftHours, true),
    recordsUpToDateHoursFromRestoration: spreadOut(strategy.recordsUpToDateHours, true),
    measures: measuresOut(strategy.measures),
    curves: curves(undefined, 'hours'),
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

function recoveryOut(recovery: RecoverySummary): Record<string, unknown> {
  return {
    workingDaysFromIncident: spreadOut(recovery.fromIncident, true),
    workingDaysFromRestoration: spreadOut(recovery.fromRestoration, true),
    hoursFromRestoration: spreadOut(recovery.hoursFromRestoration, true),
    shareNotDisrupted: recovery.notDisrupted,
    shareDisruptedAgain: recovery.relapsed,
    chanceByDate: recovery.chanceByDate,
  };
}

function spreadOut(spread: Spread, isMoment: boolean): SpreadOut {
  const { mean, p5, p25, median, p75, p95, notBack } = spread;
  return { mean, p5, p25, median, p75, p95, ...(isMoment && { shareNotBack: notBack }) };
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
      [...RECOVERY_IDS, ...MEASURE_IDS].map((measure) => paired(set, strategy.id, baseline, measure)),
    );
}

/** Four decimals are more than any curve can use. */
function rounded(curve: Curve): Curve {
  return Object.fromEntries(
    Object.entries(curve).map(([name, values]) => [
      name,
      (values as number[]).map((value) => Math.round(value * 1e4) / 1e4),
    ]),
  ) as unknown as Curve;
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
  if (fields.length <= 10 && fields.every(([, field]) => field === null || typeof field === 'number'))
    return JSON.stringify(value);
  return `{\n${fields.map(([name, field]) => `${inner}${JSON.stringify(name)}: ${write(field, inner)}`).join(',\n')}\n${indent}}`;
}
