/** Draws one run's hourly line: of which work, in which unit, of the world, of its twin or of what lies between them. */
import type { Layout } from './layout.ts';
import { layoutOf } from './layout.ts';
import { strategyIndex, worldOf } from './perRun.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from './resultSet.ts';
import { addItems, addStaffHours } from './staffHours.ts';
import type { Quantity } from './types.ts';

/** `items` of one service; `hours` of staff time; `days` of normal work: staff-hours over those of a normal working day of the same services. */
export type CurveUnit = 'items' | 'hours' | 'days';

export interface CurveOptions {
  /** Service keys; all of them, re-entry included, when not stated. */
  readonly services?: readonly string[];
  readonly unit: CurveUnit;
}

/** A function that writes one run's line. Items of different services are never added: that throws. */
export function pen(
  set: Pick<ResultSet, 'frame' | 'model'>,
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

/** The places of service keys by name; all of them when none are named. */
export function keysOf(
  layout: Pick<Layout, 'keys' | 'allKeys'>,
  services: readonly string[] | undefined,
): readonly number[] {
  if (services === undefined) return layout.allKeys;
  return services.map((name) => {
    const found = layout.keys.findIndex((key) => key.key === name);
    if (found < 0)
      throw new Error(`there is no service ${name}; there are ${layout.keys.map((key) => key.key).join(', ')}`);
    return found;
  });
}

/** From staff-hours to the unit. Re-entry has no normal work of its own: it is measured in days of its template's. */
export function scaleOf(layout: Pick<Layout, 'keys'>, keys: readonly number[], unit: CurveUnit): number {
  if (unit !== 'days') return 1;
  const hoursOf = (chosen: readonly number[]): number =>
    chosen.reduce((sum, k) => sum + (layout.keys[k]!.itemsPerWorkingDay * layout.keys[k]!.meanMinutes) / 60, 0);
  const own = hoursOf(keys);
  if (own > 0) return 1 / own;
  const templates = new Set(keys.map((k) => layout.keys[k]!.template));
  const around = hoursOf(layout.keys.flatMap((key, k) => (templates.has(key.template) ? [k] : [])));
  return around > 0 ? 1 / around : 0;
}
