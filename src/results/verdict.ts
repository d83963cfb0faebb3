/** The verdict: one sentence that a newspaper could print, and what it rests on, made from the numbers and true of them. */
import { afterRestoration, count, dayMonth, decimal, lastDate, list, runsOf, workingDays } from './format.ts';
import { comparable, pairedDifference, runsToTellApart, standing, type Standing } from './paired.ts';
import { baselineIndex, isHit, strategyIndex, type PairedMeasure } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { PairedDifference, StrategySummary, StudyResult, Verdict } from './types.ts';

type Difference = Omit<PairedDifference, 'a' | 'b' | 'measure'>;

/** What the sentences speak of. */
interface Case {
  readonly runs: number;
  /** `a typical practice` */
  readonly who: string;
  /** Date by which something is not back: the last of the results period. */
  readonly last: string;
  readonly base: StrategySummary;
  /** `today’s arrangement`, or its title where none is marked as such. */
  readonly baseName: string;
}

interface Comparison extends Case {
  readonly other: StrategySummary;
  readonly otherName: string;
  readonly difference: Difference;
  readonly standing: Standing;
}

/** Compares the chosen strategy, or the one back soonest, with today's arrangement. `result` is the summary of `set`. */
export function verdict(result: StudyResult, set: ResultSet, strategyId?: string): Verdict {
  const baseline = baselineIndex(set);
  const marked = set.model.scenario.strategies[baseline]!.baseline;
  const base = result.strategies[baseline]!;
  const one: Case = {
    runs: set.runs.length,
    who: whoOf(result),
    last: dayMonth(lastDate(set.model.scenario)),
    base,
    baseName: marked ? 'today’s arrangement' : `“${base.title}”`,
  };
  if (one.runs === 0) return { headline: 'Nothing has been run yet.', detail: '' };
  if (!set.runs.some((run) => set.frame.sites.some((_, site) => isHit(run, site)))) return nobodyHit(result);
  const chosen = strategyId === undefined ? bestOther(set, baseline) : strategyIndex(set, strategyId);
  if (chosen === undefined || chosen === baseline) return alone(one);
  const difference = compare(set, chosen, baseline, 'typicalSite');
  const other = result.strategies[chosen]!;
  return together(set, { ...one, other, otherName: `“${other.title}”`, difference, standing: standing(difference) });
}

function whoOf(result: StudyResult): string {
  const word = result.typicalOf === 'practices' ? 'practice' : 'site';
  const many = result.typicalOf === 'practices' ? result.practices.total : result.siteCount;
  return many === 1 ? `the ${word}` : `a typical ${word}`;
}

function compare(set: ResultSet, a: number, b: number, measure: PairedMeasure): Difference {
  return pairedDifference(comparable(set, a, measure), comparable(set, b, measure));
}

/** The strategy other than the baseline that is back soonest on average; of equals the one that misses less, then file order. */
function bestOther(set: ResultSet, baseline: number): number | undefined {
  const others = set.model.scenario.strategies.map((_, s) => s).filter((s) => s !== baseline);
  const gains = new Map(others.map((s) => [s, [compare(set, s, baseline, 'typicalSite').mean, compare(set, s, baseline, 'missed').mean] as const]));
  return others.sort((a, b) => gains.get(a)![0] - gains.get(b)![0] || gains.get(a)![1] - gains.get(b)![1] || a - b)[0];
}

function nobodyHit(result: StudyResult): Verdict {
  const sites = result.siteCount === 1 ? 'the site' : `any of the ${count(result.siteCount)} sites`;
  return {
    headline: `The incident does not reach ${sites} in ${result.runs === 1 ? 'the one run' : `any of ${count(result.runs)} runs`} of this model, so there is nothing to recover from.`,
    detail: 'No strategy can make a difference to an incident that hits nobody.',
  };
}

/** Today's arrangement by itself. */
function alone(one: Case): Verdict {
  return { headline: `Under ${one.baseName} ${one.who} ${fate(one, one.base)}.`, detail: sentence([rangeOf(one, one.base)]) };
}

/** How it ends for the typical practice in the middle run, as the end of a sentence. */
function fate(one: Case, strategy: StrategySummary): string {
  const { fromRestoration, notDisrupted } = strategy.typicalSite;
  if (notDisrupted === 1) return `is not disrupted in ${one.runs === 1 ? 'the one run' : `any of ${count(one.runs)} runs`} of this model`;
  if (notDisrupted >= 0.5) return `is not disrupted in ${runsOf(Math.round(notDisrupted * one.runs), one.runs)} of this model`;
  if (fromRestoration.median === null) return `is not back to normal by ${one.last} in ${runsOf(notBackRuns(one, strategy), one.runs)} of this model`;
  return `is back to normal ${afterRestoration(fromRestoration.median)}${one.runs === 1 ? ' in the one run' : ', or sooner, in at least half of the runs'} of this model`;
}

function notBackRuns(one: Case, strategy: StrategySummary): number {
  return Math.round(strategy.typicalSite.fromRestoration.notBack * one.runs);
}

function rangeOf(one: Case, strategy: StrategySummary): string {
  const { p5, p95 } = strategy.typicalSite.fromRestoration;
  const missing = notBackRuns(one, strategy);
  if (strategy.typicalSite.notDisrupted === 1) return 'in no service does its extra work exceed a tenth of a normal working day’s, or one item';
  if (one.runs === 1) return 'one run says nothing about chance';
  if (p95 === null || p5 === null) return `it is not back by ${one.last} in ${runsOf(missing, one.runs)}`;
  return `at least nine in ten runs lie between ${afterRestoration(p5)} and ${afterRestoration(p95)}`;
}

/** How what a strategy makes worse joins the claim. */
const JOIN: Readonly<Record<Standing, string>> = { 'a-better': ', but ', 'b-better': ', and ', same: ', but it comes ', 'cannot-tell': ', but it comes ' };

/** Another strategy beside today's arrangement. */
function together(set: ResultSet, both: Comparison): Verdict {
  const baseline = baselineIndex(set);
  const chosen = strategyIndex(set, both.other.id);
  const missed = compare(set, chosen, baseline, 'missed');
  const unseen = compare(set, chosen, baseline, 'withoutRecord');
  const worse = [
    ...(missed.low > 0 ? [more(missed.mean, 'pieces of time-critical work missed', 'more time-critical work missed')] : []),
    ...(unseen.low > 0 ? [more(unseen.mean, 'people seen without the record', 'more people seen without the record')] : []),
  ];
  const better = [
    ...(missed.high < 0 ? [fewer(missed.mean, 'pieces of time-critical work missed', 'less time-critical work missed')] : []),
    ...(unseen.high < 0 ? [fewer(unseen.mean, 'people seen without the record', 'fewer people seen without the record')] : []),
  ];
  const moreNotBack = both.standing === 'a-better' && notBackRuns(both, both.other) > notBackRuns(both, both.base);
  const price = [
    ...(worse.length > 0 ? [`with ${list(worse)} on average`] : []),
    ...(moreNotBack ? [`in more runs (${count(notBackRuns(both, both.other))} instead of ${count(notBackRuns(both, both.base))}) not back by ${both.last}`] : []),
  ];
  const headline = `${capital(mainClause(both))}${price.length === 0 ? '' : `${JOIN[both.standing]}${list(price)}`}.`;
  const gains = better.length === 0 ? [] : [`${both.otherName} means ${list(better)} on average`];
  const slowest = both.standing === 'same' ? slowestPart(both, compare(set, chosen, baseline, 'slowestSite')) : [];
  return { headline, detail: `${sentence([countsPart(both), ...restrictedPart(both)])} ${sentence([...mediansPart(both), ...slowest, ...gains])}`.trim() };
}

/** The claim itself, without what it costs. */
function mainClause(both: Comparison): string {
  const { base, other, difference, runs, who, last, baseName, otherName } = both;
  const all = runs === 1 ? 'in the one run' : `in any of ${count(runs)} runs`;
  switch (both.standing) {
    case 'same':
      if (base.typicalSite.notDisrupted === 1) return `${who} is not disrupted ${all} of this model, neither under ${baseName} nor with ${otherName}`;
      if (notBackRuns(both, base) === runs) return `${who} is not back to normal by ${last} ${all} of this model, neither under ${baseName} nor with ${otherName}`;
      return `${otherName} makes no difference, in working days, to when ${who} is back to normal ${all} of this model`;
    case 'cannot-tell':
      return `${runs === 1 ? 'one run' : `${count(runs)} runs`} of this model cannot tell whether ${who} is back to normal sooner with ${otherName} than under ${baseName}`;
    case 'a-better':
      if (base.typicalSite.fromRestoration.median === null) return `with ${otherName} ${who} ${fate(both, other)}; under ${baseName} it is not back by ${last} in ${runsOf(notBackRuns(both, base), runs)}`;
      if (other.typicalSite.notDisrupted >= 0.5 && base.typicalSite.notDisrupted < 0.5) return `with ${otherName} ${who} ${fate(both, other)}; under ${baseName} in ${count(Math.round(base.typicalSite.notDisrupted * runs))}`;
      return `with ${otherName} ${who} is back to normal ${byHowMuch(difference)} sooner on average than under ${baseName}`;
    case 'b-better':
      return `${otherName} is worse than ${baseName}: ${who} is back to normal ${byHowMuch(difference)} later on average`;
    default:
      return both.standing satisfies never;
  }
}

function byHowMuch(difference: Difference): string {
  const size = Math.abs(difference.mean);
  return size < 0.05 ? 'less than 0.1 working days' : workingDays(size);
}

/** In how many runs, and how surely. */
function countsPart(both: Comparison): string {
  const { difference, runs } = both;
  if (runs === 1) return 'one run says nothing about chance';
  if (both.standing === 'same') return `the two are equal in all ${count(runs)} runs`;
  const counts = `sooner in ${runsOf(difference.aBetter, runs)} of this model, later in ${count(difference.bBetter)}`;
  const interval = `the average lies between ${intervalWords(difference)} (95% interval)`;
  const needed = both.standing === 'cannot-tell' ? runsToTellApart(difference) : undefined;
  const settle = needed === undefined || needed <= runs || needed > 100_000 ? '' : `, and at this spread about ${count(needed)} runs would settle it`;
  return `${counts}; ${interval}${settle}`;
}

function restrictedPart(both: Comparison): string[] {
  if (!both.difference.restricted) return [];
  return [
    `runs not back by ${both.last} (${count(notBackRuns(both, both.other))} with ${both.otherName}, ${count(notBackRuns(both, both.base))} under ${both.baseName}) count as back at its end`,
  ];
}

function mediansPart(both: Comparison): string[] {
  const [other, base] = [both.other, both.base].map((strategy) => {
    const { fromRestoration, notDisrupted } = strategy.typicalSite;
    if (notDisrupted >= 0.5) return 'not disrupted';
    return fromRestoration.median === null ? `not back by ${both.last}` : afterRestoration(fromRestoration.median);
  }) as [string, string];
  if (both.runs === 1) return [`it gives ${other} with ${both.otherName}, ${base} under ${both.baseName}`];
  return [other === base ? `the middle run: ${other} with either` : `the middle run: ${other} with ${both.otherName}, ${base} under ${both.baseName}`];
}

/** The typical practice may be none of those that gain. */
function slowestPart(both: Comparison, difference: Difference): string[] {
  const found = standing(difference);
  if (found !== 'a-better' && found !== 'b-better') return [];
  const who = both.who.replace(/^(a typical|the) /, 'the slowest ');
  return [`${who} is back ${byHowMuch(difference)} ${found === 'a-better' ? 'sooner' : 'later'} on average`];
}

function more(mean: number, things: string, slightly: string): string {
  const text = amount(mean);
  return text === undefined ? `slightly ${slightly}` : `${text} more ${things}`;
}

function fewer(mean: number, things: string, slightly: string): string {
  const text = amount(-mean);
  return text === undefined ? `slightly ${slightly}` : `${text} fewer ${things}`;
}

/** A mean number of things: whole from 10, one decimal below; undefined when that would be 0. */
function amount(mean: number): string | undefined {
  if (mean < 0.05) return undefined;
  return mean >= 9.95 ? count(mean) : decimal(mean, 1);
}

/** `0.6 and 0.8 working days sooner`, `0.3 working days sooner and 0.2 later`. */
function intervalWords({ low, high }: Difference): string {
  const size = (value: number): string => decimal(Math.abs(value), 1);
  if (high <= 0) return `${size(high)} and ${size(low)} working days sooner`;
  if (low >= 0) return `${size(low)} and ${size(high)} working days later`;
  return `${size(low)} working days sooner and ${size(high)} later`;
}

function sentence(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}.`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
