/** States of the charts of disruption as plain data, ordinary and awkward: what a gallery shows and tests look through. */
import type { HeatGroup, HeatRow } from '../../../src/charts/heatOrder.ts';
import { plainNumber } from '../../../src/charts/number.ts';
import { strategyStyles, type StrategyStyle } from '../../../src/charts/strategyStyle.ts';

interface Strategy {
  readonly id: string;
  readonly name: string;
  readonly baseline: boolean;
  readonly style: StrategyStyle;
}

const LONG = 'Read-only record, paper packs at every practice, and a weekend clinic with a locum from the network';

function strategies(names: readonly string[]): Strategy[] {
  const all = names.map((name, k) => ({ id: `s${k}`, name, baseline: k === 0 }));
  const styles = strategyStyles(all);
  return all.map((one) => ({ ...one, style: styles.get(one.id)! }));
}
const FOUR = strategies(['Today', 'Nothing', 'Read-only', 'And weekend']);
const ONE = strategies(['Today']);
const SEVEN = strategies(['Today', 'A', 'B', 'C', 'D', 'E', 'F']);
const NAMED_LONG = strategies(['Today', LONG]);

/* Stacked bars: props of `StackedBars.svelte` but for `at`. */

export interface StackedState {
  readonly bars: readonly {
    readonly id: string;
    readonly name: string;
    readonly style: StrategyStyle;
    readonly values: readonly number[];
    readonly total: string;
    readonly range: readonly [number, number] | undefined;
  }[];
  readonly parts: readonly { readonly id: string; readonly name: string; readonly look: 1 | 2 | 3 | 4 | 5 }[];
  readonly label: string;
  readonly unit: string;
}

const PARTS = [
  { id: 'later', name: 'Dealt with on a later day', look: 1 },
  { id: 'passedOn', name: 'Passed on to 111, urgent care or pharmacy', look: 2 },
  { id: 'gaveUp', name: 'Gave up or went elsewhere', look: 3 },
  { id: 'outstanding', name: 'Still outstanding on 11 August', look: 4 },
  { id: 'neverArose', name: 'Never arose, as what it follows from was not done', look: 5 },
] as const;

function stackedState(
  of: readonly Strategy[],
  values: (k: number) => readonly number[],
  { unit = 'hours of work', runs = 200 } = {},
): StackedState {
  return {
    bars: of.map(({ id, name, style }, k) => {
      const own = values(k);
      const sum = own.reduce((all, value) => all + value, 0);
      return {
        id,
        name,
        style,
        values: own,
        total: `${plainNumber(Math.abs(sum))} ${sum < 0 ? 'more' : 'not'} on their day`,
        range: runs < 2 ? undefined : ([sum - Math.abs(sum) * 0.1, sum + Math.abs(sum) * 0.12] as const),
      };
    }),
    parts: PARTS,
    label: 'Where the work went',
    unit,
  };
}

export const stackedStates: Readonly<Record<string, StackedState>> = {
  ordinary: stackedState(FOUR, (k) => [950 - k * 90, 40, 29 + k, 12, 8]),
  empty: stackedState([], () => []),
  nothing: stackedState(FOUR, () => [0, 0, 0, 0, 0]),
  'one run': stackedState(FOUR, (k) => [900 - k * 100, 40, 30, 0, 0], { runs: 1 }),
  'one strategy': stackedState(ONE, () => [950, 40, 29, 12, 8]),
  'more strategies than colours': stackedState(SEVEN, (k) => [950 - k * 80, 40, 29, 12, 8]),
  'below zero': stackedState(FOUR, (k) => [300 - k * 250, -40, 29 - k * 30, 12, -260]),
  'one person': stackedState(ONE, () => [1, 0, 0, 0, 0], { unit: 'people' }),
  'huge numbers': stackedState(FOUR, (k) => [12_400_000 - k * 1_000_000, 940_000, 2_300_000, 51_000, 3]),
  'long names': stackedState(NAMED_LONG, () => [950, 40, 29, 12, 8]),
};

/* Rows a strategy: props of `StrategyRows.svelte` but for `at`. */

export interface RowsState {
  readonly groups: readonly {
    readonly id: string;
    readonly title: string;
    readonly rows: readonly {
      readonly id: string;
      readonly name: string;
      readonly style: StrategyStyle;
      readonly value: number;
      readonly interval: readonly [number, number] | undefined;
      readonly spread: readonly [number, number] | undefined;
      readonly figure: string;
      readonly short: string;
    }[];
  }[];
  readonly marks: 'dots' | 'bars';
  readonly label: string;
  readonly unit: string;
}

const CLASSES = [
  'Abnormal and phoned results',
  'Urgent prescriptions: insulin, anticoagulants, end of life, discharge',
  'Urgent suspected-cancer referrals',
  'Safeguarding',
];

function rowsState(
  of: readonly Strategy[],
  titles: readonly string[],
  value: (group: number, row: number) => number,
  {
    marks = 'dots',
    unit = 'pieces of work',
    runs = 200,
  }: { marks?: 'dots' | 'bars'; unit?: string; runs?: number } = {},
): RowsState {
  return {
    groups: titles.map((title, g) => ({
      id: `g${g}`,
      title,
      rows: of.map(({ id, name, style }, k) => {
        const mean = value(g, k);
        const wide = Math.abs(mean) * 0.4 + (mean === 0 ? 0 : 0.5);
        const spread = runs < 2 ? undefined : ([mean - wide, mean + wide * 1.3] as const);
        return {
          id,
          name,
          style,
          value: mean,
          interval: runs < 2 ? undefined : ([mean - wide / 5, mean + wide / 5] as const),
          spread,
          figure: spread
            ? `${plainNumber(mean)} (${plainNumber(spread[0])} to ${plainNumber(spread[1])})`
            : plainNumber(mean),
          short: plainNumber(mean),
        };
      }),
    })),
    marks,
    label: 'Time-critical work missed',
    unit,
  };
}

export const rowsStates: Readonly<Record<string, RowsState>> = {
  ordinary: rowsState(FOUR, CLASSES, (g, k) => [9, 12, 0.1, 0.4][g]! * (1 + k * 0.2)),
  empty: rowsState([], [], () => 0),
  nothing: rowsState(FOUR, CLASSES, () => 0),
  'one run': rowsState(FOUR, CLASSES, (g, k) => g * 3 + k, { runs: 1 }),
  'one strategy': rowsState(ONE, CLASSES, (g) => 12 - g * 3),
  'below zero': rowsState(FOUR, CLASSES, (g, k) => g * 2 - k * 3),
  'huge numbers': rowsState(FOUR, CLASSES, (g, k) => 10 ** (g * 2 + 1) * (1 + k)),
  'long names': rowsState(NAMED_LONG, [`${LONG}, and everything that follows from it`], (_, k) => 12 - k * 4),
  bars: rowsState(
    FOUR,
    ['Extra staff (paid)', 'Overtime (not costed)', 'Typing up'],
    (g, k) => [k * 110, 9, 80 + k * 20][g]!,
    {
      marks: 'bars',
      unit: 'staff-hours',
    },
  ),
};

/* Sites by days: props of `HeatTable.svelte`. */

export interface HeatState {
  readonly caption: string;
  readonly days: readonly {
    readonly id: string;
    readonly name: string;
    readonly date: string;
    readonly full: string;
    readonly weekend: boolean;
  }[];
  readonly figures: readonly string[];
  readonly rows: readonly HeatRow[];
  readonly groups?: readonly HeatGroup[];
  readonly noun: { readonly one: string; readonly many: string };
  readonly decimals: 0 | 1;
}

const WEEK = ['Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu'];

function heatRow(id: string, title: string, days: number, level: number): HeatRow {
  return {
    id,
    title,
    values: Array.from({ length: days }, (_, day) => Math.max(Math.min(0, level), level * (1 - day / (days * 0.7)))),
    figures: [
      { text: level > 3 ? 'not back' : plainNumber(level * 3), order: level > 3 ? Infinity : level * 3 },
      { text: plainNumber(level * 2), order: level * 2 },
    ],
  };
}

function heatState(
  rows: number,
  level: (k: number) => number,
  { days = 12, decimals = 1 as 0 | 1, title = (k: number) => `Practice ${k + 1}`, groupsOf = 0 } = {},
): HeatState {
  const all = Array.from({ length: rows }, (_, k) => heatRow(`p${k}`, title(k), days, level(k)));
  const groups = Array.from({ length: groupsOf === 0 ? 0 : Math.ceil(rows / groupsOf) }, (_, g): HeatGroup => {
    const own = all.slice(g * groupsOf, (g + 1) * groupsOf);
    return {
      ...heatRow(
        `g${g}`,
        `Network ${g + 1}`,
        days,
        own.reduce((sum, _, k) => sum + level(g * groupsOf + k), 0) / own.length,
      ),
      rows: own,
    };
  });
  return {
    caption: 'Sites by day',
    days: Array.from({ length: days }, (_, k) => ({
      id: `d${k}`,
      name: WEEK[k % 7]!,
      date: String(((18 + k) % 31) + 1),
      full: `${WEEK[k % 7]!} ${((18 + k) % 31) + 1}`,
      weekend: k % 7 === 1 || k % 7 === 2,
    })),
    figures: ['Back to normal after, working days', 'Time-critical missed'],
    rows: all,
    ...(groups.length > 0 && { groups }),
    noun: { one: 'practice', many: 'practices' },
    decimals,
  };
}

export const heatStates: Readonly<Record<string, HeatState>> = {
  ordinary: heatState(20, (k) => 0.9 - k * 0.03),
  empty: heatState(0, () => 0),
  nothing: heatState(6, () => 0),
  'one site': heatState(1, () => 2.4),
  '200 sites': heatState(200, (k) => 2 - k * 0.01),
  '200 sites in groups': heatState(200, (k) => 2 - k * 0.01, { groupsOf: 8 }),
  'below zero': heatState(8, (k) => 0.4 - k * 0.1),
  'huge numbers': heatState(8, (k) => 124_000 / (k + 1), { decimals: 0 }),
  'not back': heatState(8, (k) => 5 - k, { days: 28 }),
  'long names': heatState(4, (k) => 1 - k * 0.2, { title: (k) => `${LONG} ${k + 1}` }),
};
