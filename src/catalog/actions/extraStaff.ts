/** Extra staff: people rostered on top, in hours that the file states. */
import { z } from 'zod';
import { id, shift } from '../fields.ts';
import type { ActionContext, StaffEffect } from '../effects.ts';
import { actionFields, type ActionKind } from './kind.ts';

export const extraStaff = {
  kind: 'extra-staff',
  title: 'Extra staff',
  meaning:
    'A number of people join a staff pool in stated hours while the action holds. All their hours are counted and paid.',
  evidence:
    'After 19 July 2024 GPs worked the weekend and Shropshire’s prescription team did so too, staff redeployed. One to three days’ notice is an assumption.',
  decidedBy: 'site',
  agreement: [],
  leadTime: 'One to three days: assumption.',
  costs: 'By the hour, as the file states it; no unit cost is published.',
  example: `actions:
  - id: more-gps
    kind: extra-staff
    when: { on: failure, lead: 1 day, lasts: 9 days }
    pool: gps
    staff: 1
    shifts: [ { days: "sat,sun", from: "09:00", to: "13:00" } ]
    cost: { perHour: 95 }
`,
  fields: z.strictObject({
    kind: z.literal('extra-staff'),
    ...actionFields({ title: 'Extra staff' }),
    pool: id.meta({ label: 'Staff pool' }),
    staff: z.number().int().min(1).max(1000).meta({ label: 'People at each site' }),
    shifts: z.array(shift).min(1).max(20).meta({ label: 'Hours' }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type ExtraStaff = z.infer<typeof extraStaff.fields>;

/** For every kind that adds people in stated hours. */
export function compileExtraStaff(
  action: Pick<ExtraStaff, 'pool' | 'staff' | 'shifts'>,
  context: ActionContext,
  as: 'extra' | 're-entry' = 'extra',
): StaffEffect[] {
  return context
    .occurrences(action.shifts)
    .map(({ from, to }): StaffEffect => ({
      kind: 'staff',
      pool: action.pool,
      people: action.staff,
      as,
      from: Math.max(from, context.window.from),
      to: Math.min(to, context.window.to),
    }))
    .filter(({ from, to }) => to > from);
}
