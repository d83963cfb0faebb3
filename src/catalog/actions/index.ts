/** Every kind of recovery action, listed once. A new kind is one file and one line here. */
import { z } from 'zod';
import type { ActionContext, SiteEffect } from '../effects.ts';
import { compileDivert, divert } from './divert.ts';
import { compileExtraStaff, extraStaff } from './extraStaff.ts';
import { compilePause, pause } from './pause.ts';
import { compileReleaseHeldSlots, releaseHeldSlots } from './releaseHeldSlots.ts';
import { compileShed, shed } from './shed.ts';
import { compileStayLate, stayLate } from './stayLate.ts';

export const actionKinds = [extraStaff, stayLate, releaseHeldSlots, divert, pause, shed] as const;
export const action = z
  .discriminatedUnion('kind', [
    extraStaff.fields,
    stayLate.fields,
    releaseHeldSlots.fields,
    divert.fields,
    pause.fields,
    shed.fields,
  ])
  .meta({ label: 'Recovery action' });
export type Action = z.infer<typeof action>;

/** The effects of one action at one site in one run. */
export function compileAction(action: Action, context: ActionContext): SiteEffect[] {
  switch (action.kind) {
    case 'extra-staff':
      return compileExtraStaff(action, context);
    case 'stay-late':
      return compileStayLate(action, context);
    case 'release-held-slots':
      return compileReleaseHeldSlots(action, context);
    case 'divert':
      return compileDivert(action, context);
    case 'pause':
      return compilePause(action, context);
    case 'shed':
      return compileShed(action, context);
    default:
      return action satisfies never;
  }
}
