/** Re-entry team: extra people who do nothing but type up what was done without the system. */
import { z } from 'zod';
import { id, shift, whenAfterADay } from '../fields.ts';
import { actionFields, type ActionKind } from './kind.ts';

export const reentryTeam = {
  kind: 're-entry-team',
  title: 'Re-entry team',
  meaning:
    'A number of people join a staff pool in stated hours and start nothing but typing up; the pool’s own people type up as well.',
  evidence:
    'Manchester’s local medical committee asked in July 2024 for sessions to re-enter unrecorded consultations; after a planned upgrade in one hospital re-entry took staff close to three days. Hours and a day’s notice are assumptions.',
  decidedBy: 'site',
  agreement: [],
  leadTime: 'One day: assumption.',
  costs: '£22 an hour for each person: an assumption; no unit cost is published.',
  example: `actions:
  - { id: typists, kind: re-entry-team, pool: office, staff: 2 }
`,
  fields: z.strictObject({
    kind: z.literal('re-entry-team'),
    ...actionFields({ title: 'Re-entry team', cost: { perHour: 22 } }),
    when: whenAfterADay.prefault({ on: 'restoration', lasts: '7 days' }).meta({ label: 'When' }),
    pool: id.meta({ label: 'Staff pool' }),
    staff: z.number().int().min(1).max(1000).default(1).meta({ label: 'People at each site' }),
    shifts: z
      .array(shift)
      .min(1)
      .max(20)
      .prefault([{ days: 'mon-fri', from: '09:00', to: '17:00' }])
      .meta({ label: 'Hours' }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
