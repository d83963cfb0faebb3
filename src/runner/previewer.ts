/**
 * Previews in a worker of their own: the flow of a model while its simulation is still on its way. Only the newest of
 * what was asked for meanwhile is computed; what fails is simply not there.
 */
import type { Preview } from '../results/preview.ts';
import type { Model } from '../scenario/model.ts';

/** What passes between the page and the worker. */
export interface ToFluid {
  readonly number: number;
  readonly model: Model;
  /** Nobody wants the answer: the worker makes itself quick with it. */
  readonly isRehearsal?: boolean;
}
export interface FromFluid {
  readonly number: number;
  /** Undefined when there is none of this model. */
  readonly preview: Preview | undefined;
}

/** The worker as the page sees it. */
export interface PreviewPort {
  post(message: ToFluid): void;
  onMessage(listener: (message: FromFluid) => void): void;
  onError(listener: () => void): void;
  close(): void;
}

export class Previewer {
  readonly #open: () => PreviewPort;
  #port: PreviewPort | undefined;
  #isBroken = false;
  #count = 0;
  /** What the worker is at. */
  #current: { readonly number: number; readonly model: Model } | undefined;
  #waiting: Model | undefined;
  #tell: (model: Model, preview: Preview) => void = () => undefined;

  constructor(open: () => PreviewPort) {
    this.#open = open;
  }

  /** Whom to tell of previews. One that has been overtaken is told too while the newest is computed, so that a slider that never rests still redraws. */
  onPreview(tell: (model: Model, preview: Preview) => void): void {
    this.#tell = tell;
  }

  /** Starts the worker, once, and lets it make itself quick with a model. */
  prepare(model: Model): void {
    if (this.#port) return;
    this.#started()?.post({ number: 0, model, isRehearsal: true });
  }

  /** Asks for the preview of a model, in place of all that still wait. */
  ask(model: Model): void {
    if (this.#current) this.#waiting = model;
    else this.#begin(model);
  }

  /** Wants nothing any more of what was asked for. */
  forget(): void {
    this.#waiting = undefined;
    this.#current &&= { ...this.#current, number: -1 };
  }

  dispose(): void {
    this.#port?.close();
    this.#isBroken = true;
  }

  #started(): PreviewPort | undefined {
    if (this.#isBroken || this.#port) return this.#isBroken ? undefined : this.#port;
    try {
      const port = (this.#port = this.#open());
      port.onMessage((message) => this.#hear(message));
      port.onError(() => {
        this.#isBroken = true;
        this.#current = undefined;
        this.#waiting = undefined;
      });
      return port;
    } catch {
      this.#isBroken = true;
      return undefined;
    }
  }

  #begin(model: Model): void {
    const port = this.#started();
    if (!port) return;
    const number = ++this.#count;
    this.#current = { number, model };
    port.post({ number, model });
  }

  #hear({ number, preview }: FromFluid): void {
    const current = this.#current;
    this.#current = undefined;
    const next = this.#waiting;
    this.#waiting = undefined;
    if (next) this.#begin(next);
    if (preview && current?.number === number) this.#tell(current.model, preview);
  }
}

/** In the browser; the worker starts when it is first prepared or asked. */
export function createPreviewer(): Previewer {
  return new Previewer(() => {
    const worker = new Worker(new URL('./fluidWorker.ts', import.meta.url), { type: 'module' });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) =>
        worker.addEventListener('message', ({ data }: MessageEvent<FromFluid>) => listener(data)),
      onError: (listener) =>
        worker.addEventListener('error', (event) => {
          // The page works as before, so it is no error of the page's.
          event.preventDefault();
          listener();
        }),
      close: () => worker.terminate(),
    };
  });
}
