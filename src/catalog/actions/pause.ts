/** Pause: work is put off into a later window. */
import { z } from 'zod';
import { dateTime, duration, id, share } from '../fields.ts';
import type { ActionContext, PauseEffect } from '../effects.ts';
import { actionFields, type ActionKind } from './kind.ts';

export const pause = {
  kind: 'pause',
  title: 'Pause',
  meaning:
    'A share of arriving work is put off: each item becomes due at its own moment within the working time of a later window.',
  evidence:
    'After 19 July 2024 practices dropped routine work and Northern Cumbria’s were asked to hold back tasks until the Tuesday. Shares are assumptions.',
  decidedBy: 'practice',
  agreement: [],
  leadTime: 'None.',
  costs: 'None.',
  example: `actions:
  - id: later-prescriptions
    kind: pause
    when: { on: notice, until: restoration }
    service: prescriptions
    share: 0.5
    into: { from: { on: restoration, lead: 12 h }, workingDays: 3 }
`,
  fields: z.strictObject({
    kind: z.literal('pause'),
    ...actionFields({ title: 'Pause' }),
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of arriving work that is put off', unit: 'of 1' }),
    into: z
      .strictObject({
        from: z
          .union([
            dateTime,
            z.strictObject({
              on: z.literal('restoration').meta({ label: 'What starts it' }),
              lead: duration.default(0).meta({ label: 'Lead time', unit: 'minutes' }),
            }),
          ])
          .meta({ label: 'Beginning of the window' }),
        workingDays: z.number().int().min(1).max(60).meta({ label: 'Length of the window', unit: 'working days' }),
      })
      .meta({ label: 'When it is done instead' }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type Pause = z.infer<typeof pause.fields>;

export function compilePause(action: Pause, context: ActionContext): PauseEffect[] {
  const { from, workingDays } = action.into;
  // A site that was never hit has no restoration to wait for.
  if (typeof from !== 'string' && !context.isHit) return [];
  const begins =
    typeof from === 'string'
      ? context.tickOf(from)
      : context.restoration === undefined
        ? undefined
        : context.restoration + context.ticks(from.lead);
  const into = begins === undefined ? [] : context.workingTime(begins, workingDays);
  return [{ kind: 'pause', service: action.service, share: action.share, into, ...context.window }];
}
