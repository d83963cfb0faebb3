/** How much of the spread of a figure is chance, and how much is not knowing the parameters: a nested one-way analysis of variance. */
import { fQuantile } from './fisher.ts';
import type { Interval } from './types.ts';

/**
 * With fewer worlds than this nothing is said: with nine of two runs each, the 95% interval around a share of one half
 * reaches from nothing to over four fifths. A convention of ours; from here on the interval says how little is known.
 */
export const FEWEST_WORLDS = 10;

/** The mean squares of a study of `worlds` worlds, each with `replicates` runs. */
export interface Components {
  readonly worlds: number;
  readonly replicates: number;
  readonly between: number;
  readonly within: number;
  /** Estimated variance by chance: that between runs of one world. */
  readonly chance: number;
  /** Estimated variance by not knowing: that of the worlds' true means. Below zero by luck, it counts as zero. */
  readonly notKnowing: number;
  /** Whether the estimate was below zero. */
  readonly belowZero: boolean;
}

export type SharesOfSpread =
  /** `needed`: worlds from which on something is said. */
  | { readonly kind: 'too-few-worlds'; readonly worlds: number; readonly needed: number }
  /** Every run gives the same figure. */
  | { readonly kind: 'no-spread'; readonly worlds: number }
  | ({
      readonly kind: 'shares';
      /** Shares of the spread (of the variance of a single run), adding up to 1. */
      readonly chanceShare: number;
      readonly notKnowingShare: number;
      /** For the share by not knowing. */
      readonly interval: Interval;
      /** The interval says no more than that it may be nearly all or nearly nothing. */
      readonly cannotSay: boolean;
    } & Components);

/**
 * Method of moments for the balanced one-way random-effects layout in which run r is replicate r mod m of world r div m:
 * within = chance, (between − within) / m = not knowing (Searle, Casella and McCulloch 1992, section 3.5). A last world
 * that is not complete is left out. A negative estimate is taken as zero and said to be one; the mean squares stay as
 * they are, so chance is not pooled.
 */
export function varianceComponents(values: ArrayLike<number>, replicates: number): Components {
  if (!Number.isInteger(replicates) || replicates < 2)
    throw new Error(`chance and not knowing can be told apart from 2 runs a world, not ${replicates}`);
  const worlds = Math.floor(values.length / replicates);
  const used = worlds * replicates;
  let sum = 0;
  for (let r = 0; r < used; r++) {
    if (!Number.isFinite(values[r]!))
      throw new Error(`run ${r} has no finite figure: restrict it to the horizon first`);
    sum += values[r]!;
  }
  const middle = used === 0 ? 0 : sum / used;
  let betweenSquares = 0;
  let withinSquares = 0;
  for (let world = 0; world < worlds; world++) {
    const from = world * replicates;
    let own = 0;
    for (let r = from; r < from + replicates; r++) own += values[r]!;
    own /= replicates;
    betweenSquares += replicates * (own - middle) * (own - middle);
    for (let r = from; r < from + replicates; r++) withinSquares += (values[r]! - own) * (values[r]! - own);
  }
  const between = worlds < 2 ? 0 : betweenSquares / (worlds - 1);
  const within = worlds < 1 ? 0 : withinSquares / (worlds * (replicates - 1));
  const difference = (between - within) / replicates;
  return {
    worlds,
    replicates,
    between,
    within,
    chance: within,
    notKnowing: Math.max(0, difference),
    belowZero: difference < 0,
  };
}

/**
 * The shares, with the exact interval for the share by not knowing when worlds and runs are normal: with F = between /
 * within, its ends are (F / f − 1) / (F / f + m − 1) at the upper and lower quantile f of Fisher's distribution (Searle,
 * Casella and McCulloch 1992, table 3.4), those below zero taken as zero.
 */
export function sharesOfSpread(values: ArrayLike<number>, replicates: number, level = 0.95): SharesOfSpread {
  const found = varianceComponents(values, replicates);
  const { worlds, between, within, chance, notKnowing } = found;
  if (worlds < FEWEST_WORLDS) return { kind: 'too-few-worlds', worlds, needed: FEWEST_WORLDS };
  if (between === 0 && within === 0) return { kind: 'no-spread', worlds };
  const freedom = [worlds - 1, worlds * (replicates - 1)] as const;
  const end = (p: number): number => {
    if (within === 0) return 1;
    const ratio = between / within / fQuantile(p, ...freedom);
    return Math.max(0, (ratio - 1) / (ratio + replicates - 1));
  };
  const interval = { low: end(0.5 + level / 2), high: end(0.5 - level / 2), level };
  const notKnowingShare = notKnowing / (notKnowing + chance);
  return {
    kind: 'shares',
    ...found,
    chanceShare: 1 - notKnowingShare,
    notKnowingShare,
    interval,
    cannotSay: interval.low < 0.1 && interval.high > 0.9,
  };
}
