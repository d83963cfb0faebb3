/** Everything measured so far in a study, run by run in run order; answers are made from it. */
import type { Model } from '../scenario/model.ts';

/** One run of one strategy, or the twin, measured: small enough to keep for every run. */
export interface MeasuredWorld {
  /** Per service key then hour of the results period, summed over sites. */
  readonly backlog: Int32Array;
  readonly outstanding: Int32Array;
  /** Per hour: minutes of re-entry made and not started, whole. */
  readonly reentryMinutes: Float64Array;
  /** Per service key then MEASURE_IDS, as differences to the twin where types.ts says so; recoveries are separate. */
  readonly measures: Float64Array;
  /** MEASURE_IDS for the whole. */
  readonly whole: Float64Array;
  /** Ticks at which it is back to normal, per service key on the summed extra; horizon tick + 1 when not back; 0 when not disrupted. */
  readonly backTick: Float64Array;
  readonly peakItems: Float64Array;
  /** Per site: back to normal (every service), no trace left, records up to date; same convention. */
  readonly siteBackTick: Float64Array;
  readonly siteNoTraceTick: Float64Array;
  readonly siteRecordsTick: Float64Array;
  readonly siteRelapses: Float64Array;
  /** Per pool key (template/pool): busy and staffed ticks in the results period. */
  readonly hash: readonly [number, number];
}

export interface MeasuredRun {
  readonly run: number;
  readonly twin: MeasuredWorld;
  readonly strategies: readonly MeasuredWorld[];
  readonly incidentTick: Int32Array;
  readonly restoredTick: Int32Array;
  /** Per pool key, the twin's utilisation of base staff. */
  readonly utilisation: Float64Array;
}

export interface ResultSet {
  readonly model: Model;
  readonly seed: string;
  readonly requestedRuns: number;
  /** Run k at position k. */
  readonly runs: readonly MeasuredRun[];
}
