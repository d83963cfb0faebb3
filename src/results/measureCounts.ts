/** What was counted in a world, less what its twin counted: for each kind of work, each site and the whole. */
import { MEASURE_AT, MEASURE_IDS, type MeasureId } from '../catalog/measures/index.ts';
import { COUNT_AT, QUEUE_COUNTS, type Frame, type QueueCount, type WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Layout } from './layout.ts';
import type { QueueFigures } from './measureSites.ts';

const MEASURES = MEASURE_IDS.length;
const COUNTS = QUEUE_COUNTS.length;

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
  for (let queue = 0; queue < frame.queues.length; queue++) {
    const { isReentry, site } = frame.queues[queue]!;
    const k = layout.keyOfQueue[queue]!;
    const row = queue * COUNTS;
    const ofKey = k * MEASURES;
    const ofSite = site * MEASURES;
    if (!isReentry) {
      // "People" is said only of services that count them.
      const countsPeople = layout.keys[k]!.counts === 'people';
      for (let c = 0; c < COUNTED.length; c++) {
        const { measure, count } = COUNTED[c]!;
        const more = world.counts[row + count]! - twin.counts[row + count]!;
        if (more === 0) continue;
        queueCounts[queue * QUEUE_COLUMNS + 1 + c] = more;
        measures[ofKey + measure]! += more;
        if (measure === WITHOUT_RECORD && !countsPeople) continue;
        whole[measure]! += more;
        siteMeasures[ofSite + measure]! += more;
      }
    }
    for (const { measure, count, unit } of IN_UNITS) {
      const more = (world.counts[row + count]! - twin.counts[row + count]!) / unit;
      if (more === 0) continue;
      measures[ofKey + measure]! += more;
      whole[measure]! += more;
      siteMeasures[ofSite + measure]! += more;
    }
  }
  addLongestWaits(world, twin, frame, layout, measures, whole, siteMeasures, queueTotals);
  addStaffAndCost(world, twin, whole, siteMeasures);
}

/** The longest wait of several works' queues, re-entry left out, less that of the same queues in the twin, in hours. */
export function longestWait(
  world: WorldOutcome,
  twin: WorldOutcome,
  works: readonly { readonly queues: readonly number[] }[],
  frame: Frame,
): number {
  let own = 0;
  let twins = 0;
  for (const { queues } of works)
    for (const queue of queues) {
      if (frame.queues[queue]!.isReentry) continue;
      const at = queue * COUNTS + COUNT_AT.longestWaitTicks;
      own = Math.max(own, world.counts[at]!);
      twins = Math.max(twins, twin.counts[at]!);
    }
  return (own - twins) / TICKS_PER_HOUR;
}

/** The same of each kind of work, of each site, of all together and of each queue, in one pass. */
function addLongestWaits(
  world: WorldOutcome,
  twin: WorldOutcome,
  frame: Frame,
  layout: Layout,
  measures: Float64Array,
  whole: Float64Array,
  siteMeasures: Float32Array,
  queueTotals: Int32Array,
): void {
  const keys = layout.keys.length;
  const ofKey = new Float64Array(keys);
  const twinOfKey = new Float64Array(keys);
  let ofAll = 0;
  let twinOfAll = 0;
  for (let site = 0; site < frame.sites.length; site++) {
    let ofSite = 0;
    let twinOfSite = 0;
    for (let queue = layout.firstQueue[site]!; queue < layout.firstQueue[site + 1]!; queue++) {
      if (frame.queues[queue]!.isReentry) continue;
      const at = queue * COUNTS + COUNT_AT.longestWaitTicks;
      const own = world.counts[at]!;
      const twins = twin.counts[at]!;
      const k = layout.keyOfQueue[queue]!;
      queueTotals[queue * 2 + 1] = own - twins;
      ofSite = Math.max(ofSite, own);
      twinOfSite = Math.max(twinOfSite, twins);
      ofKey[k] = Math.max(ofKey[k]!, own);
      twinOfKey[k] = Math.max(twinOfKey[k]!, twins);
    }
    siteMeasures[site * MEASURES + MEASURE_AT.longestWait] = (ofSite - twinOfSite) / TICKS_PER_HOUR;
    ofAll = Math.max(ofAll, ofSite);
    twinOfAll = Math.max(twinOfAll, twinOfSite);
  }
  for (let k = 0; k < keys; k++)
    measures[k * MEASURES + MEASURE_AT.longestWait] = (ofKey[k]! - twinOfKey[k]!) / TICKS_PER_HOUR;
  whole[MEASURE_AT.longestWait] = (ofAll - twinOfAll) / TICKS_PER_HOUR;
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
