/** Work that could go round in a circle for ever: no scenario may have any. */
import type { TemplateInput } from '../../../src/catalog/templates/template.ts';

type Services = Readonly<Record<string, TemplateInput['services'][string]>>;
/** What work of a service may give rise to, by follow-on work and rebooking contacts. */
type Work = ReadonlyMap<string, readonly string[]>;

/** Of several sites together, as if an item might pass from any to any other. */
export function workOf(sites: readonly Services[]): Work {
  const next = new Map<string, string[]>();
  for (const services of sites)
    for (const [id, { followOn, missedSlot }] of Object.entries(services)) {
      const contact = missedSlot?.contact;
      const to = [...(followOn ?? []).map(({ service }) => service), ...(contact === undefined ? [] : [contact])];
      next.set(id, [...(next.get(id) ?? []), ...to]);
    }
  return next;
}

/** With what may follow when a service is used in place of another. */
export function withInstead(work: Work, service: string, instead: string): Work {
  return new Map([...work, [service, [...(work.get(service) ?? []), ...(work.get(instead) ?? [])]]]);
}

export function goesRound(work: Work): boolean {
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
    (work.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return leadsTo(next, to, seen);
    });
  return [...work.keys()].some((id) => leadsTo(id, id));
}
