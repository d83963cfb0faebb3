/** Every kind of recovery action, listed once. A new kind is one file and one line here. */
import { z } from 'zod';
import { divert } from './divert.ts';
import { extraStaff } from './extraStaff.ts';
import { pause } from './pause.ts';
import { releaseHeldSlots } from './releaseHeldSlots.ts';
import { shed } from './shed.ts';
import { stayLate } from './stayLate.ts';

export const actionKinds = [extraStaff, stayLate, releaseHeldSlots, divert, pause, shed] as const;
export const action = z
  .discriminatedUnion('kind', [extraStaff.fields, stayLate.fields, releaseHeldSlots.fields, divert.fields, pause.fields, shed.fields])
  .meta({ label: 'Recovery action' });
export type Action = z.infer<typeof action>;
