/** Which date to speak of when strategies are compared by the chance of being back. */
import type { RecoverySummary } from './types.ts';

/**
 * The date by which the strategies differ most; of equals the first. Where they never differ, the first by which every run
 * of all of them is back, else the last. Undefined without strategies or dates.
 */
export function tellingDate(strategies: readonly { readonly typicalSite: RecoverySummary }[]): string | undefined {
  const dates = strategies[0]?.typicalSite.chanceByDate ?? [];
  const sharesBy = (k: number): number[] =>
    strategies.map((strategy) => strategy.typicalSite.chanceByDate[k]?.share ?? 0);
  let best: string | undefined;
  let widest = 1e-9;
  dates.forEach(({ date }, k) => {
    const shares = sharesBy(k);
    const gap = Math.max(...shares) - Math.min(...shares);
    if (gap > widest + 1e-9) {
      widest = gap;
      best = date;
    }
  });
  return best ?? (dates.find((_, k) => sharesBy(k).every((share) => share >= 1)) ?? dates.at(-1))?.date;
}
