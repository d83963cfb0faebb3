/** Delays as one figure: the most likely value of a distribution, and the same distribution made longer or shorter. */
import type { DelayDistribution } from '../catalog/fields.ts';

const DECIMALS = 1e6;

export function tidy(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

/** The most likely delay of a triangular distribution, the middle one of a lognormal, the mean of an exponential. */
export function likely(delay: DelayDistribution): number {
  if ('fixed' in delay) return delay.fixed;
  if ('exponential' in delay) return delay.exponential.mean;
  if ('triangular' in delay) return delay.triangular[1];
  return delay.lognormal.median;
}

/** The shortest delay there can be. */
export function least(delay: DelayDistribution): number {
  if ('fixed' in delay) return delay.fixed;
  return 'triangular' in delay ? delay.triangular[0] : 0;
}

/** Every figure of the distribution times a factor. */
export function scaled(delay: DelayDistribution, factor: number): DelayDistribution {
  if ('fixed' in delay) return { fixed: tidy(delay.fixed * factor) };
  if ('exponential' in delay) return { exponential: { mean: tidy(delay.exponential.mean * factor) } };
  if ('triangular' in delay) {
    const [low, mode, high] = delay.triangular;
    return { triangular: [tidy(low * factor), tidy(mode * factor), tidy(high * factor)] };
  }
  const { median, p90 } = delay.lognormal;
  return { lognormal: { median: tidy(median * factor), p90: tidy(p90 * factor) } };
}
