/** Site loss: power, a flood, the network or the phones take components of single sites down. */
import { z } from 'zod';
import type { FaultContext, Struck } from '../effects.ts';
import { componentRef, id, share, title } from '../fields.ts';
import { begins, holds, onlyGroup, sitesShareOrList } from './common.ts';
import { repaired, sitesHit } from './compile.ts';
import { remoteRepair } from './repair.ts';

export const siteLoss = {
  kind: 'site-loss',
  title: 'Loss at a site',
  meaning:
    'Power, a flood, the network or the phones: components of single sites fall to the stated level at one moment, at named sites or at a share of those that depend on them, until they are restored.',
  example: `kind: site-loss
id: flood
cause: flood
components: [internet]
at: 2024-07-19 03:00
sites: [tonge-fold]
repair: { central: { lognormal: { median: 10 h, p90: 2 days } } }`,
  fields: z.strictObject({
    kind: z.literal('site-loss'),
    id,
    title: title.optional(),
    cause: z.enum(['power', 'flood', 'network', 'phones', 'other']).default('other').meta({ label: 'What is lost' }),
    components: z.array(componentRef).min(1).max(50).meta({ label: 'Components of the site that go down with it' }),
    at: begins,
    sites: sitesShareOrList,
    group: onlyGroup,
    level: share.default(0).meta({ label: 'What still works' }),
    repair: remoteRepair,
    holds,
  }),
} as const;
export type SiteLoss = z.infer<typeof siteLoss.fields>;

export function compileSiteLoss(fault: SiteLoss, context: FaultContext): Struck {
  const hit = sitesHit(context, fault.sites);
  return repaired(
    context,
    fault.components,
    { devices: 0, repair: fault.repair },
    {
      hit,
      strikes: hit.map((site) => ({ site, at: context.at })),
      level: fault.level,
      notBefore: context.at,
    },
  );
}
