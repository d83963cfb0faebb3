/**
 * What is kept of the hours of runs that are too many to be kept whole: their curves as histograms, the figures of single
 * sites as sums. All of it whole numbers, so that parts of a study merge exactly, in any order.
 */
import type { Frame } from '../catalog/types.ts';
import type { Model } from '../scenario/model.ts';
import { copyHistogram, countRun, emptyHistogram, mergeHistogram, type Histogram } from './histogram.ts';
import { layoutOf, type Layout } from './layout.ts';
import { pen, type CurveOptions } from './pen.ts';
import type { MeasuredRun } from './resultSet.ts';
import type { Quantity } from './types.ts';

export interface Folded {
  /** Per strategy of the scenario, then the twin; then per line of `foldedLines`. */
  readonly lines: readonly (readonly Histogram[])[];
  /** Per strategy: `siteDayHours` and `siteMeasures` of the runs added up, in parts of `SITE_UNIT`. */
  readonly siteDayHours: readonly Float64Array[];
  readonly siteMeasures: readonly Float64Array[];
  /** The same of single queues. */
  readonly queueDayItems: readonly Float64Array[];
  readonly queueCounts: readonly Float64Array[];
  readonly queueTotals: readonly Float64Array[];
}

/** What is added up over runs. */
const SUMMED = ['siteDayHours', 'siteMeasures', 'queueDayItems', 'queueCounts', 'queueTotals'] as const;
type Sums = Pick<Folded, (typeof SUMMED)[number]>;

function sums(of: (figure: keyof Sums) => readonly Float64Array[]): Sums {
  return Object.fromEntries(SUMMED.map((figure) => [figure, of(figure)])) as unknown as Sums;
}

/** A line of hours that is counted: staff-hours of all work, items of one kind, and staff-hours of re-entry. */
export interface FoldedLine {
  readonly options: CurveOptions & { readonly unit: 'items' | 'hours' };
  readonly quantity: Quantity;
}

/** Staff-hours are counted in 256ths, which is 14 seconds: whole numbers merge exactly, rounded sums do not. */
const HOURS_UNIT = 256;
/** Figures of single sites are added up in 1,024ths. */
export const SITE_UNIT = 1024;

/** The first runs, whose hours every study keeps: percentile curves are no trajectories, single runs are. */
export const SAMPLES = 10;

const QUANTITIES: readonly Quantity[] = ['backlog', 'outstanding', 'extra'];

/** Every line that a chart or a file asks for, in a fixed order. */
export function foldedLines(layout: Layout): FoldedLine[] {
  const reentry = layout.reentryKeys.map((k) => layout.keys[k]!.key);
  const options: FoldedLine['options'][] = [
    { unit: 'hours' },
    ...layout.keys.map(({ key }) => ({ services: [key], unit: 'items' as const })),
    ...reentry.map((key) => ({ services: [key], unit: 'hours' as const })),
    ...(reentry.length > 1 ? [{ services: reentry, unit: 'hours' as const }] : []),
  ];
  return options.flatMap((one) => QUANTITIES.map((quantity) => ({ options: one, quantity })));
}

/** How many of the whole numbers counted make one of the line's unit. */
export function unitOf(line: FoldedLine): number {
  return line.options.unit === 'items' ? 1 : HOURS_UNIT;
}

export function emptyFolded(frame: Frame, model: Model, example: MeasuredRun): Folded {
  const lines = foldedLines(layoutOf(frame, model));
  return {
    lines: [...example.strategies, example.twin].map(() => lines.map(() => emptyHistogram(frame.hours))),
    ...sums((figure) => example.strategies.map((world) => new Float64Array(world[figure].length))),
  };
}

/** A function that adds a whole run to what is folded. */
export function folding(folded: Folded, frame: Frame, model: Model): (run: MeasuredRun) => void {
  const set = { frame, model };
  const names = [...model.scenario.strategies.map((strategy) => strategy.id), 'twin'];
  const lines = foldedLines(layoutOf(frame, model));
  const pens = names.map((name) => lines.map(({ quantity, options }) => pen(set, name, quantity, options)));
  const units = lines.map(unitOf);
  const drawn = new Float64Array(frame.hours);
  return (run) => {
    pens.forEach((ofWorld, w) =>
      ofWorld.forEach((draw, k) => {
        draw(run, drawn);
        if (units[k] !== 1)
          for (let hour = 0; hour < drawn.length; hour++) drawn[hour] = rounded(drawn[hour]! * units[k]!);
        countRun(folded.lines[w]![k]!, drawn);
      }),
    );
    run.strategies.forEach((world, s) => {
      for (const figure of SUMMED) addUp(folded[figure][s]!, world[figure]);
    });
  };
}

function addUp(sums: Float64Array, values: ArrayLike<number>): void {
  for (let k = 0; k < sums.length; k++) sums[k]! += rounded(values[k]! * SITE_UNIT);
}

/** To the nearest whole number; never minus zero, which would make equal sums differ. */
function rounded(value: number): number {
  return Math.round(value) + 0;
}

/** Adds the runs of another part of the same study. */
export function mergeFolded(into: Folded, other: Folded): void {
  into.lines.forEach((lines, w) => lines.forEach((line, k) => mergeHistogram(line, other.lines[w]![k]!)));
  for (const figure of SUMMED)
    into[figure].forEach((sums, s) => {
      for (let k = 0; k < sums.length; k++) sums[k]! += other[figure][s]![k]!;
    });
}

/** A copy that further runs leave as it is. */
export function copyFolded(folded: Folded): Folded {
  return {
    lines: folded.lines.map((ofWorld) => ofWorld.map(copyHistogram)),
    ...sums((figure) => folded[figure].map((values) => values.slice())),
  };
}
