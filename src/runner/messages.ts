/** What a pool and its workers say to each other. */
import type { Frame } from '../catalog/types.ts';
import type { Part } from '../engine/index.ts';
import type { Focus } from '../results/focus.ts';
import { transferables, type MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';
import { StudyThread } from './study.ts';

export type ToWorker =
  | {
      readonly kind: 'study';
      readonly study: number;
      readonly model: Model;
      readonly seed: string;
      readonly focus?: Focus;
    }
  /** `only`: the strategies that are wanted, all when absent. */
  | { readonly kind: 'run'; readonly study: number; readonly run: number; readonly only?: readonly string[] }
  | {
      readonly kind: 'part';
      readonly study: number;
      readonly run: number;
      readonly only?: readonly string[];
      readonly part: number;
      readonly of: number;
    }
  | { readonly kind: 'join'; readonly study: number; readonly run: number; readonly others: readonly Part[] };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'prepared'; readonly study: number; readonly frame: Frame }
  | { readonly kind: 'measured'; readonly study: number; readonly run: MeasuredRun }
  /** The worker that has part 0 keeps it and puts all together. */
  | { readonly kind: 'part'; readonly study: number; readonly part: number; readonly counted: Part | undefined }
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
        thread = undefined;
        thread = new StudyThread(message.model, message.seed, message.focus);
        reply({ kind: 'prepared', study: current, frame: thread.frame }, []);
        return;
      }
      if (message.study !== current || !thread)
        throw new Error(
          `run ${message.run} of study ${message.study} was asked of a worker that works on study ${current}`,
        );
      if (message.kind === 'part') {
        const { run, only, part, of } = message;
        const counted = thread.part(run, part, of, only);
        if (part === 0) reply({ kind: 'part', study: current, part, counted: undefined }, []);
        else reply({ kind: 'part', study: current, part, counted }, buffersOf(counted));
        return;
      }
      const run =
        message.kind === 'join' ? thread.join(message.run, message.others) : thread.run(message.run, message.only);
      reply({ kind: 'measured', study: current, run }, transferables(run));
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      reply(
        {
          kind: 'failed',
          study: message.study,
          message: message.kind === 'study' ? what : `run ${message.run}: ${what}`,
        },
        [],
      );
    }
  };
}

/** The memory of a part, to be handed over instead of copied. */
function buffersOf({ twin, strategies }: Part): ArrayBuffer[] {
  return [twin, ...strategies].flatMap((draft) =>
    Object.values(draft).flatMap((field) => (ArrayBuffer.isView(field) ? [field.buffer as ArrayBuffer] : [])),
  );
}
