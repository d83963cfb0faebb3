/** Slow: a component loses nothing, but everything done with it takes longer. */
import { z } from 'zod';
import type { FaultContext, LevelEffect, SlowEffect, Struck } from '../effects.ts';
import { componentRef, id, title } from '../fields.ts';
import { begins, onlyGroup, sitesShare } from './common.ts';
import { repaired, sitesHit } from './compile.ts';
import { remoteRepair } from './repair.ts';

export const slow = {
  kind: 'slow',
  title: 'Slow working',
  meaning:
    'The component answers, but slowly: everything that needs it can be done with the full record and takes so many times as long. Where it is down as well, it is down.',
  example: `kind: slow
id: slow-records
component: emis-web
at: 2024-07-19 09:00
slowdown: 1.6
repair: { central: 6 h }`,
  fields: z.strictObject({
    kind: z.literal('slow'),
    id,
    title: title.optional(),
    component: componentRef,
    at: begins,
    sites: sitesShare,
    group: onlyGroup,
    slowdown: z.number().gt(1).max(20).meta({ label: 'Handling time multiplied by' }),
    repair: remoteRepair,
  }),
} as const;
export type Slow = z.infer<typeof slow.fields>;

export function compileSlow(fault: Slow, context: FaultContext): Struck {
  const hit = sitesHit(context, fault.sites);
  const strikes = hit.map((site) => ({ site, at: context.at }));
  const { sites, effects } = repaired(
    context,
    [fault.component],
    { devices: 0, repair: fault.repair },
    { hit, strikes, level: 0, notBefore: context.at },
  );
  return {
    sites,
    effects: (effects as readonly LevelEffect[]).map(({ component, site, from, to }): SlowEffect => ({
      kind: 'slow',
      component,
      site,
      slowdown: fault.slowdown,
      from,
      to,
    })),
  };
}
