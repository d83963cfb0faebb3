/** Sentences about one strategy against another, made from the differences drawn, so that they cannot say anything else. */
import { count, runsOf } from '../results/format.ts';
import type { PairedDifference } from '../results/types.ts';

/** A strategy against the one it is compared with, by one measure. */
export interface DifferenceRow {
  readonly id: string;
  readonly name: string;
  readonly difference: Omit<PairedDifference, 'a' | 'b' | 'measure'>;
}

/** What is compared, and how its amounts are written. */
export interface MeasureWords {
  readonly label: string;
  /** Whether less of it is a moment that comes sooner. */
  readonly isTime: boolean;
  /** An amount with its unit, `0.7 working days`, `£300`. */
  readonly amount: (size: number) => string;
}

/** `sooner` or `later` of moments, `less` or `more` of everything else. */
export function direction(mean: number, isTime: boolean): string {
  if (isTime) return mean < 0 ? 'sooner' : 'later';
  return mean < 0 ? 'less' : 'more';
}

/** `“A” beat “B” in 47 of 50 runs, lost in 2, equal in 1`. */
export function runByRun(
  a: string,
  b: string,
  difference: Pick<PairedDifference, 'aBetter' | 'bBetter' | 'ties' | 'runs'>,
): string {
  const { aBetter, bBetter, ties, runs } = difference;
  const lost = bBetter > 0 ? `, lost in ${count(bBetter)}` : '';
  const equal = ties > 0 ? `, equal in ${count(ties)}` : '';
  return `“${a}” beat “${b}” in ${runsOf(aBetter, runs)}${lost}${equal}`;
}

/**
 * The largest difference among those that can be told apart, and in how many runs it is one; else that none can be. It
 * needs two runs to tell anything apart.
 */
export function differenceFinding(rows: readonly DifferenceRow[], against: string, words: MeasureWords): string {
  const first = rows[0];
  if (!first) return `Nothing is compared with “${against}”`;
  const { runs } = first.difference;
  const among = runs === 1 ? 'the one run so far' : `all ${count(runs)} runs`;
  const { label, isTime, amount } = words;
  if (rows.every(({ difference }) => difference.standing === 'same'))
    return `${label}: the same under ${rows.length === 1 ? `“${first.name}”` : 'every other strategy shown'} as under “${against}” in ${among}`;
  const apart = rows
    .filter(({ difference: { standing } }) => standing === 'a-better' || standing === 'b-better')
    .sort((a, b) => Math.abs(b.difference.mean) - Math.abs(a.difference.mean));
  const largest = apart[0];
  if (!largest) {
    if (runs === 1) return `${label}: one run so far, too few to tell any strategy from “${against}”`;
    return rows.length === 1
      ? `${label}: “${first.name}” cannot be told apart from “${against}” in ${count(runs)} runs`
      : `${label}: no other strategy shown can be told apart from “${against}” in ${count(runs)} runs`;
  }
  const { mean, aBetter, bBetter } = largest.difference;
  const often = mean < 0 ? aBetter : bBetter;
  return `${label}: ${amount(Math.abs(mean))} ${direction(mean, isTime)} under “${largest.name}” than under “${against}” on average; ${direction(mean, isTime)} in ${runsOf(often, runs)}`;
}

/** A row read aloud. */
export function differenceReading(
  row: DifferenceRow,
  against: string,
  words: Pick<MeasureWords, 'isTime' | 'amount'>,
): string {
  const { mean, low, high, restricted, standing, runs } = row.difference;
  const side = (value: number): string =>
    value === 0 ? 'no difference' : `${words.amount(Math.abs(value))} ${direction(value, words.isTime)}`;
  const interval = runs === 1 ? 'one run, so no interval' : `95% interval ${side(low)} to ${side(high)}`;
  const told = standing === 'cannot-tell' && runs > 1 ? '; cannot be told apart' : '';
  const counted = restricted ? '; runs not back count as back on the last day' : '';
  return `${runByRun(row.name, against, row.difference)}; mean ${side(mean)}, ${interval}${told}${counted}`;
}

/** One measure of one strategy against another: in how many runs it is better, equal and worse. */
export interface OftenRow {
  readonly id: string;
  readonly label: string;
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
}

/** On how many measures a strategy is better, and worse, in more than half of the runs. */
export function oftenFinding(rows: readonly OftenRow[], name: string, against: string): string {
  const isMost = (some: number, { better, equal, worse }: OftenRow): boolean => 2 * some > better + equal + worse;
  const wins = rows.filter((row) => isMost(row.better, row)).length;
  const losses = rows.filter((row) => isMost(row.worse, row)).length;
  const first = rows[0];
  const runs = first ? first.better + first.equal + first.worse : 0;
  const most = runs === 1 ? 'in the one run so far' : `in more than half of ${count(runs)} runs`;
  if (wins === 0 && losses === 0)
    return `“${name}” is neither better nor worse than “${against}” on any of ${count(rows.length)} measures ${most}`;
  return `“${name}” is better than “${against}” on ${count(wins)} of ${count(rows.length)} measures ${most}, and worse on ${count(losses)}`;
}

/** A row read aloud. */
export function oftenReading({ label, better, equal, worse }: OftenRow, name: string, against: string): string {
  const runs = better + equal + worse;
  return `${label}: ${runByRun(name, against, { aBetter: better, ties: equal, bBetter: worse, runs })}`;
}
