/** What was counted in a world, less what its twin counted: for each kind of work, each site and the whole. */
import { MEASURE_AT, MEASURE_IDS, type MeasureId } from '../catalog/measures/index.ts';
import { COUNT_AT, QUEUE_COUNTS, type Frame, type QueueCount, type WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Layout } from './layout.ts';
import type { QueueFigures } from './measureSites.ts';

const MEASURES = MEASURE_IDS.length;

/** Measures that are a difference of counts: of ordinary queues ... */
export const COUNTED = places([
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
]);
/** Numbers of `queueCounts` for each queue: its peak, then what is counted. */
export const QUEUE_COLUMNS = 1 + COUNTED.length;
const WITHOUT_RECORD = MEASURE_AT.withoutRecord;
/** ... and of all, in other units. */
const IN_UNITS = [
  ...places([['recordDays', 'notUpToDateTicks']]).map((place) => ({ ...place, unit: TICKS_PER_DAY })),
  ...places([['reentryHours', 'reentryMinutes']]).map((place) => ({ ...place, unit: 60 })),
];

function places(pairs: readonly (readonly [MeasureId, QueueCount])[]): { measure: number; count: number }[] {
  return pairs.map(([measure, count]) => ({ measure: MEASURE_AT[measure], count: COUNT_AT[count] }));
}

/** Adds to `measures` (per service key), `whole` and `siteMeasures`, each then by MEASURE_IDS, and to what is known of queues. */
export function addCounts(
  world: WorldOutcome,
  twin: WorldOutcome,
  frame: Frame,
  layout: Layout,
  measures: Float64Array,
  whole: Float64Array,
  siteMeasures: Float32Array,
  { queueCounts, queueTotals }: Pick<QueueFigures, 'queueCounts' | 'queueTotals'>,
): void {
  if (world === twin) return;
  const counts = QUEUE_COUNTS.length;
  const add = (queue: number, measure: number, value: number, isPartOfWhole: boolean): void => {
    if (value === 0) return;
    const key = layout.keyOfQueue[queue]!;
    const { site } = frame.queues[queue]!;
    measures[key * MEASURES + measure]! += value;
    if (!isPartOfWhole) return;
    whole[measure]! += value;
    siteMeasures[site * MEASURES + measure]! += value;
  };
  for (let queue = 0; queue < frame.queues.length; queue++) {
    const { isReentry } = frame.queues[queue]!;
    const k = layout.keyOfQueue[queue]!;
    const row = queue * counts;
    // "People" is said only of services that count them.
    const countsPeople = layout.keys[k]!.counts === 'people';
    if (!isReentry) {
      COUNTED.forEach(({ measure, count }, c) => {
        const more = world.counts[row + count]! - twin.counts[row + count]!;
        queueCounts[queue * QUEUE_COLUMNS + 1 + c] = more;
        add(queue, measure, more, measure !== WITHOUT_RECORD || countsPeople);
      });
    }
    for (const { measure, count, unit } of IN_UNITS)
      add(queue, measure, (world.counts[row + count]! - twin.counts[row + count]!) / unit, true);
  }
  addLongestWaits(world, twin, frame, layout, measures, whole, siteMeasures);
  for (const queue of frame.queues.keys())
    queueTotals[queue * 2 + 1] = Math.round(longestWait(world, twin, [queue], frame) * TICKS_PER_HOUR);
  addStaffAndCost(world, twin, whole, siteMeasures);
}

/** The longest wait of several queues, re-entry left out, less that of the same queues in the twin, in hours. */
export function longestWait(world: WorldOutcome, twin: WorldOutcome, queues: Iterable<number>, frame: Frame): number {
  const at = (queue: number): number => queue * QUEUE_COUNTS.length + COUNT_AT.longestWaitTicks;
  let own = 0;
  let twins = 0;
  for (const queue of queues) {
    if (frame.queues[queue]!.isReentry) continue;
    own = Math.max(own, world.counts[at(queue)]!);
    twins = Math.max(twins, twin.counts[at(queue)]!);
  }
  return (own - twins) / TICKS_PER_HOUR;
}

function addLongestWaits(
  world: WorldOutcome,
  twin: WorldOutcome,
  frame: Frame,
  layout: Layout,
  measures: Float64Array,
  whole: Float64Array,
  siteMeasures: Float32Array,
): void {
  const ofKey: number[][] = layout.keys.map(() => []);
  layout.keyOfQueue.forEach((key, queue) => ofKey[key]!.push(queue));
  ofKey.forEach((queues, k) => {
    measures[k * MEASURES + MEASURE_AT.longestWait] = longestWait(world, twin, queues, frame);
  });
  whole[MEASURE_AT.longestWait] = longestWait(world, twin, frame.queues.keys(), frame);
  for (let site = 0; site < frame.sites.length; site++) {
    const from = layout.firstQueue[site]!;
    const queues = Array.from({ length: layout.firstQueue[site + 1]! - from }, (_, k) => from + k);
    siteMeasures[site * MEASURES + MEASURE_AT.longestWait] = longestWait(world, twin, queues, frame);
  }
}

function addStaffAndCost(
  world: WorldOutcome,
  twin: WorldOutcome,
  whole: Float64Array,
  siteMeasures: Float32Array,
): void {
  const staff: readonly (readonly [MeasureId, 'overtimeTicks' | 'stayLateTicks' | 'extraStaffTicks'])[] = [
    ['overtimeHours', 'overtimeTicks'],
    ['stayLateHours', 'stayLateTicks'],
    ['extraHours', 'extraStaffTicks'],
  ];
  for (const [id, ticks] of staff) {
    let sum = 0;
    for (let site = 0; site < world[ticks].length; site++) {
      const more = world[ticks][site]! - twin[ticks][site]!;
      sum += more;
      siteMeasures[site * MEASURES + MEASURE_AT[id]] = more / TICKS_PER_HOUR;
    }
    whole[MEASURE_AT[id]] = sum / TICKS_PER_HOUR;
  }
  whole[MEASURE_AT.cost] = world.cost - twin.cost;
}
