/** Groups of rows with a figure over runs each, as `StrategyRows` draws them. */
import type { StrategyStyle } from './strategyStyle.ts';

export interface RowMark {
  readonly id: string;
  readonly name: string;
  readonly style: StrategyStyle;
  readonly value: number;
  /** Interval of the mean; undefined where there are too few runs. */
  readonly interval: readonly [number, number] | undefined;
  /** 5% to 95% of runs. */
  readonly spread: readonly [number, number] | undefined;
  /** Written at the end of the row, `12.4 (3 to 22)`; where there is little room the short one, `12.4`. */
  readonly figure: string;
  readonly short: string;
}

export interface RowGroup {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly RowMark[];
}
