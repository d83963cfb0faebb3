/** Curves over the hours of the results period: percentiles over runs, and single runs to show that percentiles are no trajectories. */
import { foldedLines, SAMPLES, unitOf, type Folded } from './folded.ts';
import { numberAtRank } from './histogram.ts';
import { layoutOf, type Layout } from './layout.ts';
import { keysOf, pen, scaleOf, type CurveOptions } from './pen.ts';
import { strategyIndex } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { Curve, Quantity } from './types.ts';

export type { CurveOptions, CurveUnit } from './pen.ts';

export interface SampleRun {
  readonly run: number;
  readonly values: readonly number[];
}

/** Percentile curves of a strategy, or of the twin (`extra` is 0 for it). */
export function curveOf(set: ResultSet, strategy: string, quantity: Quantity, options: CurveOptions): Curve {
  if (set.folded) return foldedCurve(set, set.folded, strategy, quantity, options);
  const draw = pen(set, strategy, quantity, options);
  const n = set.runs.length;
  const { hours } = set.frame;
  const byHour = new Float64Array(hours * n); // hour by hour, so that each hour's runs can be sorted in place
  const sums = new Float64Array(hours);
  const line = new Float64Array(hours);
  for (let r = 0; r < n; r++) {
    draw(set.runs[r]!, line);
    for (let hour = 0, at = r; hour < hours; hour++, at += n) {
      byHour[at] = line[hour]!;
      sums[hour]! += line[hour]!;
    }
  }
  const ranks = ranksOf(n);
  const curves = ranks.map(() => new Array<number>(hours).fill(0));
  const mean = new Array<number>(hours).fill(0);
  for (let hour = 0; hour < hours; hour++) {
    if (n === 0) break;
    mean[hour] = sums[hour]! / n;
    const runs = byHour.subarray(hour * n, hour * n + n);
    if (!allAlike(runs)) runs.sort();
    ranks.forEach((rank, k) => (curves[k]![hour] = runs[rank]!));
  }
  return { mean, p5: curves[0]!, p25: curves[1]!, median: curves[2]!, p75: curves[3]!, p95: curves[4]! };
}

/** Where in n sorted runs the percentiles of a curve lie, counted from 0. */
function ranksOf(n: number): number[] {
  return [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => Math.min(n, Math.max(1, Math.ceil(n * p - 1e-9))) - 1);
}

/** The same from histograms, where the runs are too many to be kept whole. */
function foldedCurve(
  set: ResultSet,
  folded: Folded,
  strategy: string,
  quantity: Quantity,
  options: CurveOptions,
): Curve {
  const layout = layoutOf(set.frame, set.model);
  const { at, scale } = foldedLineOf(layout, quantity, options);
  const index = strategyIndex(set, strategy);
  const histogram = folded.lines[index < 0 ? folded.lines.length - 1 : index]![at]!;
  const hours = Array.from({ length: set.frame.hours }, (_, hour) => hour);
  const [p5, p25, median, p75, p95] = ranksOf(histogram.runs).map((rank) =>
    hours.map((hour) => numberAtRank(histogram, hour, rank) * scale),
  ) as [number[], number[], number[], number[], number[]];
  return { mean: hours.map((hour) => (histogram.sums[hour]! / histogram.runs) * scale), p5, p25, median, p75, p95 };
}

/** The line counted for what is asked, and what makes the asked unit of its whole numbers. */
function foldedLineOf(
  layout: Layout,
  quantity: Quantity,
  { services, unit }: CurveOptions,
): { readonly at: number; readonly scale: number } {
  const keys = keysOf(layout, services);
  // Where only one kind of work is looked at, all of it is of that kind.
  const only = keys.length === 1 && (services || layout.keys.length === 1) ? layout.keys[keys[0]!]! : undefined;
  const names = only ? [only.key] : (services ?? []);
  // Staff-hours of one service are its items times their minutes.
  const inItems = only !== undefined && (unit === 'items' || !only.isReentry);
  const lines = foldedLines(layout);
  const at = lines.findIndex(
    (line) =>
      line.quantity === quantity &&
      (line.options.unit === 'items') === inItems &&
      (line.options.services ?? []).join() === names.join(),
  );
  if (at < 0) throw new Error(`no histogram is kept of ${services?.join(' and ') ?? 'all services'} in ${unit}`);
  const perItem = inItems && unit !== 'items' ? only.meanMinutes / 60 : 1;
  return { at, scale: (perItem * scaleOf(layout, keys, unit)) / unitOf(lines[at]!) };
}

/** The first runs as they went; the same ones however many follow. */
export function sampleRuns(
  set: ResultSet,
  strategy: string,
  quantity: Quantity,
  options: CurveOptions,
  count: number,
): SampleRun[] {
  const draw = pen(set, strategy, quantity, options);
  return set.runs.slice(0, set.folded ? Math.min(count, SAMPLES) : count).map((run) => {
    const line = new Float64Array(set.frame.hours);
    draw(run, line);
    return { run: run.run, values: Array.from(line) };
  });
}

/** Whether every value is the same, as before the incident: then there is nothing to sort. */
function allAlike(values: Float64Array): boolean {
  for (let k = 1; k < values.length; k++) if (values[k] !== values[0]) return false;
  return true;
}
