/** Many boards, one study each: handed out to runners, largest first, and put together in the order asked for. */
import { StudyCancelled, type Runner, type StudyHandle } from '../../runner/runner.ts';
import type { Model } from '../../scenario/model.ts';
import { boardFigures, type BoardFigures } from './boardFigures.ts';

export interface BoardJob {
  readonly code: string;
  readonly practices: number;
  /** Made when its turn comes, so that one board at a time is in memory for each runner. */
  readonly model: () => Model;
}

export interface BoardsProgress {
  readonly boardsDone: number;
  readonly boards: number;
  /** Practices times runs. */
  readonly done: number;
  readonly all: number;
}

export interface BoardsHandle {
  /** In the order of the jobs, whichever was done first; rejects with StudyCancelled or the error of a run. */
  readonly done: Promise<readonly BoardFigures[]>;
  cancel(): void;
}

/**
 * Runs every board on one of the runners, each of which works on one at a time. A runner of one thread spends nothing on
 * sharing. Boards have no site in common and luck is keyed by names, so that no figure depends on the runners, on the
 * order, or on which other boards are asked for.
 */
export function runBoards(
  jobs: readonly BoardJob[],
  runners: readonly Runner[],
  { seed, runs }: { readonly seed: string; readonly runs: number },
  on: { board?: (figures: BoardFigures) => void; progress?: (progress: BoardsProgress) => void } = {},
): BoardsHandle {
  const results: (BoardFigures | undefined)[] = jobs.map(() => undefined);
  const runsDone = jobs.map(() => 0);
  const all = jobs.reduce((sum, { practices }) => sum + practices * runs, 0);
  const queue = jobs.map((_, j) => j).sort((a, b) => jobs[b]!.practices - jobs[a]!.practices || a - b);
  const open = new Set<StudyHandle>();
  let stopped = false;
  const progress = (): void =>
    on.progress?.({
      boardsDone: results.filter((result) => result !== undefined).length,
      boards: jobs.length,
      done: jobs.reduce((sum, { practices }, j) => sum + practices * runsDone[j]!, 0),
      all,
    });
  const stop = (): void => {
    stopped = true;
    for (const handle of open) handle.cancel();
  };
  const work = async (runner: Runner): Promise<void> => {
    for (let j = queue.shift(); j !== undefined; j = queue.shift()) {
      const at = j;
      const handle = runner.run(
        { model: jobs[at]!.model(), seed, runs },
        {
          progress: (of) => {
            runsDone[at] = of.runsDone;
            progress();
          },
        },
      );
      open.add(handle);
      const set = await handle.done.finally(() => open.delete(handle));
      if (stopped) throw new StudyCancelled('the boards were cancelled');
      results[at] = boardFigures(jobs[at]!.code, set);
      on.board?.(results[at]);
      progress();
    }
  };
  const done = Promise.all(
    runners.map((runner) =>
      work(runner).catch((error: unknown) => {
        stop();
        throw error;
      }),
    ),
  ).then(() => results.map((result) => result!));
  return { done, cancel: stop };
}
