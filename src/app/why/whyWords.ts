/** What the answer to "why" says in words: its title, its amounts, and the sentences above the runs. */
import { binWords } from '../../charts/distributionFinding.ts';
import { direction } from '../../charts/differenceFinding.ts';
import { measureFormat } from '../../charts/measureWords.ts';
import { plainNumber } from '../../charts/number.ts';
import { moment } from '../../charts/timeAxis.ts';
import { binOf } from '../../results/distribution.ts';
import { count, counted, percent, pounds, runsOf, shortDate } from '../../results/format.ts';
import { quantile } from '../../results/quantiles.ts';
import type { Asked, Explanation, Figure, RunGroup } from '../../results/why/index.ts';
import { signedFigure } from '../words.ts';

/** What strategies are called, by their ids, and the first date of the results period. */
export interface Names {
  readonly short: (strategy: string) => string;
  readonly resultsFrom: string;
}

/** A run's figure, or a part of one: bare, since the unit is told once; a difference with its sign. */
export function amountWords(
  told: Pick<Explanation, 'label' | 'unit'>,
  isDifference: boolean,
): (value: number) => string {
  const format = measureFormat(told);
  const isWritten = told.unit === 'working days' || told.unit === 'pounds';
  const plain = isWritten ? format.number : plainNumber;
  return (value) => {
    if (value === Infinity) return 'not back';
    if (value === -Infinity) return 'not disrupted';
    const text = plain(value);
    return isDifference && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
}

/** `Late: Visits`, with the bar, the date or the hour that was pointed at. */
export function titleWords(asked: Asked, told: Explanation, { short, resultsFrom }: Names): string {
  switch (asked.kind) {
    case 'difference':
      return `${told.label}, “${short(asked.strategy)}” less “${short(asked.against)}”`;
    case 'hour':
      return `${told.label}, ${moment(resultsFrom, asked.hour, 'full')}`;
    case 'recovery':
      return asked.by === undefined ? told.label : `${told.label}, by the end of ${shortDate(asked.by)}`;
    case 'measure':
      return asked.bin ? `${told.label}: ${barWords(asked, told)}` : told.label;
    case 'work':
    case 'sites':
      return told.label;
    default:
      return asked satisfies never;
  }
}

/** `3.0 to 3.2 working days`, `not back`. */
function barWords({ bin }: Extract<Asked, { kind: 'measure' }>, told: Explanation): string {
  if (!bin || bin.at === 'not-back') return 'not back';
  const { tick, unit } = measureFormat(told);
  const words = binWords(binOf(bin.scale, bin.at), bin.scale.whole, tick);
  return unit === '£' ? words : `${words} ${unit}`;
}

/** The figure itself, as it stands on the chart or in the table. */
export function figureWords(asked: Asked, told: Explanation): string {
  const { figure, runs, ofRuns } = told;
  const amount = amountWords(told, asked.kind === 'difference');
  const withUnit = (value: number): string =>
    !Number.isFinite(value) || told.unit === 'pounds' ? amount(value) : `${amount(value)} ${told.unit}`;
  if (runs.length === 0) return 'It is hit, or has more to do, in no run.';
  if (figure.kind === 'count') return `In ${runsOf(figure.runs, figure.of)} (${percent(figure.runs / figure.of)}).`;
  if (ofRuns === 1) return `In the one run so far: ${withUnit(figure.value)}.`;
  switch (figure.kind) {
    case 'middle':
      return `In the middle run: ${withUnit(figure.value)}.`;
    case 'late':
      return `One run in twenty is later than: ${withUnit(figure.value)}.`;
    case 'mean': {
      // Where the work went is told from the runs whose days are kept, all else from all of them.
      const over = asked.kind === 'work' ? runs.length : ofRuns;
      return `On average over ${count(over)} runs: ${meanWords(told, figure, withUnit)}.`;
    }
    default:
      return figure satisfies never;
  }
}

/** A mean with its unit; of a difference with its interval, in as many decimals, which are those of the tables. */
function meanWords(
  told: Explanation,
  { value, interval }: Extract<Figure, { kind: 'mean' }>,
  withUnit: (value: number) => string,
): string {
  if (!interval) return withUnit(value);
  const places = Math.max(told.decimals, Math.abs(value) < 9.95 ? 1 : 0);
  const isMoney = told.unit === 'pounds';
  const words = (one: number): string =>
    isMoney ? `${one >= 0.5 ? '+' : ''}${pounds(one)}` : signedFigure(one, places);
  const mean = isMoney ? words(value) : `${words(value)} ${told.unit}`;
  if (interval.low === interval.high) return `${mean}, in every run`;
  return `${mean}, with a 95% interval of ${words(interval.low)} to ${words(interval.high)}`;
}

/** How the runs spread: `50 runs, from 3 to 22, nine in ten of them from 4 to 20; the one in the middle has 12.` */
export function spreadWords(asked: Asked, told: Explanation): string {
  const { runs, ofRuns } = told;
  if (runs.length < 2) return '';
  const amount = amountWords(told, asked.kind === 'difference');
  const values = runs.map(({ value }) => value);
  const at = (p: number): string => amount(quantile(values, p));
  const all =
    ofRuns === runs.length
      ? `${count(runs.length)} runs`
      : asked.kind === 'sites' && asked.figure.is === 'back'
        ? `${count(runs.length)} of ${count(ofRuns)} runs, those in which it is hit or has more to do`
        : `The ${count(runs.length)} of ${count(ofRuns)} runs of which every hour is kept`;
  if (values[0] === values.at(-1)) return `${all}, each with ${at(0)}.`;
  // Where the figure is that of the middle run it has just been told.
  const middle = told.figure.kind === 'middle' ? '' : `; the one in the middle has ${at(0.5)}`;
  return `${all}, from ${at(0)} to ${at(1)}, nine in ten of them from ${at(0.05)} to ${at(0.95)}${middle}.`;
}

/** What a minus means. */
export function signWords(asked: Asked, told: Explanation, { short }: Names): string {
  if (asked.kind !== 'difference') return '';
  const { isTime } = measureFormat(told);
  return `Run by run on the same people and the same luck; a minus is ${direction(-1, isTime)} under “${short(asked.strategy)}” than under “${short(asked.against)}”.`;
}

/** `“Paper pack” better in 40 of 50 runs`, `Back by then in 3 of 4 runs`. */
export function groupWords(group: RunGroup, asked: Asked, told: Explanation, { short }: Names): string {
  const times = group.runs.length === 0 ? 'no run' : runsOf(group.runs.length, told.runs.length);
  switch (group.is) {
    case 'within':
      return `In this bar: ${times}`;
    case 'back':
      return `Back by then in ${times}`;
    case 'not-yet':
      return `Not back by then in ${times}`;
    case 'better':
    case 'worse':
      return `“${short(asked.strategy)}” ${group.is} in ${times}`;
    case 'equal':
      return `Equal in ${times}`;
    default:
      return group.is satisfies never;
  }
}

/** Kinds of work named at most. */
const NAMED = 4;

/** Which kinds of work are back last: `Last to be back: letters in 61 of 100 runs, results in 22.` */
export function lastBackWords({ lastBack = [], ofRuns }: Explanation): string {
  const named = lastBack
    .slice(0, NAMED)
    .map(({ title, runs }, k) => `${title} in ${k === 0 ? runsOf(runs, ofRuns) : count(runs)}`);
  const others = lastBack.length - named.length;
  return `Last to be back: ${named.join(', ')}${others > 0 ? `; in fewer runs ${counted(others, 'other kind of work', 'other kinds of work')}` : ''}. Of kinds that are back in the same hour each is counted.`;
}
