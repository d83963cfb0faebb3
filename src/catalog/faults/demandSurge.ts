/** Demand surge: more of some work comes than on ordinary days, on top of the base demand, for a while. */
import { z } from 'zod';
import type { FaultContext, Struck, SurgeEffect } from '../effects.ts';
import { delayDistribution, id, title } from '../fields.ts';
import { begins, onlyGroup, sitesShareOrList } from './common.ts';
import { sitesHit } from './compile.ts';

export const demandSurge = {
  kind: 'demand-surge',
  title: 'Demand surge',
  meaning:
    'Extra items of the services come at random for a time, on top of the base demand, which stays as it is down to each single arrival.',
  example: `kind: demand-surge
id: worried-callers
services: [calls]
extra: { ofBase: 0.4 }
at: { after: hosting-down, delay: 3 h }
lasts: 8 h`,
  fields: z.strictObject({
    kind: z.literal('demand-surge'),
    id,
    title: title.optional(),
    services: z.array(id).min(1).max(50).meta({ label: 'Services asked for more often' }),
    extra: z
      .union([
        z.strictObject({
          ofBase: z.number().gt(0).max(20).meta({ label: 'Extra items for each item of the base rate' }),
        }),
        z.strictObject({
          perDay: z.number().gt(0).max(100_000).meta({ label: 'Extra items a day at each site', unit: 'items a day' }),
        }),
      ])
      .meta({ label: 'How many more' }),
    at: begins,
    lasts: delayDistribution.meta({ label: 'Lasts' }),
    sites: sitesShareOrList,
    group: onlyGroup,
  }),
} as const;
export type DemandSurge = z.infer<typeof demandSurge.fields>;

export function compileDemandSurge(fault: DemandSurge, context: FaultContext): Struck {
  const to = context.at + context.ticks(context.delay(fault.lasts, context.uniform(0, 2)));
  const sites = sitesHit(context, fault.sites);
  const effects = sites.flatMap((site) =>
    fault.services
      .filter((service) => context.services(site).includes(service))
      .map((service): SurgeEffect => ({
        kind: 'surge',
        fault: context.id,
        service,
        site,
        extra: fault.extra,
        from: context.at,
        to,
      })),
  );
  return { sites, effects };
}
