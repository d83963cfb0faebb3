/** Node's runner: a pool of worker threads. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from './messages.ts';
import { createPool, type Port } from './pool.ts';
import type { Runner } from './runner.ts';

export function createNodeRunner(count = Math.max(1, Math.min(16, availableParallelism()))): Runner {
  return createPool(count, port);
}

/** Most of what a run leaves behind is gone when the next begins: with room for it nothing need be sorted out before. */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };

function port(): Port {
  const worker = import.meta.url.endsWith('.ts')
    ? workerFromSource()
    : new Worker(new URL('./nodeWorker.mjs', import.meta.url), { resourceLimits });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => worker.on('message', (message: FromWorker) => listener(message)),
    onError: (listener) => worker.on('error', (error) => listener(error.message)),
    close: () => void worker.terminate(),
  };
}

/** A worker thread does not inherit the loader that lets Node read TypeScript, so it registers its own first. */
function workerFromSource(): Worker {
  return new Worker(
    `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(new URL('./nodeWorker.ts', import.meta.url).href)}); });`,
    { eval: true, resourceLimits },
  );
}
