/** What the incident did to the work: where it went, time-critical work missed by class, and staff time on top. */
import type { RowGroup } from '../../../charts/rowGroup.ts';
import { measureOf } from '../../../catalog/measures/index.ts';
import { groupsFinding, longestFinding, workFinding } from '../../../charts/disruptionFindings.ts';
import { plainNumber } from '../../../charts/number.ts';
import { displacedWords, workParts, workWords } from '../../../charts/workWords.ts';
import { table, type ReportTable } from '../../../exports/report/blocks.ts';
import { byService } from '../../../results/byService.ts';
import { count, dayMonth, lastDate } from '../../../results/format.ts';
import { staffTimes, type StaffTime } from '../../../results/staffTime.ts';
import type { Spread } from '../../../results/types.ts';
import { PARTS, whereWorkWent } from '../../../results/whereWorkWent.ts';
import { figureOf, intervalOf, spreadPair } from '../../parts/rowFigures.ts';
import { altOf, overRuns, placesOf, type ChartFigure, type Subject } from './figure.ts';

const WORK = 'What became of the work';

/** Stops between them, so that whoever makes them can take a breath. */
export function* workFigures(subject: Subject): Generator<void, ChartFigure[], void> {
  const went = whereItWent(subject);
  yield;
  return [went, ...missed(subject)];
}

function whereItWent(subject: Subject): ChartFigure {
  const { told, styles, shown } = subject;
  const { set, result } = told;
  const found = whereWorkWent(set, undefined);
  const rows = shown.map((strategy) => ({ strategy, work: found.strategies.find(({ id }) => id === strategy.id)! }));
  const mean = (spread: Spread): number => spread.mean ?? 0;
  const { names, told: said } = workWords(
    found,
    rows.map(({ work }) => mean(work.parts.neverArose)),
    { elsewhere: result.words.elsewhere, end: dayMonth(lastDate(set.model.scenario)) },
  );
  const unit = 'hours of work';
  const bars = rows.map(({ strategy: { id, short, baseline }, work }) => ({
    id,
    name: short,
    baseline,
    style: styles.get(id)!,
    values: PARTS.map((part) => mean(work.parts[part])),
    total: displacedWords(mean(work.displaced)),
    range: spreadPair(work.displaced, found.runs),
  }));
  const title = workFinding(bars, said, unit);
  const fewer =
    found.runs < result.runs ? ` Worked out from ${count(found.runs)} of the runs, whose days are kept.` : '';
  return {
    id: 'work',
    section: WORK,
    title,
    subtitle: `All services${found.leavesOutHubs ? ' but those of hubs' : ''}, in staff time: what became of work that would have been dealt with on the day it was due; ${unit}, ${placesOf(subject)}, compared with the same weeks without the incident. ${
      found.runs < 2
        ? 'One run.'
        : `Bars: means; under them the sum of the parts, with 5% to 95% of ${count(found.runs)} runs.`
    }${fewer}`,
    alt: altOf('Stacked bars, one for each strategy', title),
    table: table(
      `Work not dealt with on the day it was due, by what became of it: ${unit}, means`,
      ['Strategy', 'Not on its day (5% to 95% of runs)', ...PARTS.map((part) => names[part])],
      rows.map(({ strategy, work }) => [
        strategy.short,
        figureOf(work.displaced, found.runs),
        ...PARTS.map((part) => plainNumber(mean(work.parts[part]))),
      ]),
      { figures: [1, 2, 3, 4, 5, 6], widths: [3, 4, 3, 3, 3, 3, 3] },
    ),
    drawn: { chart: 'bars', bars, parts: workParts(names), unit },
  };
}

/** None where no class of work is time-critical, or none of it was missed. */
function missed(subject: Subject): ChartFigure[] {
  const { told, shown, baseline } = subject;
  const { set, result } = told;
  const about = measureOf('missed', result.words);
  const { rows } = byService(
    set,
    result,
    'missed',
    shown.map(({ id }) => id),
  );
  if (rows.length === 0) return [];
  const groups = rows.map((row) => ({
    id: row.key,
    title: row.counts === 'people' ? `${row.title} (people)` : row.title,
    rows: rowsOf(subject, row.strategies),
  }));
  const title = groupsFinding(withBaseline(groups, baseline.id), about.label, about.unit);
  return [
    {
      id: 'missed',
      section: WORK,
      title,
      subtitle: `${about.meaning} By class of work, ${about.unit}, ${placesOf(subject)}. ${markWords(subject, 'Mark')}`,
      alt: altOf('Marks with intervals, a row for each strategy in each class of work', title),
      table: byStrategy(
        subject,
        `${about.label} by class of work: ${about.unit}, mean (5% to 95% of runs)`,
        'Class of work',
        groups,
      ),
      drawn: { chart: 'rows', groups, marks: 'dots', unit: about.unit },
    },
  ];
}

const TIMES = {
  extraHours: 'Extra staff',
  stayLateHours: 'Staying late',
  overtimeHours: 'Overtime',
  reentryHours: 'Typing up',
} as const;

/** None where nobody works longer under any strategy. */
export function staffFigures(subject: Subject): ChartFigure[] {
  const { told, shown, baseline } = subject;
  const { set, result } = told;
  const times = staffTimes(
    set,
    result,
    shown.map(({ id }) => id),
  ).filter((time) => time.strategies.some(({ spread }) => [spread.mean, spread.p5, spread.p95].some(Boolean)));
  if (times.length === 0) return [];
  const groups = times.map((time) => ({
    id: time.id,
    title: `${TIMES[time.id]}${payWords(time)}`,
    rows: rowsOf(subject, time.strategies),
  }));
  const unit = 'staff-hours';
  const title = longestFinding(withBaseline(groups, baseline.id), unit);
  return [
    {
      id: 'staff',
      section: 'Staff time and typing up',
      title,
      subtitle: `Staff time beyond base shifts, and typing up what was done without the system; ${unit}, ${placesOf(subject)}. Typing up is done in any of the other hours or in ordinary ones, so the kinds are not added up. ${markWords(subject, 'Bar')}`,
      alt: altOf('Bars, a row for each strategy in each kind of time', title),
      table: byStrategy(subject, `Staff time on top: ${unit}, mean (5% to 95% of runs)`, 'Kind of time', groups),
      drawn: { chart: 'rows', groups, marks: 'bars', unit },
    },
  ];
}

/** How it is paid, where that is the same under every strategy that has any of it. */
function payWords({ strategies }: StaffTime): string {
  const pays = new Set(strategies.flatMap(({ pay, spread }) => (pay && spread.mean ? [pay] : [])));
  return pays.size === 1 ? ` (${[...pays][0]})` : '';
}

function rowsOf(
  { told: { result }, styles, shown }: Subject,
  strategies: readonly { readonly id: string; readonly spread: Spread }[],
): RowGroup['rows'] {
  return strategies.map(({ id, spread }) => ({
    id,
    name: shown.find((one) => one.id === id)!.short,
    style: styles.get(id)!,
    value: spread.mean ?? 0,
    interval: intervalOf(spread),
    spread: spreadPair(spread, result.runs),
    figure: figureOf(spread, result.runs),
    short: plainNumber(spread.mean ?? 0),
  }));
}

function withBaseline(groups: readonly RowGroup[], baseline: string) {
  return groups.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => ({ ...row, baseline: row.id === baseline })),
  }));
}

function markWords(subject: Subject, mark: string): string {
  return `${overRuns(subject, `${mark}: mean; thick line: 95% interval of the mean; thin line, and figures in brackets: 5% to 95%`)}.`;
}

/** A row for each class or kind, a column for each strategy. */
function byStrategy({ shown }: Subject, caption: string, first: string, groups: readonly RowGroup[]): ReportTable {
  return table(
    caption,
    [first, ...shown.map(({ short }) => short)],
    groups.map(({ title, rows }) => [title, ...rows.map(({ figure }) => figure)]),
    { figures: shown.map((_, k) => k + 1), widths: [4, ...shown.map(() => 3)] },
  );
}
