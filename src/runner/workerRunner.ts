/** The browser's runner: one module worker per processor, up to eight. */
import type { FromWorker } from './messages.ts';
import { createPool, type Port } from './pool.ts';
import type { Runner } from './runner.ts';

/** The first workers start at once, so that they load while the page reads its scenario. */
export function createWorkerRunner(count = Math.max(1, Math.min(8, navigator.hardwareConcurrency || 2))): Runner {
  return createPool(count, port);
}

function port(): Port {
  const worker = new Worker(new URL('./browserWorker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (listener) =>
      worker.addEventListener('message', (event: MessageEvent<FromWorker>) => listener(event.data)),
    onError: (listener) =>
      worker.addEventListener('error', (event) => listener(event.message || 'a worker could not be started')),
    close: () => worker.terminate(),
  };
}
