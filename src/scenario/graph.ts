/** The dependency graph as a file writes it: references resolved through a site's aliases, what rests on what, cycles. */
import type { Component, Requirement } from './schema.ts';

export type Uses = Readonly<Record<string, string>>;
export type Components = ReadonlyMap<string, Component>;

/** `records/read` in two parts, the second undefined for a whole component. */
export function partsOf(ref: string): [string, string | undefined] {
  const [head, fn] = ref.split('/') as [string, string?];
  return [head, fn];
}

/** The component behind the first part of a reference: what the alias stands for, or the part itself. */
export function targetOf(head: string, uses: Uses): string {
  return Object.hasOwn(uses, head) ? uses[head]! : head;
}

/** `records/read` where `emis-web` is used for records is `emis-web/read`; undefined when nothing stands behind it. */
export function resolveRef(ref: string, uses: Uses, components: Components): string | undefined {
  const [head, fn] = partsOf(ref);
  const id = targetOf(head, uses);
  const component = components.get(id);
  if (!component) return undefined;
  if (fn === undefined) return id;
  return component.functions.includes(fn) ? `${id}/${fn}` : undefined;
}

/** The references in a requirement, with where each stands in it. */
export function refsIn(
  requirement: Requirement | undefined,
  path: readonly (string | number)[] = [],
): { ref: string; path: readonly (string | number)[] }[] {
  if (requirement === undefined) return [];
  if (typeof requirement === 'string') return [{ ref: requirement, path }];
  if ('all' in requirement) return requirement.all.flatMap((part, k) => refsIn(part, [...path, 'all', k]));
  if ('any' in requirement) return requirement.any.flatMap((part, k) => refsIn(part, [...path, 'any', k]));
  return requirement.atLeast.of.flatMap((part, k) => refsIn(part, [...path, 'atLeast', 'of', k]));
}

/** What a component or function requires directly, resolved; a function requires its component. */
export function requiredBy(key: string, uses: Uses, components: Components): string[] {
  const [id, fn] = partsOf(key);
  if (fn !== undefined) return [id];
  return refsIn(components.get(id)?.requires).flatMap(({ ref }) => resolveRef(ref, uses, components) ?? []);
}

/** Every component and function whose failure could lower this one, itself included. */
export function restsOn(key: string, uses: Uses, components: Components): Set<string> {
  const found = new Set<string>([key]);
  for (const at of found) for (const next of requiredBy(at, uses, components)) found.add(next);
  return found;
}

/** A cycle through the nodes, as the nodes in order with the first again at the end; undefined when there is none. */
export function cycleIn(nodes: Iterable<string>, nextOf: (node: string) => readonly string[]): string[] | undefined {
  const done = new Set<string>();
  for (const start of nodes) {
    if (done.has(start)) continue;
    const trail: { node: string; next: readonly string[]; k: number }[] = [{ node: start, next: nextOf(start), k: 0 }];
    const open = new Set([start]);
    while (trail.length > 0) {
      const top = trail[trail.length - 1]!;
      const next = top.next[top.k++];
      if (next === undefined) {
        open.delete(top.node);
        done.add(top.node);
        trail.pop();
      } else if (open.has(next)) {
        const nodesOnTrail = trail.map((step) => step.node);
        return [...nodesOnTrail.slice(nodesOnTrail.indexOf(next)), next];
      } else if (!done.has(next)) {
        open.add(next);
        trail.push({ node: next, next: nextOf(next), k: 0 });
      }
    }
  }
  return undefined;
}
