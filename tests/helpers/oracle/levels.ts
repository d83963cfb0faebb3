/** How much of a component works at a site at a moment (rule 16), and when something was below 1. */
import type { Interval } from '../../../src/catalog/types.ts';
import type { Requirement } from '../../../src/scenario/schema.ts';
import { merged } from './calendar.ts';
import type { Components } from './components.ts';

/** A fault holds a component or function at a site at a level for a while. */
export interface Effect extends Interval {
  readonly site: number;
  readonly ref: string;
  readonly level: number;
}

export class Levels {
  private readonly effects: readonly Effect[][];
  /** Per site: the moments at which any level may change, with 0, in order. */
  readonly changes: readonly (readonly number[])[];

  constructor(
    readonly components: Components,
    effects: readonly Effect[],
    readonly horizon: number,
  ) {
    const sites = components.model.sites;
    this.effects = sites.map((_, site) =>
      effects.filter((effect) => effect.site === site && effect.to > effect.from && effect.from < horizon),
    );
    this.changes = this.effects.map((own) => {
      const moments = new Set([0, ...own.flatMap(({ from, to }) => [from, to])]);
      return [...moments].filter((tick) => tick < horizon).sort((a, b) => a - b);
    });
  }

  /** Level of a resolved component or function. */
  at(site: number, resolved: string, tick: number): number {
    let level = 1;
    for (const effect of this.effects[site]!) {
      if (effect.ref === resolved && effect.from <= tick && tick < effect.to) level = Math.min(level, effect.level);
    }
    const slash = resolved.indexOf('/');
    if (slash >= 0) return Math.min(level, this.at(site, resolved.slice(0, slash), tick));
    const requirement = this.components.requirementOf(resolved);
    return requirement === undefined ? level : Math.min(level, this.given(site, requirement, tick));
  }

  private given(site: number, requirement: Requirement, tick: number): number {
    if (typeof requirement === 'string') return this.at(site, this.components.mustResolve(site, requirement), tick);
    const parts =
      'all' in requirement ? requirement.all : 'any' in requirement ? requirement.any : requirement.atLeast.of;
    const levels = parts.map((part) => this.given(site, part, tick)).sort((a, b) => b - a);
    if ('all' in requirement) return levels.at(-1)!;
    if ('any' in requirement) return levels[0]!;
    return levels[requirement.atLeast.k - 1] ?? 0;
  }

  /** When at least one of the resolved components is below 1 at the site, within the horizon. */
  below(site: number, resolved: readonly string[]): Interval[] {
    const changes = this.changes[site]!;
    return merged(
      changes
        .map((from, k) => ({ from, to: changes[k + 1] ?? this.horizon }))
        .filter(({ from }) => resolved.some((ref) => this.at(site, ref, from) < 1)),
    );
  }
}
