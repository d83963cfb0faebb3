/** Ransomware: a component is encrypted, others are switched off to contain it, and it comes back in stages once it is rebuilt. */
import { z } from 'zod';
import type { FaultContext, LevelEffect, Struck } from '../effects.ts';
import { componentRef, delayDistribution, id, title } from '../fields.ts';
import { begins, holds, onlyGroup, sitesShare } from './common.ts';
import { cameBack, sitesHit } from './compile.ts';
import { stages } from './repair.ts';

export const ransomware = {
  kind: 'ransomware',
  title: 'Ransomware',
  meaning:
    'The component is encrypted at the sites hit and stays down until it has been rebuilt; functions, or shares of the sites, may come back later than that. To contain it, other components are switched off a while after the strike or after somebody has noticed, and on again once the rebuild is over.',
  example: `kind: ransomware
id: encrypted
component: hosting
at: { between: [2024-07-18 20:00, 2024-07-19 06:00] }
rebuild: { triangular: [3 days, 5 days, 9 days] }
returns: { sites: [{ share: 0.5, after: 0 min }, { share: 1, after: 1 days }] }
containment: [{ components: [internet], after: { triangular: [10 min, 30 min, 2 h] }, sites: all, backAfter: 12 h }]`,
  fields: z.strictObject({
    kind: z.literal('ransomware'),
    id,
    title: title.optional(),
    component: componentRef,
    at: begins,
    sites: sitesShare,
    group: onlyGroup,
    rebuild: delayDistribution.meta({ label: 'Rebuilt after, counted from the strike' }),
    returns: stages
      .optional()
      .meta({ label: 'Comes back in stages, delays counted from the end of the rebuild; without it, all at once' }),
    containment: z
      .array(
        z.strictObject({
          components: z.array(componentRef).min(1).max(50).meta({ label: 'Components or functions switched off' }),
          from: z
            .enum(['strike', 'notice'])
            .default('notice')
            .meta({ label: 'Counted from the strike, or from when the first site hit has somebody on shift' }),
          after: delayDistribution.prefault('0 min').meta({ label: 'Switched off after' }),
          sites: z.enum(['hit', 'all']).default('hit').meta({ label: 'At the sites hit, or everywhere' }),
          backAfter: delayDistribution.prefault('0 min').meta({ label: 'Switched on again so long after the rebuild' }),
        }),
      )
      .max(10)
      .default([])
      .meta({ label: 'Containment: what is switched off, and when' }),
    holds,
  }),
} as const;
export type Ransomware = z.infer<typeof ransomware.fields>;

export function compileRansomware(fault: Ransomware, context: FaultContext): Struck {
  const { at } = context;
  const hit = sitesHit(context, fault.sites);
  if (hit.length === 0) return { sites: [], effects: [] };
  const rebuilt = context.ticks(context.delay(fault.rebuild, context.uniform(0, 2)));
  const strikes = hit.map((site) => ({ site, at }));
  const blow = { hit, strikes, level: 0, notBefore: at };
  const effects = cameBack(context, [fault.component], fault.returns, blow, rebuilt);
  fault.containment.forEach((step, j) => {
    const origin = step.from === 'strike' ? at : noticed(context, hit, at, at + rebuilt);
    if (origin === undefined) return;
    const from = origin + context.ticks(context.delay(step.after, context.uniform(j, 9)));
    const to = at + rebuilt + context.ticks(context.delay(step.backAfter, context.uniform(j, 10)));
    const where = step.sites === 'hit' ? hit : context.everySite;
    for (const component of step.components)
      for (const site of where) effects.push({ kind: 'level', component, site, level: 0, from, to } as LevelEffect);
  });
  return { sites: hit, effects };
}

/** The first moment of the rebuild at which somebody is on shift at a site hit: containment is one decision for everybody. */
function noticed(context: FaultContext, hit: readonly number[], from: number, to: number): number | undefined {
  let first: number | undefined;
  for (const site of hit) {
    const shift = context.open(site).find((window) => window.to > from);
    const tick = shift && Math.max(shift.from, from);
    if (tick !== undefined && tick < to && (first === undefined || tick < first)) first = tick;
  }
  return first;
}
