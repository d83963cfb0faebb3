/** Groups of sites measured together: when they are back to normal on the extra summed over their sites, and their measures. */
import { MEASURE_AT, MEASURE_IDS, measures } from '../catalog/measures/index.ts';
import type { Frame, WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { GroupLayout, Layout } from './layout.ts';
import { longestWait } from './measureCounts.ts';
import { recoveryTick, relapsesOf } from './measureSites.ts';
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
  groups.forEach((group, g) => {
    measureWork(group, g, world, twin, frame, layout, figures);
    const at = g * MEASURES;
    for (const measure of SUMMED)
      for (const site of group.sites) figures.groupMeasures[at + measure]! += siteMeasures[site * MEASURES + measure]!;
    figures.groupMeasures[at + MEASURE_AT.longestWait] = longestWait(
      world,
      twin,
      group.works.flatMap(({ queues }) => queues),
      frame,
    );
  });
  return figures;
}

/** Recovery, peak and area on the summed extra. Only hours in which a site can differ from its twin are looked at. */
function measureWork(
  group: GroupLayout,
  g: number,
  world: WorldOutcome,
  twin: WorldOutcome,
  frame: Frame,
  layout: Layout,
  figures: GroupFigures,
): void {
  const { hours } = frame;
  const start = layout.firstEffectHour;
  const extra = new Int32Array(hours);
  const inHours = new Float64Array(hours);
  for (const { queues, itemsPerWorkingDay } of group.works) {
    extra.fill(0);
    for (const queue of queues) {
      const { site, meanMinutes } = frame.queues[queue]!;
      const last = world.lastDifference[site]!;
      if (last < 0) continue;
      const end = Math.min(hours, Math.floor((last - frame.warmUpTick) / TICKS_PER_HOUR) + 1);
      const perItem = meanMinutes / 60;
      for (let hour = start, at = queue * hours + start; hour < end; hour++, at++) {
        const more = world.outstanding[at]! - twin.outstanding[at]!;
        if (more === 0) continue;
        extra[hour]! += more;
        inHours[hour]! += more * perItem;
      }
    }
    const site = frame.queues[queues[0]!]!.site;
    const recovery = recoveryOf(
      extra,
      levelsOf(itemsPerWorkingDay),
      layout.calendars[layout.calendarOf[site]!]!.fullDayEnd,
    );
    figures.groupBackTick[g] = Math.max(figures.groupBackTick[g]!, recoveryTick(recovery, frame));
    figures.groupRelapses[g]! += relapsesOf(recovery);
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
