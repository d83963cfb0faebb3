/** A strategy's line over the hours of a chart, with its band. */
import type { StrategyStyle } from './strategyStyle.ts';

export interface ChartLine {
  readonly id: string;
  /** Short, as written beside the line. */
  readonly name: string;
  readonly baseline: boolean;
  readonly style: StrategyStyle;
  /** Hour by hour from hour 0 of the chart's start date. */
  readonly line: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly samples: readonly (readonly number[])[];
}
