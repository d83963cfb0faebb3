/** Stay late: people go on after the day's last shift, up to a cap. */
import { z } from 'zod';
import { duration, id } from '../fields.ts';
import type { ActionContext, StaffEffect } from '../effects.ts';
import { actionFields, type ActionKind } from './kind.ts';

export const stayLate = {
  kind: 'stay-late',
  title: 'Stay late or log in from home',
  meaning:
    'A number of people of a pool go on after their last shift of the day, up to a cap; the hours they work are shown even when unpaid.',
  evidence:
    'After outages practices paid overtime for documents (Bradford, July 2025). How many stay is an assumption.',
  decidedBy: 'practice',
  agreement: [],
  leadTime: 'None.',
  costs: 'By the hour, unpaid unless the file states a cost; the hours are shown all the same.',
  example: `actions:
  - { id: late, kind: stay-late, when: { on: failure, lasts: 4 days }, pool: office, staff: 1, upTo: 2 h, cost: { perHour: 22 } }
`,
  fields: z.strictObject({
    kind: z.literal('stay-late'),
    ...actionFields({ title: 'Stay late or log in from home' }),
    pool: id.meta({ label: 'Staff pool' }),
    staff: z.number().int().min(1).max(1000).meta({ label: 'People at each site' }),
    upTo: duration
      .refine((minutes) => minutes > 0 && minutes <= 720, 'at most 12 h')
      .meta({ label: 'At most, each day' }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type StayLate = z.infer<typeof stayLate.fields>;

export function compileStayLate(action: StayLate, context: ActionContext): StaffEffect[] {
  return context
    .shiftEnds(action.pool)
    .filter(({ end }) => end >= context.window.from && end < context.window.to)
    .map(({ end, midnight }): StaffEffect => ({
      kind: 'staff',
      pool: action.pool,
      people: action.staff,
      as: 'late',
      from: end,
      to: Math.min(end + context.ticks(action.upTo), midnight),
    }))
    .filter(({ from, to }) => to > from);
}
