/** Levels: what is left of a component at a site, from own levels and requirements. */
import type { Steps } from '../catalog/types.ts';
import type { ModelSite } from '../scenario/model.ts';
import { partsOf, resolveRef, type Components, type Uses } from '../scenario/graph.ts';
import type { Component, Requirement } from '../scenario/schema.ts';
import { ALWAYS_ONE, combine, minimum } from './steps.ts';

export function componentsOf(list: readonly Component[]): Components {
  return new Map(list.map((component) => [component.id, component]));
}

/** The requirement of a component or function, if any: a function requires its base. */
function requirementOf(key: string, components: Components): Requirement | undefined {
  const [id, fn] = partsOf(key);
  return fn === undefined ? components.get(id)?.requires : id;
}

function parts(requirement: Exclude<Requirement, string>): readonly Requirement[] {
  if ('all' in requirement) return requirement.all;
  if ('any' in requirement) return requirement.any;
  return requirement.atLeast.of;
}

const keys = new WeakMap<Uses, string>();

/** The same for all sites that use the same things under the same names: what they need then fails together. */
export function usesKey(uses: Uses): string {
  let key = keys.get(uses);
  if (key === undefined) keys.set(uses, (key = JSON.stringify(Object.entries(uses).sort())));
  return key;
}

/** Levels at one site over time, evaluated once for each component asked for. */
export class SiteLevels {
  readonly #known = new Map<string, Steps>();
  readonly #site: Pick<ModelSite, 'uses'>;
  readonly #components: Components;
  readonly #own: (key: string) => Steps;

  constructor(site: Pick<ModelSite, 'uses'>, components: Components, own: (key: string) => Steps) {
    this.#site = site;
    this.#components = components;
    this.#own = own;
  }

  of(key: string): Steps {
    let level = this.#known.get(key);
    if (!level) {
      const requirement = requirementOf(key, this.#components);
      const own = this.#own(key);
      level = requirement === undefined ? own : minimum([own, this.#level(requirement)]);
      this.#known.set(key, level);
    }
    return level;
  }

  #level(requirement: Requirement): Steps {
    if (typeof requirement === 'string') {
      const key = resolveRef(requirement, this.#site.uses, this.#components);
      return key === undefined ? ALWAYS_ONE : this.of(key);
    }
    const levels = parts(requirement).map((part) => this.#level(part));
    if ('all' in requirement) return minimum(levels);
    if ('any' in requirement) return combine(levels, (values) => Math.max(...values));
    const k = requirement.atLeast.k;
    return combine(levels, (values) => [...values].sort((a, b) => b - a)[k - 1]!);
  }
}
