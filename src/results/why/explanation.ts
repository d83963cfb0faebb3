/** The answer to "why": the figure itself, the runs behind it, the services and sites in which it lies, and which assumptions move it. */
import { FEWEST_FOR_A_LINE, whatMoves, type Deciding } from '../deciding.ts';
import type { ResultSet } from '../resultSet.ts';
import type { Interval } from '../types.ts';
import type { LastBack } from './lastBack.ts';

export interface RunFigure {
  readonly run: number;
  /** Infinity: not back within the results period; minus Infinity: not disrupted. */
  readonly value: number;
  /** What it is the difference of, or what else is to be said of it. */
  readonly pair?: readonly [number, number];
  readonly isUndisrupted?: boolean;
}

/** Runs that a figure counts, or compares: within a bar; back by a date or not yet; better, equal or worse. */
export interface RunGroup {
  readonly is: 'within' | 'back' | 'not-yet' | 'better' | 'equal' | 'worse';
  readonly runs: readonly RunFigure[];
}

/** The figure as it stands on the chart or in the table. */
export type Figure =
  | { readonly kind: 'mean'; readonly value: number; readonly interval?: Interval | undefined }
  | { readonly kind: 'middle'; readonly value: number }
  /** What one run in twenty exceeds. */
  | { readonly kind: 'late'; readonly value: number }
  /** In how many runs it is so. */
  | { readonly kind: 'count'; readonly runs: number; readonly of: number };

/** A part of a figure: the mean over runs at one service or site, in the figure's own unit. */
export interface PartOf {
  readonly id: string;
  readonly title: string;
  readonly mean: number;
}

export interface Explanation {
  readonly label: string;
  readonly unit: string;
  readonly meaning: string;
  /** As many as its differences are written with at the least. */
  readonly decimals: number;
  readonly figure: Figure;
  /** Every run of which single figures are kept, from the least to the most, which is from the best to the worst. */
  readonly runs: readonly RunFigure[];
  /** Where the figure counts or compares runs: which they are. */
  readonly groups: readonly RunGroup[];
  /** Runs of the study; more than `runs` where hours and days are not kept of all. */
  readonly ofRuns: number;
  /** Largest part first; empty for figures that are not sums of parts, or parts of which nothing is known. */
  readonly services: readonly PartOf[];
  readonly sites: readonly PartOf[];
  /** The sites it is about, when not all; and the one whose figure it is in a run, when there is one. */
  readonly about: readonly string[];
  readonly standsFor?: (run: number, strategy: string) => string | undefined;
  /** Of a recovery of everything: which kinds of work it waited for. */
  readonly lastBack?: readonly LastBack[];
  /** The assumptions on which it depends, the one that explains most first; undefined with too few worlds to tell. */
  readonly moved: readonly Deciding[] | undefined;
}

/** Best first: least, since less is better in every measure; of equals the earlier run. */
export function ranked<R extends RunFigure>(runs: readonly R[]): R[] {
  return [...runs].sort((a, b) => (a.value === b.value ? a.run - b.run : a.value - b.value));
}

/** Values in the order of the runs of a set as figures of these runs. */
export function figuresOf({ runs }: Pick<ResultSet, 'runs'>, values: ArrayLike<number>): RunFigure[] {
  return runs.map(({ run }, r) => ({ run, value: values[r]! }));
}

/** The middle one of some runs that are sorted: the same order statistic as every percentile here. */
export function middleOf<R>(sorted: readonly R[]): R | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length / 2 - 1e-9) - 1)];
}

/** Those that are not nothing, the largest first; of equals file order. */
export function parts(all: readonly PartOf[]): PartOf[] {
  return all.filter(({ mean }) => Math.abs(mean) > 1e-9).sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let r = 0; r < values.length; r++) sum += values[r]!;
  return values.length === 0 ? 0 : sum / values.length;
}

/** What moves a figure of all runs, finite, in run order; undefined of too few worlds, or where not every run has one. */
export function moving(set: ResultSet, values: Float64Array): readonly Deciding[] | undefined {
  const isWhole = values.length === set.runs.length;
  return isWhole && values.length >= FEWEST_FOR_A_LINE * (set.replicates ?? 1) ? whatMoves(set, values) : undefined;
}
