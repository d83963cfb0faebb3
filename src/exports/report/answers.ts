/** The answers of a study as parts of a report: strategies beside each other, differences, what is on record. */
import { MEASURE_IDS, measuresIn, recoveryMeasuresIn } from '../../catalog/measures/index.ts';
import { addDays, count, dayMonth, decimal, percent, pounds, shortDate } from '../../results/format.ts';
import { tellingDate } from '../../results/tellingDate.ts';
import { paired } from '../../results/paired.ts';
import type { PairedMeasure } from '../../results/perRun.ts';
import type { EvidenceResult, PairedDifference, StrategySummary, StudyResult } from '../../results/types.ts';
import { uncertaintyOf } from '../../results/uncertainty.ts';
import { spreadSentence } from '../../results/uncertain.ts';
import { costsNotSplit, reasonsUntold, recordUntold, untold, whoPays } from '../../results/untold.ts';
import type { Told } from '../anonymous.ts';
import { bullets, heading, NONE, paragraph, table, type Block, type ReportTable } from './blocks.ts';
import { STRATEGIES_ON_PAGE } from './boardPage.ts';
import { backFigure, inLine, meanFigure, moneyFigure } from './figures.ts';

const columns = (some: readonly unknown[]): number[] => some.map((_, k) => k + 1);

/** Every option by every measure; a column an option. */
export function strategyTable({ set, result }: Told, shown: readonly StrategySummary[]): ReportTable {
  const { words } = result;
  const row = (label: string, cell: (strategy: StrategySummary) => string): string[] => [label, ...shown.map(cell)];
  const date = tellingDate(shown);
  return table(
    'Strategies beside each other',
    ['Measure', ...shown.map(({ short, baseline }) => `${short}${baseline ? ' (today)' : ''}`)],
    [
      row(`Back to normal, typical ${words.site.one}: working days after restoration, median (90% range)`, (one) =>
        inLine(backFigure(one.typicalSite)),
      ),
      row(`Nine ${words.site.many} in ten`, (one) => inLine(backFigure(one.ninetiethSite))),
      row(`Slowest ${words.site.one}`, (one) => inLine(backFigure(one.slowestSite))),
      row('Everybody together', (one) => inLine(backFigure(one.whole))),
      ...(date === undefined
        ? []
        : [
            row(`Chance that a typical ${words.site.one} is back by ${shortDate(date)}`, (one) =>
              percent(one.typicalSite.chanceByDate.find((by) => by.date === date)?.share ?? 0),
            ),
          ]),
      ...measuresIn(words)
        .filter(({ id }) => id !== 'cost' && untold(set, id) === undefined)
        .map(({ id, label, unit }) =>
          row(`${label}: ${unit}, mean (90% range)`, (one) => inLine(meanFigure(one.measures[id]))),
        ),
      ...(untold(set, 'cost') === undefined
        ? [row('Cost this time, mean (90% range)', (one) => inLine(moneyFigure(one.measures.cost)))]
        : []),
      row(`Cost a year${whoPays(set)}`, (one) => pounds(one.costPerYear)),
      row(`Cost once${whoPays(set)}`, (one) => pounds(one.setUpCost)),
    ],
    { figures: columns(shown), widths: [5, ...shown.map(() => 3)] },
  );
}

export function chanceTable(result: StudyResult, shown: readonly StrategySummary[]): ReportTable {
  const dates = shown[0]?.typicalSite.chanceByDate ?? [];
  // From the day on which every option is back in every run nothing changes.
  const settled = dates.findIndex((_, k) => shown.every((one) => one.typicalSite.chanceByDate[k]!.share === 1));
  return table(
    `Chance that a typical ${result.words.site.one} is back to normal by the end of a date`,
    ['Date', ...shown.map(({ short }) => short)],
    dates.slice(0, settled < 0 ? dates.length : settled + 1).map(({ date }, k) => [
      shortDate(date),
      ...shown.map((one) => {
        const { share, low, high } = one.typicalSite.chanceByDate[k]!;
        return `${percent(share)} (${percent(low)} to ${percent(high)})`;
      }),
    ]),
    { figures: columns(shown), widths: [2, ...shown.map(() => 3)] },
  );
}

const SAID = {
  'a-better': 'Better',
  'b-better': 'Worse',
  same: 'No difference',
  'cannot-tell': 'Cannot be told apart',
} as const;

/** What differences are told of: recovery and what a board asks about. */
const COMPARED: readonly PairedMeasure[] = [
  'typicalSite',
  'slowestSite',
  'missed',
  'notDealtWith',
  'withoutRecord',
  'peakHours',
  'cost',
];

export function differenceTable({ set, result }: Told): ReportTable | undefined {
  const baseline = result.strategies.find((strategy) => strategy.baseline) ?? result.strategies[0];
  const others = result.strategies.filter((strategy) => strategy !== baseline);
  if (!baseline || others.length === 0) return undefined;
  const all = [...recoveryMeasuresIn(result.words), ...measuresIn(result.words)];
  return table(
    `Each strategy less “${baseline.short}”, run by run`,
    ['Strategy', 'Measure', 'Mean difference', '95% interval of the mean', 'Reading', 'Better in'],
    others.flatMap((strategy) =>
      COMPARED.filter((id) => untold(set, id) === undefined).map((id) => {
        const { label, unit } = all.find((one) => one.id === id)!;
        const difference = paired(set, strategy.id, baseline.id, id);
        return [
          strategy.short,
          `${label}, ${unit}`,
          signed(difference.mean),
          intervalWords(difference),
          SAID[difference.standing],
          `${count(difference.aBetter)} of ${count(difference.runs)} runs${difference.restricted ? ', restricted' : ''}`,
        ];
      }),
    ),
    { figures: [2, 3], widths: [2, 4, 2, 3, 2, 2] },
  );
}

function intervalWords({ low, high }: PairedDifference): string {
  return Number.isFinite(low) && Number.isFinite(high) ? `${signed(low)} to ${signed(high)}` : 'one run tells none';
}

/** One decimal, `+0.4`. */
export function signed(value: number): string {
  const text = decimal(value, Math.abs(value) < 99.95 ? 1 : 0);
  return value > 0 && !/^0(\.0)?$/.test(text) ? `+${text}` : text;
}

/** As many columns as a page can hold, so that twenty strategies can be read too. */
function inGroups(shown: readonly StrategySummary[]): (readonly StrategySummary[])[] {
  const groups: (readonly StrategySummary[])[] = [];
  for (let k = 0; k < shown.length; k += STRATEGIES_ON_PAGE) groups.push(shown.slice(k, k + STRATEGIES_ON_PAGE));
  return groups;
}

/** Options, figures, differences; the chances by date too, unless a chart has them already. */
export function answerBlocks(told: Told, chances = true): Block[] {
  const { set, result } = told;
  const { scenario } = set.model;
  const shown = result.strategies;
  const differences = differenceTable(told);
  const last = dayMonth(addDays(result.resultsFrom, Math.ceil(result.hours / 24) - 1));
  return [
    heading(1, 'Strategies'),
    bullets(
      shown.map(({ id, short, title, baseline }) => {
        const note = scenario.strategies.find((one) => one.id === id)?.note;
        return `${short}${title === short ? '' : `: ${title}`}${baseline ? ', today’s arrangement' : ''}.${note ? ` ${note}` : ''}`;
      }),
    ),
    ...inGroups(shown).map((some) => strategyTable(told, some)),
    paragraph(
      [
        `Compared with the same weeks without the incident. Not back means not back by ${last}. ${spreadSentence(result.uncertain)}`,
        ...reasonsUntold(set, MEASURE_IDS),
        ...costsNotSplit(result.strategies),
      ].join(' '),
      'note',
    ),
    ...(chances ? inGroups(shown) : []).map((some) => chanceTable(result, some)).filter(({ rows }) => rows.length > 0),
    ...(differences
      ? [
          heading(2, 'Differences'),
          paragraph(
            `Every strategy meets the same ${result.words.person.many} and the same luck, so differences are taken run by run; a minus is sooner or less. Restricted: a run that is not back counts as back on the last day.`,
          ),
          differences,
        ]
      : []),
    ...(result.warnings.length > 0 ? [heading(2, 'Warnings'), bullets(result.warnings)] : []),
  ];
}

/** What is on record against what is simulated; what was fitted and what was predicted in columns of their own. */
export function evidenceTable({ evidence }: StudyResult): ReportTable | undefined {
  if (evidence.length === 0) return undefined;
  const simulated = (one: EvidenceResult): string => {
    const number = numberOf(one);
    if (one.simulated === null && one.low === null) return one.detail;
    const range = one.low === null && one.high === null ? '' : ` (${number(one.low)} to ${number(one.high)})`;
    return `${number(one.simulated)}${range}: ${one.holds ? 'holds' : 'does not hold'}`;
  };
  return table(
    'Recorded against simulated',
    ['On record', 'Recorded', 'Simulated, fitted', 'Simulated, predicted', 'Source'],
    evidence.map((one) => [
      one.claim,
      `${numberOf(one)(one.between[0])} to ${numberOf(one)(one.between[1])} ${one.unit}`,
      one.fitted
        ? `${simulated(one)}. Fitted${one.fittedParameters.length > 0 ? ` by ${one.fittedParameters.join(', ')}` : ''}`
        : NONE,
      one.fitted ? NONE : simulated(one),
      one.source,
    ]),
    { widths: [4, 2, 3, 3, 3] },
  );
}

function numberOf(one: EvidenceResult): (value: number | null) => string {
  const isShare = Math.max(Math.abs(one.between[0]), Math.abs(one.between[1])) <= 1;
  return (value) => (value === null ? 'not back' : decimal(value, isShare ? 2 : 1));
}

export function evidenceBlocks({ set, result }: Told): Block[] {
  const found = evidenceTable(result);
  return [
    heading(1, 'Evidence'),
    ...(found
      ? [
          paragraph(
            'A row whose parameters were fitted to the record shows that the model can give it, and proves nothing. Only predicted rows are evidence. A miss is shown as a miss.',
          ),
          found,
        ]
      : [
          paragraph(recordUntold(set) ?? 'The scenario states nothing on record that the model could be held against.'),
        ]),
  ];
}

/** How much of the spread is chance and how much not knowing, where the study was run so that it can be told. */
export function notKnowingTable({ set, result }: Told): ReportTable | undefined {
  const labels = [...recoveryMeasuresIn(result.words), ...measuresIn(result.words)];
  const rows = uncertaintyOf(set).flatMap(({ of, strategy, measure, shares }) =>
    of !== 'figure' || shares.kind !== 'shares'
      ? []
      : [
          [
            result.strategies.find(({ id }) => id === strategy)!.short,
            labels.find(({ id }) => id === measure)!.label,
            percent(shares.notKnowingShare),
            `${percent(shares.interval.low)} to ${percent(shares.interval.high)}`,
          ],
        ],
  );
  return rows.length === 0
    ? undefined
    : table(
        'Chance and not knowing',
        ['Strategy', 'Measure', 'Share of the spread by not knowing', '95% interval'],
        rows,
        {
          figures: [2, 3],
        },
      );
}
