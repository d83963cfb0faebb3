/** One strategy against another, run by run: when back to normal against today, and how often by every measure. */
import { measuresIn, recoveryMeasuresIn } from '../../../catalog/measures/index.ts';
import { differenceFinding, oftenFinding, type OftenRow } from '../../../charts/differenceFinding.ts';
import { measureFormat } from '../../../charts/measureWords.ts';
import { table } from '../../../exports/report/blocks.ts';
import { count } from '../../../results/format.ts';
import { paired } from '../../../results/paired.ts';
import type { PairedMeasure } from '../../../results/perRun.ts';
import { altOf, type ChartFigure, type Subject } from './figure.ts';

const SECTION = 'One strategy against another';

/** None where there is only one strategy. Stops after every comparison. */
export function* comparisonFigures(subject: Subject): Generator<void, ChartFigure[], void> {
  const { told, styles, shown, baseline } = subject;
  const { set, result } = told;
  const others = shown.filter((one) => one !== baseline);
  if (others.length === 0) return [];
  const measures = [...recoveryMeasuresIn(result.words), ...measuresIn(result.words)];
  const headline = measures.find(({ id }) => id === 'typicalSite')!;
  const words = measureFormat(headline);
  const how = result.runs === 1 ? 'One run.' : `${count(result.runs)} runs, compared one by one on the same luck.`;
  const rows = [];
  for (const { id, short } of others) {
    rows.push({
      id,
      name: short,
      style: styles.get(id)!,
      difference: paired(set, id, baseline.id, headline.id as PairedMeasure),
    });
    yield;
  }
  const title = differenceFinding(rows, baseline.short, words);
  const known = (value: number): string => (Number.isFinite(value) ? words.signed(value) : 'unknown');
  const differences: ChartFigure = {
    id: 'differences',
    section: SECTION,
    title,
    subtitle: `${headline.label}: mean difference to “${baseline.short}” in ${words.unit}, with its 95% interval; a minus is sooner. ${how}`,
    alt: altOf('Interval chart, a row for each strategy', title),
    table: table(
      `${headline.label}: difference to ${baseline.short}, ${words.unit}`,
      ['Strategy', 'Mean difference', '95% interval', 'Sooner, runs', 'Equal, runs', 'Later, runs'],
      rows.map(({ name, difference: { mean, low, high, aBetter, ties, bBetter } }) => [
        name,
        known(mean),
        `${known(low)} to ${known(high)}`,
        count(aBetter),
        count(ties),
        count(bBetter),
      ]),
      { figures: [1, 2, 3, 4, 5], widths: [4, 2, 3, 2, 2, 2] },
    ),
    drawn: {
      chart: 'differences',
      rows,
      isTime: words.isTime,
      signed: words.signed,
      tick: words.signedTick,
      caption: `mean difference to “${baseline.short}”, ${words.unit}`,
    },
  };
  // By every measure of the one that does best by the first: all of them against all would fill the report.
  const best = rows.reduce((least, row) => (row.difference.mean < least.difference.mean ? row : least));
  const often: OftenRow[] = [];
  for (const { id, label } of measures) {
    const { aBetter, ties, bBetter } = paired(set, best.id, baseline.id, id as PairedMeasure);
    often.push({ id, label, better: aBetter, equal: ties, worse: bBetter });
    yield;
  }
  const oftenTitle = oftenFinding(often, best.name, baseline.short);
  return [
    differences,
    {
      id: 'often',
      section: SECTION,
      title: oftenTitle,
      subtitle: `“${best.name}” against “${baseline.short}” by every measure: share of runs in which it is better, equal or worse. ${how}`,
      alt: altOf('Bar chart, a row for each measure', oftenTitle),
      table: table(
        `${best.name} against ${baseline.short}, runs`,
        ['Measure', 'Better', 'Equal', 'Worse'],
        often.map(({ label, better, equal, worse }) => [label, ...[better, equal, worse].map(count)]),
        { figures: [1, 2, 3], widths: [6, 1, 1, 1] },
      ),
      drawn: {
        chart: 'often',
        rows: often,
        strategy: { name: best.name, style: best.style },
        against: { name: baseline.short, style: styles.get(baseline.id)! },
      },
    },
  ];
}
