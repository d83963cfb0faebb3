/** Every kind of fault, listed once. A new kind is one file and one line here. */
import { z } from 'zod';
import type { FaultContext, LevelEffect } from '../effects.ts';
import { compileFaultyUpdate, faultyUpdate } from './faultyUpdate.ts';
import { compileOutage, outage } from './outage.ts';

export const faultKinds = [outage, faultyUpdate] as const;
export const fault = z.discriminatedUnion('kind', [outage.fields, faultyUpdate.fields]).meta({ label: 'Fault' });
export type Fault = z.infer<typeof fault>;

/** Levels lowered by one fault in one run. */
export function compileFault(fault: Fault, context: FaultContext): LevelEffect[] {
  switch (fault.kind) {
    case 'outage':
      return compileOutage(fault, context);
    case 'faulty-update':
      return compileFaultyUpdate(fault, context);
    default:
      return fault satisfies never;
  }
}
