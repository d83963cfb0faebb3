/** A figure over runs as a row of a chart shows it: interval, spread, words at its end, and the cells of its table. */
import { plainNumber } from '../../charts/number.ts';
import type { RowMark } from '../../charts/rowGroup.ts';
import type { StrategyStyle } from '../../charts/strategyStyle.ts';
import type { Spread, StrategySummary } from '../../results/types.ts';

/** The 95% interval of the mean, when there are runs enough for one. */
export function intervalOf({ intervals }: Spread): readonly [number, number] | undefined {
  return intervals.mean ? [intervals.mean.low, intervals.mean.high] : undefined;
}

/** From 5% to 95% of runs; a single run has no spread. */
export function spreadPair({ p5, p95 }: Spread, runs: number): readonly [number, number] | undefined {
  return runs < 2 || p5 === null || p95 === null ? undefined : [p5, p95];
}

/** `12 (3 to 22)`, or `48` of what is the same in nine runs of ten. */
export function figureOf(spread: Spread, runs: number): string {
  const range = spreadPair(spread, runs);
  const mean = plainNumber(spread.mean ?? 0);
  const [low, high] = range?.map(plainNumber) ?? [mean, mean];
  // The same in every run: a range would say nothing.
  return low === mean && high === mean ? mean : `${mean} (${low} to ${high})`;
}

/** A strategy's row of such a chart. */
export function rowMark(
  { id, short }: Pick<StrategySummary, 'id' | 'short'>,
  style: StrategyStyle,
  spread: Spread,
  runs: number,
): RowMark {
  return {
    id,
    name: short,
    style,
    value: spread.mean ?? 0,
    interval: intervalOf(spread),
    spread: spreadPair(spread, runs),
    figure: figureOf(spread, runs),
    short: plainNumber(spread.mean ?? 0),
  };
}

export const SPREAD_HEADINGS = ['Mean', '95% interval, from', '95% interval, to', '5% of runs', '95% of runs'] as const;

/** Whether one of the figures of a row stands so many places after the first. */
export function isSpread(at: number): boolean {
  return at >= 0 && at < SPREAD_HEADINGS.length;
}

export function spreadRow(spread: Spread): (number | null)[] {
  const interval = intervalOf(spread);
  return [spread.mean, interval?.[0] ?? null, interval?.[1] ?? null, spread.p5, spread.p95].map((value) =>
    value === null ? null : Math.round(value * 100) / 100,
  );
}
