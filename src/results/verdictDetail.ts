/** The detail of a verdict: in how many runs, how surely, where the middle run lies, and what else differs. */
import { afterRestoration, count, counted, decimal, runsOf } from './format.ts';
import { standing } from './paired.ts';
import type { StrategySummary } from './types.ts';
import { byHowMuch, notBackRuns, type Comparison, type Difference } from './verdictCase.ts';

/** In how many runs, and how surely. */
export function countsPart(both: Comparison): string {
  const { difference, runs } = both;
  if (runs === 1) return 'one run says nothing about chance';
  if (both.standing === 'same') return `the two are equal in all ${count(runs)} runs`;
  const counts = `sooner in ${runsOf(difference.aBetter, runs)} of this model, later in ${count(difference.bBetter)}${difference.ties > 0 ? `, equal in ${count(difference.ties)}` : ''}`;
  const interval = `the average lies between ${intervalWords(difference)} (95% interval)`;
  const more = both.standing === 'cannot-tell' ? difference.moreRunsToSettle : null;
  const settle =
    more === null || more === 0
      ? ''
      : `, and at this spread about ${counted(more, 'more run', 'more runs')} would settle it`;
  return `${counts}; ${interval}${settle}`;
}

export function restrictedPart(both: Comparison): string[] {
  if (!both.difference.restricted) return [];
  return [
    `runs not back by ${both.last} (${count(notBackRuns(both, both.other))} with ${both.otherName}, ${count(notBackRuns(both, both.base))} under ${both.baseName}) count as back at its end`,
  ];
}

export function mediansPart(both: Comparison): string[] {
  const { last, otherName, baseName } = both;
  const middle = (strategy: StrategySummary): string | number => {
    const { fromRestoration, notDisrupted } = strategy.typicalSite;
    return notDisrupted >= 0.5 ? 'not disrupted' : (fromRestoration.median ?? `not back by ${last}`);
  };
  const words = (value: string | number): string => (typeof value === 'number' ? afterRestoration(value) : value);
  const [other, base] = [middle(both.other), middle(both.base)];
  const run = both.runs === 1 ? 'in this run' : 'the middle run';
  if (words(other) === words(base)) return [`${run}: ${words(other)} with either`];
  const areBothAfter = typeof other === 'number' && typeof base === 'number' && other >= 0.05 && base >= 0.05;
  return [
    `${run}: ${words(other)} with ${otherName}, ${areBothAfter ? decimal(base, 1) : words(base)} under ${baseName}`,
  ];
}

/** The typical practice may be none of those that gain. */
export function slowestPart(both: Comparison, difference: Difference): string[] {
  const found = standing(difference);
  if (found !== 'a-better' && found !== 'b-better') return [];
  const who = both.who.replace(/^(a typical|the) /, 'the slowest ');
  return [`${who} is back ${byHowMuch(difference)} ${found === 'a-better' ? 'sooner' : 'later'} on average`];
}

/** `0.6 and 0.8 working days sooner`, `0.3 working days sooner and 0.2 later`. */
function intervalWords({ low, high }: Difference): string {
  const size = (value: number): string => decimal(Math.abs(value), 1);
  if (high <= 0) return `${size(high)} and ${size(low)} working days sooner`;
  if (low >= 0) return `${size(low)} and ${size(high)} working days later`;
  return `${size(low)} working days sooner and ${size(high)} later`;
}

export function more(mean: number, things: string, slightly: string): string {
  const text = amount(mean);
  return text === undefined ? `slightly ${slightly}` : `${text} more ${things}`;
}

export function fewer(mean: number, things: string, slightly: string): string {
  const text = amount(-mean);
  return text === undefined ? `slightly ${slightly}` : `${text} fewer ${things}`;
}

/** A mean number of things: whole from 10, one decimal below; undefined when that would be 0. */
function amount(mean: number): string | undefined {
  if (mean < 0.05) return undefined;
  return mean >= 9.95 ? count(mean) : decimal(mean, 1);
}
