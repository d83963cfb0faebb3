/** Backups that change the incident or its repair: staged updates, and engineers with recovery keys on site. */
import { z } from 'zod';
import { duration, id } from '../fields.ts';
import { rings, ringsLabel } from '../rings.ts';
import { commonFields, type BackupKind } from './kind.ts';

const faults = z
  .array(id)
  .min(1)
  .optional()
  .meta({ label: 'Faults that it changes; unless stated, every fault of a kind that it can change' });

export const stagedUpdates = {
  kind: 'staged-updates',
  title: 'Staged updates',
  meaning:
    'An update reaches a site only when its ring is due, and never before it would have come anyway; rings due at or after the halt are spared.',
  evidence:
    'On 19 July 2024 the update went to everybody at once and was withdrawn after 78 minutes; the supplier has staged such updates since. The rings are an assumption.',
  owner: 'supplier',
  leadTime: '180 days',
  costs: '£100 a year for each site that depends on it: an assumption.',
  example: `backups:
  - id: rings
    kind: staged-updates
    rings: [ { share: 0.1, after: 0 min }, { share: 0.3, after: 4 h }, { share: 0.6, after: 24 h } ]
`,
  fields: z.strictObject({
    kind: z.literal('staged-updates'),
    ...commonFields({ title: 'Staged updates', owner: 'supplier', cost: { perSitePerYear: 100 } }),
    faults,
    rings: rings
      .prefault([
        { share: 0.05, after: '0 min' },
        { share: 0.25, after: '4 h' },
        { share: 0.7, after: '1 day' },
      ])
      .meta(ringsLabel),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const engineersOnSite = {
  kind: 'engineers-on-site',
  title: 'Engineers and recovery keys on site',
  meaning:
    'More people can mend machines by hand, each machine takes no longer than stated, and work starts no later than stated after the fault. It changes hands-on repair only.',
  evidence:
    'In July 2024 every crashed machine had to be started by hand, with its recovery key: 97% were back by day 6, 99% by day 10. One engineer more, 15 minutes and 30 minutes are assumptions.',
  owner: 'icb',
  leadTime: '90 days',
  costs: '£1,500 a year for each site that depends on it: an assumption.',
  example: `backups:
  - { id: engineers, kind: engineers-on-site, technicians: 2, minutesEach: 12 }
`,
  fields: z.strictObject({
    kind: z.literal('engineers-on-site'),
    ...commonFields({
      title: 'Engineers and recovery keys on site',
      owner: 'icb',
      cost: { perSitePerYear: 1500 },
    }),
    faults,
    technicians: z
      .number()
      .int()
      .min(0)
      .max(500)
      .default(1)
      .meta({ label: 'Technicians more in each group', unit: 'people' }),
    minutesEach: z
      .number()
      .positive()
      .max(2880)
      .default(15)
      .meta({ label: 'Work on one device, at most', unit: 'minutes' }),
    starts: duration.prefault('30 min').meta({ label: 'Wait before the first visit, at most', unit: 'minutes' }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
