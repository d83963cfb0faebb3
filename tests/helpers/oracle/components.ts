/** What stands behind a reference at a site, and everything it rests on (rule 16). */
import type { Model } from '../../../src/scenario/model.ts';
import type { Component, Requirement } from '../../../src/scenario/schema.ts';

export class Components {
  private readonly byId: ReadonlyMap<string, Component>;

  constructor(readonly model: Model) {
    this.byId = new Map(model.scenario.components.map((component) => [component.id, component]));
  }

  /** The component or function a reference means at a site, its alias replaced; null when there is none. */
  resolve(site: number, ref: string): string | null {
    const [name, functionName] = ref.split('/') as [string, string?];
    const id = this.model.sites[site]!.uses[name] ?? name;
    const component = this.byId.get(id);
    if (!component) return null;
    if (functionName === undefined) return id;
    return component.functions.includes(functionName) ? `${id}/${functionName}` : null;
  }

  /** As `resolve`, where the scenario would be wrong if it meant nothing. */
  mustResolve(site: number, ref: string): string {
    const resolved = this.resolve(site, ref);
    if (resolved === null) throw new Error(`${ref} means nothing at ${this.model.sites[site]!.id}`);
    return resolved;
  }

  /** What a resolved component requires directly: a function its base, a base what its file says. */
  requirementOf(resolved: string): Requirement | undefined {
    const [id, functionName] = resolved.split('/') as [string, string?];
    return functionName === undefined ? this.byId.get(id)!.requires : id;
  }

  /** A resolved component and all it rests on, directly or not. */
  treeOf(site: number, resolved: string, found = new Set<string>()): ReadonlySet<string> {
    if (found.has(resolved)) return found;
    found.add(resolved);
    const requirement = this.requirementOf(resolved);
    if (requirement === undefined) return found;
    // A function's base is named by its real id, which is never an alias.
    if (resolved.includes('/')) this.treeOf(site, resolved.split('/')[0]!, found);
    else for (const ref of refsOf(requirement)) this.treeOf(site, this.mustResolve(site, ref), found);
    return found;
  }

  /** Resolved components of every need of a site, re-entry included. */
  needsOf(site: number): string[] {
    const { services, reentry } = this.model.sites[site]!;
    const needs = [...Object.values(services).flatMap((service) => service.needs), ...(reentry?.needs ?? [])];
    return needs.map((need) => this.mustResolve(site, need.component));
  }
}

function refsOf(requirement: Requirement): string[] {
  if (typeof requirement === 'string') return [requirement];
  if ('all' in requirement) return requirement.all.flatMap(refsOf);
  if ('any' in requirement) return requirement.any.flatMap(refsOf);
  return requirement.atLeast.of.flatMap(refsOf);
}
