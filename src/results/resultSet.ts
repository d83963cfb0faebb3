/** Everything measured so far in a study, run by run in run order; answers are made from it. */
import type { Frame } from '../catalog/types.ts';
import type { Model } from '../scenario/model.ts';
import type { Focus } from './focus.ts';
import type { Folded } from './folded.ts';
import type { ServiceAlone } from './serviceSet.ts';

/** Whole numbers, in 16 bits when all of them fit: hourly series are most of what a study keeps. */
export type Counts = Int16Array | Int32Array;

/** Ticks, in 32 bits where a study keeps many of them. */
export type Ticks = Float64Array | Int32Array;

/**
 * One run of one strategy, or the twin, measured. Service keys, pools and their order: `layout.ts`. In a run that has been
 * folded (`folded.ts`) every series by hour or day, and what only evidence and means over runs are made of, is empty.
 */
export interface MeasuredWorld extends ByQueue {
  /** Per service key then hour of the results period, summed over sites. */
  readonly backlog: Counts;
  readonly outstanding: Counts;
  /** Per hour: minutes of re-entry made and not started, whole. */
  readonly reentryMinutes: Float64Array;
  /** Per hour: all services and re-entry together in staff-hours, so that the first chart needs no adding up. */
  readonly backlogHours: Float64Array;
  readonly outstandingHours: Float64Array;
  /** Per service key then day of the study from 0, warm-up included: items first due, those of them started that day, all starts. */
  readonly dayDue: Counts;
  readonly dayStartedSameDay: Counts;
  readonly dayStarts: Counts;
  /** Per service key then MEASURE_IDS, less the twin's; 0 where a measure cannot be split between services. The twin's are all 0. */
  readonly measures: Float64Array;
  /** MEASURE_IDS for the whole. */
  readonly whole: Float64Array;
  /**
   * Tick at which it is back to normal, per service key on the summed extra; horizon tick + 1 when not back;
   * 0 when not disrupted. For re-entry: when its outstanding is 0 to the horizon.
   */
  readonly backTick: Float64Array;
  /** Per service key: how often it was disrupted again after it had been back to normal. */
  readonly relapses: Float64Array;
  /** Per service key: peak of the summed extra, in items. */
  readonly peakItems: Float64Array;
  /** Per queue of the frame, as `backTick`. */
  readonly queueBackTick: Int32Array;
  /** Per site: back to normal (every service), no trace left, records up to date; same convention. */
  readonly siteBackTick: Ticks;
  readonly siteNoTraceTick: Ticks;
  readonly siteRecordsTick: Ticks;
  readonly siteRelapses: Float64Array | Counts;
  /** Per site then day of the results period: the day's largest extra outstanding in staff-hours, re-entry left out. */
  readonly siteDayHours: Float32Array;
  /** Per site then MEASURE_IDS, as `whole`; in 32 bits, because there may be thousands of sites. 0 where a measure cannot be split between sites. */
  readonly siteMeasures: Float32Array;
  /** Per group of the scenario, on the extra summed over its sites: back to normal (as `backTick`), relapses, and MEASURE_IDS. */
  readonly groupBackTick: Float64Array;
  readonly groupRelapses: Float64Array;
  readonly groupMeasures: Float64Array;
  /** Per site: extra staff rostered, ticks. */
  readonly siteExtraStaffTicks: Float64Array;
  /** The engine's hash over every item. */
  readonly hash: readonly [number, number];
  /** Hash over every number above, of which those by queue are only parts; taken where it was measured, so that hashing a study costs nothing on the screen's thread. */
  readonly digest: readonly [number, number];
}

/**
 * What one kind of work alone is made of, site by site (`serviceSet.ts`): parts of the numbers of sites, as few as they can be,
 * since there are many queues. All of it is empty in the twin, which differs from itself in nothing.
 */
export interface ByQueue {
  /** Per queue of the frame: how often it was disrupted again after it had been back to normal. */
  readonly queueRelapses: Counts;
  /** Per queue then day of the results period: the day's largest extra outstanding, in items. */
  readonly queueDayItems: Counts;
  /** Per queue: the largest of these, at least 0, then what was counted (`COUNTED` of `measureCounts.ts`), less the twin's. */
  readonly queueCounts: Counts;
  /** Per queue: extra outstanding added up over hours, in items, and the longest wait in ticks, less the twin's. */
  readonly queueTotals: Int32Array;
}

export interface MeasuredRun {
  readonly run: number;
  readonly twin: MeasuredWorld;
  /** In the order of the scenario's strategies. */
  readonly strategies: readonly MeasuredWorld[];
  /** Per site: first tick with a need below 1, or -1 when the incident does not hit it. */
  readonly incidentTick: Int32Array;
  /** Per site: tick from which all its needs are at 1 for good, -1 never hit, horizon when not within it. */
  readonly restoredTick: Int32Array;
  /** The last restoration anywhere, where not all sites are looked at; absent too when nobody is hit. */
  readonly restoredAnywhere?: number;
  /** Per pool key, the twin's use of base staff. */
  readonly utilisation: Float64Array;
  /** The values of the model's parameters in the world of this run, in their order; absent when everything is known. */
  readonly drawn?: Float64Array;
  /** Of a folded run: what it gives for each piece of evidence, NaN for nothing. */
  readonly evidence?: Float64Array;
}

export interface ResultSet {
  /** What was computed; where only some sites are looked at, as far as these are concerned. */
  readonly model: Model;
  /** Which sites are looked at, when not all, and the model that was computed. */
  readonly focus?: Focus & { readonly of: Model };
  /** The only kind of work looked at, when it is one. */
  readonly service?: ServiceAlone;
  /** What the engine compiled the model to. */
  readonly frame: Frame;
  readonly engineVersion: string;
  readonly seed: string;
  readonly requestedRuns: number;
  /** Runs in each world of parameters: run r is replicate r mod m of world r div m. 1 when not stated: every run is a world of its own. */
  readonly replicates?: number;
  /** Run k at position k; in a share of a study, the runs of that share in order. */
  readonly runs: readonly MeasuredRun[];
  /** The hours of all runs together, when these are more than are kept whole. */
  readonly folded?: Folded;
  /** How many runs are kept whole; as many as memory allows when not stated. */
  readonly wholeRuns?: number;
}

/** The buffers of a run, for `postMessage`: they move instead of being copied. */
export function transferables(run: MeasuredRun): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const gather = (thing: object): void => {
    for (const value of Object.values(thing)) {
      if (ArrayBuffer.isView(value)) buffers.add(value.buffer as ArrayBuffer);
    }
  };
  gather(run);
  for (const world of [run.twin, ...run.strategies]) gather(world);
  return [...buffers];
}
