/** When there are enough runs: the rule of Hoad, Robinson and Davies (2010), looked at only at run counts fixed beforehand. */
import { tQuantile } from '../results/student.ts';

/** How narrow the interval is to be: the half-width at most so much, or at most such a share of the mean. */
export interface Precision {
  readonly amount: number;
  readonly relative: boolean;
}

export interface PrecisionRule {
  readonly level: number;
  /** Runs from which on the interval is judged. The paper takes 3. */
  readonly first: number;
  /** Further runs over which the precision must hold, up to 100 runs; beyond them as a percentage of the runs. The paper takes 5. */
  readonly lookAhead: number;
}

/**
 * As in the paper, but for the first count: three differences between strategies are often all 0, which looks like
 * perfect precision and is only a lack of runs in which they differ.
 */
export const RULE: PrecisionRule = { level: 0.95, first: 20, lookAhead: 5 };

/** How precise a mean is after the runs so far. */
export interface PrecisionSoFar {
  readonly runs: number;
  readonly mean: number;
  /** Of the Student t interval; infinite for a single run. */
  readonly halfWidth: number;
  /** The run count from which on the interval has been narrow enough at every count up to now; null when it is not. */
  readonly since: number | null;
  /** Whether it has been so for long enough. */
  readonly reached: boolean;
}

/** Hoad, Robinson and Davies' f(kLimit, n): `lookAhead` up to 100 runs, then that percentage of the runs, rounded down. */
export function lookAheadAt(runs: number, lookAhead: number): number {
  return Math.floor((lookAhead * Math.max(runs, 100)) / 100);
}

/**
 * Judges values in run order. At every count from `first` on, the interval of the running mean is narrow enough or not;
 * precision is reached when it has been narrow enough at some count n, at the f(kLimit, n) counts after it, and at every
 * one up to the last. It is a function of the values alone, whichever worker finished first.
 */
export function precisionOf(
  values: ArrayLike<number>,
  wanted: Precision,
  { level, first, lookAhead }: PrecisionRule = RULE,
): PrecisionSoFar {
  let mean = 0;
  let squares = 0;
  let halfWidth = Infinity;
  let since: number | null = null;
  for (let n = 1; n <= values.length; n++) {
    const step = values[n - 1]! - mean;
    mean += step / n;
    squares += step * (values[n - 1]! - mean);
    if (n < Math.max(2, first) && n < values.length) continue;
    halfWidth =
      n < 2 ? Infinity : squares <= 0 ? 0 : tQuantile(0.5 + level / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
    const isNarrow = n >= first && halfWidth <= (wanted.relative ? wanted.amount * Math.abs(mean) : wanted.amount);
    since = isNarrow ? (since ?? n) : null;
  }
  const runs = values.length;
  return { runs, mean, halfWidth, since, reached: since !== null && runs - since >= lookAheadAt(since, lookAhead) };
}

/** The run counts at which a study is looked at: every 20 up to 100, then steps of a fifth, in tens, and last the cap. */
export function fixedCounts(most: number): number[] {
  const counts: number[] = [];
  for (let runs = 20; runs < most; runs += Math.max(20, 10 * Math.floor(runs / 50))) counts.push(runs);
  return [...counts, most];
}
