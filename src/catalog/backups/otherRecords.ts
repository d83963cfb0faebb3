/** Other routes to a record: the shared care record of the ICB, the summary record, and a hub on another system. */
import { z } from 'zod';
import type { BackupKind } from './kind.ts';
import { cover, SEEING, URGENT, wayOfWorking } from './wayOfWorking.ts';

export const sharedCareRecord = {
  kind: 'shared-care-record',
  title: 'Shared care record of the ICB',
  meaning:
    'Clinicians read what the ICB’s shared record holds of a patient, write on paper and type up afterwards. It shows no appointments.',
  evidence: 'Share and delay are assumptions, between the summary record and the read-only record.',
  owner: 'icb',
  leadTime: '60 days',
  costs: '£100 once and £150 a year for each site, enrolment included: an assumption.',
  example: `components:
  - { id: care-record-service, title: Shared care record }
backups:
  - { id: care-record, kind: shared-care-record, requires: [ care-record-service ] }
`,
  fields: z.strictObject({
    kind: z.literal('shared-care-record'),
    ...wayOfWorking({
      title: 'Shared care record of the ICB',
      owner: 'icb',
      cost: { setUpPerSite: 100, perSitePerYear: 150 },
      start: { decision: '10 min', setUp: '10 min', failsToStart: 0.05 },
      covers: [cover(SEEING, 'records/read', 0.7, 1.2, 4, 'read'), cover(URGENT, 'records/read', 0.8, 1.2, 4, 'read')],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const summaryRecord = {
  kind: 'summary-record',
  title: 'Summary record by another route',
  meaning:
    'Clinicians look up medicines, allergies and reactions in the national summary by smartcard, and do the rest without the record.',
  evidence:
    'Needs a smartcard and the NHS network and shares a failure of the Spine. That it adds 0.05 to 0.1 to what can be done, after 10 to 20 minutes, is an assumption.',
  owner: 'national',
  leadTime: '30 days',
  costs: '£50 once and £50 a year for each site, enrolment included: an assumption.',
  example: `components:
  - { id: spine, title: NHS Spine }
backups:
  - { id: summary, kind: summary-record, requires: [ spine ] }
`,
  fields: z.strictObject({
    kind: z.literal('summary-record'),
    ...wayOfWorking({
      title: 'Summary record by another route',
      owner: 'national',
      cost: { setUpPerSite: 50, perSitePerYear: 50 },
      start: { decision: '5 min', setUp: '10 min', failsToStart: 0.05 },
      covers: [
        cover(['same-day', 'same-day-nurse'], 'records/read', 0.55, 1.3, 4, 'read'),
        cover(['booked-gp', 'booked-nurse'], 'records/read', 0.35, 1.3, 4, 'read'),
        cover(['urgent-prescriptions', 'safeguarding'], 'records/read', 0.75, 1.3, 4, 'read'),
      ],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const hubView = {
  kind: 'hub-view',
  title: 'View from a hub on another system',
  meaning:
    'A few people at the site look up records through a hub of the network that runs on another system, as many at once as there are seats.',
  evidence:
    'Of EMIS practices in networks of several, 12.7% have a partner on another system (appointment statistics mapping, August 2025), so it is seldom at hand. Share, delay and two seats are assumptions.',
  owner: 'pcn',
  leadTime: '90 days',
  costs: '£500 once and £1,200 a year for each site: an assumption.',
  example: `components:
  - { id: other-system, title: Record system of the hub }
backups:
  - { id: hub-look-up, kind: hub-view, requires: [ other-system ], seats: 2 }
`,
  fields: z.strictObject({
    kind: z.literal('hub-view'),
    ...wayOfWorking({
      title: 'View from a hub on another system',
      owner: 'pcn',
      cost: { setUpPerSite: 500, perSitePerYear: 1200 },
      start: { decision: '15 min', setUp: '15 min', failsToStart: 0.05 },
      covers: [cover(SEEING, 'records/read', 0.8, 1.3, 4, 'read'), cover(URGENT, 'records/read', 0.85, 1.3, 4, 'read')],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
