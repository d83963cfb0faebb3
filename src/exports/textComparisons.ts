/** Comparisons as lines of text: each strategy less today's arrangement, how surely, in how many runs, and what would settle it. */
import { measureOf, recoveryMeasuresIn, type MeasureId } from '../catalog/measures/index.ts';
import type { Words } from '../catalog/words.ts';
import type { PrecisionReport } from '../decide/untilPrecise.ts';
import { count, counted, decimal, percent, runsOf } from '../results/format.ts';
import { paired } from '../results/paired.ts';
import type { PairedMeasure } from '../results/perRun.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { PairedDifference, StrategySummary } from '../results/types.ts';
import { untold } from '../results/untold.ts';
import { uncertaintyOf, type Uncertainty } from '../results/uncertainty.ts';

const COMPARED: readonly PairedMeasure[] = ['typicalSite', 'slowestSite', 'whole', 'missed'];

/** One sentence a strategy and measure; `last` is the last date of the results period. */
export function comparisonLines(set: ResultSet, strategies: readonly StrategySummary[], last: string): string[] {
  const baseline = strategies.find((strategy) => strategy.baseline) ?? strategies[0];
  if (!baseline) return [];
  return strategies
    .filter((strategy) => strategy.id !== baseline.id)
    .flatMap((strategy) =>
      COMPARED.filter((measure) => untold(set, measure) === undefined).map((measure) =>
        comparison(paired(set, strategy.id, baseline.id, measure), strategy, measure, last, set.model.words),
      ),
    );
}

function comparison(
  difference: PairedDifference,
  strategy: StrategySummary,
  measure: PairedMeasure,
  last: string,
  words: Words,
): string {
  const { mean, low, high, aBetter, bBetter, ties, runs, standing, moreRunsToSettle, restricted } = difference;
  const { label, unit } = describedAs(measure, words);
  const told = `${strategy.short}: ${label}, ${signed(mean)} ${unit}${restricted ? ', restricted' : ''}`;
  const counts = `better in ${runsOf(aBetter, runs)}, worse in ${count(bBetter)}, equal in ${count(ties)}`;
  const not = restricted ? ` Runs not back by ${last} count as back then.` : '';
  if (runs < 2) return `${told}; ${counts}.${not}`;
  const share = `better in ${percent(difference.aBetterShare.low)} to ${percent(difference.aBetterShare.high)} of all such runs`;
  const settle =
    standing !== 'cannot-tell'
      ? ''
      : ` Cannot be told apart${moreRunsToSettle === null ? '' : `; about ${counted(moreRunsToSettle, 'more run', 'more runs')} would settle it`}.`;
  return `${told} (95% interval ${signed(low)} to ${signed(high)}); ${counts} (${share}).${settle}${not}`;
}

function describedAs(measure: PairedMeasure, words: Words): { readonly label: string; readonly unit: string } {
  return recoveryMeasuresIn(words).find((one) => one.id === measure) ?? measureOf(measure as MeasureId, words);
}

/** Two decimals, so that a tenth of a day is not lost; `+0.40`. */
function signed(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  return `${value > 0 && value >= 0.005 ? '+' : ''}${decimal(value, 2)}`;
}

/** What was asked for, whether it was reached, and what each difference is known to. */
export function precisionLines(report: PrecisionReport, strategies: readonly StrategySummary[]): string[] {
  const { wanted, reached, runs, most } = report;
  const asked = wanted.relative
    ? `${decimal(wanted.amount * 100, 1)}% of the difference`
    : `${wanted.amount} working days`;
  const short = (id: string): string => strategies.find((strategy) => strategy.id === id)?.short ?? id;
  return [
    reached
      ? `Precision of ${asked} reached with ${counted(runs, 'run', 'runs')} (typical site, difference to today’s arrangement, half-width of the 95% interval).`
      : `Precision of ${asked} not reached within ${counted(most, 'run', 'runs')} (typical site, difference to today’s arrangement, half-width of the 95% interval).`,
    ...report.differences.map(
      ({ strategy, mean, halfWidth, since, reached: enough }) =>
        `${short(strategy)}: ${signed(mean)} plus or minus ${Number.isFinite(halfWidth) ? decimal(halfWidth, 3) : 'unknown'} working days${enough ? `, precise since run ${count(since!)}` : ', not precise enough'}.`,
    ),
  ];
}

/** How much of the spread is chance and how much is not knowing, for the typical site; nothing for one run a world. */
export function uncertaintyLines(set: ResultSet, strategies: readonly StrategySummary[]): string[] {
  const short = (id: string): string => strategies.find((strategy) => strategy.id === id)?.short ?? id;
  return uncertaintyOf(set)
    .filter(({ measure, strategy }) => measure === 'typicalSite' && strategies.some(({ id }) => id === strategy))
    .map((one) => `${short(one.strategy)}, ${about(one)}: ${sharesText(one)}`);
}

function about({ of, restricted }: Uncertainty): string {
  const what = of === 'figure' ? 'back to normal, typical site' : 'its difference to today’s arrangement';
  return restricted ? `${what} (restricted)` : what;
}

function sharesText({ shares }: Uncertainty): string {
  switch (shares.kind) {
    case 'too-few-worlds':
      return `${counted(shares.worlds, 'world is', 'worlds are')} too few to tell chance from not knowing; it takes ${count(shares.needed)}.`;
    case 'no-spread':
      return 'every run gives the same.';
    case 'shares':
      return `${percent(shares.chanceShare)} of the spread is chance, ${percent(shares.notKnowingShare)} is not knowing (95% interval ${percent(shares.interval.low)} to ${percent(shares.interval.high)}, ${count(shares.worlds)} worlds of ${count(shares.replicates)} runs)${shares.belowZero ? '; the estimate was below zero and counts as zero' : ''}${shares.cannotSay ? '; that is too wide to say' : ''}.`;
    default:
      return shares satisfies never;
  }
}
