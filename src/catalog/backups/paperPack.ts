/** Paper pack: consultation templates, hand-written prescriptions and day sheets in a box at every site. */
import { z } from 'zod';
import type { BackupKind } from './kind.ts';
import { cover, statedWay } from './wayOfWorking.ts';

const CLINICS = ['same-day', 'same-day-nurse', 'booked-gp', 'booked-nurse'];

export const paperPack = {
  kind: 'paper-pack',
  title: 'Paper pack',
  meaning: 'Staff work on paper without the record and type everything up afterwards.',
  evidence:
    'NHS England’s stated fallback on 19 July 2024; 80% of practices write by hand and type up later (Pulse). Shares are assumptions: routine work 0.3 to 0.5, urgent work 0.6 to 0.8, 3 to 5 minutes of typing up. Undrilled starts two to four times as slow, failing in 20 to 40% against 5% drilled: assumptions after BT’s 77 lost minutes in 2023.',
  owner: 'practice',
  leadTime: '14 days',
  costs: 'No unit cost is published. Unless stated nothing is counted; £120 a site and £150 a year are an assumption.',
  example: `backups:
  - id: paper
    kind: paper-pack
    activation: { decision: 20 min, setUp: 10 min, failsToStart: 0.05 }
    cost: { setUpPerSite: 120, perSitePerYear: 150 }
`,
  fields: z.strictObject({
    kind: z.literal('paper-pack'),
    ...statedWay({
      title: 'Paper pack',
      owner: 'practice',
      covers: [
        cover(['same-day', 'same-day-nurse', 'home-visits'], 'records/read', 0.65, 1.25, 4, 'none'),
        cover(['booked-gp', 'booked-nurse'], 'records/read', 0.4, 1.25, 4, 'none'),
        cover(['urgent-results', 'urgent-prescriptions', 'safeguarding'], 'records/read', 0.8, 1.25, 4, 'none'),
        cover(['booked-gp', 'booked-nurse'], 'records/appointments', 0.4, 1.25, 4, 'none'),
        cover([...CLINICS, 'home-visits'], 'records/write', 0.9, 1.1, 4, 'read'),
        cover(['same-day', 'booked-gp'], 'records/prescribing', 0.9, 1.05, 1, 'read'),
      ],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
