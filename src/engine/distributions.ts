/** Distributions as inverse functions of one uniform number, so that better luck is always better luck. */
import type { DelayDistribution, MinutesDistribution } from '../catalog/fields.ts';
export { meanMinutes } from '../catalog/means.ts';
import { gammaQuantile } from './gamma.ts';
import { Bins } from './binned.ts';
import { ticksOf } from './handlingTicks.ts';
import { exp, log, logOfUniform, normalQuantile } from './math.ts';
import { bitsOf, itemHalfOf, uniformOf, uniformOfBits, type StreamKey } from './streams.ts';
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
  draw(into: Int32Array, first: number, count: number, { a }: StreamKey, half: number): void {
    if (this.#bins) return this.#bins.draw(into, first, count, a, half);
    if (!this.#table) into.fill(ticksOf(this.#mean), first, first + count);
    else for (let k = 0; k < count; k++) this.#read(this.#table, into, first + k, bitsOf(itemHalfOf(a, k), half));
  }

  /** Ticks of one item of a kind; the words of streams and the halves of numbers stand by kind. */
  drawOne(into: Int32Array, at: number, index: number, kind: number, words: Int32Array, halves: Int32Array): void {
    if (this.#bins) into[at] = this.ticksAt(uniformOf(itemHalfOf(words[kind]!, index), halves[kind]!));
    else if (!this.#table) into[at] = ticksOf(this.#mean);
    else this.#read(this.#table, into, at, bitsOf(itemHalfOf(words[kind]!, index), halves[kind]!));
  }

  /** The table's own reading, without a call for a number: calls wrap up numbers that are not whole. */
  #read(table: Table, into: Int32Array, at: number, bits: number): void {
    const { knots } = table;
    const cell = bits >>> CELL_SHIFT;
    const low = knots[cell]!;
    const rise = knots[cell + 1]! - low;
    if (cell >= BENT && cell < CELLS - BENT && rise === rise)
      into[at] = ticksOf(this.#mean * (low + rise * (((bits & WITHIN_CELL) + 0.5) / (WITHIN_CELL + 1))));
    else into[at] = ticksOf(this.#mean * table.at(uniformOfBits(bits)));
  }
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
