/** Faulty update: an update that breaks what it reaches, pushed in rings until somebody halts it. */
import { z } from 'zod';
import { componentRef, dateTime, duration, id, share, title } from '../fields.ts';
import { countOf, type FaultContext, type Struck } from '../effects.ts';
import { rings, ringsLabel } from '../rings.ts';
import { begins, holds, onlyGroup, sitesShare } from './common.ts';
import { repaired, sitesHit, type Strike } from './compile.ts';
import { repair } from './repair.ts';

export const faultyUpdate = {
  kind: 'faulty-update',
  title: 'Faulty update',
  meaning:
    'A broken update reaches one ring of sites after another; rings due at or after the halt are spared. Everybody at once is one ring.',
  example: `kind: faulty-update
id: broken-update
component: emis-web
at: 2024-07-19 05:09
halted: { after: 78 min }
rings: [{ share: 0.2, after: 0 min }, { share: 0.8, after: 4 h }]
repair: { staged: { functions: { emis-web/read: 13 h, emis-web/appointments: 2 days } } }`,
  fields: z.strictObject({
    kind: z.literal('faulty-update'),
    id,
    title: title.optional(),
    component: componentRef,
    at: begins,
    halted: z
      .union([
        dateTime,
        z.strictObject({ after: duration.meta({ label: 'So long after it begins', unit: 'minutes' }) }),
      ])
      .meta({ label: 'Halted: a moment, or so long after it begins' }),
    rings: rings.prefault([{ share: 1, after: '0 min' }]).meta(ringsLabel),
    sites: sitesShare,
    group: onlyGroup,
    devices: share.default(1).meta({ label: 'Share of the devices at each site hit' }),
    repair,
    holds,
  }),
} as const;
export type FaultyUpdate = z.infer<typeof faultyUpdate.fields>;

export function compileFaultyUpdate(fault: FaultyUpdate, context: FaultContext): Struck {
  const halted =
    typeof fault.halted === 'string' ? context.tickOf(fault.halted) : context.at + context.ticks(fault.halted.after);
  const hit = sitesHit(context, fault.sites);
  const strikes: Strike[] = [];
  let reached = 0;
  let position = 0;
  for (const ring of fault.rings) {
    reached += ring.share;
    const at = context.at + context.ticks(ring.after);
    for (const end = countOf(reached, hit.length); position < end; position++) {
      if (at < halted) strikes.push({ site: hit[position]!, at });
    }
  }
  return repaired(context, [fault.component], fault, { hit, strikes, level: 0, notBefore: halted });
}
