/** Report files written in a worker of their own, or here where there can be none, as when the page is opened from a file. */
import { nextTask } from '../../runner/nextTask.ts';
import { writeHere, type ToWrite, type ToWriter, type Written } from './writeHere.ts';

/** Runs copied at once: some megabytes, some milliseconds. */
const RUNS_AT_ONCE = 4;

/** The bytes of the file, from a worker that ends with it. */
export async function write(what: ToWrite): Promise<Blob> {
  const worker = start();
  if (!worker) return writeHere(what);
  try {
    return await new Promise<Blob>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Written>) =>
        'blob' in data ? resolve(data.blob) : reject(new Error(data.error)),
      );
      // A worker that cannot be loaded says so without words.
      worker.addEventListener('error', (event) => {
        if (event.message) reject(new Error(event.message));
        else void writeHere(what).then(resolve, reject);
      });
      void send(worker, what).catch(reject);
    });
  } finally {
    worker.terminate();
  }
}

async function send(worker: Worker, what: ToWrite): Promise<void> {
  const post = (message: ToWriter): void => worker.postMessage(message);
  if (!('told' in what)) {
    post({ write: what });
    return;
  }
  const { set } = what.told;
  for (let run = 0; run < set.runs.length; run += RUNS_AT_ONCE) {
    post({ runs: set.runs.slice(run, run + RUNS_AT_ONCE) });
    await nextTask();
  }
  post({ write: { ...what, told: { ...what.told, set: { ...set, runs: [] } } } });
}

function start(): Worker | undefined {
  try {
    return new Worker(new URL('./reportWorker.ts', import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
}
