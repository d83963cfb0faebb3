/** The story of one run, and why anything in it waits. */
export { isOf, passes } from './events.ts';
export type { DownFor, Filter, Happening, ItemName, Origin, TraceEvent, WhyParked } from './events.ts';
export type { Answer, Reason, WhyNotCarried } from './reasons.ts';
export { traceOf, type Trace } from './traceOf.ts';
export { cellsOfOrigin, inquire, whyThroughout, whyWaiting, type Inquiry } from './why.ts';
