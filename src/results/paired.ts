/** Two strategies compared run by run on the same luck: the difference, its interval, and who did better how often. */
import type { MeasureId, RecoveryId } from '../catalog/measures/index.ts';
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import {
  baselineIndex,
  incidentSpan,
  measureRuns,
  noTraceRuns,
  recordsRuns,
  strategyIndex,
  type PairedMeasure,
} from './perRun.ts';
import { layoutOf } from './layout.ts';
import { recoveryRuns, serviceRecovery, type RecoveryOf } from './recoveryRuns.ts';
import type { ResultSet } from './resultSet.ts';
import { shareInterval } from './quantiles.ts';
import { meanInterval, tQuantile, worldMeans } from './student.ts';
import type { PairedDifference, Standing } from './types.ts';

/** Values in run order, Infinity for not back, and what a run that is not back counts as. */
export interface Comparable {
  readonly values: Float64Array;
  readonly limits?: Float64Array;
}

const RECOVERY_OF: Readonly<Partial<Record<RecoveryId, RecoveryOf>>> = {
  typicalSite: { kind: 'sites', which: 'typical' },
  ninetiethSite: { kind: 'sites', which: 'ninetieth' },
  slowestSite: { kind: 'sites', which: 'slowest' },
  whole: { kind: 'whole' },
};

/**
 * The values of a strategy that a comparison by this measure uses: working days from restoration for recovery, hours for
 * the other moments; of one service by its key, or of all of them. Traces and records are those of whole sites.
 */
export function comparable(set: ResultSet, strategy: number, measure: PairedMeasure, service?: string): Comparable {
  const all = RECOVERY_OF[measure as RecoveryId];
  const of = all && service !== undefined ? serviceRecovery(set, service, all) : all;
  if (of) {
    const runs = recoveryRuns(set, strategy, of);
    return { values: runs.fromRestoration, limits: runs.horizonFromRestoration };
  }
  if (measure === 'noTraceLeft') return { values: noTraceRuns(set, strategy), limits: hoursToHorizon(set, 'from') };
  if (measure === 'recordsUpToDate') return { values: recordsRuns(set, strategy), limits: hoursToHorizon(set, 'to') };
  if (service === undefined) return { values: measureRuns(set, strategy, measure as MeasureId) };
  const key = layoutOf(set.frame, set.model).keys.findIndex((one) => one.key === service);
  return { values: measureRuns(set, strategy, measure as MeasureId, key) };
}

function hoursToHorizon(set: ResultSet, since: 'from' | 'to'): Float64Array {
  const hours = new Float64Array(set.runs.length);
  set.runs.forEach(
    (run, r) =>
      (hours[r] = (set.frame.horizonTick - (incidentSpan(run)?.[since] ?? set.frame.warmUpTick)) / TICKS_PER_HOUR),
  );
  return hours;
}

/** A minus B by one measure, of which less is better. */
export function paired(set: ResultSet, a: string, b: string, measure: PairedMeasure): PairedDifference {
  const first = comparable(set, strategyIndex(set, a), measure);
  const second = comparable(set, strategyIndex(set, b), measure);
  return { a, b, measure, ...pairedDifference(first, second, 0.95, set.replicates) };
}

/**
 * The mean difference with Student's t interval. A run that is not back counts as back at the horizon (`restricted`);
 * who is better is judged before that: not back is worse than back, and both not back is a tie. With several runs a
 * world the interval is over the worlds' means.
 */
export function pairedDifference(
  a: Comparable,
  b: Comparable,
  level = 0.95,
  replicates = 1,
): Omit<PairedDifference, 'a' | 'b' | 'measure'> {
  const runs = a.values.length;
  let aBetter = 0;
  let bBetter = 0;
  let aNotBack = 0;
  let bNotBack = 0;
  for (let r = 0; r < runs; r++) {
    const x = a.values[r]!;
    const y = b.values[r]!;
    if (x < y) aBetter++;
    else if (y < x) bBetter++;
    if (x === Infinity) aNotBack++;
    if (y === Infinity) bNotBack++;
  }
  const worlds = worldMeans(differences(a, b), replicates);
  const counts = { aBetter, bBetter, ties: runs - aBetter - bBetter, runs };
  const about = { ...meanInterval(worlds, level), ...counts };
  const moreWorlds = moreRunsToTellApart({ ...about, runs: worlds.length });
  return {
    ...about,
    level,
    aBetterShare: shareInterval(aBetter, runs, replicates, level),
    bBetterShare: shareInterval(bBetter, runs, replicates, level),
    restricted: aNotBack + bNotBack > 0,
    aNotBack,
    bNotBack,
    standing: standing(about),
    moreRunsToSettle: moreWorlds === null ? null : moreWorlds * replicates,
  };
}

/** Run by run, finite: what is not back counts as back at its horizon. */
export function restrictedValues({ values, limits }: Comparable): Float64Array {
  return values.map((value, r) => (value === Infinity ? limits![r]! : value));
}

/** A minus B run by run, each taken as at most its horizon; both not back is 0. */
export function differences(a: Comparable, b: Comparable): Float64Array {
  return a.values.map((x, r) => {
    const y = b.values[r]!;
    return x === y ? 0 : (x === Infinity ? a.limits![r]! : x) - (y === Infinity ? b.limits![r]! : y);
  });
}

/** Of each strategy other than today's arrangement the headline difference, run by run: back to normal, typical practice, working days. */
export function headlineDifferences(set: ResultSet): { readonly strategy: string; readonly values: Float64Array }[] {
  const baseline = baselineIndex(set);
  const base = comparable(set, baseline, 'typicalSite');
  return set.model.scenario.strategies.flatMap(({ id }, s) =>
    s === baseline ? [] : [{ strategy: id, values: differences(comparable(set, s, 'typicalSite'), base) }],
  );
}

/** What an interval allows to be said: `same` only when not one run differs. */
export function standing(
  difference: Pick<PairedDifference, 'low' | 'high' | 'mean' | 'aBetter' | 'bBetter'>,
): Standing {
  if (difference.aBetter === 0 && difference.bBetter === 0) return 'same';
  if (difference.high < 0) return 'a-better';
  if (difference.low > 0) return 'b-better';
  return 'cannot-tell';
}

/** More runs than this are not worth naming. */
const MOST_RUNS = 100_000;

/**
 * Runs in all for the interval to leave 0 out, should mean and spread stay as they are: the smallest n with
 * t(n − 1) s / √n below the mean. As many as there are when it already does; undefined when no sensible number would.
 */
export function runsToTellApart(
  difference: Pick<PairedDifference, 'mean' | 'low' | 'high' | 'runs'>,
  level = 0.95,
): number | undefined {
  const { mean, low, high, runs } = difference;
  if (runs < 2 || mean === 0) return undefined;
  if (low > 0 || high < 0) return runs;
  const p = 0.5 + level / 2;
  const ratio = (((high - low) / 2 / tQuantile(p, runs - 1)) * Math.sqrt(runs)) / Math.abs(mean);
  const normal = tQuantile(p, 1e6);
  let n = Math.max(runs + 1, Math.ceil(ratio * ratio * normal * normal));
  if (!(n <= MOST_RUNS)) return undefined;
  // Student's t is a little wider than the normal, the less so the more runs: a few steps at most.
  while (tQuantile(p, n - 1) * ratio >= Math.sqrt(n)) n++;
  return n <= MOST_RUNS ? n : undefined;
}

/** Further runs that would settle it, 0 when it is settled, null when no sensible number would; a guide, not a promise. */
export function moreRunsToTellApart(
  difference: Pick<PairedDifference, 'mean' | 'low' | 'high' | 'runs'>,
): number | null {
  const needed = runsToTellApart(difference);
  return needed === undefined ? null : needed - difference.runs;
}
