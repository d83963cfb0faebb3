/** What is known of the answers before there are any: what the page draws its frame by while the first runs are computed. */
import { earliestOf } from '../catalog/faults/common.ts';
import { TICKS_PER_HOUR, tickOf } from '../scenario/calendar.ts';
import type { Scenario } from '../scenario/schema.ts';
import { addDays } from '../results/format.ts';
import type { StudyResult } from '../results/types.ts';

/** Those parts of a result that a chart's frame needs; nothing in it was computed by a run. */
export type Ahead = Pick<
  StudyResult,
  'resultsFrom' | 'hours' | 'incidentHour' | 'restoredHour' | 'siteCount' | 'services'
> & {
  readonly scenario: { readonly id: string };
  readonly strategies: readonly Pick<StudyResult['strategies'][number], 'id' | 'title' | 'short'>[];
};

export function aheadOf(scenario: Scenario): Ahead {
  const begins = scenario.incident.faults.flatMap(({ at }) => earliestOf(at) ?? []);
  const first = Math.min(...begins.map((at) => tickOf(scenario.start, at)));
  const hour = first / TICKS_PER_HOUR - scenario.warmUpDays * 24;
  return {
    scenario: { id: scenario.id },
    resultsFrom: addDays(scenario.start, scenario.warmUpDays),
    hours: scenario.days * 24,
    incidentHour: Number.isFinite(hour) ? Math.max(0, hour) : null,
    restoredHour: null,
    siteCount: scenario.sites.length,
    services: [],
    strategies: scenario.strategies.map(({ id, title, short = title }) => ({ id, title, short })),
  };
}
