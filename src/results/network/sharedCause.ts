/** What a backup and the thing it backs up have in common: components both rest on, and suppliers of both. */
import { isSupport, type Started } from '../../catalog/backups/index.ts';
import { partsOf, requiredBy, resolveRef } from '../../scenario/graph.ts';
import { supportedAt } from '../../scenario/inUse.ts';
import { list } from '../format.ts';
import { allRestOn, levelsWhen, requiredOf, titleOf, type Network, type Shape } from './network.ts';

export interface SharedCause {
  readonly backup: string;
  /** What it backs up, as far as it shares it. */
  readonly backsUp: string;
  /** Components both rest on and that nothing else in common rests on. */
  readonly components: readonly string[];
  /** Those of them whose failure alone takes both. */
  readonly fatal: readonly string[];
  /** Suppliers of something on either side that is not the same component. */
  readonly suppliers: readonly string[];
}

/** What a backup shares with one component that it backs up, at sites of a shape. */
export function sharedAt(network: Network, shape: Shape, backup: Started, backsUp: string): SharedCause {
  const required = requiredOf(network, shape, backup).filter((key) => key !== undefined);
  const theirs = allRestOn(network, shape, required);
  const ours = allRestOn(network, shape, [backsUp]);
  const common = [...theirs].filter((key) => ours.has(key));
  const behind = new Set(common.flatMap((key) => requiredBy(key, shape.uses, network.components)));
  const components = common.filter((key) => !behind.has(key));
  const fatal = components.filter((failed) => {
    const level = levelsWhen(network, shape, (key) => (key === failed ? 0 : 1));
    return level(backsUp) <= 0 && required.some((key) => level(key) <= 0);
  });
  const inCommon = new Set(common);
  const suppliersOf = (keys: ReadonlySet<string>): Set<string> =>
    new Set(
      [...keys].flatMap((key) => (inCommon.has(key) ? [] : (network.components.get(partsOf(key)[0])?.supplier ?? []))),
    );
  const ourSuppliers = suppliersOf(ours);
  const suppliers = [...suppliersOf(theirs)].filter((name) => ourSuppliers.has(name));
  return { backup: backup.id, backsUp, components, fatal, suppliers };
}

/** What a backup backs up at sites of a shape: components that its covers answer, or that it keeps up. */
export function backedUpAt(network: Network, shape: Shape, backup: Started): string[] {
  if (isSupport(backup))
    return supportedAt(backup, shape.uses, network.components).filter((key) => shape.inUse.has(key));
  const needs = new Set(shape.services.flatMap((service) => service.needs.map(({ key }) => `${service.id} ${key}`)));
  const found = backup.covers.flatMap(({ component, services }) => {
    const key = resolveRef(component, shape.uses, network.components);
    return key !== undefined && services.some((id) => needs.has(`${id} ${key}`)) ? [key] : [];
  });
  return [...new Set(found)];
}

/** Everything that a backup shares with those of some systems that it backs up, one sentence for each cause. */
export function sharedSentences(network: Network, backup: Started, systems?: ReadonlySet<string>): string[] {
  const byCause = new Map<
    string,
    { readonly backsUp: Set<string>; readonly say: (names: readonly string[]) => string }
  >();
  const add = (name: string, whole: string, say: (names: readonly string[]) => string): void => {
    const found = byCause.get(name);
    if (found) found.backsUp.add(whole);
    else byCause.set(name, { backsUp: new Set([whole]), say });
  };
  const own = backup.title;
  for (const shape of network.shapes) {
    for (const backsUp of backedUpAt(network, shape, backup)) {
      const [system] = partsOf(backsUp);
      if (systems && !systems.has(system)) continue;
      const { components, fatal, suppliers } = sharedAt(network, shape, backup, backsUp);
      const whole = titleOf(network, system);
      for (const key of components) {
        const isFatal = fatal.includes(key);
        const cause = titleOf(network, key);
        if (partsOf(key)[0] === system)
          add(
            `${key} itself`,
            whole,
            () => `${own} needs ${cause}, which it is meant to stand in for: it fails with it.`,
          );
        else
          add(`${key} ${isFatal}`, whole, (names) =>
            isFatal
              ? `${own} needs ${cause}, and so ${names.length === 1 ? 'does' : 'do'} ${list(names)}: if that fails, ${names.length === 1 ? 'both' : 'all of them'} fail.`
              : `${own} and ${list(names)} can both be touched by a failure of ${cause}, though that alone does not take both.`,
          );
      }
      for (const supplier of suppliers)
        add(
          `supplier ${supplier}`,
          whole,
          (names) => `What ${own} needs and ${list(names)} have a supplier in common: ${supplier}.`,
        );
    }
  }
  return [...byCause.values()].map(({ backsUp, say }) => say([...backsUp]));
}
