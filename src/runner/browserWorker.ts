/** A worker in the browser: a module of the same origin, as a strict content security policy wants it. */
import { answering, type FromWorker, type ToWorker } from './messages.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const answer = answering((message: FromWorker, transfer) => scope.postMessage(message, transfer));
scope.onmessage = (event: MessageEvent<ToWorker>) => answer(event.data);
