/** Two strategies compared run by run on the same luck: the difference, its interval, and who did better how often. */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import { incidentSpan, measureRuns, noTraceRuns, recordsRuns, strategyIndex, type PairedMeasure } from './perRun.ts';
import { recoveryRuns } from './recoveryRuns.ts';
import type { ResultSet } from './resultSet.ts';
import { tQuantile } from './student.ts';
import type { PairedDifference } from './types.ts';

/** Values in run order, Infinity for not back, and what a run that is not back counts as. */
export interface Comparable {
  readonly values: Float64Array;
  readonly limits?: Float64Array;
}

/** The values of a strategy that a comparison by this measure uses: working days from restoration for recovery, hours for the other moments. */
export function comparable(set: ResultSet, strategy: number, measure: PairedMeasure): Comparable {
  if (measure === 'typicalSite' || measure === 'slowestSite' || measure === 'whole') {
    const runs = recoveryRuns(
      set,
      strategy,
      measure === 'whole'
        ? { kind: 'whole' }
        : { kind: 'sites', which: measure === 'typicalSite' ? 'typical' : 'slowest' },
    );
    return { values: runs.fromRestoration, limits: runs.horizonFromRestoration };
  }
  if (measure === 'noTraceLeft') return { values: noTraceRuns(set, strategy), limits: hoursToHorizon(set, 'from') };
  if (measure === 'recordsUpToDate') return { values: recordsRuns(set, strategy), limits: hoursToHorizon(set, 'to') };
  return { values: measureRuns(set, strategy, measure) };
}

function hoursToHorizon(set: ResultSet, since: 'from' | 'to'): Float64Array {
  const hours = new Float64Array(set.runs.length);
  set.runs.forEach(
    (run, r) =>
      (hours[r] = (set.frame.horizonTick - (incidentSpan(run)?.[since] ?? set.frame.warmUpTick)) / TICKS_PER_HOUR),
  );
  return hours;
}

/** A minus B by one measure, of which less is better. */
export function paired(set: ResultSet, a: string, b: string, measure: PairedMeasure): PairedDifference {
  const first = comparable(set, strategyIndex(set, a), measure);
  const second = comparable(set, strategyIndex(set, b), measure);
  return { a, b, measure, ...pairedDifference(first, second) };
}

/**
 * The mean difference with Student's t interval. A run that is not back counts as back at the horizon (`restricted`);
 * who is better is judged before that: not back is worse than back, and both not back is a tie.
 */
export function pairedDifference(
  a: Comparable,
  b: Comparable,
  level = 0.95,
): Omit<PairedDifference, 'a' | 'b' | 'measure'> {
  const runs = a.values.length;
  let aBetter = 0;
  let bBetter = 0;
  let restricted = false;
  const differences = new Float64Array(runs);
  for (let r = 0; r < runs; r++) {
    const x = a.values[r]!;
    const y = b.values[r]!;
    if (x < y) aBetter++;
    else if (y < x) bBetter++;
    if (x === Infinity || y === Infinity) restricted = true;
    differences[r] = x === y ? 0 : (x === Infinity ? a.limits![r]! : x) - (y === Infinity ? b.limits![r]! : y);
  }
  return { ...meanInterval(differences, level), aBetter, bBetter, ties: runs - aBetter - bBetter, runs, restricted };
}

/** The mean of values in run order with Student's t interval; without end for a single run. */
export function meanInterval(
  values: ArrayLike<number>,
  level = 0.95,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const n = values.length;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += values[k]!;
  const mean = n === 0 ? 0 : sum / n;
  if (n < 2) return { mean, low: -Infinity, high: Infinity };
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (values[k]! - mean) * (values[k]! - mean);
  const half = squares === 0 ? 0 : tQuantile(0.5 + level / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}

export type Standing = 'a-better' | 'b-better' | 'same' | 'cannot-tell';

/** What an interval allows to be said: `same` only when not one run differs. */
export function standing(
  difference: Pick<PairedDifference, 'low' | 'high' | 'mean' | 'aBetter' | 'bBetter'>,
): Standing {
  if (difference.aBetter === 0 && difference.bBetter === 0) return 'same';
  if (difference.high < 0) return 'a-better';
  if (difference.low > 0) return 'b-better';
  return 'cannot-tell';
}

/** Runs in all, at the spread seen so far, for the interval to leave 0 out; undefined when no number of runs would. A rough guide. */
export function runsToTellApart(
  difference: Pick<PairedDifference, 'mean' | 'low' | 'high' | 'runs'>,
): number | undefined {
  if (difference.runs < 2 || difference.mean === 0) return undefined;
  const half = (difference.high - difference.low) / 2;
  const ratio = half / Math.abs(difference.mean);
  // For few runs t is wider than it will be, so this says rather too many.
  return Math.max(difference.runs, Math.ceil(difference.runs * ratio * ratio));
}
