/** Which date to speak of when strategies are compared by the chance of being back. */
import type { RecoverySummary } from './types.ts';

/** The date by which the strategies differ most; of equals the first. Undefined without strategies or dates. */
export function tellingDate(strategies: readonly { readonly typicalSite: RecoverySummary }[]): string | undefined {
  const dates = strategies[0]?.typicalSite.chanceByDate ?? [];
  let best: string | undefined = dates[0]?.date;
  let widest = -1;
  dates.forEach(({ date }, k) => {
    const shares = strategies.map((strategy) => strategy.typicalSite.chanceByDate[k]?.share ?? 0);
    const gap = Math.max(...shares) - Math.min(...shares);
    if (gap > widest + 1e-9) {
      widest = gap;
      best = date;
    }
  });
  return best;
}
