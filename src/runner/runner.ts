/** Where a study runs, hidden behind one interface: the same thread, browser workers or Node worker threads. */
import type { Focus } from '../results/focus.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';

export interface StudyRequest {
  readonly model: Model;
  readonly seed: string;
  readonly runs: number;
  /** Which sites are looked at, all when absent: the same worlds, and results of these sites alone. Not with a share. */
  readonly focus?: Focus;
  /**
   * An earlier result set of the same scenario and seed, to go on from: its runs are kept and only further ones are
   * simulated. The result is byte for byte that of one longer study. One that does not fit is refused.
   */
  readonly from?: ResultSet;
  /**
   * Earlier result sets, of this or of other scenarios: whatever they have that cannot differ here is taken from them
   * (`reuse.ts`). The result is byte for byte what it would be without them.
   */
  readonly earlier?: readonly ResultSet[];
  /** Only a share of the runs, from one to before another. The result set holds these alone; as a rule they are merged with the others. */
  readonly share?: Share;
  /**
   * Only differences from the twin are asked for, of sites that are no hubs, and no hash (`Run` in the engine says what is
   * told). Such a result set must not be gone on from, nor taken from, by a study that is not lean.
   */
  readonly isLean?: true;
  /** How many runs are kept whole; as many as memory allows when not stated. */
  readonly wholeRuns?: number;
}

export interface Share {
  readonly from: number;
  readonly to: number;
}

export interface Progress {
  readonly runsDone: number;
  readonly runs: number;
}

export interface StudyHandle {
  /** Resolves with the full result set, or rejects with StudyCancelled or the error of a run. */
  readonly done: Promise<ResultSet>;
  cancel(): void;
}

export class StudyCancelled extends Error {
  override name = 'StudyCancelled';
}

export interface Runner {
  /**
   * Starts a study. `onPartial` is called with the runs done so far (always runs 0 .. n − 1, or those of a share, in order) at the
   * fixed counts of `checkpoints`, and last with all of them; first of all with those that are known already. `onProgress` after every run.
   */
  run(
    request: StudyRequest,
    on: { partial?: (results: ResultSet) => void; progress?: (progress: Progress) => void },
  ): StudyHandle;
  /** Ends every worker. */
  dispose(): void;
}

/** Run counts at which a partial picture is drawn: never whichever block finished first. */
export function checkpoints(runs: number): number[] {
  return [...new Set([1, 3, 6, 12, 25, 50, 100, 200, 400, 800, 1600, runs].filter((count) => count <= runs))].sort(
    (a, b) => a - b,
  );
}
