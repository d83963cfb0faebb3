/** Means of handling times, exact and without the engine's special functions. */
import type { MinutesDistribution } from './fields.ts';

/** Mean handling time in minutes. */
export function meanMinutes(distribution: MinutesDistribution): number {
  if ('fixed' in distribution) return distribution.fixed;
  if ('exponential' in distribution) return distribution.exponential.mean;
  if ('lognormal' in distribution) return distribution.lognormal.mean;
  if ('gamma' in distribution) return distribution.gamma.mean;
  const total = distribution.bins.reduce((sum, bin) => sum + bin.weight, 0);
  return distribution.bins.reduce((sum, bin) => sum + (bin.weight * (bin.from + bin.to)) / 2, 0) / total;
}
