/** What passes between layers: effects (what the engine knows of the world) and records (what it gives back). */

/** A step function of time: value `values[i]` from `ticks[i]` to `ticks[i + 1]`; `ticks[0]` is 0. */
export interface Steps {
  readonly ticks: readonly number[];
  readonly values: readonly number[];
}

/** [from, to) in ticks. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export type RecordSeen = 'none' | 'read' | 'full';

/** What is left of a service while a component is down. */
export interface ModeInForce {
  readonly share: number;
  readonly slowdown: number;
  readonly reentryMinutes: number;
  readonly record: RecordSeen;
}

/** How far an item got. */
export type Fate = 'no-show' | 'done' | 'in-service' | 'waiting' | 'parked' | 'lost' | 'hub';

/** One item, told whole: what engine and oracle must agree on, and what a trace tells. */
export interface ItemRecord {
  readonly site: string;
  /** Service id, or `re-entry`. */
  readonly service: string;
  readonly originSite: string;
  readonly originService: string;
  readonly index: number;
  /** Unsigned 32-bit; 0 for an own arrival. A re-entry item carries the lineage of the item it types up. */
  readonly lineage: number;
  readonly attempt: number;
  /** First tick at which it was due at this service; lateness counts from here. */
  readonly firstDue: number;
  /** Due of the last attempt; for a parked item the moment of return, or -1 if that is past the horizon. */
  readonly due: number;
  /** -1 when not started. */
  readonly start: number;
  readonly end: number;
  /** When it left undone for good, or -1. */
  readonly left: number;
  readonly fate: Fate;
  readonly degraded: boolean;
  readonly record: RecordSeen;
}

/** A service at a site, in the order in which outcomes list them; re-entry comes after a site's services. */
export interface QueueInfo {
  readonly site: number;
  /** `template/service`, the same for every site of a template; re-entry is `template/re-entry`. */
  readonly key: string;
  readonly service: string;
  readonly isReentry: boolean;
  /** Expected items on a mean working day of the site (weekly items / days of the working week). */
  readonly itemsPerWorkingDay: number;
  /** Mean handling, undegraded. For re-entry 0: each item brings its own. */
  readonly meanMinutes: number;
}

/** Counts kept per queue and world, all over the results period (items that first became due at or after its start). */
export const QUEUE_COUNTS = [
  'arrived', // own arrivals that came (no-shows included), follow-on, received, re-entry made
  'done',
  'late', // started after the target, left after it, or waiting after it, from first due
  'missed', // time-critical: not started within the limit from first due
  'closed', // left at closing time without being dealt with (each time it happened)
  'lost', // gave up or went elsewhere, to nobody
  'toHubs', // passed to a hub, by patience, closing or divert
  'rebooked', // missed slots
  'deferred', // could not start when first looked at, because something was down
  'degraded', // done while something they need was down
  'withoutRecord', // degraded with record none
  'notUpToDateTicks', // from done to re-entry started, or the horizon, summed over re-entry items
  'returned', // came back: return, next day, rebooked, shed, pause
  'reentryMinutes', // minutes of re-entry made
  'longestWaitTicks', // from first due to start, or to the horizon
  'busyTicks', // handling in the results period, by start
  'shed', // asked to come back later, or paused
] as const;
export type QueueCount = (typeof QUEUE_COUNTS)[number];
/** Where each of them stands. */
export const COUNT_AT = Object.fromEntries(QUEUE_COUNTS.map((name, k) => [name, k])) as Readonly<
  Record<QueueCount, number>
>;

/** What one world (a strategy, or the twin, in one run) did. */
export interface WorldOutcome {
  /** Per queue then hour: items due and not started at hourly samples of the results period. */
  readonly backlog: Int32Array;
  /** Per queue then hour: backlog plus parked items that will return; for re-entry, made and not started. */
  readonly outstanding: Int32Array;
  /** Per hour, whole: minutes of re-entry made and not started. */
  readonly reentryMinutes: Float64Array;
  /** Per queue then QUEUE_COUNTS. */
  readonly counts: Float64Array;
  /** Per queue then day of the study: items that first became due, those of them started on the same day, all starts. */
  readonly dayDue: Int32Array;
  readonly dayStartedSameDay: Int32Array;
  readonly dayStarts: Int32Array;
  /** Per site: ticks at which the site's state last differed from its twin's; -1 never; horizon if it still does. */
  readonly lastDifference: Int32Array;
  /** Per site: staff time beyond base shifts in ticks. */
  readonly overtimeTicks: Float64Array;
  readonly stayLateTicks: Float64Array;
  readonly extraStaffTicks: Float64Array;
  /** Per pool of the frame: staff time in use within the results period, by start, whole handling counted. */
  readonly poolBusyTicks: Float64Array;
  /** Cost of this incident in pounds. */
  readonly cost: number;
  /** Hash over every item of the world, two 32-bit words. */
  readonly hash: readonly [number, number];
}

/** One run: its twin and every strategy, on the same draws. */
export interface RunOutcome {
  readonly run: number;
  readonly twin: WorldOutcome;
  readonly strategies: readonly WorldOutcome[];
  /** Per site: first tick with a need below 1, or -1 when the incident does not hit it. */
  readonly incidentTick: Int32Array;
  /** Per site: tick from which all its needs are at 1 for good, -1 never hit, horizon when not within it. */
  readonly restoredTick: Int32Array;
}

/** The working windows of one working date of a site, in time order. */
export interface WorkingDate {
  /** Days since the first day of warm-up. */
  readonly day: number;
  readonly windows: readonly Interval[];
}

export interface SiteInfo {
  readonly id: string;
  readonly title: string;
  readonly template: string;
  /** `hub` comes last in results; any other kind is only a name. */
  readonly kind: string;
  readonly workingDates: readonly WorkingDate[];
  /** Ticks of one mean working day. */
  readonly workingDayTicks: number;
}

export interface PoolInfo {
  /** `template/pool`. */
  readonly key: string;
  readonly title: string;
  /** First site it belongs to. */
  readonly site: number;
  /** People in a shift, with the fraction. */
  readonly staff: number;
  /** Base staff time within the results period. */
  readonly staffTicks: number;
}

/** What outcomes are laid out by: the same for every run and strategy of a study. */
export interface Frame {
  readonly start: string;
  readonly warmUpTick: number;
  readonly horizonTick: number;
  /** Hourly samples in the results period. */
  readonly hours: number;
  readonly sites: readonly SiteInfo[];
  /** Site by site in file order: its services, then its re-entry if it has one. */
  readonly queues: readonly QueueInfo[];
  readonly pools: readonly PoolInfo[];
}
