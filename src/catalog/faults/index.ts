/** Every kind of fault, listed once. A new kind is one file and one line here. */
import { z } from 'zod';
import { faultyUpdate } from './faultyUpdate.ts';
import { outage } from './outage.ts';

export const faultKinds = [outage, faultyUpdate] as const;
export const fault = z.discriminatedUnion('kind', [outage.fields, faultyUpdate.fields]).meta({ label: 'Fault' });
export type Fault = z.infer<typeof fault>;
