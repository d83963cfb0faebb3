/** Every kind of backup, listed once. A new kind is one file and one line here. */
import { z } from 'zod';
import { paperPack } from './paperPack.ts';
import { readOnlyRecord } from './readOnlyRecord.ts';

export const backupKinds = [paperPack, readOnlyRecord] as const;
export const backup = z.discriminatedUnion('kind', [paperPack.fields, readOnlyRecord.fields]).meta({ label: 'Backup' });
export type Backup = z.infer<typeof backup>;
