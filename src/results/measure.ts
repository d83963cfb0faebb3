/** One run becomes small: hourly series by service, measures against the twin, and the moments of recovery. Runs in the worker. */
import { MEASURE_AT, MEASURE_IDS } from '../catalog/measures/index.ts';
import type { Frame, PoolInfo, RunOutcome, WorldOutcome } from '../catalog/types.ts';
import type { Model } from '../scenario/model.ts';
import { digestOf } from './hash.ts';
import { layoutOf, type Layout } from './layout.ts';
import { addCounts } from './measureCounts.ts';
import { measureGroups } from './measureGroups.ts';
import {
  measureSites,
  noDifference,
  noQueueFigures,
  recoveryTick,
  relapsesOf,
  Spans,
  tickFromZero,
  type QueueFigures,
  type SiteFigures,
  type Work,
} from './measureSites.ts';
import { lastAboveZero, levelsOf, recoveryOf } from './recovery.ts';
import type { Counts, MeasuredRun, MeasuredWorld } from './resultSet.ts';
import { addStaffHours } from './staffHours.ts';

const MEASURES = MEASURE_IDS.length;

/**
 * Measures a run. `frame` and `model` are those the outcome was made from; with uncertain numbers those of the central values, so
 * that one measure is applied to every world, and `pools` are the pools as they are staffed in this one.
 */
export function measureRun(
  frame: Frame,
  model: Model,
  outcome: RunOutcome,
  pools: readonly PoolInfo[] = frame.pools,
): MeasuredRun {
  const layout = layoutOf(frame, model);
  const { twin } = outcome;
  const { hours } = frame;
  const twinWork: Work = {
    backlog: byKey(twin.backlog, hours, layout),
    outstanding: byKey(twin.outstanding, hours, layout),
    reentryMinutes: twin.reentryMinutes,
  };
  const twinHours = staffHours(twinWork, 'outstanding', layout.allKeys, frame, layout);
  const measure = (world: WorldOutcome): MeasuredWorld => {
    const measured =
      world === twin
        ? { figures: noDifference(frame), queues: noQueueFigures(frame, true), work: twinWork, spans: new Spans(frame) }
        : measureSites(world, twin, twinWork, frame, layout);
    return measureWorld({ world, ...measured }, { twin, twinWork, twinHours }, frame, layout);
  };
  return {
    run: outcome.run,
    twin: measure(twin),
    strategies: outcome.strategies.map(measure),
    // Copies: what is measured travels to another thread, what the engine keeps does not.
    incidentTick: outcome.incidentTick.slice(),
    restoredTick: outcome.restoredTick.slice(),
    utilisation: utilisation(twin, pools, layout),
  };
}

function measureWorld(
  {
    world,
    work,
    figures,
    queues,
    spans,
  }: { world: WorldOutcome; work: Work; figures: SiteFigures; queues: QueueFigures; spans: Spans },
  { twin, twinWork, twinHours }: { twin: WorldOutcome; twinWork: Work; twinHours: Float64Array },
  frame: Frame,
  layout: Layout,
): MeasuredWorld {
  const measures = new Float64Array(layout.keys.length * MEASURES);
  const whole = new Float64Array(MEASURES);
  const services = measureServices(work, twinWork, frame, layout, measures);
  const outstandingHours = staffHours(work, 'outstanding', layout.allKeys, frame, layout);
  const extra = outstandingHours.map((value, hour) => value - twinHours[hour]!);
  whole[MEASURE_AT.peakHours] = peakOf(extra);
  whole[MEASURE_AT.areaHours] = sumOf(extra);
  addCounts(world, twin, frame, layout, measures, whole, figures.siteMeasures, queues);
  const groups = measureGroups(world, twin, spans, figures.siteMeasures, frame, layout);

  const byDay = (series: Int32Array): Counts =>
    compact(byKey(series, frame.queues.length === 0 ? 0 : series.length / frame.queues.length, layout));
  const measured = {
    backlog: compact(work.backlog),
    outstanding: compact(work.outstanding),
    reentryMinutes: world.reentryMinutes.slice(),
    siteExtraStaffTicks: world.extraStaffTicks.slice(),
    backlogHours: staffHours(work, 'backlog', layout.allKeys, frame, layout),
    outstandingHours,
    dayDue: byDay(world.dayDue),
    dayStartedSameDay: byDay(world.dayStartedSameDay),
    dayStarts: byDay(world.dayStarts),
    measures,
    whole,
    ...services,
    ...figures,
    ...groups,
    queueRelapses: compact(queues.queueRelapses),
    queueDayItems: compact(queues.queueDayItems),
    queueCounts: compact(queues.queueCounts),
    queueTotals: queues.queueTotals,
  };
  return { ...measured, hash: world.hash, digest: digestOf(measured) };
}

/** Service by service on the extra summed over sites: peak, area and when it is back. */
function measureServices(work: Work, twin: Work, frame: Frame, layout: Layout, measures: Float64Array) {
  const { hours } = frame;
  const backTick = new Float64Array(layout.keys.length);
  const relapses = new Float64Array(layout.keys.length);
  const peakItems = new Float64Array(layout.keys.length);
  const extra = new Int32Array(hours);
  for (let k = 0; k < layout.keys.length; k++) {
    const key = layout.keys[k]!;
    for (let hour = 0, at = k * hours; hour < hours; hour++, at++)
      extra[hour] = work.outstanding[at]! - twin.outstanding[at]!;
    peakItems[k] = peakOf(extra);
    const at = k * MEASURES;
    if (key.isReentry) {
      const inHours = staffHours(work, 'outstanding', [k], frame, layout);
      measures[at + MEASURE_AT.peakHours] = peakOf(inHours);
      measures[at + MEASURE_AT.areaHours] = sumOf(inHours);
      backTick[k] = tickFromZero(lastAboveZero(extra), frame);
      continue;
    }
    const perItem = key.meanMinutes / 60;
    measures[at + MEASURE_AT.peakHours] = peakItems[k]! * perItem;
    measures[at + MEASURE_AT.areaHours] = sumOf(extra) * perItem;
    const recovery = recoveryOf(
      extra,
      levelsOf(key.itemsPerWorkingDay),
      layout.calendars[layout.calendarOf[key.sites[0]!]!]!.fullDayEnd,
    );
    backTick[k] = recoveryTick(recovery, frame);
    relapses[k] = relapsesOf(recovery);
  }
  return { backTick, relapses, peakItems };
}

function staffHours(
  work: Work,
  quantity: 'backlog' | 'outstanding',
  keys: readonly number[],
  frame: Frame,
  layout: Layout,
): Float64Array {
  const line = new Float64Array(frame.hours);
  addStaffHours(line, work, quantity, keys, layout, 1);
  return line;
}

/** The largest value, at least 0. */
function peakOf(series: ArrayLike<number>): number {
  let peak = 0;
  for (let k = 0; k < series.length; k++) if (series[k]! > peak) peak = series[k]!;
  return peak;
}

function sumOf(series: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < series.length; k++) sum += series[k]!;
  return sum;
}

/** Sums a series of some length per queue into one per service key. */
function byKey(series: Int32Array, length: number, layout: Layout): Int32Array {
  const sums = new Int32Array(layout.keys.length * length);
  for (let queue = 0, from = 0; queue < layout.keyOfQueue.length; queue++) {
    let to = layout.keyOfQueue[queue]! * length;
    for (const end = from + length; from < end; from++, to++) sums[to]! += series[from]!;
  }
  return sums;
}

function compact(values: Int32Array): Counts {
  for (let k = 0; k < values.length; k++) {
    if (values[k]! > 32767 || values[k]! < -32768) return values.slice();
  }
  return new Int16Array(values);
}

function utilisation(twin: WorldOutcome, pools: readonly PoolInfo[], layout: Layout): Float64Array {
  const busy = new Float64Array(layout.poolKeys.length);
  const staffed = new Float64Array(layout.poolKeys.length);
  pools.forEach((pool, p) => {
    busy[layout.keyOfPool[p]!]! += twin.poolBusyTicks[p]!;
    staffed[layout.keyOfPool[p]!]! += pool.staffTicks;
  });
  return busy.map((ticks, k) => (staffed[k]! > 0 ? ticks / staffed[k]! : 0));
}
