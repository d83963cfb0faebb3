/** Backups that keep a component up: what they lift it to while they are in force (rule 22b). */
import type { Support } from '../../../src/catalog/backups/index.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { holds } from './calendar.ts';
import { ANSWERS, type Levels, type Lift } from './levels.ts';

/** `levels` are those after the supports before this one; in force is told per site. */
export function liftsOf(support: Support, levels: Levels, inForce: readonly (readonly Interval[])[]): Lift[] {
  const { components, horizon } = levels;
  return inForce.flatMap((intervals, site) => {
    if (intervals.length === 0) return [];
    const moments = [...new Set([...levels.changes[site]!, ...intervals.flatMap(({ from, to }) => [from, to])])].sort(
      (a, b) => a - b,
    );
    return moments.flatMap((from, k) => {
      if (!holds(intervals, from)) return [];
      const to = moments[k + 1] ?? horizon;
      const answering = Math.min(
        1,
        ...support.requires.map((ref) => levels.at(site, components.mustResolve(site, ref), from, ANSWERS)),
      );
      return support.supports.flatMap((supported) => {
        const ref = components.resolve(site, supported.component);
        return ref === null
          ? []
          : [{ site, ref, from, to, level: statedLevel(support, supported, levels, site) * answering }];
      });
    });
  });
}

function statedLevel(
  support: Support,
  supported: Support['supports'][number],
  { components }: Levels,
  site: number,
): number {
  if ('level' in supported) return supported.level;
  if (!('spare' in support)) throw new Error(`${support.id} says neither a level nor how many there are`);
  const { devices } = components.model.sites[site]!;
  return devices === 0 ? 0 : Math.min(1, support.spare / devices);
}
