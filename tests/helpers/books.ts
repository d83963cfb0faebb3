/** Items sorted into the queues of a plan, and what the backlog must have been if they tell the truth. */
import type { ItemRecord } from '../../src/catalog/types.ts';
import type { Plan } from '../../src/engine/index.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';

/** Items of every queue, in the plan's order of queues. */
export function byQueue(plan: Plan, items: readonly ItemRecord[]): ItemRecord[][] {
  const places = new Map(plan.queues.map((queue, q) => [`${plan.sites[queue.site]!.id} ${queue.service}`, q]));
  const lists = plan.queues.map((): ItemRecord[] => []);
  for (const item of items) lists[places.get(`${item.site} ${item.service}`)!]!.push(item);
  return lists;
}

/** How many are due and not started at every hourly sample; undefined where somebody comes twice, whose first wait no record tells. */
export function backlogFrom(plan: Plan, items: readonly ItemRecord[]): number[] | undefined {
  if (items.some((item) => item.attempt > 0)) return undefined;
  return Array.from({ length: plan.frame.hours }, (_, hour) => {
    const now = plan.warmUp + hour * TICKS_PER_HOUR;
    return items.filter(
      (item) =>
        item.due >= 0 && item.due <= now && (item.start < 0 || item.start > now) && (item.left < 0 || item.left > now),
    ).length;
  });
}
