/** Figures of a study as reports write them: a mean with its range, a median with its range, a chance. */
import { count, decimal, percent, pounds } from '../../results/format.ts';
import type { RecoverySummary, Spread } from '../../results/types.ts';
import { NONE } from './blocks.ts';

/** A figure and, where runs differ, between what nine runs in ten lie. */
export interface Figure {
  readonly main: string;
  readonly range: string;
}

const NOTHING: Figure = { main: NONE, range: '' };

/** The mean of a measure, with one decimal while it is small. */
export function meanFigure(spread: Spread): Figure {
  if (spread.mean === null) return NOTHING;
  const { mean, p5, p95 } = spread;
  const decimals = mean !== 0 && Math.abs(mean) < 9.95 ? 1 : 0;
  return { main: decimal(mean, decimals), range: p5 === null || p95 === null ? '' : between(p5, p95, 0) };
}

export function moneyFigure(spread: Spread): Figure {
  if (spread.mean === null) return NOTHING;
  const { mean, p5, p95 } = spread;
  return {
    main: pounds(mean),
    range: p5 === null || p95 === null || p5 === p95 ? '' : `${pounds(p5)} to ${pounds(p95)}`,
  };
}

/** The middle run in working days after restoration: `4.2`, `not disrupted`, `not back`. */
export function backFigure({ notDisrupted, fromRestoration }: RecoverySummary): Figure {
  if (notDisrupted === 1) return { main: 'not disrupted', range: '' };
  const main =
    notDisrupted >= 0.5
      ? 'not disrupted'
      : fromRestoration.median === null
        ? 'not back'
        : decimal(fromRestoration.median, 1);
  return { main, range: daysRange(fromRestoration) };
}

export function daysRange({ p5, p95 }: Spread): string {
  if (p5 === null) return 'not back';
  return p95 === null ? `${decimal(p5, 1)} to not back` : between(p5, p95, 1);
}

function between(low: number, high: number, decimals: number): string {
  const [from, to] = [decimal(low, decimals), decimal(high, decimals)];
  return from === to ? '' : `${from} to ${to}`;
}

/** `31 (18 to 46)`. */
export function inLine({ main, range }: Figure): string {
  return range === '' ? main : `${main} (${range})`;
}

/** The chance of a typical site to be back to normal by the end of a date. */
export function chanceBy(recovery: RecoverySummary, date: string): Figure {
  const found = recovery.chanceByDate.find((one) => one.date === date);
  if (!found) return NOTHING;
  return { main: percent(found.share), range: `${percent(found.low)} to ${percent(found.high)}` };
}

export function runsWords(runs: number): string {
  return `${count(runs)} ${runs === 1 ? 'run' : 'runs'}`;
}
