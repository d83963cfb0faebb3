/** A study that goes on until the headline differences between strategies are known precisely enough, or a cap is met. */
import { headlineDifferences } from '../results/paired.ts';
import { baselineIndex } from '../results/perRun.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { worldMeans } from '../results/student.ts';
import type { StudyRequest } from '../runner/runner.ts';
import { fixedCounts, precisionOf, RULE, type Precision, type PrecisionSoFar } from './precision.ts';

/** How precisely the study knows what it was to find out, and how it got there. */
export interface PrecisionReport {
  readonly wanted: Precision;
  readonly level: number;
  readonly most: number;
  /** Whether every difference is known precisely enough; if not, the cap was met. */
  readonly reached: boolean;
  readonly runs: number;
  readonly baseline: string;
  /** Back to normal, typical practice, in working days: each other strategy less the baseline. */
  readonly differences: readonly ({ readonly strategy: string } & PrecisionSoFar)[];
}

/** How precisely a result set knows its headline differences. */
export function precisionReport(set: ResultSet, wanted: Precision, most: number): PrecisionReport {
  // With several runs a world, worlds are the unit, in the look-ahead too.
  const replicates = set.replicates ?? 1;
  const differences = headlineDifferences(set).map(({ strategy, values }) => {
    const worlds = precisionOf(worldMeans(values, replicates), wanted);
    return {
      strategy,
      ...worlds,
      runs: values.length,
      since: worlds.since === null ? null : worlds.since * replicates,
    };
  });
  return {
    wanted,
    level: RULE.level,
    most,
    reached: differences.every((difference) => difference.reached),
    runs: set.runs.length,
    baseline: set.model.scenario.strategies[baselineIndex(set)]!.id,
    differences,
  };
}

/**
 * Runs to one fixed count after the other, each study going on from the one before, until every headline difference is
 * precise enough or `most` runs are done. All runs done are kept: the result is that of one study of as many runs.
 */
export async function runUntilPrecise(
  run: (request: StudyRequest) => Promise<ResultSet>,
  request: Omit<StudyRequest, 'runs'>,
  wanted: Precision,
  most: number,
): Promise<{ readonly set: ResultSet; readonly report: PrecisionReport }> {
  let from = request.from;
  for (const runs of fixedCounts(most)) {
    const set = await run({ ...request, runs, ...(from && { from }) });
    const report = precisionReport(set, wanted, most);
    if (report.reached || runs === most) return { set, report };
    from = set;
  }
  throw new Error(`no run count is fixed for at most ${most} runs`);
}
