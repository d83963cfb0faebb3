/** The statistics that theory tests judge by: z values of means, counts and correlations, chi-square and Kolmogorov-Smirnov. */

/** A z value beyond this has a chance of 7 in a million; the seeds are fixed, so a pass stays a pass. */
export const MANY = 4.5;
/** For a handful of tests: 6 in 100,000. */
export const FEW = 4;

/** How far from 0, whatever the sign. */
export const size = (z: number): number => Math.abs(z);

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum / values.length;
}

/** With n - 1 in the denominator. */
export function variance(values: ArrayLike<number>): number {
  const middle = mean(values);
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += (values[k]! - middle) ** 2;
  return sum / (values.length - 1);
}

/** How many standard errors, as estimated from the values, their mean is away from what it should be. */
export function zOfMean(values: ArrayLike<number>, expected: number): number {
  return (mean(values) - expected) / Math.sqrt(variance(values) / values.length);
}

/**
 * The z value of a ratio of means over independent replicates, such as waiting time per item: the totals less
 * what the items should have given have mean 0 exactly, however many items there were.
 */
export function zOfRatio(
  replicates: readonly { readonly total: number; readonly count: number }[],
  expected: number,
): number {
  return zOfMean(
    replicates.map(({ total, count }) => total - count * expected),
    0,
  );
}

/** The z value of a count, or any sum, with a known mean and variance. */
export function zOfSum(observed: number, expected: number, expectedVariance: number): number {
  return (observed - expected) / Math.sqrt(expectedVariance);
}

/** Of the variance of Poisson counts: (n - 1) s² / mean is nearly chi-square with n - 1 degrees of freedom. */
export function zOfDispersion(counts: ArrayLike<number>, expectedMean: number): number {
  return zOfChiSquare(((counts.length - 1) * variance(counts)) / expectedMean, counts.length - 1);
}

/** A chi-square value as a standard normal one (Wilson and Hilferty 1931). */
export function zOfChiSquare(value: number, freedom: number): number {
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(value / freedom) - (1 - spread)) / Math.sqrt(spread);
}

/** Of counts against expected counts that add up to the same. */
export function zOfCells(observed: ArrayLike<number>, expected: (cell: number) => number): number {
  let value = 0;
  for (let k = 0; k < observed.length; k++) value += (observed[k]! - expected(k)) ** 2 / expected(k);
  return zOfChiSquare(value, observed.length - 1);
}

/** Of the correlation of independent pairs. */
export function zOfCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ma, mb] = [mean(a), mean(b)];
  let product = 0;
  for (let k = 0; k < a.length; k++) product += (a[k]! - ma) * (b[k]! - mb);
  return (product / (a.length - 1) / Math.sqrt(variance(a) * variance(b))) * Math.sqrt(a.length);
}

/** Above this a sample is not from the distribution, with an error of 1 in 10,000 (Kolmogorov's limit law). */
export const KS_LIMIT = 2.226;

/** Kolmogorov and Smirnov's largest gap between sample and distribution, in units of 1/sqrt(n) (Stephens 1970). */
export function kolmogorovSmirnov(sample: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let gap = 0;
  for (let k = 0; k < n; k++) {
    const at = cdf(sorted[k]!);
    gap = Math.max(gap, at - k / n, (k + 1) / n - at);
  }
  return gap * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
}

/** The standard normal distribution function, to about 1e-14: Marsaglia's series, and a continued fraction far out. */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > -1.5) {
    let term = x;
    let sum = x;
    for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum) && k < 400; k += 2) sum += term *= (x * x) / k;
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 400; k > 0; k--) fraction = k / (-x + fraction);
  return density / (-x + fraction);
}

/** Share of a gamma distribution with whole shape below x: the chance of at least that many Poisson events. */
export function erlangCdf(shape: number, scale: number, x: number): number {
  let term = Math.exp(-x / scale);
  let below = 0;
  for (let k = 0; k < shape; k++) {
    below += term;
    term *= x / scale / (k + 1);
  }
  return 1 - below;
}

/** Share of a lognormal distribution below x, from its median and the deviation of its logarithm. */
export function lognormalCdf(middle: number, sigma: number, x: number): number {
  return x <= 0 ? 0 : normalCdf(Math.log(x / middle) / sigma);
}
