/** The site that suffers most under a strategy: of those the verdict speaks of, the one back to normal last. */
import { decimal } from './format.ts';
import { typicalPopulation } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import { siteMeasures, siteSummaries } from './sites.ts';

export interface WorstHit {
  readonly site: number;
  readonly title: string;
  /** Working days after restoration in the middle run: `8.2`, `not back`. */
  readonly back: string;
}

/**
 * By the median time until it is back, over the runs that hit it, of the sites hit in at least half of all runs (of any
 * hit at all when none is); not back comes last of all. Of equals the one with more extra work over time, then file order.
 */
export function worstHit(set: ResultSet, strategy: string): WorstHit | undefined {
  const { sites } = typicalPopulation(set);
  const summaries = siteSummaries(set, strategy);
  const work = siteMeasures(set, strategy);
  const hit = sites.filter((site) => summaries[site]!.hit > 0);
  const often = hit.filter((site) => summaries[site]!.hit >= 0.5);
  const back = (site: number): number => summaries[site]!.fromRestoration.median ?? Number.MAX_SAFE_INTEGER;
  const area = (site: number): number => work[site]!.areaHours ?? 0;
  const [worst] = (often.length > 0 ? often : hit).sort((a, b) => back(b) - back(a) || area(b) - area(a) || a - b);
  if (worst === undefined) return undefined;
  const { title, fromRestoration } = summaries[worst]!;
  return {
    site: worst,
    title,
    back: fromRestoration.median === null ? 'not back' : decimal(fromRestoration.median, 1),
  };
}
