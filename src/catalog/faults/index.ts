/** Every kind of fault, listed once. A new kind is one file and one line in each list here. */
import { z } from 'zod';
import type { FaultContext, Struck } from '../effects.ts';
import { compileDemandSurge, demandSurge } from './demandSurge.ts';
import { compileFaultyUpdate, faultyUpdate } from './faultyUpdate.ts';
import { compileOutage, outage } from './outage.ts';
import { compileRansomware, ransomware } from './ransomware.ts';
import { compileSiteLoss, siteLoss } from './siteLoss.ts';
import { compileSlow, slow } from './slow.ts';
import { compileStaffAbsence, staffAbsence } from './staffAbsence.ts';

export const faultKinds = [outage, faultyUpdate, ransomware, slow, siteLoss, staffAbsence, demandSurge] as const;
export const fault = z
  .discriminatedUnion('kind', [
    outage.fields,
    faultyUpdate.fields,
    ransomware.fields,
    slow.fields,
    siteLoss.fields,
    staffAbsence.fields,
    demandSurge.fields,
  ])
  .meta({ label: 'Fault' });
export type Fault = z.infer<typeof fault>;

/** What one fault does in one run in which it begins. */
export function compileFault(fault: Fault, context: FaultContext): Struck {
  switch (fault.kind) {
    case 'outage':
      return compileOutage(fault, context);
    case 'faulty-update':
      return compileFaultyUpdate(fault, context);
    case 'ransomware':
      return compileRansomware(fault, context);
    case 'slow':
      return compileSlow(fault, context);
    case 'site-loss':
      return compileSiteLoss(fault, context);
    case 'staff-absence':
      return compileStaffAbsence(fault, context);
    case 'demand-surge':
      return compileDemandSurge(fault, context);
    default:
      return fault satisfies never;
  }
}
