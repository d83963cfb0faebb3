/** Distributions as inverse functions of one uniform number, so that better luck is always better luck. */
import type { DelayDistribution, MinutesDistribution } from '../catalog/fields.ts';
import { TICKS_PER_MINUTE } from '../scenario/calendar.ts';
export { meanMinutes } from '../catalog/means.ts';
import { gammaQuantile } from './gamma.ts';
import { Bins } from './binned.ts';
import { exp, log, logOfUniform, normalQuantile } from './math.ts';
import { bitsOf, itemHalf, itemHalfOf, uniformOf, uniformOfBits, type StreamKey } from './streams.ts';
import { BENT, CELLS, Table, tables } from './tabulated.ts';

/** The normal quantile of 0.9, for lognormals given by median and 90th percentile. */
const Z90 = normalQuantile(0.9);

/** The highest of 32 random bits tell the cell of a table, the others the place within it. */
const CELL_SHIFT = 22;
const WITHIN_CELL = (1 << CELL_SHIFT) - 1;

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
  readonly #bins: Bins | undefined;

  constructor(mean: number, table?: Table, bins?: Bins) {
    this.#mean = mean;
    this.#table = table;
    this.#bins = bins;
  }

  /** Minutes at uniform u in (0, 1). */
  at(u: number): number {
    if (this.#table) return this.#mean * this.#table.at(u);
    return this.#bins ? this.#bins.at(u) : this.#mean;
  }

  /** Ticks, at least one. */
  ticksAt(u: number): number {
    return ticksOf(this.at(u));
  }

  /** Ticks of the first items of a stream, put in a row. */
  draw(into: Int32Array, first: number, count: number, key: StreamKey, half: number): void {
    if (this.#table) return this.#read(this.#table, into, first, count, key.a, half);
    for (let k = 0; k < count; k++) into[first + k] = this.ticksAt(uniformOf(itemHalf(key, k), half));
  }

  /** The table's own reading, with nothing looked up anew for each item. */
  #read(table: Table, into: Int32Array, first: number, count: number, a: number, half: number): void {
    const mean = this.#mean;
    const { knots } = table;
    for (let k = 0; k < count; k++) {
      const bits = bitsOf(itemHalfOf(a, k), half);
      const cell = bits >>> CELL_SHIFT;
      const low = knots[cell]!;
      const rise = knots[cell + 1]! - low;
      const isKnown = cell >= BENT && cell < CELLS - BENT && rise === rise;
      const value = isKnown
        ? low + rise * (((bits & WITHIN_CELL) + 0.5) / (WITHIN_CELL + 1))
        : table.at(uniformOfBits(bits));
      into[first + k] = ticksOf(mean * value);
    }
  }
}

/** `Math.round` without its price: from half a tick on adding a half and cutting off is the same, and less is one tick. */
function ticksOf(minutes: number): number {
  return Math.max(1, (Math.min(1e9, minutes * TICKS_PER_MINUTE) + 0.5) | 0);
}

/** Everything that does not depend on u worked out once. */
export function handlingSampler(distribution: MinutesDistribution): HandlingTimes {
  if ('fixed' in distribution) return new HandlingTimes(distribution.fixed);
  if ('exponential' in distribution) return new HandlingTimes(distribution.exponential.mean, unitExponential);
  if ('lognormal' in distribution) {
    const { mean, cv } = distribution.lognormal;
    return new HandlingTimes(mean, unitLognormal(cv));
  }
  if ('gamma' in distribution) {
    const { mean, cv } = distribution.gamma;
    return new HandlingTimes(mean, unitGamma(cv));
  }
  return new HandlingTimes(0, undefined, new Bins(distribution.bins));
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
