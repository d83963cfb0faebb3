/** Figures made up for the gallery: strategies, runs with keyed luck, and what the product's own statistics make of them. */
import { strategyStyles, type StrategyStyle } from '../../src/charts/strategyStyle.ts';
import { addDays } from '../../src/results/format.ts';
import { shareInterval, spreadOf } from '../../src/results/quantiles.ts';
import type { RecoverySummary, Spread } from '../../src/results/types.ts';

export interface MadeStrategy {
  readonly id: string;
  readonly name: string;
  readonly baseline: boolean;
  readonly style: StrategyStyle;
}

/** Strategies of these names; the first is today's arrangement. */
export function strategiesOf(...names: string[]): MadeStrategy[] {
  const bare = names.map((name, k) => ({ id: `s${k}`, name, baseline: k === 0 }));
  const styles = strategyStyles(bare);
  return bare.map((strategy) => ({ ...strategy, style: styles.get(strategy.id)! }));
}

export const FOUR = strategiesOf('Today', 'Nothing', 'Read-only', 'And weekend');
export const ONE = strategiesOf('Today');
export const LONG = strategiesOf(
  'What the practices of the borough did on that Friday with telephones and paper',
  'A read-only record on every desk, prepared and drilled twice a year, with lists printed at 07:30',
);
export const TWELVE = strategiesOf('Today', ...Array.from({ length: 11 }, (_, k) => `Plan ${k + 1}`));

/** Numbers between 0 and 1, the same ones every time. */
export function luck(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** `runs` values about a middle, two thirds of them within `spread` of it. */
export function valuesAbout(middle: number, spread: number, runs: number, seed: number): number[] {
  const next = luck(seed);
  return Array.from({ length: runs }, () => middle + (next() + next() + next() - 1.5) * 2 * spread);
}

/** The same with a share of the runs not back. */
export function someNotBack(values: readonly number[], share: number): number[] {
  const from = Math.round(values.length * (1 - share));
  return values.map((value, k) => (k >= from ? Infinity : value));
}

export const spread = (values: readonly number[]): Spread => spreadOf(values);

/** The chance by each of 28 dates from Friday 19 July 2024, of runs that are back so many days after it. */
export function chancesOf(daysUntilBack: readonly number[]): RecoverySummary['chanceByDate'] {
  return Array.from({ length: 28 }, (_, day) => {
    const back = daysUntilBack.filter((days) => days < day + 1).length;
    const { low, high } = shareInterval(back, daysUntilBack.length);
    return { date: addDays('2024-07-19', day), share: back / daysUntilBack.length, low, high };
  });
}
