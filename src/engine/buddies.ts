/** Buddies: who a site's partner is in a run, and how much works there over time. */
import { partnerOf } from '../catalog/actions/buddy.ts';
import type { Partnership, SeeksPartner } from '../catalog/effects.ts';
import { resolveRef } from '../scenario/graph.ts';
import type { Incident } from './incident.ts';
import { ringOf, type Plan } from './plan.ts';

/** A partner that is the site itself or lacks the service is none. */
export function partnershipOf(
  plan: Plan,
  incident: Incident,
  s: number,
  { service, component, partners }: SeeksPartner,
): Partnership | undefined {
  const partner = partnerOf(partners, plan.sites[s]!.id, (group) => ringOf(plan, group, service));
  const k = partner === undefined ? undefined : plan.siteIndex.get(partner);
  if (partner === undefined || k === undefined || k === s || !plan.sites[k]!.queueOf.has(service)) return undefined;
  const key = resolveRef(component, plan.sites[k]!.uses, plan.components);
  // What the partner does not have cannot fail there.
  if (key === undefined) return { partner, working: [{ from: 0, to: plan.horizon, level: 1 }] };
  const { ticks, values } = incident.sites[k]!.levels.of(key);
  return {
    partner,
    working: ticks.map((from, j) => ({ from, to: ticks[j + 1] ?? plan.horizon, level: values[j]! })),
  };
}
