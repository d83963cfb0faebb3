/** Sentences about how runs spread, made from the counts and medians drawn, so that they cannot say anything else. */
import { count, runsOf } from '../results/format.ts';
import type { Bin, Distribution, RunsOf } from '../results/distribution.ts';

export interface NamedRuns extends RunsOf {
  readonly name: string;
  readonly baseline: boolean;
}

export interface SpreadWords {
  /** What is counted, `Back to normal, typical practice`. */
  readonly label: string;
  /** An amount with its unit. */
  readonly amount: (value: number) => string;
  /** A bare number; and one with no more decimals than it needs, for the ends of bins. */
  readonly number: (value: number) => string;
  readonly tick: (value: number) => string;
  /** Last date of the results period. */
  readonly by: string;
}

/** First and last bin with a run in it; runs not back lie beyond the last. */
function reach({ counts, notBack }: RunsOf): readonly [number, number] {
  const first = counts.findIndex((runs) => runs > 0);
  const last = counts.findLastIndex((runs) => runs > 0);
  return [first < 0 ? Infinity : first, notBack > 0 ? Infinity : last];
}

/** The middle runs of the lowest and of today's arrangement (else of the highest), and whether their runs overlap. */
export function distributionFinding(rows: readonly NamedRuns[], words: SpreadWords): string {
  const first = rows[0];
  if (!first || first.runs === 0) return 'No strategy is switched on';
  const { label, by } = words;
  const order = (row: NamedRuns): number => row.median ?? Infinity;
  const told = (row: NamedRuns): string => (row.median === null ? `not back by ${by}` : words.amount(row.median));
  const middle = first.runs === 1 ? 'in the one run so far' : `in the middle one of ${count(first.runs)} runs`;
  const sorted = [...rows].sort((a, b) => order(a) - order(b));
  const low = sorted[0]!;
  const others = sorted.filter((row) => told(row) !== told(low));
  if (others.length === 0)
    return `${label}: ${told(low)} ${middle} under ${rows.length === 1 ? `“${low.name}”` : 'every strategy shown'}`;
  const other = others.find(({ baseline }) => baseline) ?? others.at(-1)!;
  const apart = reach(low)[1] < reach(other)[0];
  const overlap = first.runs === 1 ? '' : apart ? '; their runs do not overlap' : '; their runs overlap';
  // A bare number is enough beside one on the same side of zero.
  const bare = other.median !== null && low.median !== null && low.median >= 0;
  const second = bare ? words.number(other.median) : told(other);
  return `${label}: ${told(low)} ${middle} under “${low.name}”, ${second} under “${other.name}”${overlap}`;
}

/** What a bin holds: `3`, `3.0 to 3.2`. */
export function binWords({ from, to }: Bin, whole: boolean, told: (value: number) => string): string {
  return whole ? told((from + to) / 2) : `${told(from)} to ${told(to)}`;
}

/** A bin of a strategy read aloud; `bin` undefined stands for the runs not back. */
export function distributionReading(
  row: NamedRuns,
  bin: number | undefined,
  { bins, whole }: Distribution,
  { tick, amount, by }: SpreadWords,
): string {
  const where = bin === undefined ? `not back by ${by}` : binWords(bins[bin]!, whole, tick);
  const some = bin === undefined ? row.notBack : row.counts[bin]!;
  const median = row.median === null ? `not back by ${by}` : amount(row.median);
  return `“${row.name}”: ${where} in ${runsOf(some, row.runs)}; the middle run ${median}`;
}
