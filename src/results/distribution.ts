/** How the runs of several strategies spread over one measure: counted in the same bins, runs not back apart. */
import { quantile } from './quantiles.ts';

/** From `from` to before `to`; the last bin holds its end too. */
export interface Bin {
  readonly from: number;
  readonly to: number;
}

export interface RunsOf {
  readonly id: string;
  /** Runs per bin. */
  readonly counts: readonly number[];
  /** Runs that have no value: not back within the results period. */
  readonly notBack: number;
  readonly runs: number;
  /** The middle run as an order statistic, not read off the bins; null when it is not back. */
  readonly median: number | null;
}

/** Where bins lie: the first begins at `start`, each is `width` wide. */
export interface BinScale {
  readonly start: number;
  readonly width: number;
  readonly count: number;
  /** Every bin holds a single whole number, which stands in its middle. */
  readonly whole: boolean;
}

export interface Distribution {
  readonly bins: readonly Bin[];
  readonly scale: BinScale;
  readonly whole: boolean;
  readonly rows: readonly RunsOf[];
}

/** As many bins as three times the root of the runs, within bounds: few runs say little about a shape. */
const FEWEST_BINS = 15;
const MOST_BINS = 40;

/**
 * Counts the values of every strategy, Infinity for not back, in bins of one round width that all share. Few different
 * whole numbers get a bin each. Where all values are alike there is a single bin; where none is finite there is none.
 */
export function distributionOf(
  strategies: readonly { readonly id: string; readonly values: ArrayLike<number> }[],
): Distribution {
  let low = Infinity;
  let high = -Infinity;
  let areWhole = true;
  for (const { values } of strategies) {
    for (let r = 0; r < values.length; r++) {
      const value = values[r]!;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
      if (!Number.isInteger(value)) areWhole = false;
    }
  }
  const longest = strategies.reduce((most, { values }) => Math.max(most, values.length), 0);
  const most = Math.max(FEWEST_BINS, Math.min(MOST_BINS, Math.ceil(3 * Math.sqrt(longest))));
  const whole = areWhole && high - low < MOST_BINS;
  const width = whole ? 1 : roundWidth((high - low) / (most - 1), areWhole);
  const start = whole ? low - 0.5 : Math.floor(low / width) * width;
  const count = low > high ? 0 : Math.floor((high - start) / width) + 1;
  const scale: BinScale = { start, width, count, whole: whole && count > 0 };
  return {
    bins: Array.from({ length: count }, (_, k) => binOf(scale, k)),
    scale,
    whole: scale.whole,
    rows: strategies.map(({ id, values }) => {
      const counts = new Array<number>(count).fill(0);
      let notBack = 0;
      for (let r = 0; r < values.length; r++) {
        const value = values[r]!;
        if (Number.isFinite(value)) counts[binAt(scale, value)]!++;
        else notBack++;
      }
      const median = quantile(Float64Array.from(values).sort(), 0.5);
      return { id, counts, notBack, runs: values.length, median: Number.isFinite(median) ? median : null };
    }),
  };
}

/** From where to where the k-th bin goes. */
export function binOf({ start, width }: BinScale, k: number): Bin {
  return { from: start + k * width, to: start + (k + 1) * width };
}

/** The bin of a finite value: what lies beyond the ends counts with the first or the last. */
export function binAt({ start, width, count }: BinScale, value: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((value - start) / width)));
}

/** The smallest of 1, 2 or 5 times a power of ten that is at least `least`; not below 1 for whole numbers. */
function roundWidth(least: number, areWhole: boolean): number {
  if (!(least > 0)) return 1;
  let power = 1;
  while (power < least) power *= 10;
  while (power / 10 >= least) power /= 10;
  const width = [power / 5, power / 2].find((one) => one >= least) ?? power;
  return areWhole ? Math.max(1, width) : width;
}
