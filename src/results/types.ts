/** The answers: what tables, charts, sentences and files are made of. */
import { MEASURE_IDS, type MeasureId, type RecoveryId } from '../catalog/measures/index.ts';
import type { Words } from '../catalog/words.ts';

/**
 * A figure over runs. A percentile is an order statistic: the smallest value that at least that share of the runs
 * does not exceed (Hyndman and Fan's definition 1), so it is always a value that occurred. Times of runs that are not
 * back count as later than any other; `median` etc. are then `null` when they fall among these, and so is `mean` when
 * there is any. All are `null` for a measure that does not exist here (staff time or money of one service).
 */
export interface Spread {
  readonly mean: number | null;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  /** Share of runs not back within the horizon (recovery measures), else 0. */
  readonly notBack: number;
}

export interface RecoverySummary {
  /**
   * Elapsed working days from the start of the incident, and from restoration (may be negative: before restoration).
   * What is never disrupted counts as back at the start of the incident, so that it is earlier than any recovery by either clock.
   */
  readonly fromIncident: Spread;
  readonly fromRestoration: Spread;
  /** Clock hours from restoration. */
  readonly hoursFromRestoration: Spread;
  /** Share of runs in which it was never disrupted. */
  readonly notDisrupted: number;
  /** Share of runs in which something was disrupted again after it had been back to normal. */
  readonly relapsed: number;
  /** For each date of the results period from the incident on: share of runs back to normal by the end of that date. */
  readonly chanceByDate: readonly { readonly date: string; readonly share: number }[];
}

export { MEASURE_IDS, type MeasureId, type RecoveryId };

export interface ServiceSummary {
  readonly key: string;
  readonly title: string;
  readonly template: string;
  readonly recovery: RecoverySummary;
  readonly noTraceLeftHours: Spread | null;
  readonly measures: Readonly<Record<MeasureId, Spread>>;
  /** Peak in items of this service. */
  readonly peakItems: Spread;
}

export interface StrategySummary {
  readonly id: string;
  readonly title: string;
  readonly short: string;
  readonly baseline: boolean;
  /** The typical site: per run the median over the affected ones the verdict speaks of. The headline. */
  readonly typicalSite: RecoverySummary;
  readonly slowestSite: RecoverySummary;
  /** Summed extra over all sites, every service back. */
  readonly whole: RecoverySummary;
  /** Hours from the start of the incident until no trace is left anywhere. */
  readonly noTraceLeftHours: Spread;
  /** Hours from restoration until everything done on paper is typed up. */
  readonly recordsUpToDateHours: Spread;
  readonly measures: Readonly<Record<MeasureId, Spread>>;
  /** What its backups cost at the sites that have them: every year, and once. */
  readonly costPerYear: number;
  readonly setUpCost: number;
  readonly services: readonly ServiceSummary[];
}

/** A minus B, paired by run. */
export interface PairedDifference {
  readonly a: string;
  readonly b: string;
  readonly measure: string;
  readonly mean: number;
  /** Student t interval, 95%; minus and plus infinity for a single run. */
  readonly low: number;
  readonly high: number;
  readonly aBetter: number;
  readonly bBetter: number;
  readonly ties: number;
  readonly runs: number;
  /** Either was not back in some run: restricted to the horizon. */
  readonly restricted: boolean;
}

/** Percentile curves of one quantity over hourly samples of the results period. */
export interface Curve {
  readonly mean: readonly number[];
  readonly p5: readonly number[];
  readonly p25: readonly number[];
  readonly median: readonly number[];
  readonly p75: readonly number[];
  readonly p95: readonly number[];
}

export type Quantity = 'extra' | 'outstanding' | 'backlog';

export interface StudyResult {
  readonly scenario: { readonly id: string; readonly title: string; readonly hash: string };
  readonly engineVersion: string;
  readonly seed: string;
  readonly runs: number;
  readonly requestedRuns: number;
  /** Over every item of runs 0 to 9 and all summaries of all runs, 16 hexadecimal digits. */
  readonly hash: string;
  readonly start: string;
  readonly resultsFrom: string;
  readonly hours: number;
  /** Hours after `resultsFrom` 00:00: earliest failure and latest restoration, over the runs that hit somebody; `null` when none does. Never restored counts as the horizon. */
  readonly incidentHour: number | null;
  readonly restoredHour: { readonly p5: number; readonly median: number; readonly p95: number } | null;
  /** Sites hit, median over runs. */
  readonly affectedSites: number;
  readonly siteCount: number;
  /** Of the sites the verdict speaks of: how many are hit (median over runs), and how many there are. */
  readonly headline: { readonly affected: number; readonly total: number };
  /** What sites and those they serve are called; `site` names what the typical and the slowest one are taken from. */
  readonly words: Words;
  /** Of the reference site: the first the verdict speaks of, else the first site that is no hub. */
  readonly workingDay: { readonly fromMinute: number; readonly toMinute: number };
  readonly strategies: readonly StrategySummary[];
  readonly services: readonly {
    readonly key: string;
    readonly title: string;
    readonly template: string;
    readonly counts: 'people' | 'items';
    readonly isReentry: boolean;
  }[];
  /** Utilisation of pools in the twin, by `template/pool`. */
  readonly utilisation: Readonly<Record<string, number>>;
  readonly evidence: readonly EvidenceResult[];
  readonly warnings: readonly string[];
}

export interface EvidenceResult {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly fitted: boolean;
  readonly fittedParameters: readonly string[];
  readonly between: readonly [number, number];
  readonly unit: string;
  readonly simulated: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly holds: boolean;
  readonly detail: string;
}

/** The verdict: sentences that are true of the numbers, generated from them. */
export interface Verdict {
  readonly headline: string;
  readonly detail: string;
}
