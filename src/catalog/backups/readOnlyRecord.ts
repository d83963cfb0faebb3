/** Read-only record: a second, browser-based view of the record and the appointment book. */
import { z } from 'zod';
import type { BackupKind } from './kind.ts';
import { cover, SEEING, statedWay, URGENT } from './wayOfWorking.ts';

export const readOnlyRecord = {
  kind: 'read-only-record',
  title: 'Read-only record and appointment book',
  meaning:
    'Staff see the record and who is booked, cannot write, and type up afterwards. Needs registration and a tested log-in beforehand.',
  evidence:
    'EMIS-X BC shows record, appointment book and demographics in any browser; users must have registered with a second factor; slots lag by up to 15 minutes (commissioning support unit, June 2025). Whether it would have survived July 2024 is not known. Shares of 0.7 to 0.8 and ten minutes to start are assumptions.',
  owner: 'icb',
  leadTime: '60 days',
  costs: 'No unit cost is published. Unless stated nothing is counted; £400 a site and £600 a year are an assumption.',
  example: `components:
  - { id: second-view, title: Second view of the record }
backups:
  - id: read-only
    kind: read-only-record
    requires: [ second-view ]
    activation: { decision: 15 min, setUp: 10 min }
    preparation: { what: Everybody registered and the log-in tested within three months, share: 0.75, otherwise: { delay: 4 h } }
`,
  fields: z.strictObject({
    kind: z.literal('read-only-record'),
    ...statedWay({
      title: 'Read-only record and appointment book',
      owner: 'icb',
      covers: [
        cover(SEEING, 'records/read', 0.8, 1.1, 3, 'read'),
        cover(URGENT, 'records/read', 0.9, 1.1, 3, 'read'),
        cover(['booked-gp', 'booked-nurse'], 'records/appointments', 0.8, 1.1, 3, 'read'),
        cover(['calls'], 'records/appointments', 0.95, 1.1, 0.5, 'read'),
      ],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
