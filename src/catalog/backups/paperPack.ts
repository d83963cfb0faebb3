/** Paper pack: consultation templates, hand-written prescriptions and day sheets in a box at every site. */
import { z } from 'zod';
import { backupFields } from './fields.ts';

export const paperPack = {
  kind: 'paper-pack',
  title: 'Paper pack',
  meaning: 'Staff work on paper without the record and type everything up afterwards.',
  fields: z.strictObject({ kind: z.literal('paper-pack'), ...backupFields }),
} as const;
