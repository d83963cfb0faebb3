/** Pause: work is put off into a later window. */
import { z } from 'zod';
import { dateTime, duration, id, share } from '../fields.ts';
import type { ActionContext, PauseEffect } from '../effects.ts';
import { actionFields } from './fields.ts';

export const pause = {
  kind: 'pause',
  title: 'Pause',
  meaning:
    'A share of arriving work is put off: each item becomes due at its own moment within the working time of a later window.',
  fields: z.strictObject({
    kind: z.literal('pause'),
    ...actionFields,
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
} as const;
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
