/** Release held slots: people who missed their slot are offered slots that were kept back. */
import { z } from 'zod';
import { id, share } from '../fields.ts';
import type { ActionContext, ReleaseEffect } from '../effects.ts';
import { actionFields } from './fields.ts';

export const releaseHeldSlots = {
  kind: 'release-held-slots',
  title: 'Release held slots',
  meaning:
    'A share of rebooked people are offered slots that were kept back: they are served in turn with newly booked people instead of after them.',
  fields: z.strictObject({
    kind: z.literal('release-held-slots'),
    ...actionFields,
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of rebooked people who are offered one', unit: 'of 1' }),
  }),
} as const;
export type ReleaseHeldSlots = z.infer<typeof releaseHeldSlots.fields>;

export function compileReleaseHeldSlots(action: ReleaseHeldSlots, context: ActionContext): ReleaseEffect[] {
  return [{ kind: 'release', service: action.service, share: action.share, ...context.window }];
}
