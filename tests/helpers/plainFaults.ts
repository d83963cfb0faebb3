/** Faults as the plain event simulation knows them: outages and faulty updates at stated moments. It refuses all others. */
import type { Fault } from '../../src/catalog/faults/index.ts';

type Dated<F> = F extends { kind: 'faulty-update' }
  ? Omit<F, 'at' | 'halted'> & { readonly at: string; readonly halted: string }
  : Omit<F, 'at'> & { readonly at: string };
export type PlainFault =
  Extract<Fault, { kind: 'outage' | 'faulty-update' }> extends infer F ? (F extends unknown ? Dated<F> : never) : never;

/** The fault, when it is one of those; it throws for any other rather than leave it out. */
export function plainFault(fault: Fault): PlainFault {
  const isPlain =
    (fault.kind === 'outage' || (fault.kind === 'faulty-update' && typeof fault.halted === 'string')) &&
    typeof fault.at === 'string' &&
    fault.holds.length === 0;
  if (!isPlain) throw new Error(`the plain simulation does not know the fault ${fault.id}`);
  return fault as PlainFault;
}
