/** What a reader of the answers must be told before using them. */
import { counted, dayMonth, percent, runsOf } from './format.ts';
import type { StudyResult } from './types.ts';

/** More than this share of runs not back within the horizon is worth a warning (model, section 6). */
const NOT_BACK_LIMIT = 0.05;
/** Busier than this on an ordinary day, a backlog grows without any incident. */
const FULL = 0.98;
/** Below this number of runs the 5th and 95th percentile are just the best and the worst run. */
const FEW_RUNS = 20;

/** Warnings in the order in which they matter. `last` is the last date of the results period. */
export function warningsOf(result: Omit<StudyResult, 'warnings'>, last: string): string[] {
  const warnings: string[] = [];
  if (result.runs > 0 && result.incidentHour === null) warnings.push('The incident hits no site in any run.');
  for (const strategy of result.strategies) {
    const { notBack } = strategy.whole.fromRestoration;
    if (notBack > NOT_BACK_LIMIT)
      warnings.push(
        `Under “${strategy.title}” not everybody is back to normal by ${dayMonth(last)} in ${runsOf(Math.round(notBack * result.runs), result.runs)}: lengthen the results period.`,
      );
  }
  for (const [pool, share] of Object.entries(result.utilisation)) {
    if (share >= FULL)
      warnings.push(
        `Without any incident the pool ${pool} is busy ${percent(share)} of its time: it cannot catch up with a backlog.`,
      );
  }
  if (result.runs > 0 && result.runs < FEW_RUNS)
    warnings.push(
      `${counted(result.runs, 'run is', 'runs are')} too few for the 5th and 95th percentile: they are the best and the worst run.`,
    );
  return warnings;
}
