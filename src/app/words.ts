/** Figures of a study as they stand in tables, in the planner's words. */
import { count, decimal, pounds, shortDate } from '../results/format.ts';
import { tellingDate as tellingDateOf } from '../results/tellingDate.ts';
import type { RecoverySummary, Spread } from '../results/types.ts';

/** `4.2`, `−0.5` with a real minus sign. */
export function figure(value: number | null, decimals: number): string {
  return value === null ? '–' : decimal(value, decimals);
}

/** `+4.2`, `−0.5`, `0.0`. */
export function signedFigure(value: number, decimals: number): string {
  const text = figure(value, decimals);
  return value > 0 && Number(text.replace(/,/g, '')) !== 0 ? `+${text}` : text;
}

/** `£12,400`, `−£300`. */
export function money(value: number | null): string {
  return value === null ? '–' : pounds(value);
}

/** The middle run: `4.2`, `not disrupted`, `not back`. */
export function middleOf(recovery: RecoverySummary): string {
  if (recovery.notDisrupted >= 0.5) return 'not disrupted';
  return recovery.fromRestoration.median === null ? 'not back' : figure(recovery.fromRestoration.median, 1);
}

/** `3.9 to 6.1`, `3.9 to not back`. */
export function rangeOf(spread: Spread): string {
  if (spread.p5 === null) return 'not back';
  return `${figure(spread.p5, 1)} to ${spread.p95 === null ? 'not back' : figure(spread.p95, 1)}`;
}

/** The mean of a measure, with one decimal while it is small. */
export function meanOf(spread: Spread): string {
  if (spread.mean === null) return '–';
  return figure(spread.mean, spread.mean !== 0 && Math.abs(spread.mean) < 9.95 ? 1 : 0);
}

/** `over 99%`, `51%`, `0%`, as short as a column needs it. */
export function chance(share: number | undefined): string {
  if (share === undefined) return '–';
  const whole = Math.round(share * 100);
  if (whole === 0 && share > 0) return '<1%';
  if (whole === 100 && share < 1) return '>99%';
  return `${whole}%`;
}

/** The date by which the strategies differ most, or empty where there is none. */
export function tellingDate(strategies: Parameters<typeof tellingDateOf>[0]): string {
  return tellingDateOf(strategies) ?? '';
}

export { count, shortDate };
