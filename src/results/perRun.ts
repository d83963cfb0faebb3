/** Runs and their numbers, one a run in run order: who was hit, from when to when, what was missed. Comparisons are made from these. */
import { NEUTRAL, type Words } from '../catalog/words.ts';
import { MEASURE_AT, MEASURE_IDS, type MeasureId, type RecoveryId } from '../catalog/measures/index.ts';
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet, Ticks } from './resultSet.ts';

export type PairedMeasure = MeasureId | RecoveryId;

/** The world of a strategy by its place; -1 is the twin. */
export function worldOf(run: MeasuredRun, strategy: number): MeasuredWorld {
  return strategy < 0 ? run.twin : run.strategies[strategy]!;
}

/** The place of a strategy, `twin` as -1; an id that does not exist is thrown with those that do. */
export function strategyIndex(set: Pick<ResultSet, 'model'>, id: string): number {
  if (id === 'twin') return -1;
  const { strategies } = set.model.scenario;
  const found = strategies.findIndex((strategy) => strategy.id === id);
  if (found < 0)
    throw new Error(`there is no strategy ${id}; there are ${strategies.map((strategy) => strategy.id).join(', ')}`);
  return found;
}

/** Today's arrangement: the strategy marked as the baseline, else the first. */
export function baselineIndex(set: Pick<ResultSet, 'model'>): number {
  return Math.max(
    0,
    set.model.scenario.strategies.findIndex((strategy) => strategy.baseline),
  );
}

export function isHit(run: MeasuredRun, site: number): boolean {
  return run.incidentTick[site]! >= 0;
}

/** Earliest failure and latest restoration over the sites hit, or over those of them among `sites`; undefined when none is. */
export function incidentSpan(
  run: Pick<MeasuredRun, 'incidentTick' | 'restoredTick'>,
  sites?: readonly number[],
): { readonly from: number; readonly to: number } | undefined {
  let from = Infinity;
  let to = -Infinity;
  const n = sites ? sites.length : run.incidentTick.length;
  for (let k = 0; k < n; k++) {
    const site = sites ? sites[k]! : k;
    const failed = run.incidentTick[site]!;
    if (failed < 0) continue;
    if (failed < from) from = failed;
    if (run.restoredTick[site]! > to) to = run.restoredTick[site]!;
  }
  return from === Infinity ? undefined : { from, to };
}

/** The last restoration over all sites hit, to be kept with what is measured of some of them. */
export function restoredAnywhere(
  run: Pick<MeasuredRun, 'incidentTick' | 'restoredTick' | 'restoredAnywhere'>,
): Pick<MeasuredRun, 'restoredAnywhere'> {
  const last = run.restoredAnywhere ?? incidentSpan(run)?.to;
  return last === undefined ? {} : { restoredAnywhere: last };
}

/**
 * What the typical and the slowest site are taken from: the kinds of site that the verdict speaks of when the incident
 * hits any of them in some run, else other sites, hubs last; and the words for them.
 */
export function typicalPopulation(set: ResultSet): Population {
  let population = populations.get(set);
  if (!population) populations.set(set, (population = findPopulation(set)));
  return population;
}

interface Population {
  readonly words: Words;
  readonly sites: readonly number[];
}

const populations = new WeakMap<ResultSet, Population>();

function findPopulation(set: ResultSet): Population {
  const { words } = set.model;
  const general: Words = { ...words, site: NEUTRAL.site };
  const all = set.frame.sites.map((_, site) => site);
  const everHit = (site: number): boolean => set.runs.some((run) => isHit(run, site));
  const headline = headlineSites(set);
  if (headline.some(everHit)) return { words, sites: headline };
  const others = all.filter((site) => set.frame.sites[site]!.kind !== 'hub');
  // Where no kind is the headline, the scenario's words are those of all sites but hubs.
  const hasHeadline = headline.length > 0;
  if (others.some(everHit)) return { words: hasHeadline ? general : words, sites: others };
  if (all.some(everHit)) return { words: general, sites: all };
  return hasHeadline ? { words, sites: headline } : { words, sites: others.length > 0 ? others : all };
}

/** The sites of the kinds that the verdict speaks of. */
export function headlineSites(set: ResultSet): number[] {
  return set.model.sites.flatMap((site, i) => (site.headline ? [i] : []));
}

/** Hours from the start of the incident until no site is left with a trace, run by run. */
export function noTraceRuns(set: ResultSet, strategy: number): Float64Array {
  return lastMoment(set, (run) => worldOf(run, strategy).siteNoTraceTick, 'from');
}

/** Hours from the last restoration until every site has typed up, run by run; 0 when nothing was left to type up then. */
export function recordsRuns(set: ResultSet, strategy: number): Float64Array {
  return lastMoment(set, (run) => worldOf(run, strategy).siteRecordsTick, 'to');
}

/** Hours to the last of the sites' ticks, at least 0. */
function lastMoment(set: ResultSet, ticksOf: (run: MeasuredRun) => Ticks, since: 'from' | 'to'): Float64Array {
  const values = new Float64Array(set.runs.length);
  set.runs.forEach((run, r) => {
    let last = 0;
    for (const tick of ticksOf(run)) if (tick > last) last = tick;
    const span = incidentSpan(run);
    if (last > set.frame.horizonTick) values[r] = Infinity;
    else if (span) values[r] = Math.max(0, last - span[since]) / TICKS_PER_HOUR;
  });
  return values;
}

/** A measure of the whole, or of one service key, run by run. */
export function measureRuns(set: ResultSet, strategy: number, id: MeasureId, key?: number): Float64Array {
  const values = new Float64Array(set.runs.length);
  const at = MEASURE_AT[id] + (key === undefined ? 0 : key * MEASURE_IDS.length);
  set.runs.forEach((run, r) => {
    const world = worldOf(run, strategy);
    values[r] = (key === undefined ? world.whole : world.measures)[at]!;
  });
  return values;
}

/** A measure of a group of sites, run by run. */
export function groupMeasureRuns(set: ResultSet, strategy: number, id: MeasureId, group: number): Float64Array {
  const at = group * MEASURE_IDS.length + MEASURE_AT[id];
  return Float64Array.from(set.runs, (run) => worldOf(run, strategy).groupMeasures[at]!);
}
