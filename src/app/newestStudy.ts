/** Runs the newest study asked for and no other: what was asked for in between is never started, what is overtaken is stopped. */
import type { ResultSet } from '../results/resultSet.ts';
import { StudyCancelled, type Progress, type Runner, type StudyHandle, type StudyRequest } from '../runner/runner.ts';

export interface StudyEvents {
  /** The runs so far of `request`; also of an overtaken one, whose first picture is let through while a slider moves. */
  readonly picture: (request: StudyRequest, results: ResultSet) => void;
  readonly progress: (request: StudyRequest, progress: Progress) => void;
  readonly finished: (request: StudyRequest) => void;
  readonly failed: (request: StudyRequest, error: unknown) => void;
}

/** How long an overtaken study may still take to its first picture. */
const PATIENCE_MILLISECONDS = 400;

interface Current {
  readonly request: StudyRequest;
  readonly handle: StudyHandle;
  shown: boolean;
}

export class NewestStudy {
  readonly #runner: Runner;
  readonly #on: StudyEvents;
  #current: Current | null = null;
  #waiting: StudyRequest | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(runner: Runner, on: StudyEvents) {
    this.#runner = runner;
    this.#on = on;
  }

  /**
   * Asks for a study. One in progress is stopped at once when it has shown a picture; before that it is let go on to its
   * first one, for a while, so that a slider that never rests still redraws.
   */
  ask(request: StudyRequest): void {
    if (!this.#current || this.#current.shown) {
      this.#start(request);
      return;
    }
    this.#waiting = request;
    this.#timer ??= setTimeout(() => this.#startWaiting(), PATIENCE_MILLISECONDS);
  }

  /** Stops whatever runs and forgets what waits. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = null;
    this.#current?.handle.cancel();
    this.#current = null;
  }

  #startWaiting(): void {
    const waiting = this.#waiting;
    if (waiting) this.#start(waiting);
  }

  #start(request: StudyRequest): void {
    this.stop();
    const handle = this.#runner.run(request, {
      partial: (results) => {
        if (this.#current !== current) return;
        current.shown = true;
        this.#on.picture(request, results);
        // `picture` may itself have asked for another study.
        if (this.#current === current) this.#startWaiting();
      },
      progress: (progress) => {
        if (this.#current === current) this.#on.progress(request, progress);
      },
    });
    const current: Current = { request, handle, shown: false };
    this.#current = current;
    handle.done.then(
      () => {
        if (this.#current !== current) return;
        this.#current = null;
        this.#on.finished(request);
        this.#startWaiting();
      },
      (error: unknown) => {
        if (this.#current !== current || error instanceof StudyCancelled) return;
        this.#current = null;
        this.#on.failed(request, error);
        this.#startWaiting();
      },
    );
  }
}
