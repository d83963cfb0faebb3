/** Site by site: who is back when, and how much extra work lay there at the worst hour of each day. */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import { MEASURE_IDS, measures, type MeasureId } from '../catalog/measures/index.ts';
import { SITE_UNIT } from './folded.ts';
import { isHit, strategyIndex, worldOf } from './perRun.ts';
import { spreadOf } from './quantiles.ts';
import { recoveryRuns } from './recoveryRuns.ts';
import type { ResultSet } from './resultSet.ts';
import type { Spread } from './types.ts';

export interface SiteSummary {
  readonly site: number;
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** Share of runs in which the incident hits it. */
  readonly hit: number;
  /** Over the runs that hit it. */
  readonly fromRestoration: Spread;
  readonly noTraceLeftHours: Spread;
  /** Clock hours from restoration. */
  readonly recordsUpToDateHours: Spread;
  /** Per day of the results period: mean over runs of the day's largest extra outstanding, staff-hours, re-entry left out. */
  readonly byDay: readonly number[];
}

/** Every site under a strategy, in file order. */
export function siteSummaries(set: ResultSet, strategy: string): SiteSummary[] {
  const index = strategyIndex(set, strategy);
  const days = Math.ceil(set.frame.hours / 24);
  return set.frame.sites.map((info, site) => {
    const runs = set.runs.filter((run) => isHit(run, site));
    const back = recoveryRuns({ ...set, runs }, index, { kind: 'sites', which: 'typical', sites: [site] });
    const noTrace = runs.map((run) => {
      const last = worldOf(run, index).siteNoTraceTick[site]!;
      return last > set.frame.horizonTick ? Infinity : Math.max(0, last - run.incidentTick[site]!) / TICKS_PER_HOUR;
    });
    const byDay = Array.from({ length: days }, (_, day) => {
      if (set.folded) return foldedMean(set, set.folded.siteDayHours[index], site * days + day);
      let sum = 0;
      for (const run of set.runs) sum += worldOf(run, index).siteDayHours[site * days + day]!;
      return set.runs.length === 0 ? 0 : sum / set.runs.length;
    });
    return {
      site,
      id: info.id,
      title: info.title,
      kind: info.kind,
      hit: set.runs.length === 0 ? 0 : runs.length / set.runs.length,
      fromRestoration: spreadOf(back.fromRestoration),
      noTraceLeftHours: spreadOf(noTrace),
      recordsUpToDateHours: spreadOf(back.recordsHours),
      byDay,
    };
  });
}

/** The measures of every site under a strategy, as means over all runs; those that cannot be split between sites are left out. */
export function siteMeasures(set: ResultSet, strategy: string): Partial<Record<MeasureId, number>>[] {
  const index = strategyIndex(set, strategy);
  const n = set.runs.length;
  return set.frame.sites.map((_, site) => {
    const mean = (k: number): number => {
      const at = site * MEASURE_IDS.length + k;
      if (set.folded) return foldedMean(set, set.folded.siteMeasures[index], at);
      let sum = 0;
      for (const run of set.runs) sum += worldOf(run, index).siteMeasures[at]!;
      return n === 0 ? 0 : sum / n;
    };
    return Object.fromEntries(measures.flatMap(({ id, perSite }, k) => (perSite ? [[id, mean(k)]] : [])));
  });
}

/** The mean over folded runs; the twin has no figures of its own. */
function foldedMean(set: ResultSet, sums: Float64Array | undefined, at: number): number {
  return sums === undefined ? 0 : sums[at]! / SITE_UNIT / set.runs.length;
}
