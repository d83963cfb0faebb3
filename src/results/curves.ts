/** Curves over the hours of the results period: percentiles over runs, and single runs to show that percentiles are no trajectories. */
import { strategyIndex, worldOf } from './perRun.ts';
import { layoutOf, type Layout } from './layout.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from './resultSet.ts';
import { addItems, addStaffHours } from './staffHours.ts';
import type { Curve, Quantity } from './types.ts';

/** `items` of one service; `hours` of staff time; `days` of normal work: staff-hours over those of a normal working day of the same services. */
export type CurveUnit = 'items' | 'hours' | 'days';

export interface CurveOptions {
  /** Service keys; all of them, re-entry included, when not stated. */
  readonly services?: readonly string[];
  readonly unit: CurveUnit;
}

export interface SampleRun {
  readonly run: number;
  readonly values: readonly number[];
}

/** Percentile curves of a strategy, or of the twin (`extra` is 0 for it). */
export function curveOf(set: ResultSet, strategy: string, quantity: Quantity, options: CurveOptions): Curve {
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
  const ranks = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => Math.min(n, Math.max(1, Math.ceil(n * p - 1e-9))) - 1);
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

/** The first runs as they went; the same ones however many follow. */
export function sampleRuns(
  set: ResultSet,
  strategy: string,
  quantity: Quantity,
  options: CurveOptions,
  count: number,
): SampleRun[] {
  const draw = pen(set, strategy, quantity, options);
  return set.runs.slice(0, count).map((run) => {
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

/** A function that writes one run's line. Items of different services are never added: that throws. */
function pen(
  set: ResultSet,
  strategy: string,
  quantity: Quantity,
  options: CurveOptions,
): (run: MeasuredRun, line: Float64Array) => void {
  const layout = layoutOf(set.frame, set.model);
  const index = strategyIndex(set, strategy);
  const keys = keysOf(layout, options.services);
  if (options.unit === 'items') {
    const services = new Set(keys.map((k) => layout.keys[k]!.service));
    if (services.size > 1) throw new Error(`items of different services cannot be added: ${[...services].join(', ')}`);
  }
  const scale = scaleOf(layout, keys, options.unit);
  const inItems = options.unit === 'items';
  const series = quantity === 'backlog' ? 'backlog' : 'outstanding';
  const add = (world: MeasuredWorld, sign: number, line: Float64Array): void => {
    if (inItems) for (const k of keys) addItems(line, world[series], k, sign);
    else if (options.services === undefined)
      addAll(line, series === 'backlog' ? world.backlogHours : world.outstandingHours, sign * scale);
    else addStaffHours(line, world, series, keys, layout, sign * scale);
  };
  return (run, line) => {
    line.fill(0);
    const world = worldOf(run, index);
    if (quantity === 'extra' && world === run.twin) return;
    add(world, 1, line);
    if (quantity === 'extra') add(run.twin, -1, line);
  };
}

function addAll(line: Float64Array, values: Float64Array, weight: number): void {
  for (let hour = 0; hour < line.length; hour++) line[hour]! += weight * values[hour]!;
}

function keysOf(layout: Layout, services: readonly string[] | undefined): readonly number[] {
  if (services === undefined) return layout.allKeys;
  return services.map((name) => {
    const found = layout.keys.findIndex((key) => key.key === name);
    if (found < 0)
      throw new Error(`there is no service ${name}; there are ${layout.keys.map((key) => key.key).join(', ')}`);
    return found;
  });
}

/** From staff-hours to the unit. Re-entry has no normal work of its own: it is measured in days of its template's. */
function scaleOf(layout: Layout, keys: readonly number[], unit: CurveUnit): number {
  if (unit !== 'days') return 1;
  const hoursOf = (chosen: readonly number[]): number =>
    chosen.reduce((sum, k) => sum + (layout.keys[k]!.itemsPerWorkingDay * layout.keys[k]!.meanMinutes) / 60, 0);
  const own = hoursOf(keys);
  if (own > 0) return 1 / own;
  const templates = new Set(keys.map((k) => layout.keys[k]!.template));
  const around = hoursOf(layout.keys.flatMap((key, k) => (templates.has(key.template) ? [k] : [])));
  return around > 0 ? 1 / around : 0;
}
