/** Groups of sites measured together: when they are back to normal on the extra summed over their sites, and their measures. */
import { MEASURE_AT, MEASURE_IDS, measures } from '../catalog/measures/index.ts';
import type { Frame, WorldOutcome } from '../catalog/types.ts';
import type { GroupLayout, Layout } from './layout.ts';
import { longestWait } from './measureCounts.ts';
import { recoveryTick, relapsesOf, type Spans } from './measureSites.ts';
import { levelsOf, recoveryOf } from './recovery.ts';

const MEASURES = MEASURE_IDS.length;
/** Measures of a group that are the sum of its sites'. */
const SUMMED = measures.flatMap(({ id, perSite }) =>
  perSite && id !== 'peakHours' && id !== 'areaHours' && id !== 'longestWait' ? [MEASURE_AT[id]] : [],
);

export interface GroupFigures {
  readonly groupBackTick: Float64Array;
  readonly groupRelapses: Float64Array;
  readonly groupMeasures: Float64Array;
}

/** Measures every group of a world against its twin. `siteMeasures` must be complete. */
export function measureGroups(
  world: WorldOutcome,
  twin: WorldOutcome,
  spans: Spans,
  siteMeasures: Float32Array,
  frame: Frame,
  layout: Layout,
): GroupFigures {
  const { groups } = layout;
  const figures: GroupFigures = {
    groupBackTick: new Float64Array(groups.length),
    groupRelapses: new Float64Array(groups.length),
    groupMeasures: new Float64Array(groups.length * MEASURES),
  };
  if (world === twin) return figures;
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]!;
    measureWork(group, g, spans, frame, layout, figures);
    const at = g * MEASURES;
    for (const measure of SUMMED)
      for (const site of group.sites) figures.groupMeasures[at + measure]! += siteMeasures[site * MEASURES + measure]!;
    figures.groupMeasures[at + MEASURE_AT.longestWait] = longestWait(world, twin, group.works, frame);
  }
  return figures;
}

/** Recovery, peak and area on the summed extra. Only hours in which a queue differs from its twin are looked at. */
function measureWork(
  group: GroupLayout,
  g: number,
  spans: Spans,
  frame: Frame,
  layout: Layout,
  figures: GroupFigures,
): void {
  const { hours } = frame;
  const extra = new Int32Array(hours);
  const inHours = new Float64Array(hours);
  for (const { queues, itemsPerWorkingDay } of group.works) {
    let first = hours;
    let last = 0;
    for (const queue of queues) {
      const from = spans.from[queue]!;
      const to = spans.to[queue]!;
      if (from === to) continue;
      first = Math.min(first, from);
      last = Math.max(last, to);
      spans.add(queue, extra, inHours, frame.queues[queue]!.meanMinutes / 60);
    }
    // Where nothing differs nothing was disrupted.
    if (first >= last) continue;
    const site = frame.queues[queues[0]!]!.site;
    const recovery = recoveryOf(
      extra,
      levelsOf(itemsPerWorkingDay),
      layout.calendars[layout.calendarOf[site]!]!.fullDayEnd,
      first,
      last,
    );
    figures.groupBackTick[g] = Math.max(figures.groupBackTick[g]!, recoveryTick(recovery, frame));
    figures.groupRelapses[g]! += relapsesOf(recovery);
    extra.fill(0, first, last);
  }
  let peak = 0;
  let area = 0;
  for (let hour = 0; hour < hours; hour++) {
    if (inHours[hour]! > peak) peak = inHours[hour]!;
    area += inHours[hour]!;
  }
  figures.groupMeasures[g * MEASURES + MEASURE_AT.peakHours] = peak;
  figures.groupMeasures[g * MEASURES + MEASURE_AT.areaHours] = area;
}
