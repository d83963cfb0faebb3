/** Percentiles by order statistics, and intervals for them and for shares. */
import { exp, log, normalQuantile } from '../engine/math.ts';
import { logGamma } from '../engine/gamma.ts';
import type { Spread } from './types.ts';

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

/** The figure over runs of values in run order; Infinity stands for not back. */
export function spreadOf(values: ArrayLike<number>): Spread {
  const sorted = new Float64Array(values).sort();
  const at = (p: number): number | null => finite(quantile(sorted, p));
  let sum = 0;
  let notBack = 0;
  for (let k = 0; k < values.length; k++) {
    sum += values[k]!;
    if (values[k] === Infinity) notBack++;
  }
  const n = values.length;
  return {
    mean: finite(sum / n),
    p5: at(0.05),
    p25: at(0.25),
    median: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    notBack: n === 0 ? 0 : notBack / n,
  };
}

/** A measure that does not exist here. */
export const NO_SPREAD: Spread = { mean: null, p5: null, p25: null, median: null, p75: null, p95: null, notBack: 0 };

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export interface IntervalOf {
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval for a share: `hits` of `n` (Wilson 1927). All of [0, 1] when n is 0. */
export function wilson(hits: number, n: number, level = 0.95): IntervalOf {
  if (n === 0) return { low: 0, high: 1 };
  const z = normalQuantile(0.5 + level / 2);
  const share = hits / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: hits === 0 ? 0 : (centre - half) / scale, high: hits === n ? 1 : (centre + half) / scale };
}

/**
 * Interval between two order statistics that covers the p-quantile with at least the stated probability whatever
 * the distribution (David and Nagaraja 2003, section 7.1), each side missing at most half of the rest.
 * The ends are minus and plus infinity while there are too few runs for one.
 */
export function quantileInterval(sorted: ArrayLike<number>, p: number, level = 0.95): IntervalOf {
  const n = sorted.length;
  const tail = (1 - level) / 2;
  let below = 0; // P(at most `rank` of the values lie below the quantile)
  let low = 0;
  let high = n + 1;
  for (let rank = 0; rank <= n; rank++) {
    below += binomial(n, rank, p);
    if (below <= tail) low = rank + 1;
    if (below >= 1 - tail) {
      high = rank + 1;
      break;
    }
  }
  return { low: low === 0 ? -Infinity : sorted[low - 1]!, high: high > n ? Infinity : sorted[high - 1]! };
}

/** The chance of exactly k of n. */
function binomial(n: number, k: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  return exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p));
}
