/** A pool of workers as a Runner: each takes the next run when it has finished one, so nothing is ever queued behind a stale study. */
import type { Frame } from '../catalog/types.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import type { MeasuredRun, ResultSet } from '../results/resultSet.ts';
import { carriedOver } from './goOn.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { checkpoints, StudyCancelled, type Runner, type StudyHandle, type StudyRequest } from './runner.ts';

/** One worker, whatever kind of thread it is. */
export interface Port {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onError(listener: (message: string) => void): void;
  close(): void;
}

interface Study {
  readonly number: number;
  readonly request: StudyRequest;
  readonly on: Parameters<Runner['run']>[1];
  readonly runs: MeasuredRun[];
  /** Measured, but not yet preceded by every earlier run. */
  readonly early: Map<number, MeasuredRun>;
  readonly pictures: readonly number[];
  nextRun: number;
  frame: Frame | undefined;
  settle: { resolve: (set: ResultSet) => void; reject: (error: Error) => void };
}

export function createPool(ports: readonly Port[]): Runner {
  const workers = ports.map((port) => ({ port, knows: -1, busy: false }));
  let study: Study | undefined;
  let count = 0;

  const feed = (worker: (typeof workers)[number]): void => {
    if (!study || worker.busy || study.nextRun >= study.request.runs) return;
    if (worker.knows !== study.number) {
      worker.port.post({ kind: 'study', study: study.number, model: study.request.model, seed: study.request.seed });
      worker.knows = study.number;
    }
    worker.busy = true;
    worker.port.post({ kind: 'run', study: study.number, run: study.nextRun++ });
  };

  const setOf = ({ request, runs, frame }: Study): ResultSet => ({
    model: request.model,
    frame: frame!,
    engineVersion: ENGINE_VERSION,
    seed: request.seed,
    requestedRuns: request.runs,
    runs: [...runs],
  });

  const fail = (message: string): void => {
    const failed = study;
    study = undefined;
    failed?.settle.reject(new Error(message));
  };

  const take = (current: Study, measured: MeasuredRun): void => {
    current.early.set(measured.run, measured);
    for (let next = current.early.get(current.runs.length); next; next = current.early.get(current.runs.length)) {
      current.early.delete(next.run);
      current.runs.push(next);
      current.on.progress?.({ runsDone: current.runs.length, runs: current.request.runs });
      if (current.pictures.includes(current.runs.length)) current.on.partial?.(setOf(current));
      if (study !== current) return;
    }
    conclude(current);
  };

  const conclude = (current: Study): void => {
    if (current.runs.length < current.request.runs) return;
    study = undefined;
    current.settle.resolve(setOf(current));
  };

  for (const worker of workers) {
    worker.port.onMessage((message) => {
      if (message.kind === 'ready') return;
      if (message.kind === 'prepared') {
        if (study?.number === message.study) study.frame ??= message.frame;
        return;
      }
      worker.busy = false;
      if (study && message.study === study.number) {
        const current = study;
        if (message.kind === 'failed') fail(message.message);
        else {
          feed(worker);
          take(current, message.run);
          return;
        }
      }
      feed(worker);
    });
    worker.port.onError(fail);
  }

  const cancel = (number: number): void => {
    if (study?.number !== number) return;
    const cancelled = study;
    study = undefined;
    cancelled.settle.reject(
      new StudyCancelled(`study cancelled after ${cancelled.runs.length} of ${cancelled.request.runs} runs`),
    );
  };

  return {
    run(request, on): StudyHandle {
      if (study) cancel(study.number);
      const number = ++count;
      const done = new Promise<ResultSet>((resolve, reject) => {
        const earlier = carriedOver(request);
        study = {
          number,
          request,
          on,
          runs: earlier.runs,
          early: new Map(),
          pictures: checkpoints(request.runs),
          nextRun: earlier.runs.length,
          frame: earlier.frame,
          settle: { resolve, reject },
        };
        if (request.from) conclude(study);
      });
      workers.forEach(feed);
      return { done, cancel: () => cancel(number) };
    },
    dispose() {
      if (study) cancel(study.number);
      workers.forEach((worker) => worker.port.close());
    },
  };
}
