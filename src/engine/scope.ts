/** Which sites a backup or an action concerns, and when somebody there notices a failure. */
import { countOf, smallest } from '../catalog/effects.ts';
import type { SiteScope } from '../catalog/fields.ts';
import type { Interval } from '../catalog/types.ts';
import type { Plan } from './plan.ts';

/** A scope applied to candidate sites. */
export function sitesIn(
  plan: Plan,
  candidates: readonly number[],
  scope: SiteScope,
  affected: (s: number) => boolean,
  uniform: (s: number) => number,
): number[] {
  if (scope === 'all') return [...candidates];
  if (scope === 'affected') return candidates.filter(affected);
  if (Array.isArray(scope)) return candidates.filter((s) => scope.includes(plan.sites[s]!.id));
  const group = scope.group;
  const inGroup =
    group === undefined ? candidates : candidates.filter((s) => plan.model.sites[s]!.groups.includes(group));
  if (!('share' in scope)) return [...inGroup];
  return smallest(inGroup, countOf(scope.share, inGroup.length), uniform).sort((a, b) => a - b);
}

/** First moment within the drops at which somebody is on shift. */
export function noticed(failing: readonly Interval[], open: readonly Interval[]): number | undefined {
  for (const drop of failing) {
    for (const shift of open) {
      if (shift.to <= drop.from) continue;
      if (shift.from >= drop.to) break;
      return Math.max(shift.from, drop.from);
    }
  }
  return undefined;
}
