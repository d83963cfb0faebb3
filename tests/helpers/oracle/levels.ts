/** How much of a component works at a site at a moment, and how fast (rules 16, 20a), and when something was wrong there. */
import type { Interval } from '../../../src/catalog/types.ts';
import type { Requirement } from '../../../src/scenario/schema.ts';
import { merged } from './calendar.ts';
import type { Components } from './components.ts';
import { lastAtOrBefore } from './steps.ts';

/** A fault holds a component or function at a site at a level for a while, or slows it by a factor above 1. */
export interface Effect extends Interval {
  readonly site: number;
  readonly ref: string;
  readonly level: number;
  readonly slow: number;
}

/** A support holds a component or function at a site at a level at least. */
export type Lift = Omit<Effect, 'slow'>;

/** As slow as it likes: what answers at all. */
export const ANSWERS = Infinity;

export class Levels {
  private readonly effects: readonly Effect[][];
  private readonly lifts: readonly Lift[][];
  /** Per site: levels by patience and component, one for each stretch between changes. */
  private readonly known: Map<number, Map<string, number[]>>[];
  /** Per site: the moments at which any level may change, with 0, in order. */
  readonly changes: readonly (readonly number[])[];
  /** Per site: 1 and the factors by which anything there is ever slow, ascending. */
  readonly factors: readonly (readonly number[])[];

  /** `strain`, per site: when people are away or more work comes than usual. */
  constructor(
    readonly components: Components,
    effects: readonly Effect[],
    private readonly strain: readonly (readonly Interval[])[],
    readonly horizon: number,
    lifts: readonly Lift[] = [],
  ) {
    const sites = components.model.sites;
    this.effects = sites.map((_, site) =>
      effects.filter((effect) => effect.site === site && effect.to > effect.from && effect.from < horizon),
    );
    this.known = sites.map(() => new Map<number, Map<string, number[]>>());
    this.lifts = sites.map((_, site) => lifts.filter((lift) => lift.site === site));
    this.changes = this.effects.map((own, site) => {
      const moments = new Set([0, ...[...own, ...this.lifts[site]!].flatMap(({ from, to }) => [from, to])]);
      return [...moments].filter((tick) => tick < horizon).sort((a, b) => a - b);
    });
    this.factors = this.effects.map((own) => [...new Set([1, ...own.map(({ slow }) => slow)])].sort((a, b) => a - b));
  }

  /** The same with more supports in force. */
  lifted(lifts: readonly Lift[]): Levels {
    if (lifts.length === 0) return this;
    return new Levels(this.components, this.effects.flat(), this.strain, this.horizon, [
      ...this.lifts.flat(),
      ...lifts,
    ]);
  }

  /** Level of a resolved component or function, when what is slower than the patience counts as down. */
  at(site: number, resolved: string, tick: number, patience = 1): number {
    // Nothing changes between two changes: what was worked out once is remembered.
    const stretch = lastAtOrBefore(this.changes[site]!, tick);
    const known = entryOf(entryOf(this.known[site]!, patience, newMap), resolved, newList);
    return (known[stretch] ??= this.workedOut(site, resolved, tick, patience));
  }

  private workedOut(site: number, resolved: string, tick: number, patience: number): number {
    let level = 1;
    let isTooSlow = false;
    for (const effect of this.effects[site]!) {
      if (effect.ref !== resolved || tick < effect.from || tick >= effect.to) continue;
      level = Math.min(level, effect.level);
      isTooSlow ||= effect.slow > patience;
    }
    for (const lift of this.lifts[site]!)
      if (lift.ref === resolved && lift.from <= tick && tick < lift.to) level = Math.max(level, lift.level);
    // A support keeps up what is down; it does not make anything faster.
    if (isTooSlow) level = 0;
    const slash = resolved.indexOf('/');
    if (slash >= 0) return Math.min(level, this.at(site, resolved.slice(0, slash), tick, patience));
    const requirement = this.components.requirementOf(resolved);
    return requirement === undefined ? level : Math.min(level, this.given(site, requirement, tick, patience));
  }

  private given(site: number, requirement: Requirement, tick: number, patience: number): number {
    if (typeof requirement === 'string')
      return this.at(site, this.components.mustResolve(site, requirement), tick, patience);
    const parts =
      'all' in requirement ? requirement.all : 'any' in requirement ? requirement.any : requirement.atLeast.of;
    const levels = parts.map((part) => this.given(site, part, tick, patience)).sort((a, b) => b - a);
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

  /** When a need of the site is below 1, or the site is strained (rule 23a). */
  troubled(site: number): Interval[] {
    const strained = this.strain[site]!.map(({ from, to }) => ({ from, to: Math.min(to, this.horizon) }));
    return merged([...this.below(site, this.components.needsOf(site)), ...strained]);
  }
}

/** What stands in a map under a key, made where there is nothing yet. */
function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let entry = map.get(key);
  if (entry === undefined) map.set(key, (entry = make()));
  return entry;
}

const newMap = (): Map<string, number[]> => new Map();
const newList = (): number[] => [];
