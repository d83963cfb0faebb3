/** Extra demand: the items that come on top of the base streams in one run, with a stream and a lineage of their own. */
import type { SurgeEffect } from '../catalog/effects.ts';
import type { Interval } from '../catalog/types.ts';
import { TICKS_PER_HOUR, weekdayOf } from '../scenario/calendar.ts';
import { hourlyRates } from './cell.ts';
import type { Incident } from './incident.ts';
import { logOfUniform } from './math.ts';
import type { Plan, PlanQueue } from './plan.ts';
import { childLineage, idCode, Purpose, streamKey, uniformAt } from './streams.ts';

/** An item of a surge: what makes it the same item in every world that has it. */
export interface SurgeItem {
  readonly due: number;
  /** Counts within its surge and queue, from 0. */
  readonly index: number;
  readonly lineage: number;
}

/** The lineage of a surge's items: nothing else descends from it, so they draw from numbers of their own. */
export function surgeLineage(fault: string): number {
  return childLineage(0, idCode(`surge/${fault}`));
}

/** Per queue of the plan: items of all surges, in the order of the faults; undefined for a queue without. */
export function surgesOf(
  plan: Plan,
  seed: string,
  run: number,
  incident: Pick<Incident, 'surges'>,
): (readonly SurgeItem[] | undefined)[] {
  const found: (SurgeItem[] | undefined)[] = plan.queues.map(() => undefined);
  for (const surge of incident.surges) {
    const q = plan.sites[surge.site]!.queueOf.get(surge.service)!;
    (found[q] ??= []).push(...itemsOf(plan, seed, run, q, surge));
  }
  return found;
}

function itemsOf(plan: Plan, seed: string, run: number, q: number, surge: SurgeEffect): SurgeItem[] {
  const key = streamKey(seed, run, 'surge', surge.fault, plan.sites[surge.site]!.id, surge.service);
  const lineage = surgeLineage(surge.fault);
  const items: SurgeItem[] = [];
  let sum = -logOfUniform(1 - uniformAt(key, 0, Purpose.gap));
  let reached = 0;
  for (const { from, to, rate } of extraRates(plan, plan.queues[q]!, surge)) {
    if (rate <= 0) continue;
    while (reached + rate > sum) {
      const due = from + Math.min(to - from - 1, Math.floor(((sum - reached) / rate) * (to - from)));
      items.push({ due, index: items.length, lineage });
      sum += -logOfUniform(1 - uniformAt(key, items.length, Purpose.gap));
    }
    reached += rate;
  }
  return items;
}

/** Expected extra items in each hour, or part of one, of a surge within the study. */
export function extraRates(
  plan: Plan,
  queue: PlanQueue,
  { extra, ...window }: Pick<SurgeEffect, 'extra' | 'from' | 'to'>,
): (Interval & { readonly rate: number })[] {
  const ofHour = 'ofBase' in extra ? timesBase(plan, queue, extra.ofBase) : overTheDay(plan, queue, extra.perDay);
  const stretches: (Interval & { rate: number })[] = [];
  const end = Math.min(window.to, plan.horizon);
  for (let hour = Math.floor(window.from / TICKS_PER_HOUR); hour * TICKS_PER_HOUR < end; hour++) {
    const from = Math.max(window.from, hour * TICKS_PER_HOUR);
    const to = Math.min(end, (hour + 1) * TICKS_PER_HOUR);
    stretches.push({ from, to, rate: ofHour(hour) * ((to - from) / TICKS_PER_HOUR) });
  }
  return stretches;
}

function timesBase(plan: Plan, queue: PlanQueue, factor: number): (hour: number) => number {
  const base = hourlyRates(plan, queue);
  return (hour) => factor * base[hour]!;
}

/** So many a day, by the hours of the base profile on that weekday; evenly when there is none. */
function overTheDay(plan: Plan, queue: PlanQueue, perDay: number): (hour: number) => number {
  const arrivals = queue.spec?.arrivals;
  if (!arrivals || !('poisson' in arrivals)) return () => perDay / 24;
  return (hour) => {
    const weights = arrivals.poisson.profile[weekdayOf(plan.days.first + Math.floor(hour / 24))]!;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return total > 0 ? (perDay * weights[hour % 24]!) / total : perDay / 24;
  };
}
