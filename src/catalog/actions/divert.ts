/** Divert: a share of arrivals is sent to a hub, which has a queue of its own. */
import { z } from 'zod';
import { delayDistribution, id, share } from '../fields.ts';
import type { ActionContext, DivertEffect } from '../effects.ts';
import { actionFields } from './fields.ts';

export const divert = {
  kind: 'divert',
  title: 'Divert to a hub',
  meaning:
    'A share of the people arriving is told to use a hub; a share of these comes back after a delay, whatever the hub did.',
  fields: z.strictObject({
    kind: z.literal('divert'),
    ...actionFields,
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of the people arriving who are sent', unit: 'of 1' }),
    to: z
      .strictObject({ site: id.meta({ label: 'Hub' }), service: id.meta({ label: 'Service of the hub' }) })
      .meta({ label: 'Where they are sent' }),
    returns: z
      .strictObject({
        share: share.meta({ label: 'Share of them', unit: 'of 1' }),
        after: delayDistribution.meta({ label: 'After' }),
      })
      .default({ share: 0, after: { fixed: 0 } })
      .meta({ label: 'Those who come back' }),
  }),
} as const;
export type Divert = z.infer<typeof divert.fields>;

export function compileDivert(action: Divert, context: ActionContext): DivertEffect[] {
  return [
    {
      kind: 'divert',
      service: action.service,
      share: action.share,
      hub: action.to,
      returns: action.returns,
      ...context.window,
    },
  ];
}
