/** Choosing sites and cutting lists into stages: shares of counts, rounded half up, nested by fixed uniforms. */

/** Round half up of a share of n. */
export const shareOf = (share: number, n: number): number => Math.floor(share * n + 0.5);

/** Sorted by a number, ties in the order given. */
export function sortedBy<T>(items: readonly T[], number: (item: T) => number): T[] {
  return items
    .map((item, k) => ({ item, k, number: number(item) }))
    .sort((a, b) => a.number - b.number || a.k - b.k)
    .map(({ item }) => item);
}

/** The share of the items with the smallest numbers, back in the order given. */
export function smallest<T>(items: readonly T[], share: number, number: (item: T) => number): T[] {
  const chosen = new Set(sortedBy(items, number).slice(0, shareOf(share, items.length)));
  return items.filter((item) => chosen.has(item));
}

/** Which consecutive interval a uniform number falls into, or -1 past the last: how shares route items. */
export function intervalOf(shares: readonly number[], u: number): number {
  let sum = 0;
  for (let k = 0; k < shares.length; k++) {
    sum += shares[k]!;
    if (u < sum) return k;
  }
  return -1;
}
