/** What the sentences of a verdict speak of, and the words that several of them use. */
import { afterRestoration, count, runsOf, workingDays } from './format.ts';
import { comparable, pairedDifference } from './paired.ts';
import type { PairedMeasure } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { PairedDifference, Standing, StrategySummary } from './types.ts';

export type Difference = Omit<PairedDifference, 'a' | 'b' | 'measure'>;

/** What the sentences speak of. */
export interface Case {
  readonly runs: number;
  /** `a typical practice` */
  readonly who: string;
  /** Date by which something is not back: the last of the results period. */
  readonly last: string;
  readonly base: StrategySummary;
  /** `today’s arrangement`, or its title where none is marked as such. */
  readonly baseName: string;
}

export interface Comparison extends Case {
  readonly other: StrategySummary;
  readonly otherName: string;
  readonly difference: Difference;
  readonly standing: Standing;
}

export function compare(set: ResultSet, a: number, b: number, measure: PairedMeasure): Difference {
  return pairedDifference(comparable(set, a, measure), comparable(set, b, measure), 0.95, set.replicates);
}

/** How it ends for the typical practice in the middle run, as the end of a sentence. */
export function fate(one: Case, strategy: StrategySummary): string {
  const { fromRestoration, notDisrupted } = strategy.typicalSite;
  if (notDisrupted === 1)
    return `is not disrupted in ${one.runs === 1 ? 'the one run' : `any of ${count(one.runs)} runs`} of this model`;
  if (notDisrupted >= 0.5) return `is not disrupted in ${runsOf(undisturbed(one, strategy), one.runs)} of this model`;
  if (fromRestoration.median === null)
    return `is not back to normal by ${one.last} in ${runsOf(notBackRuns(one, strategy), one.runs)} of this model`;
  return `is back to normal ${afterRestoration(fromRestoration.median)}${one.runs === 1 ? ' in the one run' : ', or sooner, in at least half of the runs'} of this model`;
}

export function notBackRuns(one: Case, strategy: StrategySummary): number {
  return Math.round(strategy.typicalSite.fromRestoration.notBack * one.runs);
}

export function undisturbed(one: Case, strategy: StrategySummary): number {
  return Math.round(strategy.typicalSite.notDisrupted * one.runs);
}

export function byHowMuch(difference: Difference): string {
  const size = Math.abs(difference.mean);
  return size < 0.05 ? 'less than 0.1 working days' : workingDays(size);
}

export function sentence(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}.`;
}

export function uncapital(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
