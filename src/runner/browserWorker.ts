/** A worker in the browser: a module of the same origin, as a strict content security policy wants it. It rehearses while it waits. */
import { answering, type FromWorker, type ToWorker } from './messages.ts';
import { rehearsal } from './rehearsal.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const answer = answering((message: FromWorker, transfer) => scope.postMessage(message, transfer));

scope.onmessage = (event: MessageEvent<ToWorker>) => answer(event.data);

/** As many as make the first run quicker by more than they take. */
const REHEARSALS = 2;

const rehearse = rehearsal();
for (let run = 0; run < REHEARSALS; run++) rehearse(run);
