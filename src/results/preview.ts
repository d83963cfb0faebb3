/** What a flow says before the simulation does: one line a strategy, in the units of the chart. No result is made of it. */
import type { Fluid } from '../engine/fluid.ts';
import type { Model } from '../scenario/model.ts';
import { layoutOf, type ServiceKey } from './layout.ts';
import { keysOf, scaleOf, type CurveOptions } from './pen.ts';
import type { Quantity } from './types.ts';

export interface Preview {
  readonly hours: number;
  readonly keys: readonly ServiceKey[];
  readonly allKeys: readonly number[];
  /** Per service key then hour what is outstanding: items, of re-entry minutes. */
  readonly twin: Float64Array;
  readonly strategies: readonly { readonly id: string; readonly outstanding: Float64Array }[];
}

export function previewOf({ plan, twin, strategies }: Fluid, model: Model): Preview {
  const { keys, allKeys } = layoutOf(plan.frame, plan.model);
  return {
    hours: plan.frame.hours,
    keys,
    allKeys,
    twin: twin.outstanding,
    strategies: model.scenario.strategies.map(({ id }, k) => ({ id, outstanding: strategies[k]!.outstanding })),
  };
}

/** The memory of a preview, to be handed over instead of copied. */
export function buffersOf({ twin, strategies }: Preview): ArrayBuffer[] {
  return [twin, ...strategies.map(({ outstanding }) => outstanding)].map(({ buffer }) => buffer as ArrayBuffer);
}

/**
 * The line of a strategy, as `curveOf` draws it; undefined for what a flow cannot say: how many items are to be typed
 * up, what is due and not started yet, a strategy or service that it does not know.
 */
export function previewLine(
  preview: Preview,
  strategy: string,
  quantity: Quantity,
  { services, unit }: CurveOptions,
): number[] | undefined {
  const world = preview.strategies.find(({ id }) => id === strategy);
  if (!world || quantity === 'backlog') return undefined;
  if (services?.some((name) => !preview.keys.some(({ key }) => key === name))) return undefined;
  const keys = keysOf(preview, services);
  if (unit === 'items' && (keys.length !== 1 || preview.keys[keys[0]!]!.isReentry)) return undefined;
  const scale = scaleOf(preview, keys, unit);
  const line = new Array<number>(preview.hours).fill(0);
  for (const k of keys) {
    const { isReentry, meanMinutes } = preview.keys[k]!;
    const weight = unit === 'items' ? 1 : (scale * (isReentry ? 1 : meanMinutes)) / 60;
    for (let hour = 0, at = k * preview.hours; hour < preview.hours; hour++, at++)
      line[hour]! += weight * (world.outstanding[at]! - (quantity === 'extra' ? preview.twin[at]! : 0));
  }
  return line;
}
