/** Outage: a component stops at one moment and is repaired. */
import { z } from 'zod';
import { componentRef, id, share, title } from '../fields.ts';
import type { FaultContext, Struck } from '../effects.ts';
import { begins, holds, onlyGroup, sitesShare } from './common.ts';
import { repaired, sitesHit } from './compile.ts';
import { repair } from './repair.ts';

export const outage = {
  kind: 'outage',
  title: 'Outage',
  meaning:
    'The component stops (or falls to the stated level) at one moment, at a share of the sites that depend on it, until it is repaired.',
  example: `kind: outage
id: hosting-down
component: hosting
at: 2024-07-19 05:09
repair: { central: { triangular: [9 h, 13 h, 30 h] } }
holds: [{ component: emis-web, services: [calls], share: 0.8, spread: 2 h }]`,
  fields: z.strictObject({
    kind: z.literal('outage'),
    id,
    title: title.optional(),
    component: componentRef,
    at: begins,
    sites: sitesShare,
    group: onlyGroup,
    devices: share.default(1).meta({ label: 'Share of the devices at each site hit' }),
    level: share.default(0).meta({ label: 'What still works' }),
    repair,
    holds,
  }),
} as const;
export type Outage = z.infer<typeof outage.fields>;

export function compileOutage(fault: Outage, context: FaultContext): Struck {
  const { at } = context;
  const hit = sitesHit(context, fault.sites);
  return repaired(context, [fault.component], fault, {
    hit,
    strikes: hit.map((site) => ({ site, at })),
    level: fault.level,
    notBefore: at,
  });
}
