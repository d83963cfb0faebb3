/** Read-only record: a second, browser-based view of the record and the appointment book. */
import { z } from 'zod';
import { backupFields } from './fields.ts';

export const readOnlyRecord = {
  kind: 'read-only-record',
  title: 'Read-only record and appointment book',
  meaning:
    'Staff see the record and who is booked, cannot write, and type up afterwards. Needs registration and a tested log-in beforehand.',
  fields: z.strictObject({ kind: z.literal('read-only-record'), ...backupFields }),
} as const;
