/** The answers: what tables, charts, sentences and files are made of. */
import { MEASURE_IDS, type MeasureId, type RecoveryId } from '../catalog/measures/index.ts';
import type { Words } from '../catalog/words.ts';
import type { Law } from '../scenario/uncertain/parameter.ts';

/** Between `low` and `high` with the stated level of confidence, say 0.95. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** For a percentile: `level` is the one attained, at least 0.95; an end among runs that are not back is `null`. */
export interface QuantileInterval {
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

/** How surely the figures of a `Spread` are known, given the number of runs; `null` where there are not enough of them. */
export interface SpreadIntervals {
  /** Student's t; `null` too when some run is not back. */
  readonly mean: Interval | null;
  /** Between two order statistics, by exact binomial ranks. */
  readonly p5: QuantileInterval | null;
  readonly p25: QuantileInterval | null;
  readonly median: QuantileInterval | null;
  readonly p75: QuantileInterval | null;
  readonly p95: QuantileInterval | null;
  /** Wilson's. */
  readonly notBack: Interval;
}

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
  readonly intervals: SpreadIntervals;
}

export interface RecoverySummary {
  /**
   * Elapsed working days from the start of the incident, and from restoration (may be negative: before restoration).
   * What is never disrupted counts as back at the start of the incident, so that it is earlier than any recovery by either clock.
   */
  readonly fromIncident: Spread;
  readonly fromRestoration: Spread;
  /** Clock hours, from the start of the incident and from restoration. */
  readonly hoursFromIncident: Spread;
  readonly hoursFromRestoration: Spread;
  /** Records up to date: clock hours from restoration until what was done without the system is typed up. Reported beside recovery, not part of it. */
  readonly recordsUpToDateHours: Spread;
  /** Share of runs in which it was never disrupted. */
  readonly notDisrupted: number;
  /** Share of runs in which something was disrupted again after it had been back to normal. */
  readonly relapsed: number;
  /** How often that happened; the times are those of the last recovery. */
  readonly relapses: Spread;
  /** Wilson's, for these shares. */
  readonly intervals: { readonly notDisrupted: Interval; readonly relapsed: Interval };
  /** For each date of the results period from the incident on: share of runs back to normal by the end of that date, with Wilson's interval. */
  readonly chanceByDate: readonly {
    readonly date: string;
    readonly share: number;
    readonly low: number;
    readonly high: number;
  }[];
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
  /** By which nine in ten of them are back: their 90th percentile, run by run. */
  readonly ninetiethSite: RecoverySummary;
  readonly slowestSite: RecoverySummary;
  /** Summed extra over all sites, every service back. */
  readonly whole: RecoverySummary;
  /** Hours from the start of the incident until no trace is left anywhere. */
  readonly noTraceLeftHours: Spread;
  /** Hours from restoration until everything done on paper is typed up. */
  readonly recordsUpToDateHours: Spread;
  readonly measures: Readonly<Record<MeasureId, Spread>>;
  /**
   * What its backups cost at the sites that have them: every year, and once. Of the sites looked at where these are not all,
   * less the backups named last, of which a share of more sites has them; of all where one kind of work is looked at.
   */
  readonly costPerYear: number;
  readonly setUpCost: number;
  readonly costNotSplit: readonly string[];
  readonly services: readonly ServiceSummary[];
}

/** The sites of one group of the scenario: one after the other, and on their extra added up. */
export interface GroupSummary {
  readonly id: string;
  readonly title: string;
  readonly sites: number;
  readonly typicalSite: RecoverySummary;
  readonly ninetiethSite: RecoverySummary;
  readonly slowestSite: RecoverySummary;
  readonly whole: RecoverySummary;
  readonly measures: Readonly<Record<MeasureId, Spread>>;
}

/** What the interval of a paired difference allows to be said: `same` only when not one run differs. */
export type Standing = 'a-better' | 'b-better' | 'same' | 'cannot-tell';

/** A minus B, paired by run: the same patients and the same luck. */
export interface PairedDifference {
  readonly a: string;
  readonly b: string;
  readonly measure: string;
  readonly mean: number;
  /** Student t interval of the mean; minus and plus infinity for a single run. */
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** In how many runs A was better, B was better, and neither: judged before anything is restricted. */
  readonly aBetter: number;
  readonly bBetter: number;
  readonly ties: number;
  readonly runs: number;
  /** Wilson intervals for the shares of runs in which A, and B, is better. */
  readonly aBetterShare: Interval;
  readonly bBetterShare: Interval;
  /** Either was not back in some run, and counted as back at the horizon there: the mean is a restricted one. */
  readonly restricted: boolean;
  readonly aNotBack: number;
  readonly bNotBack: number;
  readonly standing: Standing;
  /** How many more runs would tell the two apart if the difference stays as it is; 0 when they are, `null` when no sensible number would. */
  readonly moreRunsToSettle: number | null;
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
  /** The numbers of the scenario that are not known: none when the spread is chance only. */
  readonly uncertain: UncertainSummary;
}

export interface UncertainSummary {
  /** By the name of their place. */
  readonly parameters: readonly {
    readonly of: string;
    readonly label: string;
    readonly unit: string;
    readonly central: number;
    readonly low: number;
    readonly high: number;
    readonly law: Law;
    readonly words: string;
    readonly as: string | null;
    readonly why: string | null;
    readonly source: string | null;
  }[];
  /** Worlds begun so far, and runs in each. */
  readonly worlds: number;
  readonly replicates: number;
  /** Per run, in the order of the parameters. */
  readonly drawn: readonly (readonly number[])[];
}

export interface EvidenceResult {
  readonly id: string;
  readonly claim: string;
  readonly source: string;
  readonly fitted: boolean;
  readonly fittedParameters: readonly string[];
  /** False for what the method asks for, such as weeks long enough to see everybody back: it holds the model against nothing. */
  readonly onRecord: boolean;
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
  /** Which uncertain assumption decides it, and where the answer would flip; absent where nothing is compared. */
  readonly decides?: string;
}
