/** When a typical site is back to normal under each strategy: how runs spread, and the chance by each date. */
import {
  chanceFinding,
  datesOfInterest,
  middleRun,
  recoveryFinding,
  type About,
} from '../../../charts/recoveryFinding.ts';
import { chanceTable } from '../../../exports/report/answers.ts';
import { table } from '../../../exports/report/blocks.ts';
import { count, dayMonth, decimal, lastDate } from '../../../results/format.ts';
import { tellingDate } from '../../../results/tellingDate.ts';
import { spreadOfWhat } from '../../../results/uncertain.ts';
import { dayNumber, weekdayOf } from '../../../scenario/calendar.ts';
import { altOf, type ChartFigure, type Subject } from './figure.ts';

const SECTION = 'When everything is back to normal';
const SINCE = 'working days after restoration (a minus: before it)';

export function recoveryFigures(subject: Subject): ChartFigure[] {
  const { set, result } = subject.told;
  const { site } = result.words;
  const by = dayMonth(lastDate(set.model.scenario));
  const about: About = {
    who: { words: `a typical ${site.one}`, many: false },
    clock: 'restoration',
    by,
    runs: result.runs,
  };
  const places = `A typical ${site.one} of ${count(result.headline.total)}`;
  return [intervals(subject, about, places), ...chances(subject, about, places)];
}

function intervals({ told: { result }, styles, shown }: Subject, about: About, places: string): ChartFigure {
  const rows = shown.map(({ id, short, baseline, typicalSite }) => ({
    id,
    name: short,
    baseline,
    style: styles.get(id)!,
    days: typicalSite.fromRestoration,
    notDisrupted: typicalSite.notDisrupted,
  }));
  const { by, runs } = about;
  const title = recoveryFinding(rows, about);
  const days = (value: number | null): string => (value === null ? 'not back' : decimal(value, 1));
  const times = (share: number): string => count(Math.round(share * runs));
  return {
    id: 'recovery',
    section: SECTION,
    title,
    subtitle: `${places}: ${SINCE}. ${runs === 1 ? 'One run' : `${count(runs)} runs, ${spreadOfWhat(result.uncertain)}`}.`,
    alt: altOf('Interval chart, a row for each strategy', title),
    table: table(
      `Back to normal, a typical ${result.words.site.one}: ${SINCE}`,
      ['Strategy', 'Middle run', '5% of runs', '25%', '75%', '95%', `Not back by ${by}, runs`, 'Not disrupted, runs'],
      rows.map((row) => {
        const { name, days: spread, notDisrupted } = row;
        return [
          name,
          middleRun(row),
          ...[spread.p5, spread.p25, spread.p75, spread.p95].map(days),
          times(spread.notBack),
          times(notDisrupted),
        ];
      }),
      { figures: [1, 2, 3, 4, 5, 6, 7], widths: [4, 3, 2, 2, 2, 2, 3, 3] },
    ),
    drawn: { chart: 'intervals', rows, runs, caption: SINCE, by },
  };
}

/** None where the results period has no date to speak of. */
function chances({ told: { result }, styles, shown }: Subject, about: About, places: string): ChartFigure[] {
  const marked = tellingDate(shown);
  if (marked === undefined) return [];
  const rows = shown.map(({ id, short, baseline, typicalSite }) => ({
    id,
    name: short,
    baseline,
    style: styles.get(id)!,
    chances: typicalSite.chanceByDate,
  }));
  const start = rows[0]!.chances[0]!.date;
  const title = chanceFinding(rows, marked, about);
  return [
    {
      id: 'chance',
      section: SECTION,
      title,
      subtitle: `${places}: % of runs in which it is back to normal by the end of each date. ${
        result.runs === 1 ? 'One run' : `Band: 95% interval of the share, ${count(result.runs)} runs`
      }.`,
      alt: altOf('Step chart, a line for each strategy', title),
      table: chanceTable(result, shown),
      drawn: {
        chart: 'chance',
        rows,
        runs: result.runs,
        start,
        dates: datesOfInterest(rows, marked, weekdayOf(dayNumber(start))),
        marked,
      },
    },
  ];
}
