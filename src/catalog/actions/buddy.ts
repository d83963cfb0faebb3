/** Buddy: a partner site takes in a share of the people arriving, as far as it is not down itself. */
import { z } from 'zod';
import type { ActionContext, BuddyEffect } from '../effects.ts';
import { componentRef, id, share } from '../fields.ts';
import { actionFields, type ActionKind } from './kind.ts';
import { returnsLater } from './returns.ts';

export const buddy = {
  kind: 'buddy',
  title: 'Buddy practice',
  meaning:
    'A share of the people arriving is sent to a named partner, or to the next site of a group. Useless while the partner has lost the same component: it takes in the share times what is left of that component there.',
  evidence:
    'In the storm of 2021 Park Lane Surgery had one room at a neighbour. Of networks with several practices 86% run on one supplier, and 12.7% of EMIS practices have a partner on another system (mapping file, August 2025). A share of 0.2 to 0.4 after 2 to 24 hours is an assumption.',
  decidedBy: 'pcn',
  agreement: ['practice'],
  leadTime: 'Two hours to a day: assumption.',
  costs: 'None counted; the work is in the partner’s own queue.',
  example: `actions:
  - id: neighbour
    kind: buddy
    when: { on: notice, lead: 2 h, until: restoration }
    service: same-day
    component: records/read
    share: 0.3
    partners: { our-practice: next-door }
`,
  fields: z.strictObject({
    kind: z.literal('buddy'),
    ...actionFields({ title: 'Buddy practice', decidedBy: 'pcn', agreement: ['practice'] }),
    service: id.meta({ label: 'Service, the same at the partner' }),
    component: componentRef.meta({ label: 'Component whose failure is shared or not' }),
    share: share.meta({ label: 'Share of the people arriving who are sent', unit: 'of 1' }),
    partners: z
      .union([
        z.strictObject({ ring: id.meta({ label: 'Each site’s partner is the next one of this group' }) }),
        z.record(id, id).meta({ label: 'The partner of each site' }),
      ])
      .meta({ label: 'Who helps whom' }),
    returns: returnsLater,
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type Buddy = z.infer<typeof buddy.fields>;

/** The partner of a site: as named, or the next of the ring in file order, the first after the last; nobody alone. */
export function partnerOf(
  partners: Buddy['partners'],
  site: string,
  membersOf: (group: string) => readonly string[],
): string | undefined {
  if (!isRing(partners)) return Object.hasOwn(partners, site) ? partners[site] : undefined;
  const ring = membersOf(partners.ring);
  const place = ring.indexOf(site);
  return place < 0 || ring.length < 2 ? undefined : ring[(place + 1) % ring.length];
}

/** A mapping with one key `ring` is a ring. */
export function isRing(partners: Buddy['partners']): partners is { ring: string } {
  return Object.keys(partners).length === 1 && Object.hasOwn(partners, 'ring');
}

export function compileBuddy(
  action: Buddy,
  { window, partnership }: Pick<ActionContext, 'window' | 'partnership'>,
): BuddyEffect[] {
  const found = partnership(action);
  if (!found) return [];
  const { partner, working } = found;
  return working
    .map(({ from, to, level }): BuddyEffect => ({
      kind: 'buddy',
      service: action.service,
      share: action.share * level,
      partner,
      returns: action.returns,
      from: Math.max(from, window.from),
      to: Math.min(to, window.to),
    }))
    .filter((effect) => effect.to > effect.from && effect.share > 0);
}
