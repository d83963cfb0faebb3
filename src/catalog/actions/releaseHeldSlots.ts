/** Release held slots: people who missed their slot are offered slots that were kept back. */
import { z } from 'zod';
import { id, share } from '../fields.ts';
import type { ActionContext, ReleaseEffect } from '../effects.ts';
import { actionFields, type ActionKind } from './kind.ts';

export const releaseHeldSlots = {
  kind: 'release-held-slots',
  title: 'Release held slots',
  meaning:
    'A share of rebooked people are offered slots that were kept back: they are served in turn with newly booked people instead of after them.',
  evidence:
    'Local medical committees asked for extra sessions for deferred appointments (Manchester, July 2024). The share is an assumption.',
  decidedBy: 'practice',
  agreement: [],
  leadTime: 'None.',
  costs: 'None.',
  example: `actions:
  - { id: held-slots, kind: release-held-slots, when: { on: failure, lasts: 10 days }, service: booked-gp, share: 0.6 }
`,
  fields: z.strictObject({
    kind: z.literal('release-held-slots'),
    ...actionFields({ title: 'Release held slots' }),
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of rebooked people who are offered one', unit: 'of 1' }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type ReleaseHeldSlots = z.infer<typeof releaseHeldSlots.fields>;

export function compileReleaseHeldSlots(action: ReleaseHeldSlots, context: ActionContext): ReleaseEffect[] {
  return [{ kind: 'release', service: action.service, share: action.share, ...context.window }];
}
