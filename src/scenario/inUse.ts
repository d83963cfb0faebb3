/** What can be felt at a site: what its needs rest on, and what backups that answer something there require. */
import { isSupport, isWayOfWorking, type Backup, type Support, type WayOfWorking } from '../catalog/backups/index.ts';
import { requiredBy, resolveRef, type Components, type Uses } from './graph.ts';
import type { ModelSite } from './model.ts';

/** A need of a service (`re-entry` for typing up), with its component resolved at the site. */
export interface NeedAt {
  readonly service: string;
  readonly key: string | undefined;
}

export function needsOf(site: ModelSite, components: Components): NeedAt[] {
  const of = (service: string, needs: readonly { readonly component: string }[]): NeedAt[] =>
    needs.map(({ component }) => ({ service, key: resolveRef(component, site.uses, components) }));
  return [
    ...Object.entries(site.services).flatMap(([service, { needs }]) => of(service, needs)),
    ...of('re-entry', site.reentry?.needs ?? []),
  ];
}

/** Whether a way of working answers one of the needs. */
export function answersNeed(
  backup: WayOfWorking,
  needs: readonly NeedAt[],
  uses: Uses,
  components: Components,
): boolean {
  return backup.covers.some((cover) => {
    const key = resolveRef(cover.component, uses, components);
    return key !== undefined && needs.some((need) => need.key === key && cover.services.includes(need.service));
  });
}

/** The components that a support keeps up at a site, resolved. */
export function supportedAt(backup: Support, uses: Uses, components: Components): string[] {
  return [...new Set(backup.supports.flatMap(({ component }) => resolveRef(component, uses, components) ?? []))];
}

export function inUse(
  needs: readonly NeedAt[],
  uses: Uses,
  backups: readonly Backup[],
  components: Components,
): Set<string> {
  const found = new Set<string>();
  // Everything is gone into once, however many needs rest on it.
  const add = (key: string | undefined): void => {
    const open = key === undefined ? [] : [key];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (found.has(at)) continue;
      found.add(at);
      open.push(...requiredBy(at, uses, components));
    }
  };
  const addAll = (refs: readonly string[]): void => refs.forEach((ref) => add(resolveRef(ref, uses, components)));
  needs.forEach(({ key }) => add(key));
  for (const backup of backups)
    if (isWayOfWorking(backup) && answersNeed(backup, needs, uses, components)) addAll(backup.requires);
  // A support of what another support requires matters as well.
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const backup of backups)
      if (isSupport(backup) && supportedAt(backup, uses, components).some((key) => found.has(key)))
        addAll(backup.requires);
  }
  return found;
}
