/** The verdict: one sentence that a newspaper could print, and what it rests on, made from the numbers and true of them. */
import { afterRestoration, count, dayMonth, lastDate, list, runsOf } from './format.ts';
import { decision } from './deciding.ts';
import { standing } from './paired.ts';
import { baselineIndex, isHit, strategyIndex, worldOf } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { MeasureId, StrategySummary, StudyResult, Verdict } from './types.ts';
import {
  byHowMuch,
  capital,
  compare,
  fate,
  notBackRuns,
  sentence,
  uncapital,
  undisturbed,
  type Case,
  type Comparison,
} from './verdictCase.ts';
import { decidesSentence } from './verdictDecides.ts';
import { countsPart, fewer, mediansPart, more, restrictedPart, slowestPart } from './verdictDetail.ts';

/**
 * Compares the chosen strategy, or the one back soonest, with today's arrangement. `result` is the summary of `set`; where
 * one kind of work is looked at alone, it is named first.
 */
export function verdict(result: StudyResult, set: ResultSet, strategyId?: string): Verdict {
  const told = verdictOf(result, set, strategyId);
  if (!set.service || set.runs.length === 0) return told;
  return {
    ...told,
    headline: `${set.service.title} alone: ${uncapital(told.headline)}`,
    detail: set.service.isReentry
      ? `Back to normal means here that nothing is left to be typed up. ${told.detail}`
      : told.detail,
  };
}

function verdictOf(result: StudyResult, set: ResultSet, strategyId: string | undefined): Verdict {
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
  if (!set.runs.some((run) => set.frame.sites.some((_, site) => isHit(run, site))))
    return nobodyHit(result, drawnIn(set, baseline), one);
  const chosen = strategyId === undefined ? bestOther(set, baseline) : strategyIndex(set, strategyId);
  if (chosen === undefined || chosen === baseline) return alone(one);
  const difference = compare(set, chosen, baseline, 'typicalSite');
  const other = result.strategies[chosen]!;
  return together(set, { ...one, other, otherName: `“${other.title}”`, difference, standing: standing(difference) });
}

/** In how many runs sites get into arrears because others are hit. */
function drawnIn(set: ResultSet, strategy: number): number {
  return set.runs.filter((run) => worldOf(run, strategy).siteBackTick.some((tick) => tick > 0)).length;
}

function whoOf(result: StudyResult): string {
  const word = result.words.site.one;
  return result.headline.total === 1 ? `the ${word}` : `a typical ${word}`;
}

/** The strategy other than the baseline that is back soonest on average; of equals the one that misses less, then file order. */
function bestOther(set: ResultSet, baseline: number): number | undefined {
  const others = set.model.scenario.strategies.map((_, s) => s).filter((s) => s !== baseline);
  const gains = new Map(
    others.map((s) => [
      s,
      [compare(set, s, baseline, 'typicalSite').mean, compare(set, s, baseline, 'missed').mean] as const,
    ]),
  );
  return others.sort((a, b) => gains.get(a)![0] - gains.get(b)![0] || gains.get(a)![1] - gains.get(b)![1] || a - b)[0];
}

function nobodyHit(result: StudyResult, drawn: number, { baseName }: Case): Verdict {
  const { one, many } = result.words.site;
  const sites =
    result.headline.total < result.siteCount || result.siteCount > 1
      ? `any of the ${count(result.siteCount)} ${result.headline.total < result.siteCount ? 'sites' : many}`
      : `the ${one}`;
  if (drawn > 0)
    return {
      headline: `The incident does not hit ${sites} in ${result.runs === 1 ? 'the one run' : `any of ${count(result.runs)} runs`} of this model, but under ${baseName} there is more to do there in ${runsOf(drawn, result.runs)}, because others are hit.`,
      detail: 'When each is back to normal is told site by site, counted from the last restoration anywhere.',
    };
  return {
    headline: `The incident does not reach ${sites} in ${result.runs === 1 ? 'the one run' : `any of ${count(result.runs)} runs`} of this model, so there is nothing to recover from.`,
    detail: 'No strategy can make a difference to an incident that hits nobody.',
  };
}

/** Today's arrangement by itself. */
function alone(one: Case): Verdict {
  return {
    headline: `Under ${one.baseName} ${one.who} ${fate(one, one.base)}.`,
    detail: sentence([rangeOf(one, one.base)]),
  };
}

function rangeOf(one: Case, strategy: StrategySummary): string {
  const { p5, p95 } = strategy.typicalSite.fromRestoration;
  const missing = notBackRuns(one, strategy);
  if (strategy.typicalSite.notDisrupted === 1)
    return 'in no service does its extra work exceed a tenth of a normal working day’s, or one item';
  if (one.runs === 1) return 'one run says nothing about chance';
  if (p95 === null || p5 === null) return `it is not back by ${one.last} in ${runsOf(missing, one.runs)}`;
  return `at least nine in ten runs lie between ${afterRestoration(p5)} and ${afterRestoration(p95)}`;
}

/** How what a strategy makes worse joins the claim. */
function joined(both: Comparison, price: readonly string[]): string {
  if (price.length === 0) return '';
  if (both.standing === 'a-better') return `, but ${list(price)}`;
  return both.standing === 'b-better' ? `, and ${list(price)}` : `, but ${both.otherName} comes ${list(price)}`;
}

/** Another strategy beside today's arrangement. */
function together(set: ResultSet, both: Comparison): Verdict {
  const baseline = baselineIndex(set);
  const chosen = strategyIndex(set, both.other.id);
  const counted = countedIn(set).map(({ measure, ...words }) => ({
    difference: compare(set, chosen, baseline, measure),
    ...words,
  }));
  const worse = counted.flatMap(({ difference, many, some }) =>
    difference.low > 0 ? [more(difference.mean, many, `more ${some}`)] : [],
  );
  const better = counted.flatMap(({ difference, many, some, less }) =>
    difference.high < 0 ? [fewer(difference.mean, many, `${less} ${some}`)] : [],
  );
  const moreNotBack = both.standing === 'a-better' && notBackRuns(both, both.other) > notBackRuns(both, both.base);
  const price = [
    ...(worse.length > 0 ? [`with ${list(worse)} on average`] : []),
    ...(moreNotBack
      ? [
          `in more runs (${count(notBackRuns(both, both.other))} instead of ${count(notBackRuns(both, both.base))}) not back by ${both.last}`,
        ]
      : []),
  ];
  const headline = `${capital(mainClause(both))}${joined(both, price)}.`;
  const gains = better.length === 0 ? [] : [`${both.otherName} means ${list(better)} on average`];
  const slowest = both.standing === 'same' ? slowestPart(both, compare(set, chosen, baseline, 'slowestSite')) : [];
  return {
    headline,
    detail:
      `${sentence([countsPart(both), ...restrictedPart(both)])} ${sentence([...mediansPart(both), ...slowest, ...gains])}`.trim(),
    decides: decidesSentence(decision(set, chosen, baseline)),
  };
}

/** What is counted beside recovery, in words for many and for hardly any; of one kind of work what is late too. */
function countedIn({ service, model }: ResultSet): readonly {
  readonly measure: MeasureId;
  readonly many: string;
  readonly some: string;
  readonly less: 'less' | 'fewer';
}[] {
  const { record } = model.words;
  const critical = 'time-critical work missed';
  const unseen =
    service?.counts === 'items'
      ? { many: `pieces of work done without ${record}`, some: `work done without ${record}`, less: 'less' as const }
      : { many: `people seen without ${record}`, some: `people seen without ${record}`, less: 'fewer' as const };
  return [
    { measure: 'missed', many: `pieces of ${critical}`, some: critical, less: 'less' },
    ...(service ? [{ measure: 'late', many: 'pieces of work late', some: 'work late', less: 'less' } as const] : []),
    { measure: 'withoutRecord', ...unseen },
  ];
}

/** The claim itself, without what it costs. */
function mainClause(both: Comparison): string {
  const { base, other, difference, runs, who, last, baseName, otherName } = both;
  const all = runs === 1 ? 'in the one run' : `in any of ${count(runs)} runs`;
  switch (both.standing) {
    case 'same':
      if (base.typicalSite.notDisrupted === 1 && other.typicalSite.notDisrupted === 1)
        return `${who} is not disrupted ${all} of this model, neither under ${baseName} nor with ${otherName}`;
      if (notBackRuns(both, base) === runs)
        return `${who} is not back to normal by ${last} ${all} of this model, neither under ${baseName} nor with ${otherName}`;
      return `with ${otherName} ${who} is back to normal no sooner and no later, in working days, than under ${baseName}, ${all} of this model`;
    case 'cannot-tell':
      return `${runs === 1 ? 'one run' : `${count(runs)} runs`} of this model cannot tell whether ${who} is back to normal sooner with ${otherName} than under ${baseName}`;
    case 'a-better':
      if (base.typicalSite.fromRestoration.median === null)
        return `with ${otherName} ${who} ${fate(both, other)}; under ${baseName} it is not back by ${last} in ${runsOf(notBackRuns(both, base), runs)}`;
      if (other.typicalSite.notDisrupted >= 0.5 && base.typicalSite.notDisrupted < 0.5)
        return `with ${otherName} ${who} is not disrupted in ${runsOf(undisturbed(both, other), runs)} of this model, under ${baseName} in ${count(undisturbed(both, base))}`;
      return `with ${otherName} ${who} is back to normal ${byHowMuch(difference)} sooner on average than under ${baseName}`;
    case 'b-better':
      return `${otherName} is worse than ${baseName}: ${who} is back to normal ${byHowMuch(difference)} later on average`;
    default:
      return both.standing satisfies never;
  }
}
