/** What a pool and its workers say to each other. */
import type { Frame } from '../catalog/types.ts';
import { transferables, type MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';
import { StudyThread } from './study.ts';

export type ToWorker =
  | { readonly kind: 'study'; readonly study: number; readonly model: Model; readonly seed: string }
  | { readonly kind: 'run'; readonly study: number; readonly run: number };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'prepared'; readonly study: number; readonly frame: Frame }
  | { readonly kind: 'measured'; readonly study: number; readonly run: MeasuredRun }
  | { readonly kind: 'failed'; readonly study: number; readonly message: string };

/** The worker's side, whatever thread it lives in: answers each message through `reply`. */
export function answering(reply: (message: FromWorker, transfer: ArrayBuffer[]) => void): (message: ToWorker) => void {
  let current = -1;
  let thread: StudyThread | undefined;
  reply({ kind: 'ready' }, []);
  return (message) => {
    try {
      if (message.kind === 'study') {
        current = message.study;
        thread = new StudyThread(message.model, message.seed);
        reply({ kind: 'prepared', study: current, frame: thread.frame }, []);
        return;
      }
      if (message.study !== current || !thread)
        throw new Error(
          `run ${message.run} of study ${message.study} was asked of a worker that works on study ${current}`,
        );
      const run = thread.run(message.run);
      reply({ kind: 'measured', study: current, run }, transferables(run));
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      reply(
        {
          kind: 'failed',
          study: message.study,
          message: message.kind === 'run' ? `run ${message.run}: ${what}` : what,
        },
        [],
      );
    }
  };
}
