/** Site by site, where a world differs from its twin: extra work by queue, when each is back, and the worst hour of each day. */
import { MEASURE_AT, MEASURE_IDS } from '../catalog/measures/index.ts';
import type { Frame, WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Layout } from './layout.ts';
import { QUEUE_COLUMNS } from './measureCounts.ts';
import { lastAboveZero, levelsOf, recoveryOf, type Recovery } from './recovery.ts';
import type { ByQueue } from './resultSet.ts';

/** The hourly series of a world, by service key. */
export interface Work {
  readonly backlog: Int32Array;
  readonly outstanding: Int32Array;
  readonly reentryMinutes: Float64Array;
}

export interface SiteFigures {
  readonly queueBackTick: Int32Array;
  readonly siteBackTick: Float64Array;
  readonly siteNoTraceTick: Float64Array;
  readonly siteRecordsTick: Float64Array;
  readonly siteRelapses: Float64Array;
  readonly siteDayHours: Float32Array;
  /** Only peak and area are known here; counts follow. */
  readonly siteMeasures: Float32Array;
}

/** What is known of single queues beside when they are back; counts follow. */
export type QueueFigures = Record<keyof ByQueue, Int32Array>;

/** Kept from world to world. */
let room = new Int32Array(1 << 14);

/** Hours in which the outstanding work of queues differs from their twins', and by how much; valid until another world is measured. */
export class Spans {
  /** Per queue: from the first hour to the last; as many when it never does. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly #at: Int32Array;
  #end = 0;

  constructor(frame: Frame) {
    this.from = new Int32Array(frame.queues.length);
    this.to = new Int32Array(frame.queues.length);
    this.#at = new Int32Array(frame.queues.length);
  }

  /** Keeps what a queue has more than its twin in these hours. */
  keep(queue: number, from: number, to: number, extra: Int32Array): void {
    if (this.#end + to - from > room.length) {
      const larger = new Int32Array(room.length * 2 + to);
      larger.set(room);
      room = larger;
    }
    this.from[queue] = from;
    this.to[queue] = to;
    this.#at[queue] = this.#end;
    for (let hour = from; hour < to; hour++) room[this.#end++] = extra[hour]!;
  }

  /** Adds what a queue has more, and the same times a weight, to lines of hours. */
  add(queue: number, extra: Int32Array, weighted: Float64Array, weight: number): void {
    const to = this.to[queue]!;
    for (let hour = this.from[queue]!, at = this.#at[queue]!; hour < to; hour++, at++) {
      const more = room[at]!;
      extra[hour]! += more;
      weighted[hour]! += more * weight;
    }
  }
}

/** As many zeros as there are figures of queues; none where nothing can differ. */
export function noQueueFigures(frame: Frame, isTwin = false): QueueFigures {
  const queues = isTwin ? 0 : frame.queues.length;
  return {
    queueRelapses: new Int32Array(queues),
    queueDayItems: new Int32Array(queues * Math.ceil(frame.hours / 24)),
    queueCounts: new Int32Array(queues * QUEUE_COLUMNS),
    queueTotals: new Int32Array(queues * 2),
  };
}

/** Figures in which nothing differs: the twin's own. */
export function noDifference(frame: Frame): SiteFigures {
  const sites = frame.sites.length;
  return {
    queueBackTick: new Int32Array(frame.queues.length),
    siteBackTick: new Float64Array(sites),
    siteNoTraceTick: new Float64Array(sites),
    siteRecordsTick: new Float64Array(sites),
    siteRelapses: new Float64Array(sites),
    siteDayHours: new Float32Array(sites * Math.ceil(frame.hours / 24)),
    siteMeasures: new Float32Array(sites * MEASURE_IDS.length),
  };
}

/**
 * Measures the sites of a world and gives its work by service key. Only hours from the first effect to a site's last
 * difference are looked at: the twin's series by key are copied and the differences added, because most of most sites
 * is their twin's.
 */
export function measureSites(
  world: WorldOutcome,
  twin: WorldOutcome,
  twinWork: Work,
  frame: Frame,
  layout: Layout,
): { figures: SiteFigures; queues: QueueFigures; work: Work; spans: Spans } {
  const { hours } = frame;
  const figures = noDifference(frame);
  const queues = noQueueFigures(frame);
  const work: Work = {
    backlog: twinWork.backlog.slice(),
    outstanding: twinWork.outstanding.slice(),
    reentryMinutes: world.reentryMinutes,
  };
  const spans = new Spans(frame);
  const extra = new Int32Array(hours);
  const inHours = new Float64Array(hours);
  const start = layout.firstEffectHour;
  for (let site = 0; site < frame.sites.length; site++) {
    const last = world.lastDifference[site]!;
    figures.siteNoTraceTick[site] = last >= frame.horizonTick ? frame.horizonTick + 1 : last + 1;
    const end = Math.min(hours, Math.floor((last - frame.warmUpTick) / TICKS_PER_HOUR) + 1); // first sample after the last difference
    if (last < 0 || end <= start) continue;
    inHours.fill(0);
    for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++) {
      const row = queue * hours;
      const sums = layout.keyOfQueue[queue]! * hours;
      addDifference(world.backlog, twin.backlog, row, start, end, work.backlog, sums);
      const to = addDifference(world.outstanding, twin.outstanding, row, start, end, work.outstanding, sums, extra);
      if (to === start) continue;
      let from = start;
      while (extra[from] === 0) from++;
      spans.keep(queue, from, to, extra);
      measureQueue(queue, site, extra, from, to, inHours, figures, queues, frame, layout);
      extra.fill(0, from, to);
    }
    const days = figures.siteDayHours.length / frame.sites.length;
    for (let day = 0; day < days; day++) {
      let most = inHours[day * 24]!;
      for (let hour = day * 24 + 1; hour < Math.min(hours, day * 24 + 24); hour++)
        if (inHours[hour]! > most) most = inHours[hour]!;
      figures.siteDayHours[site * days + day] = most;
    }
    let peak = 0;
    let area = 0;
    for (let hour = start; hour < end; hour++) {
      if (inHours[hour]! > peak) peak = inHours[hour]!;
      area += inHours[hour]!;
    }
    figures.siteMeasures[site * MEASURE_IDS.length + MEASURE_AT.peakHours] = peak;
    figures.siteMeasures[site * MEASURE_IDS.length + MEASURE_AT.areaHours] = area;
  }
  return { figures, queues, work, spans };
}

function measureQueue(
  queue: number,
  site: number,
  extra: Int32Array,
  from: number,
  to: number,
  inHours: Float64Array,
  figures: SiteFigures,
  queues: QueueFigures,
  frame: Frame,
  layout: Layout,
): void {
  const info = frame.queues[queue]!;
  measureDays(queue, extra, from, to, queues, frame);
  if (info.isReentry) {
    figures.siteRecordsTick[site] = figures.queueBackTick[queue] = tickFromZero(lastAboveZero(extra, to), frame);
    return;
  }
  const perItem = info.meanMinutes / 60;
  for (let hour = from; hour < to; hour++) inHours[hour]! += extra[hour]! * perItem;
  const recovery = recoveryOf(
    extra,
    levelsOf(info.itemsPerWorkingDay),
    layout.calendars[layout.calendarOf[site]!]!.fullDayEnd,
    from,
    to,
  );
  const tick = recoveryTick(recovery, frame);
  figures.queueBackTick[queue] = tick;
  if (tick > figures.siteBackTick[site]!) figures.siteBackTick[site] = tick;
  queues.queueRelapses[queue] = relapsesOf(recovery);
  figures.siteRelapses[site]! += relapsesOf(recovery);
}

/** The largest extra of each day that a queue differs in, the largest of all, and the sum over hours. */
function measureDays(
  queue: number,
  extra: Int32Array,
  from: number,
  to: number,
  { queueDayItems, queueCounts, queueTotals }: QueueFigures,
  frame: Frame,
): void {
  const days = Math.ceil(frame.hours / 24);
  let peak = 0;
  let area = 0;
  for (let day = Math.floor(from / 24); day * 24 < to; day++) {
    let most = -Infinity;
    for (let hour = day * 24; hour < Math.min(frame.hours, day * 24 + 24); hour++) {
      if (extra[hour]! > most) most = extra[hour]!;
      area += extra[hour]!;
    }
    queueDayItems[queue * days + day] = most;
    if (most > peak) peak = most;
  }
  queueCounts[queue * QUEUE_COLUMNS] = peak;
  queueTotals[queue * 2] = area;
}

/**
 * Adds what a series has more than its twin's, within some hours, to sums, and tells it alone as well. Gives the hour after the
 * last in which the two differ; the first hour looked at when they never do.
 */
function addDifference(
  series: Int32Array,
  twin: Int32Array,
  row: number,
  start: number,
  end: number,
  sums: Int32Array,
  sumsRow: number,
  extra?: Int32Array,
): number {
  let to = end;
  while (to > start && series[row + to - 1] === twin[row + to - 1]) to--;
  for (let hour = start; hour < to; hour++) {
    const more = series[row + hour]! - twin[row + hour]!;
    if (extra) extra[hour] = more;
    sums[sumsRow + hour]! += more;
  }
  return to;
}

/** The tick of a recovery: 0 when not disrupted, past the horizon when not back. */
export function recoveryTick(recovery: Recovery, frame: Frame): number {
  if (recovery.kind === 'not-disrupted') return 0;
  return recovery.kind === 'back' ? frame.warmUpTick + recovery.sample * TICKS_PER_HOUR : frame.horizonTick + 1;
}

export function relapsesOf(recovery: Recovery): number {
  return recovery.kind === 'not-disrupted' ? 0 : recovery.relapses;
}

/** The tick of a sample from which a series is 0: 0 when it never was above, past the horizon when it still is. */
export function tickFromZero(sample: number, frame: Frame): number {
  if (sample === 0) return 0;
  return sample === frame.hours ? frame.horizonTick + 1 : frame.warmUpTick + sample * TICKS_PER_HOUR;
}
