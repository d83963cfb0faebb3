/** Buddies: who a site's partner is in a run, and how much works there over time. */
import { partnerOf, type Buddy, type PartnerContext } from '../catalog/actions/buddy.ts';
import type { Interval } from '../catalog/types.ts';
import { resolveRef } from '../scenario/graph.ts';
import type { Incident } from './incident.ts';
import { ringOf, type Plan } from './plan.ts';

/** What a buddy asks while it compiles at a site; a partner without the service is none. */
export function partnerContext(
  plan: Plan,
  incident: Incident,
  s: number,
  action: Buddy,
  window: Interval,
): PartnerContext {
  const has = (k: number): boolean => plan.sites[k]!.queueOf.has(action.service);
  const partner = partnerOf(action.partners, plan.sites[s]!.id, (group) => ringOf(plan, group, action.service));
  const k = partner === undefined ? undefined : plan.siteIndex.get(partner);
  if (k === undefined || k === s || !has(k)) return { window, partner: undefined, working: [] };
  const key = resolveRef(action.component, plan.sites[k]!.uses, plan.components);
  // What the partner does not have cannot fail there.
  if (key === undefined) return { window, partner, working: [{ from: 0, to: plan.horizon, level: 1 }] };
  const { ticks, values } = incident.sites[k]!.levels.of(key);
  return {
    window,
    partner,
    working: ticks.map((from, j) => ({ from, to: ticks[j + 1] ?? plan.horizon, level: values[j]! })),
  };
}
