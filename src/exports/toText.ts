/** A study as text for a terminal: the verdict, strategies by measures, then evidence, warnings and how to repeat it. */
import { measureOf, type MeasureId } from '../catalog/measures/index.ts';
import { NEUTRAL, type Words } from '../catalog/words.ts';
import { addDays, count, dayMonth, decimal, list, longDate, percent, pounds } from '../results/format.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { layoutOf, type ServiceKey } from '../results/layout.ts';
import type { EvidenceResult, Interval, Spread, StrategySummary, StudyResult } from '../results/types.ts';
import type { PairedMeasure } from '../results/perRun.ts';
import { spreadSentence } from '../results/uncertain.ts';
import { reasonsUntold, untold, whoPays } from '../results/untold.ts';
import { agreementLines, agreementsOf } from '../scenario/agreements.ts';
import { verdict } from '../results/verdict.ts';
import type { ExportOptions } from './options.ts';
import { serviceRows } from './textServices.ts';
import { comparisonLines, precisionLines, uncertaintyLines } from './textComparisons.ts';

const WIDTH = 100;

/** Measures of the table, in the order in which people ask. */
const ROWS: readonly MeasureId[] = [
  'late',
  'longestWait',
  'notDealtWith',
  'withoutRecord',
  'peakHours',
  'passedOn',
  'gaveUp',
  'putOff',
  'reentryHours',
  'overtimeHours',
  'stayLateHours',
  'extraHours',
];

export interface TextOptions extends ExportOptions {
  /** Strategies to show, baseline included; all when not stated. */
  readonly strategies?: readonly string[];
  /** The strategy of the verdict; the one back soonest when not stated. */
  readonly chosen?: string;
}

/** The whole answer as lines of text. */
export function toText(result: StudyResult, set: ResultSet, options: TextOptions = {}): string {
  const shown = result.strategies.filter((strategy) => options.strategies?.includes(strategy.id) ?? true);
  const { headline, detail, decides } = verdict(result, set, options.chosen);
  const last = dayMonth(addDays(result.resultsFrom, Math.ceil(result.hours / 24) - 1));
  const hit =
    result.words.site.many !== NEUTRAL.site.many
      ? `${count(result.headline.affected)} of ${count(result.headline.total)} ${result.words.site.many} hit`
      : `${count(result.affectedSites)} of ${count(result.siteCount)} sites hit`;
  return [
    result.scenario.title,
    ...(set.service ? [`Only ${set.service.title} (${set.service.key})`] : []),
    `${count(result.runs)} runs, ${hit}, ${longDate(result.resultsFrom)} to ${last}`,
    '',
    ...wrap(headline, WIDTH),
    ...wrap(detail, WIDTH),
    ...(decides === undefined ? [] : wrap(decides, WIDTH)),
    '',
    ...table(rowsOf(set, result, shown, last)),
    '',
    ...wrap(
      `Median over runs, with the 5th and 95th percentile in brackets; compared with the same runs without the incident. "later" means not back by ${last}. Intervals are at least 95%: how surely the figure is known from this number of runs. ${spreadSentence(result.uncertain)}`,
      WIDTH,
    ),
    ...(set.service ? [] : servicesPart(set, shown)),
    ...part('Not told here', reasonsUntold(set, ['missed', ...ROWS, 'noTraceLeft', 'recordsUpToDate', 'cost'])),
    ...part('Run by run against today’s arrangement', comparisonLines(set, shown, last)),
    ...part('Precision', options.precision ? precisionLines(options.precision, result.strategies) : []),
    ...part('Chance and not knowing', uncertaintyLines(set, shown)),
    ...agreementSection(shown, set),
    ...evidenceLines(result.evidence),
    ...(result.warnings.length > 0 ? ['', 'Warnings'] : []),
    ...result.warnings.flatMap((warning) => wrap(warning, WIDTH - 2).map((line) => `  ${line}`)),
    '',
    `Scenario ${result.scenario.hash}, seed ${result.seed}, engine ${result.engineVersion}, results ${result.hash}`,
    '',
  ].join('\n');
}

/** Every kind of work by itself, where there are several. */
function servicesPart(set: ResultSet, shown: readonly StrategySummary[]): string[] {
  const { rows, drawnIn, undisturbed } = serviceRows(set, shown, shortened);
  if (rows.length + drawnIn.length + undisturbed.length < 2) return [];
  const told = (what: string, titles: readonly string[]): string[] =>
    titles.length === 0 ? [] : ['', ...wrap(`${what}: ${list(titles)}.`, WIDTH)];
  const heading = ['Back to normal by service, typical site', ...shown.map(({ short }) => short)];
  return [
    ...(rows.length > 0 ? ['', ...columns([heading, ...rows])] : []),
    ...told('Services disrupted only where nobody is hit, because others are', drawnIn),
    ...told('Services not disrupted anywhere in any run', undisturbed),
  ];
}

/** A heading and its lines, set in; nothing when there are none. */
function part(heading: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [
    '',
    heading,
    ...lines.flatMap((line) => wrap(line, WIDTH - 4).map((text, k) => `${k === 0 ? '  ' : '    '}${text}`)),
  ];
}

/** Kinds of work that are time-critical: the classes by which what is missed is told. */
function timeCriticalOf(set: ResultSet): readonly ServiceKey[] {
  return layoutOf(set.frame, set.model).keys.filter((key) => key.timeCritical);
}

type Row = readonly string[] | string;

/** A heading is a string; a row has a label and a cell for each strategy. */
function rowsOf(set: ResultSet, result: StudyResult, strategies: readonly StrategySummary[], last: string): Row[] {
  const isTold = (measure: PairedMeasure): boolean => untold(set, measure) === undefined;
  const timeCritical = timeCriticalOf(set);
  const row = (label: string, cell: (strategy: StrategySummary) => string): string[] => [
    label,
    ...strategies.map(cell),
  ];
  const who = result.words.site.one;
  return [
    row('', (strategy) => `${strategy.short}${strategy.baseline ? ' *' : ''}`),
    'Back to normal, working days from restoration',
    row(`  typical ${who}`, (strategy) => moment(strategy.typicalSite.fromRestoration, 1)),
    row('    interval of this median', (strategy) => intervalOf(strategy.typicalSite.fromRestoration)),
    row(`  nine ${who}s in ten`, (strategy) => moment(strategy.ninetiethSite.fromRestoration, 1)),
    row(`  slowest ${who}`, (strategy) => moment(strategy.slowestSite.fromRestoration, 1)),
    row('  everybody together', (strategy) => moment(strategy.whole.fromRestoration, 1)),
    row(`  typical ${who} not disrupted`, ({ typicalSite }) =>
      share(typicalSite.notDisrupted, typicalSite.intervals.notDisrupted),
    ),
    row(`  typical ${who} disrupted again`, ({ typicalSite }) =>
      share(typicalSite.relapsed, typicalSite.intervals.relapsed),
    ),
    row(`  typical ${who} not back by ${last}`, ({ typicalSite: { fromRestoration } }) =>
      share(fromRestoration.notBack, fromRestoration.intervals.notBack),
    ),
    ...(isTold('recordsUpToDate') || isTold('noTraceLeft') ? ['Hours'] : []),
    ...(isTold('recordsUpToDate')
      ? [row('  records up to date, from restoration', (strategy) => moment(strategy.recordsUpToDateHours, 0))]
      : []),
    ...(isTold('noTraceLeft')
      ? [row('  no trace left, from the start', (strategy) => moment(strategy.noTraceLeftHours, 0))]
      : []),
    'More than without the incident',
    ...(isTold('missed')
      ? [
          row(`  ${labelOf('missed', result.words)}`, (strategy) =>
            figure(strategy.measures.missed, measureOf('missed').decimals),
          ),
        ]
      : []),
    ...timeCritical.map(({ key, title }) =>
      row(`    ${shortened(title)}`, (strategy) =>
        figure(strategy.services.find((service) => service.key === key)!.measures.missed, measureOf('missed').decimals),
      ),
    ),
    ...ROWS.filter(isTold).map((id) =>
      row(`  ${labelOf(id, result.words)}`, (strategy) => figure(strategy.measures[id], measureOf(id).decimals)),
    ),
    'Cost',
    ...(isTold('cost') ? [row('  this incident', (strategy) => money(strategy.measures.cost))] : []),
    row(`  every year${whoPays(set)}`, (strategy) => pounds(strategy.costPerYear)),
    row(`  set-up${whoPays(set)}`, (strategy) => pounds(strategy.setUpCost)),
  ];
}

/** A title that does not push the columns apart. */
function shortened(title: string): string {
  return title.length <= 44 ? title : `${title.slice(0, 43).trimEnd()}…`;
}

function labelOf(id: MeasureId, words: Words): string {
  const { label, unit } = measureOf(id, words);
  if (unit === 'hours waited') return `${label}, hours`;
  return unit === 'staff-hours' ? `${label}, staff-hours` : label;
}

function moment(spread: Spread, decimals: number): string {
  const one = (value: number | null): string => (value === null ? 'later' : decimal(value, decimals));
  return `${one(spread.median)} (${one(spread.p5)} to ${one(spread.p95)})`;
}

function intervalOf({ intervals: { median } }: Spread): string {
  if (median === null) return 'not enough runs';
  const end = (value: number | null): string => (value === null ? 'later' : decimal(value, 1));
  return `${end(median.low)} to ${end(median.high)}`;
}

/** A share of runs with its interval, `5% (1% to 24%)`. */
function share(value: number, { low, high }: Interval): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

function figure(spread: Spread, decimals: number): string {
  if (spread.median === null || spread.p5 === null || spread.p95 === null) return '-';
  // One measure, one number of decimals: but a figure in the thousands needs none.
  const places = spread.p95 >= 100 ? 0 : decimals;
  return `${decimal(spread.median, places)} (${decimal(spread.p5, places)} to ${decimal(spread.p95, places)})`;
}

function money(spread: Spread): string {
  if (spread.median === null || spread.p5 === null || spread.p95 === null) return '-';
  return spread.p5 === spread.p95
    ? pounds(spread.median)
    : `${pounds(spread.median)} (${pounds(spread.p5)} to ${pounds(spread.p95)})`;
}

/** Labels on the left, cells on the right under their strategy. */
function table(rows: readonly Row[]): string[] {
  const lines = columns(rows);
  return [
    lines[0]!,
    '-'.repeat(lines.reduce((width, text) => Math.max(width, text.length), 0)),
    ...lines.slice(1),
    '* today’s arrangement',
  ];
}

function columns(rows: readonly Row[]): string[] {
  const full = rows.filter((row): row is readonly string[] => typeof row !== 'string');
  const widths = full[0]!.map((_, column) => full.reduce((width, row) => Math.max(width, row[column]!.length), 0));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  return rows.map((row) => (typeof row === 'string' ? row : line(row)));
}

/** What nobody can decide alone, strategy by strategy. */
function agreementSection(strategies: readonly StrategySummary[], set: ResultSet): string[] {
  const { scenario } = set.model;
  const needed = strategies.flatMap(({ id, short }) => {
    const strategy = scenario.strategies.find((one) => one.id === id)!;
    const lines = agreementLines(agreementsOf(scenario, strategy));
    return lines.length === 0 ? [] : [`  ${short}`, ...lines.flatMap((line) => indented(line))];
  });
  return needed.length === 0 ? [] : ['', 'Agreements needed', ...needed];
}

function indented(text: string): string[] {
  return wrap(text, WIDTH - 4).map((line) => `    ${line}`);
}

function evidenceLines(evidence: readonly EvidenceResult[]): string[] {
  if (evidence.length === 0) return [];
  const number = (value: number | null): string => (value === null ? 'later' : decimal(value, 2));
  return [
    '',
    'Against the record',
    ...evidence.flatMap((one) => [
      ...wrap(`${one.claim} (${one.source})`, WIDTH - 10).map(
        (line, k) => `${(k === 0 ? (one.holds ? '  holds' : '  MISSES') : '').padEnd(10)}${line}`,
      ),
      ...wrap(
        one.simulated === null && one.unit === ''
          ? one.detail
          : `recorded ${decimal(one.between[0], 2)} to ${decimal(one.between[1], 2)}, simulated ${number(one.simulated)} (${number(one.low)} to ${number(one.high)}) ${one.unit}${one.fitted ? `; fitted${one.fittedParameters.length > 0 ? ` by ${one.fittedParameters.join(', ')}` : ''}, so no proof` : ''}`,
        WIDTH - 10,
      ).map((line) => `          ${line}`),
    ]),
  ];
}

/** Words to lines no longer than the width. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
