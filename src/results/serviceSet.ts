/**
 * One kind of work looked at alone, in the world of all: the same runs, of which only this is counted. A result set is cut
 * down to the sites that do it and to what was measured of it there, and everything made from it is about this work.
 * Nothing is simulated again.
 */
import { MEASURE_AT, MEASURE_IDS } from '../catalog/measures/index.ts';
import type { Frame } from '../catalog/types.ts';
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';
import { Cut, focusedModel, rows, wholeModel } from './focus.ts';
import { foldedLines, type Folded } from './folded.ts';
import { studyHash } from './hash.ts';
import { layoutOf, type Layout, type ServiceKey } from './layout.ts';
import { COUNTED, QUEUE_COLUMNS } from './measureCounts.ts';
import { restoredAnywhere } from './perRun.ts';
import type { Counts, MeasuredRun, MeasuredWorld, ResultSet, Ticks } from './resultSet.ts';
import { addStaffHours } from './staffHours.ts';

const MEASURES = MEASURE_IDS.length;
type Numbers = Counts | Ticks | Float32Array;

/** Which kind of work it is, and of which model. */
export interface ServiceAlone {
  readonly key: string;
  readonly title: string;
  readonly counts: 'people' | 'items';
  readonly isReentry: boolean;
  /** At some site. */
  readonly timeCritical: boolean;
  /** What was computed, with all its kinds of work, and the hash of these results. */
  readonly of: Model;
  readonly hash: string;
}

/** The results of one kind of work, by its key; undefined when no site that is looked at does it. */
export function serviceSet(set: ResultSet, key: string): ResultSet | undefined {
  const layout = layoutOf(set.frame, set.model);
  const k = layout.keys.findIndex((one) => one.key === key);
  const found = layout.keys[k];
  if (!found) return undefined;
  const { title, counts, isReentry, timeCritical } = found;
  const place: Place = { frame: set.frame, layout, k, key: found, queues: queuesOf(layout, k) };
  return {
    ...set,
    frame: new Cut(set.frame, found.sites, (queue) => set.frame.queues[queue]!.key === key).frame,
    model: modelOf(set.model, found),
    service: { key, title, counts, isReentry, timeCritical, of: wholeModel(set), hash: studyHash(set) },
    runs: set.runs.map((run) => runOf(run, place)),
    ...(set.folded && { folded: foldedOf(set.folded, place) }),
  };
}

/** Where a kind of work stands in the numbers of all. */
interface Place {
  readonly frame: Frame;
  readonly layout: Layout;
  readonly k: number;
  readonly key: ServiceKey;
  /** Its queue at each of its sites. */
  readonly queues: readonly number[];
}

function queuesOf({ keyOfQueue }: Layout, k: number): number[] {
  return [...keyOfQueue.keys()].filter((queue) => keyOfQueue[queue] === k);
}

function modelOf(model: Model, { sites, service, isReentry }: ServiceKey): Model {
  const cut = focusedModel(model, sites);
  return {
    ...cut,
    sites: cut.sites.map((site) => ({
      ...site,
      services: isReentry ? {} : { [service]: site.services[service]! },
      reentry: isReentry ? site.reentry : undefined,
    })),
  };
}

function runOf(run: MeasuredRun, place: Place): MeasuredRun {
  const { sites } = place.key;
  return {
    ...run,
    twin: worldOf(run.twin, place),
    strategies: run.strategies.map((world) => worldOf(world, place)),
    incidentTick: rows(run.incidentTick, sites),
    restoredTick: rows(run.restoredTick, sites),
    ...restoredAnywhere(run),
  };
}

function worldOf(world: MeasuredWorld, place: Place): MeasuredWorld {
  const { frame, layout, k, key, queues } = place;
  // Long series are looked at where they are, not copied.
  const row = <A extends Counts | Ticks>(values: A): A => {
    const length = values.length / layout.keys.length;
    return values.subarray(k * length, (k + 1) * length) as A;
  };
  const hours = (quantity: 'backlog' | 'outstanding'): Float64Array => {
    const line = new Float64Array(world[quantity].length / layout.keys.length);
    if (line.length > 0) addStaffHours(line, world, quantity, [k], layout, 1);
    return line;
  };
  const outstandingHours = hours('outstanding');
  const measures = row(world.measures);
  const siteBackTick = rows(world.queueBackTick, queues);
  const queueRelapses = rows(world.queueRelapses, queues);
  const queueDayItems = rows(world.queueDayItems, queues, Math.ceil(frame.hours / 24));
  const none = new Float64Array(queues.length);
  return {
    hash: world.hash,
    digest: world.digest,
    backlog: row(world.backlog),
    outstanding: row(world.outstanding),
    reentryMinutes: key.isReentry
      ? outstandingHours.map((value) => value * 60)
      : new Float64Array(outstandingHours.length),
    backlogHours: hours('backlog'),
    outstandingHours,
    dayDue: row(world.dayDue),
    dayStartedSameDay: row(world.dayStartedSameDay),
    dayStarts: row(world.dayStarts),
    measures,
    whole: measures,
    backTick: row(world.backTick),
    relapses: row(world.relapses),
    peakItems: row(world.peakItems),
    queueBackTick: siteBackTick,
    siteBackTick,
    // The engine compares whole sites, not single services.
    siteNoTraceTick: none,
    siteRecordsTick: key.isReentry ? siteBackTick : none,
    siteRelapses: queueRelapses,
    siteDayHours: dayHours(queueDayItems, place, new Float32Array(queueDayItems.length)),
    siteMeasures: siteMeasures(world, place, new Float32Array(queues.length * MEASURES)),
    // What groups come to together is not known by kind of work.
    groupBackTick: new Float64Array(layout.groups.length),
    groupRelapses: new Float64Array(layout.groups.length),
    groupMeasures: new Float64Array(layout.groups.length * MEASURES),
    siteExtraStaffTicks: none,
    queueRelapses,
    queueDayItems,
    queueCounts: rows(world.queueCounts, queues, QUEUE_COLUMNS),
    queueTotals: rows(world.queueTotals, queues, 2),
  };
}

/** Measures of each site, from what is known of its queue; of typing up what is known of the site, which has nothing else of the kind. */
function siteMeasures<A extends Float32Array | Float64Array>(
  {
    queueCounts,
    queueTotals,
    siteMeasures: all,
  }: Readonly<Record<'queueCounts' | 'queueTotals' | 'siteMeasures', Numbers>>,
  { frame, key, queues }: Place,
  measures: A,
): A {
  if (queueCounts.length === 0) return measures;
  queues.forEach((queue, at) => {
    const row = at * MEASURES;
    const { site, meanMinutes } = frame.queues[queue]!;
    if (key.isReentry) {
      for (const measure of [MEASURE_AT.recordDays, MEASURE_AT.reentryHours])
        measures[row + measure] = all[site * MEASURES + measure]!;
      return;
    }
    measures[row + MEASURE_AT.peakHours] = (queueCounts[queue * QUEUE_COLUMNS]! * meanMinutes) / 60;
    measures[row + MEASURE_AT.areaHours] = (queueTotals[queue * 2]! * meanMinutes) / 60;
    measures[row + MEASURE_AT.longestWait] = queueTotals[queue * 2 + 1]! / TICKS_PER_HOUR;
    COUNTED.forEach(({ measure }, c) => (measures[row + measure] = queueCounts[queue * QUEUE_COLUMNS + 1 + c]!));
  });
  return measures;
}

/** Items of single queues, day by day, in the staff time that they take; those of re-entry bring their own minutes, of which only the sum is kept. */
function dayHours<A extends Float32Array | Float64Array>(
  items: ArrayLike<number>,
  { frame, queues }: Place,
  hours: A,
): A {
  const days = hours.length / queues.length;
  queues.forEach((queue, at) => {
    const { isReentry, meanMinutes } = frame.queues[queue]!;
    const perItem = isReentry ? 0 : meanMinutes / 60;
    for (let k = at * days; k < (at + 1) * days; k++) hours[k] = items[k]! * perItem;
  });
  return hours;
}

function foldedOf(folded: Folded, place: Place): Folded {
  const { frame, layout, key, queues } = place;
  const days = Math.ceil(frame.hours / 24);
  const all = foldedLines(layout);
  // A line of all work together is that of the only kind there is: nobody reads it, but it has its place.
  const wanted = foldedLines({ ...layout, keys: [key], reentryKeys: key.isReentry ? [0] : [] }).map(
    ({ quantity, options: { services, unit } }) => {
      const told = services || key.isReentry ? unit : 'items';
      return all.findIndex(
        (line) => line.quantity === quantity && line.options.unit === told && line.options.services?.join() === key.key,
      );
    },
  );
  const queueDayItems = folded.queueDayItems.map((sums) => rows(sums, queues, days));
  return {
    lines: folded.lines.map((ofWorld) => wanted.map((at) => ofWorld[at]!)),
    siteDayHours: queueDayItems.map((sums) => dayHours(sums, place, new Float64Array(sums.length))),
    siteMeasures: folded.siteMeasures.map((all, s) =>
      siteMeasures(
        { queueCounts: folded.queueCounts[s]!, queueTotals: folded.queueTotals[s]!, siteMeasures: all },
        place,
        new Float64Array(queues.length * MEASURES),
      ),
    ),
    queueDayItems,
    queueCounts: folded.queueCounts.map((sums) => rows(sums, queues, QUEUE_COLUMNS)),
    queueTotals: folded.queueTotals.map((sums) => rows(sums, queues, 2)),
  };
}
