/** Where a site sends people on arrival: to a hub by a divert, or to its partner by a buddy (rules 25, 25a). */
import type { Action } from '../../../src/catalog/actions/index.ts';
import type { DelayDistribution } from '../../../src/catalog/fields.ts';
import type { Circumstances } from './circumstances.ts';
import { inForce } from './inForce.ts';

export interface Sending {
  readonly to: { readonly site: string; readonly service: string };
  readonly share: number;
  readonly returns: { readonly share: number; readonly after: DelayDistribution };
}

/** In the order in which they take their intervals of the one draw; a hub sends nobody on. */
export function sendingsOf(world: Circumstances, site: number, serviceId: string, tick: number): Sending[] {
  if (world.isHub[site]) return [];
  const buddies = inForce(world, 'buddy', site, serviceId, tick).flatMap((buddy) => {
    const partner = partnerOf(world, buddy, site);
    if (partner === undefined) return [];
    const to = { site: world.model.sites[partner]!.id, service: serviceId };
    return [{ to, share: buddy.share * stillThere(world, buddy, partner, tick), returns: buddy.returns }];
  });
  return [...inForce(world, 'divert', site, serviceId, tick), ...buddies];
}

type Buddy = Extract<Action, { kind: 'buddy' }>;

function partnerOf({ model, isHub }: Circumstances, { partners, service }: Buddy, site: number): number | undefined {
  // A hub takes no part: a ring passes it by.
  const having = model.sites.flatMap((other, s) => (service in other.services && !isHub[s] ? [s] : []));
  let partner: number | undefined;
  if (typeof partners['ring'] === 'string' && Object.keys(partners).length === 1) {
    const ring = having.filter((s) => model.sites[s]!.groups.includes(partners['ring']!));
    if (ring.includes(site)) partner = ring[(ring.indexOf(site) + 1) % ring.length];
  } else {
    const named = (partners as Readonly<Record<string, string>>)[model.sites[site]!.id];
    partner = having.find((s) => model.sites[s]!.id === named);
  }
  return partner === site ? undefined : partner;
}

/** What is left at the partner of the component whose failure may be shared. */
function stillThere({ levels }: Circumstances, { component }: Buddy, partner: number, tick: number): number {
  const resolved = levels.components.resolve(partner, component);
  return resolved === null ? 1 : levels.at(partner, resolved, tick);
}
