/** People on top in usual hours: a weekend clinic, an evening clinic, and locums. */
import { z } from 'zod';
import { id, shift, whenAfterADay, type Owner } from '../fields.ts';
import { actionFields, type ActionKind } from './kind.ts';

interface Usual {
  readonly title: string;
  readonly decidedBy: Owner;
  readonly agreement: readonly Owner[];
  readonly perHour: number;
  readonly lasts: string;
  readonly shifts: z.input<typeof shift>[];
}

function clinicFields({ lasts, shifts, perHour, ...usual }: Usual) {
  return {
    ...actionFields({ ...usual, cost: { perHour } }),
    when: whenAfterADay.prefault({ on: 'failure', lasts }).meta({ label: 'When' }),
    pool: id.meta({ label: 'Staff pool' }),
    staff: z.number().int().min(1).max(1000).default(1).meta({ label: 'People at each site' }),
    shifts: z.array(shift).min(1).max(20).prefault(shifts).meta({ label: 'Hours' }),
  };
}

const ENHANCED_ACCESS =
  'Networks of practices owe 60 minutes a week for 1,000 adjusted patients, Monday to Friday 18:30 to 20:00 and Saturday 09:00 to 17:00 (PCN Enhanced Access)';

export const weekendClinic = {
  kind: 'weekend-clinic',
  title: 'Weekend clinic',
  meaning: 'People come in at the weekend to catch up. All their hours are counted and paid.',
  evidence: `GPs and the Christie’s day unit worked the weekend after 19 July 2024. ${ENHANCED_ACCESS}. Hours and a day’s notice are assumptions.`,
  decidedBy: 'pcn',
  agreement: ['icb', 'practice'],
  leadTime: 'One day: assumption.',
  costs: '£60 an hour for each person: an assumption; state it for the people you mean.',
  example: `actions:
  - { id: weekend, kind: weekend-clinic, pool: gps }
`,
  fields: z.strictObject({
    kind: z.literal('weekend-clinic'),
    ...clinicFields({
      title: 'Weekend clinic',
      decidedBy: 'pcn',
      agreement: ['icb', 'practice'],
      perHour: 60,
      lasts: '9 days',
      shifts: [{ days: 'sat,sun', from: '09:00', to: '13:00' }],
    }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };

export const eveningClinic = {
  kind: 'evening-clinic',
  title: 'Evening clinic',
  meaning:
    'People go on into the evening to catch up; whoever waits is not sent home before they finish. All their hours are counted and paid.',
  evidence: `${ENHANCED_ACCESS}. A day’s notice is an assumption.`,
  decidedBy: 'pcn',
  agreement: ['icb', 'practice'],
  leadTime: 'One day: assumption.',
  costs: '£60 an hour for each person: an assumption; state it for the people you mean.',
  example: `actions:
  - { id: evenings, kind: evening-clinic, pool: gps, staff: 2 }
`,
  fields: z.strictObject({
    kind: z.literal('evening-clinic'),
    ...clinicFields({
      title: 'Evening clinic',
      decidedBy: 'pcn',
      agreement: ['icb', 'practice'],
      perHour: 60,
      lasts: '8 days',
      shifts: [{ days: 'mon-fri', from: '18:30', to: '20:00' }],
    }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };

export const locums = {
  kind: 'locums',
  title: 'Locums',
  meaning:
    'Locums join a staff pool in working hours, as soon as they can be had; a standing call-off makes that sooner.',
  evidence:
    'On Monday 22 July 2024 practices were booking locums and meant to claim the cost from their ICB (Pulse, Management in Practice). A day’s notice is an assumption.',
  decidedBy: 'practice',
  agreement: [],
  leadTime: 'One day: assumption.',
  costs: '£95 an hour for each person: an assumption; no unit cost is published.',
  example: `actions:
  - { id: more-gps, kind: locums, pool: gps, staff: 1 }
`,
  fields: z.strictObject({
    kind: z.literal('locums'),
    ...clinicFields({
      title: 'Locums',
      decidedBy: 'practice',
      agreement: [],
      perHour: 95,
      lasts: '8 days',
      shifts: [{ days: 'mon-fri', from: '08:30', to: '18:00' }],
    }),
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
