/** Slow working: for every factor by which something is slow, the levels of what is no slower than that. */
import type { SlowEffect } from '../catalog/effects.ts';
import type { Steps } from '../catalog/types.ts';
import { SiteLevels } from './components.ts';
import type { Plan } from './plan.ts';
import { ALWAYS_ONE, combine, lowered, minimum } from './steps.ts';

/** What is left of components at a site when whatever is slower than `factor` counts as down. */
export interface LevelsWithin {
  readonly factor: number;
  readonly levels: SiteLevels;
}

/**
 * Levels at a site by factor, from 1 (nothing slow counts as working) upwards; with the last one everything that
 * answers counts. An item for which the level of one factor is enough, and no smaller factor's is, is that much slower.
 */
export function levelsByFactor(
  plan: Plan,
  s: number,
  own: (key: string) => Steps,
  slow: readonly SlowEffect[],
): LevelsWithin[] {
  const factors = [...new Set([1, ...slow.map((effect) => effect.slowdown)])].sort((a, b) => a - b);
  return factors.map((factor) => {
    const slower = slow.filter((effect) => effect.slowdown > factor);
    const within = (key: string): Steps => {
      const intervals = slower.flatMap(({ component, from, to }) =>
        component === key ? [{ from, to, level: 0 }] : [],
      );
      return intervals.length > 0 ? minimum([own(key), lowered(intervals)]) : own(key);
    };
    return { factor, levels: new SiteLevels(plan.sites[s]!, plan.components, within) };
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
