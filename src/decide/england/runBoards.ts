/** Many boards, each in parts of some practices: handed out to runners, largest board first, and put together in the order asked for. */
import { StudyCancelled, type Runner, type StudyHandle } from '../../runner/runner.ts';
import type { Model } from '../../scenario/model.ts';
import { boardOf, partFigures, untouchedFigures, type BoardFigures, type PartFigures } from './boardFigures.ts';

export interface BoardJob {
  readonly code: string;
  readonly parts: readonly PartJob[];
}

/** Practices of a board that share nothing with its other practices. */
export interface PartJob {
  readonly practices: number;
  /** Made when its turn comes, so that one part at a time is in memory for each runner. */
  readonly model: () => Model;
  /** Nothing reaches its practices: they are their twins, and need not be simulated. */
  readonly untouched?: boolean;
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
 * Runs every part on one of the runners, each of which works on one at a time. A runner of one thread spends nothing on
 * sharing. Parts have no site in common and luck is keyed by names, so that no figure depends on the runners, on the
 * order, or on which other boards are asked for.
 */
export function runBoards(
  jobs: readonly BoardJob[],
  runners: readonly Runner[],
  { seed, runs }: { readonly seed: string; readonly runs: number },
  on: {
    board?: (figures: BoardFigures) => void;
    progress?: (progress: BoardsProgress) => void;
    /** Awaited before a part is made, so that a page has its turn between two pieces of work. */
    turn?: () => Promise<void>;
  } = {},
): BoardsHandle {
  const sizeOf = ({ parts }: BoardJob): number => parts.reduce((sum, { practices }) => sum + practices, 0);
  const boards: (BoardFigures | undefined)[] = jobs.map(() => undefined);
  const counted: (PartFigures | undefined)[][] = jobs.map(({ parts }) => parts.map(() => undefined));
  const runsDone = jobs.map(({ parts }) => parts.map(() => 0));
  const all = jobs.reduce((sum, job) => sum + sizeOf(job) * runs, 0);
  const queue = jobs
    .map((job, j) => ({ j, size: sizeOf(job) }))
    .sort((a, b) => b.size - a.size || a.j - b.j)
    .flatMap(({ j }) => jobs[j]!.parts.map((part, p) => ({ j, p, part })));
  const open = new Set<StudyHandle>();
  let stopped = false;
  const progress = (): void =>
    on.progress?.({
      boardsDone: boards.filter((board) => board !== undefined).length,
      boards: jobs.length,
      done: jobs.reduce(
        (sum, { parts }, j) => sum + parts.reduce((own, { practices }, p) => own + practices * runsDone[j]![p]!, 0),
        0,
      ),
      all,
    });
  const stop = (): void => {
    stopped = true;
    for (const handle of open) handle.cancel();
  };
  const take = (j: number, p: number, figures: PartFigures): void => {
    counted[j]![p] = figures;
    const parts = counted[j]!.flatMap((part) => part ?? []);
    if (parts.length === jobs[j]!.parts.length) {
      const board = boardOf(jobs[j]!.code, parts);
      boards[j] = board;
      counted[j] = [];
      on.board?.(board);
    }
    progress();
  };
  const work = async (runner: Runner): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !stopped; next = queue.shift()) {
      const { j, p, part } = next;
      if (on.turn) await on.turn();
      if (stopped) break;
      if (part.untouched === true) {
        runsDone[j]![p] = runs;
        take(j, p, untouchedFigures(part.model(), runs));
        continue;
      }
      const handle = runner.run(
        { model: part.model(), seed, runs, isLean: true },
        {
          progress: (of) => {
            runsDone[j]![p] = of.runsDone;
            progress();
          },
        },
      );
      open.add(handle);
      const set = await handle.done.finally(() => open.delete(handle));
      if (stopped) throw new StudyCancelled('the boards were cancelled');
      take(j, p, partFigures(jobs[j]!.code, set));
    }
    if (stopped) throw new StudyCancelled('the boards were cancelled');
  };
  const done = Promise.all(
    runners.map((runner) =>
      work(runner).catch((error: unknown) => {
        stop();
        throw error;
      }),
    ),
  ).then(() => boards.map((board) => board!));
  return { done, cancel: stop };
}
