/** What a site uses, and at which sites a backup could be of any use (rules 17d, 22, 22b). */
import { isSupport, isWayOfWorking, type Started, type WayOfWorking } from '../../../src/catalog/backups/index.ts';
import type { Model } from '../../../src/scenario/model.ts';
import type { Components } from './components.ts';
import { RE_ENTRY } from './items.ts';

/** Sites at which a backup answers a need, or keeps up something in use; `inUse` is per site. */
export function candidatesOf(components: Components, inUse: readonly ReadonlySet<string>[], backup: Started): number[] {
  return components.model.sites.flatMap((_, site) => {
    const isOne = isSupport(backup)
      ? backup.supports.some(({ component }) => inUse[site]!.has(components.resolve(site, component) ?? ''))
      : answersAt(components, backup, site);
    return isOne ? [site] : [];
  });
}

function answersAt(components: Components, backup: WayOfWorking, s: number): boolean {
  const site = components.model.sites[s]!;
  return backup.covers.some((cover) => {
    const target = components.resolve(s, cover.component);
    return (
      target !== null &&
      cover.services.some((id) =>
        (site.services[id] ?? (id === RE_ENTRY ? site.reentry : undefined))?.needs.some(
          (need) => components.resolve(s, need.component) === target,
        ),
      )
    );
  });
}

/** Per site: everything its needs rest on, or the backups of the file for them, or what keeps any of it up. */
export function inUseOf(model: Model, components: Components): Set<string>[] {
  const { backups } = model.scenario;
  return model.sites.map((_, site) => {
    const found = new Set<string>();
    const use = (resolved: string): void => components.treeOf(site, resolved).forEach((key) => found.add(key));
    const useAll = (refs: readonly string[]): void =>
      refs.forEach((ref) => {
        const resolved = components.resolve(site, ref);
        if (resolved !== null) use(resolved);
      });
    components.needsOf(site).forEach(use);
    for (const backup of backups)
      if (isWayOfWorking(backup) && answersAt(components, backup, site)) useAll(backup.requires);
    for (let before = -1; before < found.size;) {
      before = found.size;
      for (const backup of backups) {
        if (!isSupport(backup)) continue;
        if (backup.supports.some(({ component }) => found.has(components.resolve(site, component) ?? '')))
          useAll(backup.requires);
      }
    }
    return found;
  });
}
