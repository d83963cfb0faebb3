/** One run becomes small: hourly series by service, measures against the twin, and the moments of recovery. Runs in the worker. */
import { MEASURE_AT, MEASURE_IDS, type MeasureId } from '../catalog/measures/index.ts';
import { QUEUE_COUNTS, type Frame, type QueueCount, type RunOutcome, type WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';
import { digestOf } from './hash.ts';
import { layoutOf, type Layout } from './layout.ts';
import { lastAboveZero, levelsOf, recoveryOf, type Recovery } from './recovery.ts';
import type { Counts, MeasuredRun, MeasuredWorld } from './resultSet.ts';

const MEASURES = MEASURE_IDS.length;

/** Measures that are a difference of counts of ordinary queues. */
const COUNTED: readonly (readonly [MeasureId, QueueCount])[] = [
  ['late', 'late'],
  ['missed', 'missed'],
  ['notDealtWith', 'closed'],
  ['deferred', 'deferred'],
  ['withoutSystem', 'degraded'],
  ['withoutRecord', 'withoutRecord'],
  ['passedOn', 'toHubs'],
  ['gaveUp', 'lost'],
  ['putOff', 'shed'],
  ['rebooked', 'rebooked'],
];
const COUNT_AT = Object.fromEntries(QUEUE_COUNTS.map((count, k) => [count, k])) as Record<QueueCount, number>;

/** Measures a run. `frame` and `model` are those the outcome was made from. */
export function measureRun(frame: Frame, model: Model, outcome: RunOutcome): MeasuredRun {
  const layout = layoutOf(frame, model);
  const twinOutstanding = byKey(outcome.twin.outstanding, frame, layout);
  const twin: Twin = { world: outcome.twin, outstanding: twinOutstanding };
  return {
    run: outcome.run,
    twin: measureWorld(outcome.twin, twin, frame, layout),
    strategies: outcome.strategies.map((world) => measureWorld(world, twin, frame, layout)),
    incidentTick: outcome.incidentTick,
    restoredTick: outcome.restoredTick,
    utilisation: utilisation(outcome.twin, frame, layout),
  };
}

interface Twin {
  readonly world: WorldOutcome;
  readonly outstanding: Int32Array;
}

function measureWorld(world: WorldOutcome, twin: Twin, frame: Frame, layout: Layout): MeasuredWorld {
  const { hours } = frame;
  const keyCount = layout.keys.length;
  const outstanding = world === twin.world ? twin.outstanding : byKey(world.outstanding, frame, layout);
  const measures = new Float64Array(keyCount * MEASURES);
  const whole = new Float64Array(MEASURES);
  const backTick = new Float64Array(keyCount);
  const relapses = new Float64Array(keyCount);
  const peakItems = new Float64Array(keyCount);

  const wholeHours = Float64Array.from(world.reentryMinutes, (minutes, hour) => (minutes - twin.world.reentryMinutes[hour]!) / 60);
  const extra = new Int32Array(hours);
  layout.keys.forEach((key, k) => {
    const at = k * hours;
    let peak = 0;
    let peakHours = 0;
    let areaHours = 0;
    for (let hour = 0; hour < hours; hour++) {
      const items = (extra[hour] = outstanding[at + hour]! - twin.outstanding[at + hour]!);
      const staffHours = key.isReentry ? reentryHours(k, hour, outstanding, world, twin, layout) : (items * key.meanMinutes) / 60;
      if (!key.isReentry) wholeHours[hour]! += staffHours;
      if (items > peak) peak = items;
      if (staffHours > peakHours) peakHours = staffHours;
      areaHours += staffHours;
    }
    peakItems[k] = peak;
    measures[k * MEASURES + MEASURE_AT.peakHours] = peakHours;
    measures[k * MEASURES + MEASURE_AT.areaHours] = areaHours;
    if (key.isReentry) {
      backTick[k] = tickFromZero(lastAboveZero(extra), frame);
    } else {
      const recovery = recoveryOf(extra, levelsOf(key.itemsPerWorkingDay), layout.calendars[layout.calendarOf[key.sites[0]!]!]!.fullDayEnd);
      backTick[k] = recoveryTick(recovery, frame);
      relapses[k] = relapsesOf(recovery);
    }
  });
  whole[MEASURE_AT.peakHours] = wholeHours.reduce((peak, value) => Math.max(peak, value), 0);
  whole[MEASURE_AT.areaHours] = wholeHours.reduce((sum, value) => sum + value, 0);
  addCounts(world, twin.world, frame, layout, measures, whole);

  const measured = {
    backlog: compact(byKey(world.backlog, frame, layout)),
    outstanding: compact(outstanding),
    reentryMinutes: world.reentryMinutes,
    measures,
    whole,
    backTick,
    relapses,
    peakItems,
    ...measureSites(world, twin.world, frame, layout),
    siteExtraStaffTicks: world.extraStaffTicks,
  };
  return { ...measured, hash: world.hash, digest: digestOf(measured) };
}

/** Hours of re-entry outstanding of one template: minutes are known for the whole and shared out by items. */
function reentryHours(k: number, hour: number, outstanding: Int32Array, world: WorldOutcome, twin: Twin, layout: Layout): number {
  const hours = world.reentryMinutes.length;
  const share = (items: Int32Array): number => {
    const own = items[k * hours + hour]!;
    if (own === 0) return 0;
    let all = 0;
    layout.keys.forEach((key, other) => (all += key.isReentry ? items[other * hours + hour]! : 0));
    return own / all;
  };
  return (world.reentryMinutes[hour]! * share(outstanding) - twin.world.reentryMinutes[hour]! * share(twin.outstanding)) / 60;
}

function addCounts(world: WorldOutcome, twin: WorldOutcome, frame: Frame, layout: Layout, measures: Float64Array, whole: Float64Array): void {
  const counts = QUEUE_COUNTS.length;
  const moreThanTwin = (queue: number, count: QueueCount): number =>
    world.counts[queue * counts + COUNT_AT[count]]! - twin.counts[queue * counts + COUNT_AT[count]]!;
  frame.queues.forEach((info, queue) => {
    const k = layout.keyOfQueue[queue]!;
    const add = (id: MeasureId, value: number, inWhole: boolean): void => {
      measures[k * MEASURES + MEASURE_AT[id]]! += value;
      if (inWhole) whole[MEASURE_AT[id]]! += value;
    };
    if (!info.isReentry) {
      // "People" is said only of services that count them.
      for (const [id, count] of COUNTED) add(id, moreThanTwin(queue, count), id !== 'withoutRecord' || layout.keys[k]!.counts === 'people');
    }
    add('recordDays', moreThanTwin(queue, 'notUpToDateTicks') / TICKS_PER_DAY, true);
    add('reentryHours', moreThanTwin(queue, 'reentryMinutes') / 60, true);
  });
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  whole[MEASURE_AT.overtimeHours] = (sum(world.overtimeTicks) + sum(world.stayLateTicks) - sum(twin.overtimeTicks) - sum(twin.stayLateTicks)) / TICKS_PER_HOUR;
  whole[MEASURE_AT.extraHours] = (sum(world.extraStaffTicks) - sum(twin.extraStaffTicks)) / TICKS_PER_HOUR;
  whole[MEASURE_AT.cost] = world.cost - twin.cost;
}

/** Site by site: when each queue and each site is back, and the worst hour of each day. */
function measureSites(world: WorldOutcome, twin: WorldOutcome, frame: Frame, layout: Layout) {
  const { hours } = frame;
  const days = Math.ceil(hours / 24);
  const siteCount = frame.sites.length;
  const queueBackTick = new Int32Array(frame.queues.length);
  const siteBackTick = new Float64Array(siteCount);
  const siteNoTraceTick = new Float64Array(siteCount);
  const siteRecordsTick = new Float64Array(siteCount);
  const siteRelapses = new Float64Array(siteCount);
  const siteDayHours = new Float32Array(siteCount * days);
  const extra = new Int32Array(hours);
  const staffHours = new Float64Array(hours);
  for (let site = 0; site < siteCount; site++) {
    const last = world.lastDifference[site]!;
    siteNoTraceTick[site] = last >= frame.horizonTick ? frame.horizonTick + 1 : last + 1;
    if (last < 0) continue; // never differed from its twin, so nothing is extra
    staffHours.fill(0);
    const { fullDayEnd } = layout.calendars[layout.calendarOf[site]!]!;
    for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++) {
      const info = frame.queues[queue]!;
      for (let hour = 0, at = queue * hours; hour < hours; hour++, at++) extra[hour] = world.outstanding[at]! - twin.outstanding[at]!;
      if (info.isReentry) {
        siteRecordsTick[site] = queueBackTick[queue] = tickFromZero(lastAboveZero(extra), frame);
        continue;
      }
      for (let hour = 0; hour < hours; hour++) staffHours[hour]! += (extra[hour]! * info.meanMinutes) / 60;
      const recovery = recoveryOf(extra, levelsOf(info.itemsPerWorkingDay), fullDayEnd);
      queueBackTick[queue] = recoveryTick(recovery, frame);
      siteBackTick[site] = Math.max(siteBackTick[site]!, queueBackTick[queue]!);
      siteRelapses[site]! += relapsesOf(recovery);
    }
    for (let day = 0; day < days; day++) {
      let most = staffHours[day * 24]!;
      for (let hour = day * 24 + 1; hour < Math.min(hours, day * 24 + 24); hour++) most = Math.max(most, staffHours[hour]!);
      siteDayHours[site * days + day] = most;
    }
  }
  return { queueBackTick, siteBackTick, siteNoTraceTick, siteRecordsTick, siteRelapses, siteDayHours };
}

function recoveryTick(recovery: Recovery, frame: Frame): number {
  if (recovery.kind === 'not-disrupted') return 0;
  return recovery.kind === 'back' ? frame.warmUpTick + recovery.sample * TICKS_PER_HOUR : frame.horizonTick + 1;
}

function relapsesOf(recovery: Recovery): number {
  return recovery.kind === 'not-disrupted' ? 0 : recovery.relapses;
}

/** The tick of a sample from which a series is 0: 0 when it never was above, past the horizon when it still is. */
function tickFromZero(sample: number, frame: Frame): number {
  if (sample === 0) return 0;
  return sample === frame.hours ? frame.horizonTick + 1 : frame.warmUpTick + sample * TICKS_PER_HOUR;
}

/** Sums a series per queue into one per service key. */
function byKey(series: Int32Array, frame: Frame, layout: Layout): Int32Array {
  const { hours } = frame;
  const sums = new Int32Array(layout.keys.length * hours);
  for (let queue = 0, from = 0; queue < frame.queues.length; queue++) {
    let to = layout.keyOfQueue[queue]! * hours;
    for (const end = from + hours; from < end; from++, to++) sums[to]! += series[from]!;
  }
  return sums;
}

function compact(values: Int32Array): Counts {
  for (let k = 0; k < values.length; k++) {
    if (values[k]! > 32767 || values[k]! < -32768) return values.slice();
  }
  return Int16Array.from(values);
}

function utilisation(twin: WorldOutcome, frame: Frame, layout: Layout): Float64Array {
  const busy = new Float64Array(layout.poolKeys.length);
  const staffed = new Float64Array(layout.poolKeys.length);
  frame.pools.forEach((pool, p) => {
    busy[layout.keyOfPool[p]!]! += twin.poolBusyTicks[p]!;
    staffed[layout.keyOfPool[p]!]! += pool.staffTicks;
  });
  return busy.map((ticks, k) => (staffed[k]! > 0 ? ticks / staffed[k]! : 0));
}
