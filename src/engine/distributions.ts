/** Distributions as inverse functions of one uniform number, so that better luck is always better luck. */
import type { DelayDistribution, MinutesDistribution } from '../catalog/fields.ts';
import { exp, log, normalQuantile } from './math.ts';
import { gammaQuantile } from './gamma.ts';

/** The normal quantile of 0.9, for lognormals given by median and 90th percentile. */
const Z90 = normalQuantile(0.9);

/** Handling time in minutes at uniform u in (0, 1). */
export function handlingMinutes(distribution: MinutesDistribution, u: number): number {
  if ('fixed' in distribution) return distribution.fixed;
  if ('exponential' in distribution) return -distribution.exponential.mean * log(1 - u);
  if ('lognormal' in distribution) {
    const { mean, cv } = distribution.lognormal;
    const variance = log(1 + cv * cv);
    return mean * exp(Math.sqrt(variance) * normalQuantile(u) - variance / 2);
  }
  if ('gamma' in distribution) {
    const { mean, cv } = distribution.gamma;
    const shape = 1 / (cv * cv);
    return gammaQuantile(shape, u) * (mean / shape);
  }
  const total = distribution.bins.reduce((sum, bin) => sum + bin.weight, 0);
  let left = u * total;
  for (const bin of distribution.bins) {
    if (left < bin.weight) return bin.from + (bin.to - bin.from) * (left / bin.weight);
    left -= bin.weight;
  }
  const last = distribution.bins.filter((bin) => bin.weight > 0).at(-1)!;
  return last.to;
}

/** Mean handling time in minutes. */
export function meanMinutes(distribution: MinutesDistribution): number {
  if ('fixed' in distribution) return distribution.fixed;
  if ('exponential' in distribution) return distribution.exponential.mean;
  if ('lognormal' in distribution) return distribution.lognormal.mean;
  if ('gamma' in distribution) return distribution.gamma.mean;
  const total = distribution.bins.reduce((sum, bin) => sum + bin.weight, 0);
  return distribution.bins.reduce((sum, bin) => sum + (bin.weight * (bin.from + bin.to)) / 2, 0) / total;
}

/** A delay in minutes of clock time at uniform u in (0, 1). */
export function delayMinutes(distribution: DelayDistribution, u: number): number {
  if ('fixed' in distribution) return distribution.fixed;
  if ('exponential' in distribution) return -distribution.exponential.mean * log(1 - u);
  if ('triangular' in distribution) {
    const [low, mode, high] = distribution.triangular;
    if (high === low) return low;
    const cut = (mode - low) / (high - low);
    return u < cut ? low + Math.sqrt(u * (high - low) * (mode - low)) : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  }
  const { median, p90 } = distribution.lognormal;
  return median * exp((log(p90 / median) / Z90) * normalQuantile(u));
}
