/** Report files written in a worker of their own, or here where there can be none, as when the page is opened from a file. */
import { writeHere, type ToWrite, type Written } from './writeHere.ts';

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
      worker.postMessage(what);
    });
  } finally {
    worker.terminate();
  }
}

function start(): Worker | undefined {
  try {
    return new Worker(new URL('./reportWorker.ts', import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
}
