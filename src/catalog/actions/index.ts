/** Every kind of recovery action, listed once. A new kind is one file and one line here. */
import { z } from 'zod';
import type { ActionContext, SiteEffect } from '../effects.ts';
import { eveningClinic, locums, weekendClinic } from './clinics.ts';
import { buddy, compileBuddy } from './buddy.ts';
import { compileDivert, divert } from './divert.ts';
import { compileExtraStaff, extraStaff } from './extraStaff.ts';
import { compilePause, pause } from './pause.ts';
import { reentryTeam } from './reentryTeam.ts';
import { compileReleaseHeldSlots, releaseHeldSlots } from './releaseHeldSlots.ts';
import { compileShed, shed } from './shed.ts';
import { compileStayLate, stayLate } from './stayLate.ts';
import { compileSwitchOff, switchOff } from './switchOff.ts';

export const actionKinds = [
  extraStaff,
  weekendClinic,
  eveningClinic,
  locums,
  stayLate,
  reentryTeam,
  releaseHeldSlots,
  divert,
  buddy,
  pause,
  shed,
  switchOff,
] as const;
export const action = z
  .discriminatedUnion('kind', [
    extraStaff.fields,
    weekendClinic.fields,
    eveningClinic.fields,
    locums.fields,
    stayLate.fields,
    reentryTeam.fields,
    releaseHeldSlots.fields,
    divert.fields,
    buddy.fields,
    pause.fields,
    shed.fields,
    switchOff.fields,
  ])
  .meta({ label: 'Recovery action' });
export type Action = z.infer<typeof action>;

/** The effects of one action at one site in one run. */
export function compileAction(action: Action, context: ActionContext): SiteEffect[] {
  switch (action.kind) {
    case 'extra-staff':
    case 'weekend-clinic':
    case 'evening-clinic':
    case 'locums':
      return compileExtraStaff(action, context);
    case 'stay-late':
      return compileStayLate(action, context);
    case 're-entry-team':
      return compileExtraStaff(action, context, 're-entry');
    case 'switch-off':
      return compileSwitchOff(action, context);
    case 'release-held-slots':
      return compileReleaseHeldSlots(action, context);
    case 'divert':
      return compileDivert(action, context);
    case 'buddy':
      return compileBuddy(action, context);
    case 'pause':
      return compilePause(action, context);
    case 'shed':
      return compileShed(action, context);
    default:
      return action satisfies never;
  }
}
