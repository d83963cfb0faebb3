/** Shed: people are asked to come back later; some do, some do not. */
import { z } from 'zod';
import { delayDistribution, id, share } from '../fields.ts';
import type { ActionContext, ShedEffect } from '../effects.ts';
import { actionFields } from './fields.ts';

export const shed = {
  kind: 'shed',
  title: 'Ask people to come back later',
  meaning:
    'A share of the people arriving is asked to come back; a share of these does, after a delay or at the start of the next working day.',
  fields: z.strictObject({
    kind: z.literal('shed'),
    ...actionFields,
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of the people arriving who are asked', unit: 'of 1' }),
    returns: z
      .strictObject({
        share: share.meta({ label: 'Share of them', unit: 'of 1' }),
        after: z.union([z.literal('next-working-day'), delayDistribution]).meta({ label: 'After' }),
      })
      .meta({ label: 'Those who come back' }),
  }),
} as const;
export type Shed = z.infer<typeof shed.fields>;

export function compileShed(action: Shed, context: ActionContext): ShedEffect[] {
  return [{ kind: 'shed', service: action.service, share: action.share, returns: action.returns, ...context.window }];
}
