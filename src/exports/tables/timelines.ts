/** What moves a run from outside, as rows: queues, routes, staff, modes, closings and calendars. */
import type { Plan } from '../../engine/index.ts';
import { hubQueue, type Script } from '../../engine/script.ts';
import { mergedTicks, valueAt } from '../../engine/steps.ts';
import { ticks } from '../../scenario/calendar.ts';
import type { Cell } from '../csvCells.ts';
import type { Rows } from './index.ts';

/** A share or number that does not exist is an empty cell. */
const orEmpty = (value: number | undefined): Cell => value ?? null;

export function timelineTables(plan: Plan, script: Script): Rows {
  return {
    queues: plan.queues.map((queue, q): Cell[] => {
      const { patience, atClose, missedSlot } = queue.spec ?? {};
      return [
        q,
        plan.sites[queue.site]!.id,
        queue.service,
        queue.pool,
        queue.priority,
        queue.isReentry || queue.reentry < 0 ? null : queue.reentry,
        orEmpty(missedSlot?.priority),
        missedSlot ? Math.max(1, ticks(missedSlot.wait)) : null,
        orEmpty(missedSlot?.noticeWorkingDays),
        orEmpty(patience?.returns.share),
        orEmpty(atClose?.nextDay),
      ];
    }),
    routes: plan.queues.flatMap(({ spec }, q) =>
      (['patience', 'closing'] as const).flatMap((when) =>
        ((when === 'patience' ? spec?.patience : spec?.atClose)?.hubs ?? []).map((hub): Cell[] => [
          q,
          when,
          hub.share,
          hubQueue(plan, hub),
        ]),
      ),
    ),
    staff: script.pools.flatMap(({ staff }, p) => staff.ticks.map((tick, k): Cell[] => [p, tick, staff.values[k]!])),
    modes: plan.queues.flatMap((_, q) => {
      const segments = script.segments[q]!;
      const theta = { ticks: segments.map(({ tick }) => tick), values: segments.map((segment) => segment.theta) };
      const normal = script.normal[q]!;
      return mergedTicks([theta, normal]).map((tick): Cell[] => [q, tick, valueAt(theta, tick), valueAt(normal, tick)]);
    }),
    needs: plan.queues.flatMap((_, q) =>
      script.segments[q]!.flatMap(({ tick, needs }) =>
        needs.map(({ level, mode }, k): Cell[] => [
          q,
          tick,
          k,
          level,
          mode.slowdown,
          mode.reentryMinutes > 0 ? Math.max(1, ticks(mode.reentryMinutes)) : 0,
          mode.record,
        ]),
      ),
    ),
    closings: script.closings.flatMap((closings, p) => closings.map(({ tick, day }): Cell[] => [p, tick, day])),
    openings: plan.pools.flatMap((pool, p) =>
      [...pool.daySpans].sort(([a], [b]) => a - b).map(([day, { from }]): Cell[] => [p, day, from]),
    ),
    working_dates: plan.sites.flatMap((site) => site.workingDays.map((day): Cell[] => [site.id, day])),
  };
}
