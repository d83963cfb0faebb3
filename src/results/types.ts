/** The answers: what tables, charts, sentences and files are made of. */

/** A figure over runs. Times of runs that are not back count as later than any other; `median` etc. are then `null` when they fall among these. */
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
  /** Elapsed working days from the start of the incident, and from restoration (may be negative: before restoration). */
  readonly fromIncident: Spread;
  readonly fromRestoration: Spread;
  /** Clock hours from restoration. */
  readonly hoursFromRestoration: Spread;
  /** For each date of the results period from the incident on: share of runs back to normal by the end of that date. */
  readonly chanceByDate: readonly { readonly date: string; readonly share: number }[];
}

/** Measures that add up over queues; per service and for the whole. */
export const MEASURE_IDS = [
  'peakHours', // peak of extra outstanding, in staff-hours
  'areaHours', // area of extra outstanding, staff-hours x hours
  'late', // extra late items
  'missed', // time-critical work missed, more than in the twin
  'notDealtWith', // not dealt with by close, more than in the twin
  'deferred',
  'withoutSystem', // worked without the system
  'withoutRecord', // people seen without the record
  'recordDays', // record not up to date, patient-days
  'passedOn', // passed to 111, urgent care, pharmacy: more than in the twin
  'gaveUp', // gave up or went elsewhere: more than in the twin
  'putOff', // asked to come back later, or paused
  'rebooked', // missed slots rebooked: more than in the twin
  'reentryHours',
  'overtimeHours', // running over and staying late, more than in the twin
  'extraHours', // extra staff rostered
  'cost', // this incident, pounds
] as const;
export type MeasureId = (typeof MEASURE_IDS)[number];

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
  /** The typical practice: per run the median over affected GP practices (or affected sites when there are none). The headline. */
  readonly typicalSite: RecoverySummary;
  readonly slowestSite: RecoverySummary;
  /** Summed extra over all sites, every service back. */
  readonly whole: RecoverySummary;
  /** Hours from the start of the incident until no trace is left anywhere. */
  readonly noTraceLeftHours: Spread;
  /** Hours from restoration until everything done on paper is typed up. */
  readonly recordsUpToDateHours: Spread;
  readonly measures: Readonly<Record<MeasureId, Spread>>;
  readonly costPerYear: number;
  readonly services: readonly ServiceSummary[];
}

/** A minus B, paired by run. */
export interface PairedDifference {
  readonly a: string;
  readonly b: string;
  readonly measure: string;
  readonly mean: number;
  /** Student t interval, 95%. */
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
  /** Ticks after `resultsFrom` 00:00 in hours: earliest failure and latest restoration, medians over runs. */
  readonly incidentHour: number;
  readonly restoredHour: { readonly p5: number; readonly median: number; readonly p95: number };
  readonly affectedSites: number;
  readonly siteCount: number;
  readonly practices: { readonly affected: number; readonly total: number };
  readonly workingDay: { readonly fromMinute: number; readonly toMinute: number };
  readonly strategies: readonly StrategySummary[];
  readonly services: readonly { readonly key: string; readonly title: string; readonly template: string; readonly counts: 'people' | 'items'; readonly isReentry: boolean }[];
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
