/** The table of strategies as text and numbers: their figures, or their differences from one of them, for the screen and for pasting. */
import { measureOf, type MeasureId, type RecoveryId } from '../catalog/measures/index.ts';
import { comparable, pairedDifference, standing, type Comparable } from '../results/paired.ts';
import { strategyIndex } from '../results/perRun.ts';
import type { PairedDifference, RecoverySummary, Spread, Standing, StrategySummary } from '../results/types.ts';
import { costsNotSplit, reasonsUntold, untold, whoPays } from '../results/untold.ts';
import type { Asked } from '../results/why/index.ts';
import type { Answers } from './study.svelte.ts';
import { chance, count, meanOf, middleOf, money, rangeOf, shortDate, signedFigure } from './words.ts';

export type ColumnId = 'back' | 'range' | 'chance' | 'sooner' | MeasureId | 'aYear' | 'perLate';

export interface Column {
  readonly id: ColumnId;
  /** The heading above several columns. */
  readonly band: string;
  readonly label: string;
}

export interface Cell {
  readonly text: string;
  /** A second line: an interval, a cost paid once. */
  readonly note?: string;
  /** What rows are sorted by, less first; undefined sorts last. */
  readonly value: number | undefined;
  /** What a spreadsheet gets: a number where there is one; for the second line a cell of its own. */
  readonly plain: number | string;
  readonly plainNote?: number | string;
  readonly standing?: Standing;
}

export interface Row {
  readonly strategy: StrategySummary;
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface TableOptions {
  readonly strategies: readonly StrategySummary[];
  /** The date by which the chance is told. */
  readonly date: string;
}

const DISRUPTION: readonly MeasureId[] = ['missed', 'notDealtWith', 'withoutRecord', 'passedOn'];
const WORK: readonly MeasureId[] = ['peakHours', 'extraHours', 'reentryHours'];
const SHORT: Readonly<Partial<Record<MeasureId, string>>> = {
  missed: 'Time-critical missed',
  notDealtWith: 'Not dealt with by close',
  passedOn: 'Passed on',
  peakHours: 'Peak, staff-hours',
  extraHours: 'Extra staff, hours',
  reentryHours: 'Re-entry, hours',
};

const NONE: Cell = { text: '–', value: undefined, plain: '' };

/** What strategies come to. */
export function figuresTable(answers: Answers, options: TableOptions): Table {
  const { columns, measures } = columnsOf(answers);
  const isWhole = untold(answers.set, 'cost') === undefined;
  return {
    columns: [
      { id: 'back', band: 'back', label: 'Working days after restoration' },
      { id: 'range', band: 'back', label: '90% range' },
      { id: 'chance', band: 'back', label: 'Chance by' },
      ...columns,
      ...(isWhole ? [{ id: 'cost', band: 'Cost', label: 'This time' } as const] : []),
      { id: 'aYear', band: 'Cost', label: `A year${whoPays(answers.set)}` },
    ],
    rows: options.strategies.map((strategy) => {
      const recovery = strategy.typicalSite;
      const share = recovery.chanceByDate.find(({ date }) => date === options.date)?.share;
      const { p95 } = recovery.fromRestoration;
      return {
        strategy,
        cells: [
          middleCell(recovery),
          { text: rangeOf(recovery.fromRestoration), value: p95 ?? Infinity, plain: rangeOf(recovery.fromRestoration) },
          { text: chance(share), value: share === undefined ? undefined : -share, plain: chance(share) },
          ...measures.map((id) => meanCell(strategy.measures[id])),
          ...(isWhole ? [moneyCell(strategy.measures.cost.mean)] : []),
          {
            ...moneyCell(strategy.costPerYear),
            ...(strategy.setUpCost > 0 && {
              note: `and ${money(strategy.setUpCost)} once`,
              plainNote: rounded(strategy.setUpCost, 0),
            }),
          },
        ],
      };
    }),
  };
}

/** What strategies come to beside one of them, run by run on the same luck. */
export function differencesTable(answers: Answers, base: StrategySummary, options: TableOptions): Table {
  const { columns, measures } = columnsOf(answers);
  const isWhole = untold(answers.set, 'cost') === undefined;
  return {
    columns: [
      { id: 'back', band: 'back', label: 'Working days, mean' },
      { id: 'sooner', band: 'back', label: 'Sooner in' },
      ...columns,
      ...(isWhole
        ? ([
            { id: 'cost', band: 'Cost', label: 'This time' },
            { id: 'perLate', band: 'Cost', label: 'For each late piece avoided' },
          ] as const)
        : []),
      { id: 'aYear', band: 'Cost', label: `A year${whoPays(answers.set)}` },
    ],
    rows: options.strategies
      .filter(({ id }) => id !== base.id)
      .map((strategy) => {
        const back = difference(answers, strategy, base, 'typicalSite');
        const of = (id: MeasureId): PairedLike => difference(answers, strategy, base, id);
        const aYear = strategy.costPerYear - base.costPerYear;
        return {
          strategy,
          cells: [
            differenceCell(back, 1),
            {
              text: `${count(back.aBetter)} of ${count(back.runs)} runs`,
              value: -back.aBetter,
              plain: `${back.aBetter} of ${back.runs} runs`,
              ...((back.bBetter > 0 || back.ties > 0) && { note: lostWords(back) }),
            },
            ...measures.map((id) => differenceCell(of(id), measureOf(id).decimals)),
            ...(isWhole ? [moneyDifference(of('cost')), perLateCell(of('cost'), of('late'))] : []),
            { text: signed(aYear), value: aYear, plain: aYear },
          ],
        };
      }),
  };
}

/** What a cell is the answer to, of the figures or of the differences from `base`; undefined where it is no figure of runs. */
export function askedOf(
  column: ColumnId,
  strategy: string,
  { date }: Pick<TableOptions, 'date'>,
  base?: string,
): Asked | undefined {
  if (column === 'aYear' || column === 'perLate') return undefined;
  const isBack = column === 'back' || column === 'range' || column === 'chance' || column === 'sooner';
  if (base !== undefined)
    return { kind: 'difference', strategy, against: base, measure: isBack ? 'typicalSite' : column };
  if (!isBack) return { kind: 'measure', strategy, measure: column };
  const back = { kind: 'recovery', strategy, whose: 'typicalSite', clock: 'restoration' } as const;
  return column === 'chance' && date !== '' ? { ...back, by: date } : back;
}

/** Rows in the order of a column; those without a figure last, equals in file order. */
export function sortedBy(table: Table, column: ColumnId | undefined, isDescending: boolean): readonly Row[] {
  const at = table.columns.findIndex(({ id }) => id === column);
  if (at < 0) return table.rows;
  const sign = isDescending ? -1 : 1;
  return [...table.rows].sort((a, b) => {
    const [x, y] = [a.cells[at]!.value, b.cells[at]!.value];
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
    // Two that are not back are equal, and Infinity less Infinity is nothing.
    return x === y ? 0 : sign * (x - y);
  });
}

type PairedLike = Omit<PairedDifference, 'a' | 'b' | 'measure'>;

function columnsOf({ set, result }: Answers): {
  readonly columns: readonly Column[];
  readonly measures: readonly MeasureId[];
} {
  const columns = (ids: readonly MeasureId[], band: string): Column[] =>
    ids
      .filter((id) => untold(set, id) === undefined)
      .map((id) => ({ id, band, label: SHORT[id] ?? measureOf(id, result.words).label }));
  const all = [...columns(DISRUPTION, 'Disruption'), ...columns(WORK, 'Work')];
  return { columns: all, measures: all.map(({ id }) => id as MeasureId) };
}

/** What the table leaves out because it cannot be told of what is looked at, and why. */
export function leftOut({ set, result }: Answers): string[] {
  return [...reasonsUntold(set, [...DISRUPTION, ...WORK, 'cost']), ...costsNotSplit(result.strategies)];
}

function difference(
  { set }: Answers,
  a: StrategySummary,
  b: StrategySummary,
  measure: MeasureId | (RecoveryId & 'typicalSite'),
): PairedLike {
  const of = ({ id }: StrategySummary): Comparable => comparable(set, strategyIndex(set, id), measure);
  return pairedDifference(of(a), of(b), 0.95, set.replicates);
}

function middleCell(recovery: RecoverySummary): Cell {
  const { median } = recovery.fromRestoration;
  const isUndisturbed = recovery.notDisrupted >= 0.5;
  // By the end of it at least half of the runs are back, as in the middle run.
  const date = isUndisturbed ? undefined : recovery.chanceByDate.find(({ share }) => share >= 0.5)?.date;
  return {
    ...(date !== undefined && { note: `on ${shortDate(date)}`, plainNote: date }),
    text: middleOf(recovery),
    value: isUndisturbed ? -Infinity : (median ?? Infinity),
    plain: isUndisturbed || median === null ? middleOf(recovery) : rounded(median, 1),
  };
}

function meanCell(spread: Spread): Cell {
  return spread.mean === null
    ? NONE
    : { text: meanOf(spread), value: spread.mean, plain: rounded(spread.mean, Math.abs(spread.mean) < 9.95 ? 1 : 0) };
}

function moneyCell(value: number | null): Cell {
  return value === null ? NONE : { text: money(value), value, plain: rounded(value, 0) };
}

function differenceCell(one: PairedLike, decimals: number): Cell {
  const places = Math.max(decimals, Math.abs(one.mean) < 9.95 ? 1 : 0);
  return {
    text: signedFigure(one.mean, places),
    ...interval(one, (value) => signedFigure(value, places)),
    value: one.mean,
    plain: rounded(one.mean, places),
    standing: standing(one),
  };
}

function moneyDifference(one: PairedLike): Cell {
  return {
    text: signed(one.mean),
    ...interval(one, signed),
    value: one.mean,
    plain: rounded(one.mean, 0),
    standing: standing(one),
  };
}

/** What one late piece of work less costs this time; a quotient of two means, so it has no interval of its own. */
function perLateCell(cost: PairedLike, late: PairedLike): Cell {
  if (standing(late) !== 'a-better') return { text: 'none avoided', value: undefined, plain: 'none avoided' };
  if (cost.mean <= 0) return { text: 'no extra cost', value: 0, plain: 'no extra cost' };
  const each = cost.mean / -late.mean;
  return { text: money(each), value: each, plain: rounded(each, 0) };
}

function lostWords({ bBetter, ties }: PairedLike): string {
  return [
    ...(bBetter > 0 ? [`later in ${count(bBetter)}`] : []),
    ...(ties > 0 ? [`equal in ${count(ties)}`] : []),
  ].join(', ');
}

function interval(one: PairedLike, written: (value: number) => string): Pick<Cell, 'note' | 'plainNote'> {
  const note = intervalOf(one, written);
  return { note, plainNote: note };
}

function intervalOf({ low, high }: PairedLike, written: (value: number) => string): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return 'one run';
  return low === high ? 'in every run' : `${written(low)} to ${written(high)}`;
}

function signed(value: number): string {
  const text = money(value);
  return value > 0 && text !== '£0' ? `+${text}` : text;
}

function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
