/** Prescription pads: prescriptions written by hand, as many as there are forms. */
import { z } from 'zod';
import type { BackupKind } from './kind.ts';
import { cover, wayOfWorking } from './wayOfWorking.ts';

export const prescriptionPads = {
  kind: 'prescription-pads',
  title: 'Prescription pads',
  meaning:
    'Prescribers write by hand, one form for each item of work started with it, until the forms of the site are used up.',
  evidence:
    'NHS England’s fallback on 19 July 2024; acute prescriptions were easy by hand, repeat lists were not (BMA Northern Ireland). Writing takes 44 seconds against 69 by computer (HSR 45(1), 2010), so the forms and not the writing are the limit. 200 forms a site and the shares are assumptions.',
  owner: 'practice',
  leadTime: '14 days',
  costs: '£40 once and £40 a year for each site: an assumption.',
  example: `backups:
  - { id: pads, kind: prescription-pads, forms: 50 }
`,
  fields: z.strictObject({
    kind: z.literal('prescription-pads'),
    ...wayOfWorking({
      title: 'Prescription pads',
      owner: 'practice',
      cost: { setUpPerSite: 40, perSitePerYear: 40 },
      start: { decision: '5 min', setUp: '5 min', failsToStart: 0.02 },
      covers: [
        cover(['same-day', 'booked-gp'], 'records/prescribing', 0.95, 1.05, 1, 'read'),
        cover(['urgent-prescriptions'], 'records/prescribing', 0.85, 1.2, 2, 'read'),
      ],
    }),
    forms: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .default(200)
      .meta({ label: 'Forms at each site, for the whole study', unit: 'forms' }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
