/** What rests on what at the sites of a scenario: which a fault can hit, which a backup can help, which a scope names. */
import type { Started } from '../../catalog/backups/index.ts';
import { countOf } from '../../catalog/effects.ts';
import { aimOf } from '../../catalog/faults/aim.ts';
import type { Fault } from '../../catalog/faults/index.ts';
import type { SiteScope } from '../../catalog/fields.ts';
import { restsOn, type Uses } from '../graph.ts';
import { answersNeed, inUse, supportedAt } from '../inUse.ts';
import type { Context, Shape } from './context.ts';

/** What every resolved component rests on, worked out once for each set of aliases. */
export class Reach {
  readonly #context: Context;
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(context: Context) {
    this.#context = context;
  }

  of(key: string, uses: Uses): ReadonlySet<string> {
    const name = `${key} ${JSON.stringify(uses)}`;
    let found = this.#known.get(name);
    if (!found) this.#known.set(name, (found = restsOn(key, uses, this.#context.components)));
    return found;
  }

  ofNeeds(shape: Shape): Set<string> {
    return new Set(shape.needs.flatMap((need) => (need.key === undefined ? [] : [...this.of(need.key, shape.uses)])));
  }
}

export function usedShapes(context: Context): Shape[] {
  return context.shapes.filter((shape) => shape.sites.length > 0);
}

/** Positions, in file order, of the sites that depend on what the fault is aimed at. */
export function sitesAtRisk(context: Context, reach: Reach, fault: Fault): number[] {
  const aim = aimOf(fault);
  const meets = (shape: Shape): boolean => {
    if (aim.what === 'pools') return aim.names === 'all' || aim.names.some((id) => shape.pools.has(id));
    if (aim.what === 'services') return aim.names.some((id) => shape.services.has(id));
    const needs = reach.ofNeeds(shape);
    return aim.names.some((key) => needs.has(key));
  };
  return usedShapes(context)
    .filter(meets)
    .flatMap((shape) =>
      shape.sites.filter((s) => fault.group === undefined || context.scenario.sites[s]!.groups.includes(fault.group)),
    )
    .sort((a, b) => a - b);
}

const feltAt = new WeakMap<Shape, ReadonlySet<string>>();

/** What can be felt at the sites of a shape, backups of the file included; worked out once. */
export function felt(context: Context, shape: Shape): ReadonlySet<string> {
  let used = feltAt.get(shape);
  if (!used) feltAt.set(shape, (used = inUse(shape.needs, shape.uses, context.scenario.backups, context.components)));
  return used;
}

/** Positions of the sites that have a need the backup covers, or something in use that it keeps up. */
export function candidatesOf(context: Context, backup: Started): number[] {
  return usedShapes(context)
    .filter((shape) => {
      if ('covers' in backup) return answersNeed(backup, shape.needs, shape.uses, context.components);
      const used = felt(context, shape);
      return supportedAt(backup, shape.uses, context.components).some((key) => used.has(key));
    })
    .flatMap((shape) => shape.sites)
    .sort((a, b) => a - b);
}

/** The candidates a scope names; of a share, as many as it gives. */
export function inScope(context: Context, scope: SiteScope, candidates: readonly number[]): number[] {
  const { sites } = context.scenario;
  if (typeof scope === 'string') return [...candidates];
  if (Array.isArray(scope)) return candidates.filter((s) => scope.includes(sites[s]!.id));
  const { group } = scope;
  const inGroup = group === undefined ? [...candidates] : candidates.filter((s) => sites[s]!.groups.includes(group));
  return 'share' in scope ? inGroup.slice(0, countOf(scope.share, inGroup.length)) : inGroup;
}
