/** Divert: a share of arrivals is sent to a hub, which has a queue of its own. */
import { z } from 'zod';
import { delayDistribution, id, share } from '../fields.ts';
import type { ActionContext, DivertEffect } from '../effects.ts';
import { actionFields } from './fields.ts';

export const divert = {
  kind: 'divert',
  title: 'Divert to a hub',
  meaning: 'A share of the people arriving is told to use a hub; a share of these comes back after a delay, whatever the hub did.',
  fields: z.strictObject({
    kind: z.literal('divert'),
    ...actionFields,
    service: id,
    share,
    to: z.strictObject({ site: id, service: id }),
    returns: z.strictObject({ share, after: delayDistribution }).default({ share: 0, after: { fixed: 0 } }),
  }),
} as const;
export type Divert = z.infer<typeof divert.fields>;

export function compileDivert(action: Divert, context: ActionContext): DivertEffect[] {
  return [{ kind: 'divert', service: action.service, share: action.share, hub: action.to, returns: action.returns, ...context.window }];
}
