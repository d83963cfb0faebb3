/** Extra staff: people rostered on top, for instance a weekend or evening clinic or locums. */
import { z } from 'zod';
import { id, shift } from '../fields.ts';
import type { ActionContext, StaffEffect } from '../effects.ts';
import { actionFields } from './fields.ts';

export const extraStaff = {
  kind: 'extra-staff',
  title: 'Extra staff',
  meaning:
    'A number of people join a staff pool in stated hours while the action holds. All their hours are counted and paid.',
  fields: z.strictObject({
    kind: z.literal('extra-staff'),
    ...actionFields,
    pool: id.meta({ label: 'Staff pool' }),
    staff: z.number().int().min(1).max(1000).meta({ label: 'People at each site' }),
    shifts: z.array(shift).min(1).max(20).meta({ label: 'Hours' }),
  }),
} as const;
export type ExtraStaff = z.infer<typeof extraStaff.fields>;

export function compileExtraStaff(action: ExtraStaff, context: ActionContext): StaffEffect[] {
  return context
    .occurrences(action.shifts)
    .map(({ from, to }): StaffEffect => ({
      kind: 'staff',
      pool: action.pool,
      people: action.staff,
      as: 'extra',
      from: Math.max(from, context.window.from),
      to: Math.min(to, context.window.to),
    }))
    .filter(({ from, to }) => to > from);
}
