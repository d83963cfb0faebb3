/** What a pool and its workers say to each other. */
import type { Frame } from '../catalog/types.ts';
import type { Part, Steps } from '../engine/index.ts';
import type { Focus } from '../results/focus.ts';
import { transferables, type MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';
import { inSlices } from './inSlices.ts';
import { buffersOf } from './partBuffers.ts';
import { StudyThread } from './study.ts';

export type ToWorker =
  | {
      readonly kind: 'study';
      readonly study: number;
      readonly model: Model;
      readonly seed: string;
      readonly focus?: Focus;
      readonly isLean?: true;
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
  | { readonly kind: 'join'; readonly study: number; readonly run: number; readonly others: readonly Part[] }
  /** Nobody wants anything more of this study or of those before it: what was asked for is given up, each with its answer. */
  | { readonly kind: 'stop'; readonly study: number };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'prepared'; readonly study: number; readonly frame: Frame }
  | { readonly kind: 'measured'; readonly study: number; readonly run: MeasuredRun }
  /** The worker that has part 0 keeps it and puts all together. */
  | { readonly kind: 'part'; readonly study: number; readonly part: number; readonly counted: Part | undefined }
  | { readonly kind: 'given-up'; readonly study: number }
  | { readonly kind: 'failed'; readonly study: number; readonly message: string };

type Reply = (message: FromWorker, transfer: ArrayBuffer[]) => void;

/**
 * The worker's side, whatever thread it lives in: answers each message through `reply`, one after another. It hears of a
 * `stop` while it works, between two steps of a run.
 */
export function answering(reply: Reply): (message: ToWorker) => void {
  const waiting: Exclude<ToWorker, { kind: 'stop' }>[] = [];
  let stopped = -1;
  let isAtWork = false;
  let current = -1;
  let thread: StudyThread | undefined;

  /** What is asked for, in steps; undefined when it has been given up. */
  const made = <T>(steps: Steps<T>, study: number): Promise<T | undefined> => inSlices(steps, () => study > stopped);

  const answer = async (message: (typeof waiting)[number]): Promise<void> => {
    const { study } = message;
    if (message.kind === 'study') {
      current = study;
      thread = undefined;
      thread = new StudyThread(message.model, message.seed, message.focus, message.isLean);
      reply({ kind: 'prepared', study, frame: thread.frame }, []);
      return;
    }
    if (study !== current || !thread)
      throw new Error(`run ${message.run} of study ${study} was asked of a worker that works on study ${current}`);
    if (message.kind === 'part') {
      const { run, only, part, of } = message;
      const counted = await made(thread.part(run, part, of, only), study);
      if (!counted) reply({ kind: 'given-up', study }, []);
      else if (part === 0) reply({ kind: 'part', study, part, counted: undefined }, []);
      else reply({ kind: 'part', study, part, counted }, buffersOf(counted));
      return;
    }
    const steps =
      message.kind === 'join' ? thread.join(message.run, message.others) : thread.running(message.run, message.only);
    const run = await made(steps, study);
    if (run) reply({ kind: 'measured', study, run }, transferables(run));
    else reply({ kind: 'given-up', study }, []);
  };

  const work = async (): Promise<void> => {
    isAtWork = true;
    for (let message = waiting.shift(); message; message = waiting.shift()) {
      const { study, kind } = message;
      try {
        if (study > stopped) await answer(message);
        else if (kind !== 'study') reply({ kind: 'given-up', study }, []);
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        reply({ kind: 'failed', study, message: kind === 'study' ? what : `run ${message.run}: ${what}` }, []);
      }
    }
    isAtWork = false;
  };

  reply({ kind: 'ready' }, []);
  return (message) => {
    if (message.kind === 'stop') {
      stopped = Math.max(stopped, message.study);
      return;
    }
    waiting.push(message);
    if (!isAtWork) void work();
  };
}
