/** Tells one run of one strategy as a log, in a worker of its own, so that neither the page nor the runs in progress wait for it. */
import type { Trace } from '../engine/trace/index.ts';
import type { Model } from '../scenario/model.ts';

export interface StoryAsked {
  readonly model: Model;
  readonly seed: string;
  readonly run: number;
  readonly strategy: string;
  /** The site told of, all of them when absent. */
  readonly site?: string;
  /** The service told of, by its id. */
  readonly service?: string;
  /** At most so many events, from when the incident begins. */
  readonly most: number;
}

export interface ToStoryWorker {
  readonly number: number;
  readonly asked: StoryAsked;
}
export type FromStoryWorker =
  { readonly number: number; readonly story: Trace } | { readonly number: number; readonly failure: string };

export interface StoryReader {
  tell(asked: StoryAsked): Promise<Trace>;
  dispose(): void;
}

/** The worker starts when the first story is asked for. */
export function createStoryReader(): StoryReader {
  const waiting = new Map<number, { resolve: (story: Trace) => void; reject: (error: Error) => void }>();
  let worker: Worker | undefined;
  let count = 0;
  const start = (): Worker => {
    const started = new Worker(new URL('./storyWorker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<FromStoryWorker>) => {
      const asked = waiting.get(data.number);
      waiting.delete(data.number);
      if ('story' in data) asked?.resolve(data.story);
      else asked?.reject(new Error(data.failure));
    });
    started.addEventListener('error', (event) => {
      const error = new Error(event.message || 'the part that tells runs could not be started');
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
      worker = undefined;
    });
    return started;
  };
  return {
    tell(asked) {
      worker ??= start();
      const number = ++count;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        worker!.postMessage({ number, asked } satisfies ToStoryWorker);
      });
    },
    dispose: () => worker?.terminate(),
  };
}
