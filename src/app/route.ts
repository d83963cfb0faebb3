/** Which part of the product an address is of: what stands after its #, so that it works from a file too. */

/** The tabs of a scenario, in their order. Adding one is a line here and one in `App.svelte`. */
export const TABS = [
  { id: 'outcome', title: 'Outcome' },
  { id: 'network', title: 'Network' },
  { id: 'reports', title: 'Reports' },
] as const;

export type TabId = (typeof TABS)[number]['id'];

export type Route =
  | { readonly kind: 'scenario'; readonly tab: TabId }
  /** `boards` are to be run at once. */
  | { readonly kind: 'england'; readonly boards: readonly string[] };

/**
 * `#network`, `#england`, or `#england/QT6,QOC` to run these boards at once; anything else is the outcome. What stands after
 * a question mark is what everything is limited to (`limits.ts`).
 */
export function routeOf(address: string): Route {
  const hash = placeIn(address);
  const england = /^#england(?:\/([A-Za-z0-9,]*))?$/.exec(hash);
  if (england) return { kind: 'england', boards: (england[1] ?? '').toUpperCase().split(',').filter(Boolean) };
  return { kind: 'scenario', tab: TABS.find(({ id }) => hash === `#${id}`)?.id ?? 'outcome' };
}

/** A hash without what it is limited to. */
export function placeIn(hash: string): string {
  return hash.replace(/\?.*$/, '');
}
