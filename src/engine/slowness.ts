/** Slow working: for every factor by which something is slow, the levels of what is no slower than that. */
import type { SlowEffect } from '../catalog/effects.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { SiteLevels } from './components.ts';
import type { Plan } from './plan.ts';
import { ALWAYS_ONE, combine, lowered } from './steps.ts';

/** What is left of components at a site when whatever is slower than `factor` counts as down. */
export interface LevelsWithin {
  readonly factor: number;
  readonly levels: SiteLevels;
}

type Held = Interval & { readonly level: number };

/**
 * Levels at a site by factor, from 1 (nothing slow counts as working) upwards; with the last one everything that
 * answers counts. An item for which the level of one factor is enough, and no smaller factor's is, is that much slower.
 */
export function levelsByFactor(
  plan: Plan,
  s: number,
  down: ReadonlyMap<string, readonly Held[]>,
  slow: readonly SlowEffect[],
): LevelsWithin[] {
  const factors = [...new Set([1, ...slow.map((effect) => effect.slowdown)])].sort((a, b) => a - b);
  return factors.map((factor) => {
    const slower = slow.filter((effect) => effect.slowdown > factor);
    const own = (key: string): Steps => {
      const intervals = [
        ...(down.get(key) ?? []),
        ...slower.filter((effect) => effect.component === key).map(({ from, to }) => ({ from, to, level: 0 })),
      ];
      return intervals.length > 0 ? lowered(intervals) : ALWAYS_ONE;
    };
    return { factor, levels: new SiteLevels(plan.sites[s]!, plan.components, own) };
  });
}

/** The smallest factor, moment by moment, at which everything of several components works that answers at all. */
export function slowedBy(components: readonly (string | undefined)[], slowness: readonly LevelsWithin[]): Steps {
  const named = components.filter((key) => key !== undefined);
  if (slowness.length === 0 || named.length === 0) return ALWAYS_ONE;
  const levels = named.flatMap((key) => slowness.map(({ levels: within }) => within.of(key)));
  return combine(levels, (values) => {
    let slowest = 1;
    for (let c = 0; c < named.length; c++) {
      const own = values.slice(c * slowness.length, (c + 1) * slowness.length);
      slowest = Math.max(slowest, slowness[own.indexOf(own[own.length - 1]!)]!.factor);
    }
    return slowest;
  });
}
