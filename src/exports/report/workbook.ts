/** The study as sheets of a workbook, before they are a file: one row a figure or a moment, numbers as numbers, every column explained. */
import { MEASURE_IDS, measuresIn, recoveryMeasuresIn, RECOVERY_IDS } from '../../catalog/measures/index.ts';
import type { Template } from '../../catalog/templates/template.ts';
import { curveOf } from '../../results/curves.ts';
import { count } from '../../results/format.ts';
import { paired } from '../../results/paired.ts';
import { siteMeasures, siteSummaries } from '../../results/sites.ts';
import type { Interval, QuantileInterval, RecoverySummary, Spread, StrategySummary } from '../../results/types.ts';
import { untold, whoPays } from '../../results/untold.ts';
import { dayNumber } from '../../scenario/calendar.ts';
import type { Told } from '../anonymous.ts';
import type { Cell } from '../csvCells.ts';
import { BASES, knownFigures } from './basis.ts';
import { DISCLAIMER, incidentDate, periodWords, standingWords, type Standing } from './standing.ts';

/** A column: its heading, what it means (for the sheet that explains them), and how wide it is in characters. */
export interface Column {
  readonly head: string;
  readonly meaning: string;
  readonly width: number;
  /** Moments are days since 30 December 1899, as spreadsheets count them; shares are of 1 and shown as percentages. */
  readonly shows?: 'moment' | 'share';
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Without the headings. */
  readonly rows: readonly (readonly Cell[])[];
}

const column = (head: string, meaning: string, width = 14): Column => ({ head, meaning, width });
const share = (head: string, meaning: string, width = 14): Column => ({ head, meaning, width, shows: 'share' });

const STRATEGY = column('Strategy', 'Its short title', 18);
const RUN_WORDS = 'over runs; empty where it falls among runs that are not back, or where there is no such figure';
const FIGURES: readonly Column[] = [
  column('Mean', `Mean ${RUN_WORDS}`, 12),
  column('5%', `5th percentile ${RUN_WORDS}`, 12),
  column('Median', `Middle run; ${RUN_WORDS}`, 12),
  column('95%', `95th percentile ${RUN_WORDS}`, 12),
  column('Mean, low', 'Lower end of the 95% interval of the mean (Student)', 12),
  column('Mean, high', 'Upper end of it', 12),
  column('Median, low', 'Lower end of the interval of the median, at least 95% (order statistics)', 12),
  column('Median, high', 'Upper end of it', 12),
  share('Share not back', 'Share of runs not back within the period; empty for what is no moment', 14),
];

function figures(spread: Spread, isMoment: boolean): Cell[] {
  const { mean, p5, median, p95, notBack, intervals } = spread;
  return [mean, p5, median, p95, ...ends(intervals.mean), ...ends(intervals.median), isMoment ? notBack : null];
}

function ends(interval: Interval | QuantileInterval | null): Cell[] {
  return [interval?.low ?? null, interval?.high ?? null];
}

/** Stops between its parts, so that whoever makes it can take a breath. */
export function* workbook(
  told: Told,
  templates: Readonly<Record<string, Template>>,
  standing: Standing,
): Generator<void, readonly Sheet[], void> {
  const sheets = [summary(told)];
  yield;
  sheets.push(yield* curves(told));
  sheets.push(yield* sites(told));
  sheets.push(services(told));
  yield;
  sheets.push(yield* differences(told));
  sheets.push(assumptionSheet(told, templates));
  return [...sheets, readMe(told, standing, sheets)];
}

function summary({ set, result }: Told): Sheet {
  const { words } = result;
  const moments: readonly [string, string, (one: StrategySummary) => Spread][] = [
    ...recoveryMeasuresIn(words)
      .filter(({ id }) => id !== 'noTraceLeft' && id !== 'recordsUpToDate')
      .map(({ id, label, unit }): [string, string, (one: StrategySummary) => Spread] => [
        label,
        `${unit} after restoration`,
        (one) => one[id as 'typicalSite' | 'ninetiethSite' | 'slowestSite' | 'whole'].fromRestoration,
      ]),
    ['No trace left', 'hours from the start', (one) => one.noTraceLeftHours],
    ['Records up to date', 'hours after restoration', (one) => one.recordsUpToDateHours],
  ];
  return {
    name: 'Summary',
    columns: [
      STRATEGY,
      column('Measure', 'What it is, defined under Measures below', 44),
      column('Unit', 'Its unit', 30),
      ...FIGURES,
    ],
    rows: result.strategies.flatMap((one): Cell[][] => [
      ...moments.map(([label, unit, of]): Cell[] => [one.short, label, unit, ...figures(of(one), true)]),
      ...measuresIn(words).map(({ id, label, unit }): Cell[] => [
        one.short,
        label,
        unit,
        ...figures(one.measures[id], false),
      ]),
      constant(one.short, `Cost a year${whoPays(set)}`, one.costPerYear),
      constant(one.short, `Cost once${whoPays(set)}`, one.setUpCost),
    ]),
  };
}

function constant(strategy: string, label: string, value: number): Cell[] {
  return [strategy, label, 'pounds', value, ...FIGURES.slice(1).map(() => null)];
}

/** What spreadsheets call the moment at an hour of the results period. */
export function serialMoment(resultsFrom: string, hour: number): number {
  return dayNumber(resultsFrom) - dayNumber('1899-12-30') + hour / 24;
}

function* curves({ set, result }: Told): Generator<void, Sheet, void> {
  const lines: { short: string; name: string; values: readonly number[] }[] = [];
  for (const { id, short } of result.strategies) {
    const curve = curveOf(set, id, 'extra', { unit: 'hours' });
    yield;
    const parts = (
      [
        ['mean', curve.mean],
        ['5%', curve.p5],
        ['median', curve.median],
        ['95%', curve.p95],
      ] as const
    ).map(([name, values]) => ({ short, name, values }));
    lines.push(...parts);
  }
  return {
    name: 'Curves',
    columns: [
      { head: 'Time', meaning: 'London wall time, on the hour', width: 20, shows: 'moment' },
      column('Hour', 'Hours since results begin', 8),
      ...lines.map(({ short, name }) =>
        column(`${short}, ${name}`, 'Extra work outstanding, all services, staff-hours', 16),
      ),
    ],
    rows: Array.from({ length: result.hours }, (_, hour): Cell[] => [
      serialMoment(result.resultsFrom, hour),
      hour,
      ...lines.map(({ values }) => Math.round(values[hour]! * 1e4) / 1e4),
    ]),
  };
}

function* sites({ set, result }: Told): Generator<void, Sheet, void> {
  const perSite = measuresIn(result.words).filter((measure) => measure.perSite);
  const rows: Cell[][] = [];
  for (const { id, short } of result.strategies) {
    const means = siteMeasures(set, id);
    yield;
    const summaries = siteSummaries(set, id);
    yield;
    for (const site of summaries) {
      const { median, p5, p95, notBack } = site.fromRestoration;
      const back = site.hit === 0 ? [null, null, null, null] : [median, p5, p95, notBack];
      rows.push([
        site.title,
        site.kind,
        set.model.sites[site.site]!.patients,
        short,
        site.hit,
        ...back,
        ...perSite.map((measure) => means[site.site]![measure.id] ?? null),
      ]);
    }
  }
  return {
    name: 'Sites',
    columns: [
      column('Site', 'Its title, or a letter', 28),
      column('Kind', 'Kind of site', 16),
      column('People served', 'List size, or people served; 0 where it is not counted by them', 14),
      STRATEGY,
      share('Share hit', 'Share of runs in which the incident hits it', 10),
      column('Back, median', 'Working days after restoration, of the runs that hit it; empty: not back', 14),
      column('Back, 5%', 'The same, 5th percentile', 10),
      column('Back, 95%', 'The same, 95th percentile', 10),
      share('Share not back', 'Share of those runs in which it is not back', 14),
      ...perSite.map(({ label, unit, meaning }) => column(`${label}, ${unit}`, `Mean over all runs. ${meaning}`, 18)),
    ],
    rows,
  };
}

function services({ result }: Told): Sheet {
  const perService = measuresIn(result.words).filter((measure) => measure.perService);
  const moment = ({ fromRestoration }: RecoverySummary): Cell[] => figures(fromRestoration, true);
  return {
    name: 'Services',
    columns: [
      STRATEGY,
      column('Service', 'Kind of work, over all sites that do it', 40),
      column('Counted as', 'People or items', 12),
      column('Measure', 'What it is, defined under Measures below', 44),
      column('Unit', 'Its unit', 30),
      ...FIGURES,
    ],
    rows: result.strategies.flatMap((one) =>
      one.services.flatMap((service): Cell[][] => {
        const counts = result.services.find(({ key }) => key === service.key)?.counts ?? 'items';
        const row = (label: string, unit: string, cells: Cell[]): Cell[] => [
          one.short,
          service.title,
          counts,
          label,
          unit,
          ...cells,
        ];
        return [
          row('Back to normal', 'working days after restoration', moment(service.recovery)),
          row('Peak of extra', counts, figures(service.peakItems, false)),
          ...perService.map(({ id, label, unit }) => row(label, unit, figures(service.measures[id], false))),
        ];
      }),
    ),
  };
}

function* differences({ set, result }: Told): Generator<void, Sheet, void> {
  const baseline = result.strategies.find((one) => one.baseline) ?? result.strategies[0];
  const named = [...recoveryMeasuresIn(result.words), ...measuresIn(result.words)];
  const rows: Cell[][] = [];
  for (const one of result.strategies) {
    if (one === baseline) continue;
    for (const id of [...RECOVERY_IDS, ...MEASURE_IDS]) {
      if (untold(set, id) !== undefined) continue;
      const { mean, low, high, aBetter, bBetter, ties, restricted, moreRunsToSettle } = paired(
        set,
        one.id,
        baseline!.id,
        id,
      );
      yield;
      const { label, unit } = named.find((measure) => measure.id === id)!;
      const known = Number.isFinite(low) && Number.isFinite(high);
      rows.push([
        one.short,
        baseline!.short,
        label,
        unit,
        mean,
        known ? low : null,
        known ? high : null,
        aBetter,
        bBetter,
        ties,
        restricted ? 'yes' : 'no',
        moreRunsToSettle,
      ]);
    }
  }
  return {
    name: 'Paired',
    columns: [
      STRATEGY,
      column('Less', 'What it is compared with, on the same people and the same luck', 18),
      column('Measure', 'What it is, defined under Measures below', 44),
      column('Unit', 'Its unit', 30),
      column('Mean difference', 'Strategy less the other, mean over runs; below zero is sooner or less', 16),
      column('Low', 'Lower end of its 95% interval (Student); empty for a single run', 12),
      column('High', 'Upper end of it', 12),
      column('Runs better', 'Runs in which the strategy does better', 12),
      column('Runs worse', 'Runs in which it does worse', 12),
      column('Runs equal', 'Runs in which they do alike', 12),
      column('Restricted', 'yes: some run is not back, and counts as back on the last day', 12),
      column('More runs', 'Further runs that would tell the two apart; empty where none would', 12),
    ],
    rows,
  };
}

function assumptionSheet({ set, result }: Told, templates: Readonly<Record<string, Template>>): Sheet {
  const known = knownFigures(set.model.scenario, templates);
  return {
    name: 'Assumptions',
    columns: [
      column('Figure', 'Where it stands in the scenario, or what it is called', 52),
      column('Value', 'What is planned with; empty where the row is about several figures', 12),
      column('Lowest', 'The least it could be, where it is uncertain', 12),
      column('Highest', 'The most it could be', 12),
      column('Unit', 'Its unit', 14),
      column('How it is known', BASES.map(({ title, meaning }) => `${title}: ${meaning}`).join(' '), 16),
      column('Source', 'Where it comes from', 60),
      column('Note', 'What else is to be known of it', 60),
    ],
    rows: [
      ...result.uncertain.parameters.map(({ of, label, central, low, high, unit, words, why, source }): Cell[] => [
        `${label}: ${of}`,
        central,
        low,
        high,
        unit === 'of 1' ? 'share' : unit,
        'Uncertain',
        source ?? '',
        [words, why].filter(Boolean).join('. '),
      ]),
      ...known.map(({ figure, basis, source, note }): Cell[] => [
        figure,
        null,
        null,
        null,
        '',
        BASES.find((one) => one.basis === basis)!.title,
        source,
        note,
      ]),
    ],
  };
}

/** What the others are, column by column. */
function readMe({ result, verdict }: Told, standing: Standing, sheets: readonly Sheet[]): Sheet {
  const unfinished = standingWords(result, standing);
  const row = (sheet: string, what: string, meaning: Cell): Cell[] => [sheet, what, meaning];
  return {
    name: 'Read me',
    columns: [
      column('Sheet', 'Which sheet a row explains', 14),
      column('What', 'A column, or a fact of the study', 44),
      column('Meaning', 'What it means', 110),
    ],
    rows: [
      ...(unfinished ? [row('Study', 'Standing', unfinished)] : []),
      row('Study', 'Scenario', result.scenario.title),
      row('Study', 'Incident', incidentDate(result)),
      row('Study', 'Period of results', periodWords(result)),
      row('Study', 'Verdict', `${verdict.headline} ${verdict.detail}`.trim()),
      row('Study', 'Runs', result.runs),
      row('Study', 'Seed', result.seed),
      row('Study', 'Engine version', result.engineVersion),
      row('Study', 'Hash of the scenario', result.scenario.hash),
      row('Study', 'Hash of the results', result.hash),
      row('Study', 'What it is', DISCLAIMER),
      row(
        'Study',
        'Compared with',
        'Everything is what a run has more than the same run without the incident, unless its meaning says otherwise.',
      ),
      ...sheets.flatMap(({ name, columns }) => columns.map(({ head, meaning }) => row(name, head, meaning))),
      ...[...recoveryMeasuresIn(result.words), ...measuresIn(result.words)].map(({ label, unit, meaning }) =>
        row('Measures', `${label}, ${unit}`, meaning),
      ),
      ...result.warnings.map((warning, k) => row('Warnings', count(k + 1), warning)),
    ],
  };
}
