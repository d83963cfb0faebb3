/** Messages that an interface holds while it is down: which share at which moment, and how long it takes to hand them over. */
import type { Steps } from '../catalog/types.ts';
import { ticks } from '../scenario/calendar.ts';
import { resolveRef } from '../scenario/graph.ts';
import type { SiteLevels } from './components.ts';
import type { FaultInRun } from './faultTimes.ts';
import type { Plan } from './plan.ts';
import { combine } from './steps.ts';

/** One entry of a fault at a site it has struck. */
export interface Hold {
  readonly services: readonly string[];
  /** Share of the messages held at each moment. */
  readonly threshold: Steps;
  readonly spread: number;
}

/** What is held of a service: the largest of the shares of its holds. */
export interface Held {
  readonly threshold: Steps;
  readonly holds: readonly Hold[];
}

/** Holds of all faults that strike a site, in file order; `answering` gives the levels of what answers there. */
export function holdsAt(plan: Plan, s: number, faults: readonly FaultInRun[], answering: SiteLevels): Hold[] {
  return faults.flatMap(({ fault, sites, effects }) => {
    if (!('holds' in fault) || fault.holds.length === 0 || !sites.includes(s)) return [];
    const from = effects.reduce(
      (first, effect) => (effect.site === s ? Math.min(first, effect.from) : first),
      Infinity,
    );
    return fault.holds.flatMap((hold): Hold[] => {
      const key = resolveRef(hold.component, plan.sites[s]!.uses, plan.components);
      if (key === undefined) return [];
      const struck: Steps = { ticks: [0, from], values: [0, 1] };
      const threshold = combine([answering.of(key), struck], ([level, since]) => since! * hold.share * (1 - level!));
      return threshold.values.some((value) => value > 0)
        ? [{ services: hold.services, threshold, spread: ticks(hold.spread) }]
        : [];
    });
  });
}

/** What is held of one service of a site; undefined when nothing ever is. */
export function heldOf(holds: readonly Hold[], service: string): Held | undefined {
  const own = holds.filter((hold) => hold.services.includes(service));
  if (own.length === 0) return undefined;
  return {
    holds: own,
    threshold: combine(
      own.map((hold) => hold.threshold),
      (values) => Math.max(...values),
    ),
  };
}
