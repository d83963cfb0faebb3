/** A worker thread in Node. */
import { parentPort } from 'node:worker_threads';
import { answering, type ToWorker } from './messages.ts';

if (!parentPort) throw new Error('nodeWorker.ts runs only as a worker thread');
const port = parentPort;
const answer = answering((message, transfer) => port.postMessage(message, transfer));
port.on('message', (message: ToWorker) => answer(message));
