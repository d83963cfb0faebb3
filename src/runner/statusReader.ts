/** Works out how one run goes, part by part, in a worker of its own: a plan of two hundred sites takes longer than the page may wait. */
import type { StatusTimeline } from '../engine/statusTimeline.ts';
import type { StatusCount } from '../results/network/statuses.ts';
import type { Model } from '../scenario/model.ts';

export interface StatusRequest {
  readonly model: Model;
  readonly seed: string;
  readonly run: number;
  /** Its id. */
  readonly strategy: string;
}

/** How a run goes, and over the part of it worth looking at how many sites are in which state. */
export interface StatusAnswer {
  readonly timeline: StatusTimeline;
  readonly counts: readonly StatusCount[];
}

export interface StatusReader {
  read(request: StatusRequest): Promise<StatusAnswer>;
  dispose(): void;
}

/** What passes between the page and the worker. The model travels once. */
export interface ToStatus extends Omit<StatusRequest, 'model'> {
  readonly number: number;
  readonly modelNumber: number;
  readonly model?: Model;
}
export type FromStatus =
  { readonly number: number; readonly answer: StatusAnswer } | { readonly number: number; readonly failure: string };

/** The worker starts when there is something to work out. */
export function createStatusReader(): StatusReader {
  const waiting = new Map<
    number,
    { readonly resolve: (answer: StatusAnswer) => void; readonly reject: (error: Error) => void }
  >();
  let worker: Worker | undefined;
  let count = 0;
  let sent: { readonly model: Model; readonly seed: string; readonly number: number } | undefined;
  const start = (): Worker => {
    const started = new Worker(new URL('./statusWorker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<FromStatus>) => {
      const asked = waiting.get(data.number);
      waiting.delete(data.number);
      if ('answer' in data) asked?.resolve(data.answer);
      else asked?.reject(new Error(data.failure));
    });
    started.addEventListener('error', (event) => {
      for (const { reject } of waiting.values()) reject(new Error(event.message || 'a worker could not be started'));
      waiting.clear();
    });
    return started;
  };
  return {
    read({ model, seed, run, strategy }) {
      worker ??= start();
      const number = ++count;
      const isKnown = sent !== undefined && sent.model === model && sent.seed === seed;
      if (!isKnown) sent = { model, seed, number };
      const message: ToStatus = { number, modelNumber: sent!.number, seed, run, strategy, ...(!isKnown && { model }) };
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        worker!.postMessage(message);
      });
    },
    dispose: () => worker?.terminate(),
  };
}
