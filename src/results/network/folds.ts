/** Sites in boxes that can be opened: all of a kind, then those of one group, then each alone. */
import { titleCase } from './words.ts';
import type { Kind, Network } from './network.ts';

/** More boxes of sites than this are not shown unless somebody opens them. */
export const BOXES_AT_START = 12;

export interface Fold {
  /** `sites:gp-practice`, `sites:gp-practice/network-a`, `site:practice-1`. */
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  /** Positions in file order. */
  readonly sites: readonly number[];
  /** What it opens into; none for a single site. */
  readonly inside: readonly Fold[];
}

/** One for each kind of site. */
export function foldsOf(network: Network): Fold[] {
  const { model } = network;
  const single = (kind: Kind, s: number): Fold => {
    const { id, title } = model.sites[s]!;
    return { id: `site:${id}`, title, kind, sites: [s], inside: [] };
  };
  return network.kinds.map((kind): Fold => {
    if (kind.sites.length === 1) return single(kind, kind.sites[0]!);
    const groups = new Map<string, number[]>();
    for (const s of kind.sites) {
      const group = model.sites[s]!.groups[0] ?? '';
      groups.set(group, [...(groups.get(group) ?? []), s]);
    }
    const titleOfGroup = (group: string): string =>
      model.scenario.groups.find(({ id }) => id === group)?.title ?? (group === '' ? `Other ${kind.noun.many}` : group);
    const inside =
      groups.size === 1
        ? kind.sites.map((s) => single(kind, s))
        : [...groups].map(([group, sites]): Fold =>
            sites.length === 1
              ? single(kind, sites[0]!)
              : {
                  id: `sites:${kind.id}/${group}`,
                  title: titleOfGroup(group),
                  kind,
                  sites,
                  inside: sites.map((s) => single(kind, s)),
                },
          );
    return { id: `sites:${kind.id}`, title: titleCase(kind.noun.many), kind, sites: kind.sites, inside };
  });
}

/** What is open at first: everything while it is a dozen boxes, else as far as a dozen go, largest kinds first. */
export function openAtStart(folds: readonly Fold[]): ReadonlySet<string> {
  const open = new Set<string>();
  const sites = folds.reduce((sum, fold) => sum + fold.sites.length, 0);
  if (sites <= BOXES_AT_START) {
    const all = (fold: Fold): void => {
      if (fold.inside.length > 0) open.add(fold.id);
      fold.inside.forEach(all);
    };
    folds.forEach(all);
    return open;
  }
  let boxes = folds.length;
  for (const fold of [...folds].sort((a, b) => b.sites.length - a.sites.length)) {
    const isOfGroups = fold.inside.some(({ inside }) => inside.length > 0);
    if (!isOfGroups || boxes - 1 + fold.inside.length > BOXES_AT_START) continue;
    open.add(fold.id);
    boxes += fold.inside.length - 1;
  }
  return open;
}

/** The boxes that are shown when these are open, in order. */
export function shownFolds(folds: readonly Fold[], open: ReadonlySet<string>): Fold[] {
  return folds.flatMap((fold) =>
    open.has(fold.id) && fold.inside.length > 0 ? shownFolds(fold.inside, open) : [fold],
  );
}

/** With everything open that hides a site. */
export function openedFor(folds: readonly Fold[], open: ReadonlySet<string>, site: number): ReadonlySet<string> {
  const more = new Set(open);
  const look = (fold: Fold): void => {
    if (!fold.sites.includes(site) || fold.inside.length === 0) return;
    more.add(fold.id);
    fold.inside.forEach(look);
  };
  folds.forEach(look);
  return more;
}

/** The box of an id, wherever it stands. */
export function foldOf(folds: readonly Fold[], id: string): Fold | undefined {
  for (const fold of folds) {
    const found = fold.id === id ? fold : foldOf(fold.inside, id);
    if (found) return found;
  }
  return undefined;
}

/** The box that holds another one. */
export function foldWith(folds: readonly Fold[], id: string): Fold | undefined {
  for (const fold of folds) {
    const found = fold.inside.some((one) => one.id === id) ? fold : foldWith(fold.inside, id);
    if (found) return found;
  }
  return undefined;
}
