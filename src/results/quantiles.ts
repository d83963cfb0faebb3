/** Percentiles by order statistics, and intervals for them and for shares. */
import { exp, log, normalQuantile } from '../engine/math.ts';
import { logGamma } from '../engine/gamma.ts';
import { meanInterval, worldMeans } from './student.ts';
import type { Interval, QuantileInterval, Spread } from './types.ts';

/** Rounding noise in n × p (0.55 × 100 is a little above 55) must not move a rank. */
const NOISE = 1e-9;

/**
 * The smallest value that at least a share p of the sorted values does not exceed: rank ⌈n p⌉, at least 1
 * (Hyndman and Fan 1996, definition 1). No value is interpolated, so infinite ones (not back) do no harm.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return NaN;
  const rank = Math.ceil(sorted.length * p - NOISE);
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1]!;
}

/**
 * The figure over runs of values in run order, with its intervals; Infinity stands for not back. With several runs a
 * world (`replicates`) runs of one world are alike, so worlds are the unit: the mean's interval is over their means, a
 * share's is as wide as if each world were a single run (which errs towards too wide), and percentiles have none.
 */
export function spreadOf(values: ArrayLike<number>, replicates = 1): Spread {
  const sorted = new Float64Array(values).sort();
  const n = sorted.length;
  const at = (p: number): number | null => finite(quantile(sorted, p));
  const ranks = replicates > 1 ? NO_RANKS : spreadRanks(n);
  const around = (k: number): QuantileInterval | null => {
    const found = ranks[k]!;
    return found && { low: finite(sorted[found.low - 1]!), high: finite(sorted[found.high - 1]!), level: found.level };
  };
  let notBack = 0;
  while (notBack < n && sorted[n - 1 - notBack] === Infinity) notBack++;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += values[k]!;
  const mean = meanInterval(worldMeans(values, replicates));
  return {
    mean: finite(sum / n),
    p5: at(0.05),
    p25: at(0.25),
    median: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    notBack: n === 0 ? 0 : notBack / n,
    intervals: {
      mean: notBack > 0 || !Number.isFinite(mean.low) ? null : { low: mean.low, high: mean.high, level: 0.95 },
      p5: around(0),
      p25: around(1),
      median: around(2),
      p75: around(3),
      p95: around(4),
      notBack: shareInterval(notBack, n, replicates),
    },
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

const Z95 = normalQuantile(0.975);

/** Wilson's score interval for a share: `hits` of `n` (Wilson 1927). All of [0, 1] when n is 0. */
export function wilson(hits: number, n: number, level = 0.95): Interval {
  if (n === 0) return { low: 0, high: 1, level };
  const z = level === 0.95 ? Z95 : normalQuantile(0.5 + level / 2);
  const share = hits / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: hits === 0 ? 0 : (centre - half) / scale, high: hits === n ? 1 : (centre + half) / scale, level };
}

/** The percentiles of a figure. */
const PERCENTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const NO_RANKS: readonly null[] = PERCENTILES.map(() => null);
let lastRanks: { readonly n: number; readonly ranks: readonly (QuantileRanks | null)[] } = { n: 0, ranks: NO_RANKS };

/** The ranks for the percentiles of a figure over n runs: a summary asks for the same ones a thousand times. */
function spreadRanks(n: number): readonly (QuantileRanks | null)[] {
  if (lastRanks.n !== n) lastRanks = { n, ranks: PERCENTILES.map((p) => quantileRanks(n, p)) };
  return lastRanks.ranks;
}

/** Wilson's interval for a share of runs, each world counted as a single run. */
export function shareInterval(hits: number, runs: number, replicates = 1, level = 0.95): Interval {
  const worlds = Math.floor(runs / replicates);
  return wilson(runs === 0 ? 0 : (hits / runs) * worlds, worlds, level);
}

/** Which of n sorted values an interval for a percentile ends at, counted from 1, and how surely it then holds it. */
export interface QuantileRanks {
  readonly low: number;
  readonly high: number;
  /** The chance that the interval covers the percentile, whatever the distribution: at least the level asked for. */
  readonly level: number;
}

const keptRanks = new Map<string, QuantileRanks | null>();

/**
 * Exact binomial ranks: the number of n values below the p-quantile is binomial, so the interval from the largest rank
 * that it is below with at most half of the rest, to the smallest that it is not below with at most half of the rest,
 * covers it with at least the stated level (David and Nagaraja 2003, section 7.1). Undefined (null) while there are too
 * few values for one.
 */
export function quantileRanks(n: number, p: number, level = 0.95): QuantileRanks | null {
  const name = `${n} ${p} ${level}`;
  const known = keptRanks.get(name);
  if (known !== undefined) return known;
  const tail = (1 - level) / 2;
  let below = 0; // P(at most `rank` of the values lie below the quantile)
  let low = 0;
  let missedBelow = 0;
  let ranks: QuantileRanks | null = null;
  for (let rank = 0; rank < n; rank++) {
    below += binomial(n, rank, p);
    if (below <= tail) {
      low = rank + 1;
      missedBelow = below;
    } else if (low === 0) break; // even the smallest value lies above it too often
    if (below >= 1 - tail) {
      ranks = { low, high: rank + 1, level: below - missedBelow };
      break;
    }
  }
  keptRanks.set(name, ranks);
  return ranks;
}

/** The interval for the p-quantile of sorted values between two of them, with the level attained; null when there are not enough. */
export function quantileInterval(sorted: ArrayLike<number>, p: number, level = 0.95): Interval | null {
  const ranks = quantileRanks(sorted.length, p, level);
  return ranks && { low: sorted[ranks.low - 1]!, high: sorted[ranks.high - 1]!, level: ranks.level };
}

/** The chance of exactly k of n. */
function binomial(n: number, k: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  return exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p));
}

/** A measure that does not exist here. */
export const NO_SPREAD: Spread = spreadOf([]);
