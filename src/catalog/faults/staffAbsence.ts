/** Staff absence: a share of the people planned for the shifts of some pools does not come for a while. */
import { z } from 'zod';
import type { AbsenceEffect, FaultContext, Struck } from '../effects.ts';
import { delayDistribution, id, share, title } from '../fields.ts';
import { begins, onlyGroup, sitesShareOrList } from './common.ts';
import { sitesHit } from './compile.ts';

export const staffAbsence = {
  kind: 'staff-absence',
  title: 'Staff absence',
  meaning:
    'A share of the people on base shifts of the pools stays away for a time. Plans, booked slots and closing times stay as they are; whoever is being served is served to the end.',
  example: `kind: staff-absence
id: influenza
pools: [desk, gps]
share: 0.25
at: 2024-07-18 07:00
lasts: { triangular: [3 days, 5 days, 8 days] }`,
  fields: z.strictObject({
    kind: z.literal('staff-absence'),
    id,
    title: title.optional(),
    pools: z
      .union([z.literal('all'), z.array(id).min(1).max(50)])
      .default('all')
      .meta({ label: 'Staff pools, or all of them' }),
    share: share.meta({ label: 'Share of the people who are away', unit: 'of 1' }),
    at: begins,
    lasts: delayDistribution.meta({ label: 'Lasts' }),
    sites: sitesShareOrList,
    group: onlyGroup,
  }),
} as const;
export type StaffAbsence = z.infer<typeof staffAbsence.fields>;

export function compileStaffAbsence(fault: StaffAbsence, context: FaultContext): Struck {
  const to = context.at + context.ticks(context.delay(fault.lasts, context.uniform(0, 2)));
  const sites = sitesHit(context, fault.sites);
  const effects = sites.flatMap((site) =>
    context
      .pools(site)
      .filter((pool) => fault.pools === 'all' || fault.pools.includes(pool))
      .map((pool): AbsenceEffect => ({
        kind: 'absence',
        fault: context.id,
        pool,
        site,
        share: fault.share,
        from: context.at,
        to,
      })),
  );
  return { sites, effects };
}
