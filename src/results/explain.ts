/** What is behind a figure: which runs gave what, which services and sites it lies in, and which assumptions move it. */
import { measureOf, recoveryMeasuresIn, type MeasureId } from '../catalog/measures/index.ts';
import { whatMoves, type Deciding } from './deciding.ts';
import { layoutOf } from './layout.ts';
import { comparable, restrictedValues } from './paired.ts';
import { pen } from './pen.ts';
import { measureRuns, strategyIndex, worldOf, type PairedMeasure } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import { siteMeasures } from './sites.ts';
import type { Quantity } from './types.ts';

export interface RunFigure {
  readonly run: number;
  /** Infinity: not back within the results period. */
  readonly value: number;
}

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
  readonly decimals: number;
  /** Every run, from the best to the worst. */
  readonly runs: readonly RunFigure[];
  /** Largest part first; empty for figures that are not sums of parts, or parts of which nothing is known. */
  readonly services: readonly PartOf[];
  readonly sites: readonly PartOf[];
  /** The assumptions on which it depends, the one that explains most first. */
  readonly moved: readonly Deciding[];
}

/** The measures that add up: what lies in services and sites is part of the whole. */
const SUMS: ReadonlySet<string> = new Set<MeasureId>([
  'areaHours',
  'late',
  'missed',
  'notDealtWith',
  'deferred',
  'withoutSystem',
  'recordDays',
  'passedOn',
  'gaveUp',
  'putOff',
  'rebooked',
  'reentryHours',
  'overtimeHours',
  'stayLateHours',
  'extraHours',
]);

/** What is behind a measure of a strategy; `service` is the key of the only one looked at. */
export function explainMeasure(
  set: ResultSet,
  strategy: string,
  measure: PairedMeasure,
  service?: string,
): Explanation {
  const index = strategyIndex(set, strategy);
  const { keys } = layoutOf(set.frame, set.model);
  const recovery = recoveryMeasuresIn(set.model.words).find(({ id }) => id === measure);
  // Where one kind of work is looked at alone, everything is of it.
  const key = service === undefined || set.service || recovery ? -1 : keys.findIndex((one) => one.key === service);
  const { values, limits } =
    key < 0
      ? comparable(set, index, measure)
      : { values: measureRuns(set, index, measure as MeasureId, key), limits: undefined };
  const { label, unit, meaning, decimals } = recovery ?? measureOf(measure as MeasureId, set.model.words);
  const isSum = SUMS.has(measure);
  return {
    label: set.service ? `${label}: ${set.service.title}` : key < 0 ? label : `${label}: ${keys[key]!.title}`,
    unit,
    meaning,
    decimals,
    runs: ranked(set, values),
    services:
      isSum && key < 0 && !set.service && measureOf(measure as MeasureId).perService
        ? parts(
            keys.map((one, k) => ({
              id: one.key,
              title: one.title,
              mean: meanOf(measureRuns(set, index, measure as MeasureId, k)),
            })),
          )
        : [],
    sites:
      isSum && key < 0 && set.frame.sites.length > 1
        ? parts(
            siteMeasures(set, strategy).map((figures, site) => ({
              id: set.frame.sites[site]!.id,
              title: set.frame.sites[site]!.title,
              mean: figures[measure as MeasureId] ?? 0,
            })),
          )
        : [],
    moved: whatMoves(set, restrictedValues({ values, ...(limits && { limits }) })),
  };
}

/** What is behind a point of the backlog chart, in staff-hours: the hour is counted from the first of the results period. */
export function explainHour(
  set: ResultSet,
  strategy: string,
  quantity: Quantity,
  hour: number,
  service?: string,
): Explanation {
  const index = strategyIndex(set, strategy);
  const layout = layoutOf(set.frame, set.model);
  const options = { unit: 'hours' as const, ...(service !== undefined && { services: [service] }) };
  // The hours of folded runs are gone, but for those of the samples.
  const runs = set.runs.filter((run) => worldOf(run, index).outstandingHours.length > 0);
  const line = new Float64Array(set.frame.hours);
  const at = (drawing: ReturnType<typeof pen>): Float64Array =>
    Float64Array.from(runs, (run) => {
      drawing(run, line);
      return line[hour]!;
    });
  const values = at(pen(set, strategy, quantity, options));
  return {
    label:
      service === undefined
        ? 'Work at this hour'
        : `${layout.keys.find(({ key }) => key === service)!.title} at this hour`,
    unit: 'staff-hours',
    meaning:
      quantity === 'extra'
        ? 'Work waiting, put off or to be typed up, in the staff time it takes, less that of the same run without the incident.'
        : 'Work waiting, put off or to be typed up, in the staff time it takes.',
    decimals: 0,
    runs: ranked({ ...set, runs }, values),
    services:
      service === undefined && !set.service
        ? parts(
            layout.keys.map(({ key, title }) => ({
              id: key,
              title,
              mean: meanOf(at(pen(set, strategy, quantity, { unit: 'hours', services: [key] }))),
            })),
          )
        : [],
    sites: [],
    moved: whatMoves({ ...set, runs }, values),
  };
}

/** Best first: least, since less is better in every measure; of equals the earlier run. */
function ranked({ runs }: Pick<ResultSet, 'runs'>, values: Float64Array): RunFigure[] {
  return runs
    .map(({ run }, r) => ({ run, value: values[r]! }))
    .sort((a, b) => (a.value === b.value ? a.run - b.run : a.value - b.value));
}

/** Those that are not nothing, the largest first; of equals file order. */
function parts(all: readonly PartOf[]): PartOf[] {
  return all.filter(({ mean }) => Math.abs(mean) > 1e-9).sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
