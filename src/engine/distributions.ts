/** Distributions as inverse functions of one uniform number, so that better luck is always better luck. */
import type { DelayDistribution, MinutesDistribution } from '../catalog/fields.ts';
import { TICKS_PER_MINUTE } from '../scenario/calendar.ts';
export { meanMinutes } from '../catalog/means.ts';
import { gammaQuantile } from './gamma.ts';
import { exp, log, logOfUniform, normalQuantile } from './math.ts';
import { Table, tables, type Inverse } from './tabulated.ts';

/** The normal quantile of 0.9, for lognormals given by median and 90th percentile. */
const Z90 = normalQuantile(0.9);

/** Of mean 1; the last two by coefficient of variation. */
const unitExponential = new Table((u) => -logOfUniform(1 - u));
const unitLognormal = tables((cv) => {
  const variance = log(1 + cv * cv);
  const deviation = Math.sqrt(variance);
  return (u) => exp(deviation * normalQuantile(u) - variance / 2);
});
const unitGamma = tables((cv) => {
  const shape = 1 / (cv * cv);
  return (u) => gammaQuantile(shape, u) / shape;
});

/** Handling time in minutes at uniform u in (0, 1). */
export function handlingMinutes(distribution: MinutesDistribution, u: number): number {
  return handlingSampler(distribution).at(u);
}

/** Handling times of one distribution. One class for all kinds: the loop that draws them knows no other. */
export class HandlingTimes {
  readonly #mean: number;
  readonly #table: Table | undefined;
  readonly #exact: Inverse;

  constructor(mean: number, table: Table | undefined, exact: Inverse = () => mean) {
    this.#mean = mean;
    this.#table = table;
    this.#exact = exact;
  }

  /** Minutes at uniform u in (0, 1). */
  at(u: number): number {
    return this.#table ? this.#mean * this.#table.at(u) : this.#exact(u);
  }

  /** Ticks, at least one. */
  ticksAt(u: number): number {
    return Math.max(1, Math.min(1e9, Math.round(this.at(u) * TICKS_PER_MINUTE)));
  }
}

/** Everything that does not depend on u worked out once. */
export function handlingSampler(distribution: MinutesDistribution): HandlingTimes {
  if ('fixed' in distribution) return new HandlingTimes(distribution.fixed, undefined);
  if ('exponential' in distribution) return new HandlingTimes(distribution.exponential.mean, unitExponential);
  if ('lognormal' in distribution) {
    const { mean, cv } = distribution.lognormal;
    return new HandlingTimes(mean, unitLognormal(cv));
  }
  if ('gamma' in distribution) {
    const { mean, cv } = distribution.gamma;
    return new HandlingTimes(mean, unitGamma(cv));
  }
  const bins = distribution.bins.filter((bin) => bin.weight > 0);
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return new HandlingTimes(0, undefined, (u) => {
    let left = u * total;
    for (const bin of bins) {
      if (left < bin.weight) return bin.from + (bin.to - bin.from) * (left / bin.weight);
      left -= bin.weight;
    }
    return bins[bins.length - 1]!.to;
  });
}

/** A delay in minutes of clock time at uniform u in (0, 1). */
export function delayMinutes(distribution: DelayDistribution, u: number): number {
  if ('fixed' in distribution) return distribution.fixed;
  if ('exponential' in distribution) return -distribution.exponential.mean * logOfUniform(1 - u);
  if ('triangular' in distribution) {
    const [low, mode, high] = distribution.triangular;
    if (high === low) return low;
    const cut = (mode - low) / (high - low);
    return u < cut
      ? low + Math.sqrt(u * (high - low) * (mode - low))
      : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
  }
  const { median, p90 } = distribution.lognormal;
  return median * exp((log(p90 / median) / Z90) * normalQuantile(u));
}
