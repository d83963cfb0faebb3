/** What a reader of the answers must be told before using them. */
import { count, counted, dayMonth, percent, runsOf } from './format.ts';
import type { ResultSet } from './resultSet.ts';
import type { StrategySummary, StudyResult } from './types.ts';

/** More than this share of runs not back within the horizon is worth a warning (model, section 6). */
const NOT_BACK_LIMIT = 0.05;
/** Busier than this on an ordinary day, a backlog grows without any incident. */
const FULL = 0.98;
/** Below this number of runs the 5th and 95th percentile are just the best and the worst run. */
const FEW_RUNS = 20;

/** Warnings in the order in which they matter. `last` is the last date of the results period; `isPart`: not all is looked at. */
export function warningsOf(result: Omit<StudyResult, 'warnings'>, last: string, isPart = false): string[] {
  const warnings: string[] = [];
  if (result.runs > 0 && result.incidentHour === null)
    warnings.push(
      isPart
        ? 'The incident hits none of these sites in any run, which is what “not disrupted” means here. What more they had to do because others were hit, and until when, is told site by site and day by day.'
        : 'The incident hits no site in any run.',
    );
  for (const strategy of result.strategies) warnings.push(...notBackWarnings(strategy, result, last));
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

/** Recovery that cannot be told within the results period, everybody's first: what else is not back then goes without saying. */
function notBackWarnings(strategy: StrategySummary, result: Omit<StudyResult, 'warnings'>, last: string): string[] {
  const under = `Under “${strategy.title}”`;
  const often = (share: number): string => `in ${runsOf(Math.round(share * result.runs), result.runs)}`;
  const remedy = 'lengthen the results period (“Followed until”, or days in the file).';
  const whole = strategy.whole.fromRestoration.notBack;
  const slowest = strategy.slowestSite.fromRestoration.notBack;
  const records = strategy.recordsUpToDateHours.notBack;
  const warnings: string[] = [];
  if (whole > NOT_BACK_LIMIT)
    warnings.push(`${under} not everybody is back to normal by ${dayMonth(last)} ${often(whole)}: ${remedy}`);
  else if (slowest > NOT_BACK_LIMIT)
    warnings.push(
      `${under} the slowest ${result.words.site.one} is not back to normal by ${dayMonth(last)} ${often(slowest)}: ${remedy}`,
    );
  if (records > NOT_BACK_LIMIT)
    warnings.push(`${under} not all records are up to date by ${dayMonth(last)} ${often(records)}: ${remedy}`);
  return warnings;
}

/** What figures are less exact because there are more runs than are kept whole. */
export function foldedWarnings({ folded, runs, wholeRuns }: ResultSet): string[] {
  if (!folded || wholeRuns === undefined) return [];
  return [
    `${counted(runs.length, 'run is', 'runs are')} more than the ${count(wholeRuns)} whose hours are kept one by one: percentiles of hourly curves come from histograms, within a sixtieth of what lies between the lowest and the highest run of that hour, and means of curves and of single sites are rounded before they are added up. Every other figure is exact.`,
  ];
}
