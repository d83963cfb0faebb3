/** The verdict: one sentence that a newspaper could print, and what it rests on, made from the numbers and true of them. */
import { afterRestoration, count, dayMonth, lastDate, list, runsOf } from './format.ts';
import { decision } from './deciding.ts';
import { standing } from './paired.ts';
import { baselineIndex, isHit, strategyIndex } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { StrategySummary, StudyResult, Verdict } from './types.ts';
import {
  byHowMuch,
  capital,
  compare,
  fate,
  notBackRuns,
  sentence,
  undisturbed,
  type Case,
  type Comparison,
} from './verdictCase.ts';
import { decidesSentence } from './verdictDecides.ts';
import { countsPart, fewer, mediansPart, more, restrictedPart, slowestPart } from './verdictDetail.ts';

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

function nobodyHit(result: StudyResult): Verdict {
  const { one, many } = result.words.site;
  const sites =
    result.headline.total < result.siteCount || result.siteCount > 1
      ? `any of the ${count(result.siteCount)} ${result.headline.total < result.siteCount ? 'sites' : many}`
      : `the ${one}`;
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
  const missed = compare(set, chosen, baseline, 'missed');
  const unseen = compare(set, chosen, baseline, 'withoutRecord');
  const { record } = set.model.words;
  const worse = [
    ...(missed.low > 0
      ? [more(missed.mean, 'pieces of time-critical work missed', 'more time-critical work missed')]
      : []),
    ...(unseen.low > 0
      ? [more(unseen.mean, `people seen without ${record}`, `more people seen without ${record}`)]
      : []),
  ];
  const better = [
    ...(missed.high < 0
      ? [fewer(missed.mean, 'pieces of time-critical work missed', 'less time-critical work missed')]
      : []),
    ...(unseen.high < 0
      ? [fewer(unseen.mean, `people seen without ${record}`, `fewer people seen without ${record}`)]
      : []),
  ];
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
