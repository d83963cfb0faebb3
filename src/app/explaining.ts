/** What somebody has asked "why" of: a figure in a table, or a point of the chart. */
import type { PairedMeasure } from '../results/perRun.ts';
import type { Quantity } from '../results/types.ts';

export type Asked =
  | {
      readonly kind: 'measure';
      readonly strategy: string;
      readonly measure: PairedMeasure;
      readonly service: string | undefined;
    }
  | {
      readonly kind: 'hour';
      readonly strategy: string;
      readonly quantity: Quantity;
      readonly hour: number;
      readonly service: string | undefined;
    };
