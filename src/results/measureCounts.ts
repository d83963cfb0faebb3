/** What was counted in a world, less what its twin counted: for each kind of work, each site and the whole. */
import { MEASURE_AT, MEASURE_IDS, type MeasureId } from '../catalog/measures/index.ts';
import { COUNT_AT, QUEUE_COUNTS, type Frame, type QueueCount, type WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Layout } from './layout.ts';

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

/** Adds to `measures` (per service key), `whole` and `siteMeasures`, each then by MEASURE_IDS. */
export function addCounts(
  world: WorldOutcome,
  twin: WorldOutcome,
  frame: Frame,
  layout: Layout,
  measures: Float64Array,
  whole: Float64Array,
  siteMeasures: Float32Array,
): void {
  if (world === twin) return;
  const counts = QUEUE_COUNTS.length;
  const moreThanTwin = (queue: number, count: QueueCount): number =>
    world.counts[queue * counts + COUNT_AT[count]]! - twin.counts[queue * counts + COUNT_AT[count]]!;
  frame.queues.forEach((info, queue) => {
    const k = layout.keyOfQueue[queue]!;
    const add = (id: MeasureId, value: number, isPartOfWhole: boolean): void => {
      measures[k * MEASURES + MEASURE_AT[id]]! += value;
      if (!isPartOfWhole) return;
      whole[MEASURE_AT[id]]! += value;
      siteMeasures[info.site * MEASURES + MEASURE_AT[id]]! += value;
    };
    if (!info.isReentry) {
      // "People" is said only of services that count them.
      for (const [id, count] of COUNTED)
        add(id, moreThanTwin(queue, count), id !== 'withoutRecord' || layout.keys[k]!.counts === 'people');
    }
    add('recordDays', moreThanTwin(queue, 'notUpToDateTicks') / TICKS_PER_DAY, true);
    add('reentryHours', moreThanTwin(queue, 'reentryMinutes') / 60, true);
  });
  addLongestWaits(world, twin, frame, layout, measures, whole, siteMeasures);
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
