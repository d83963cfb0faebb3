/** What can be asked "why" of: any figure, point, bar or cell of the outcome, by what it is rather than by where it stands. */
import type { BinScale } from '../distribution.ts';
import type { CurveUnit } from '../pen.ts';
import type { PairedMeasure } from '../perRun.ts';
import type { Quantity } from '../types.ts';
import type { OnTheWay, Part } from '../whereWorkWent.ts';

/** A measure of a strategy; with `bin` the runs that lie in one bar of its distribution. */
export interface MeasureAsked {
  readonly kind: 'measure';
  readonly strategy: string;
  readonly measure: PairedMeasure;
  /** Key of the only service looked at. */
  readonly service?: string | undefined;
  /** A bin by its place, or the runs that are not back. */
  readonly bin?: { readonly scale: BinScale; readonly at: number | 'not-back' };
}

/** When a strategy is back to normal by a clock; with `by` whether it is by the end of a date. */
export interface RecoveryAsked {
  readonly kind: 'recovery';
  readonly strategy: string;
  readonly whose: 'typicalSite' | 'ninetiethSite' | 'slowestSite' | 'whole';
  readonly clock: 'restoration' | 'incident';
  readonly service?: string | undefined;
  readonly by?: string;
}

/** One strategy less another, run by run. */
export interface DifferenceAsked {
  readonly kind: 'difference';
  readonly strategy: string;
  readonly against: string;
  readonly measure: PairedMeasure;
  readonly service?: string | undefined;
}

/** A point of a chart over time, the hour counted from the first of the results period. */
export interface HourAsked {
  readonly kind: 'hour';
  readonly strategy: string;
  readonly quantity: Quantity;
  readonly hour: number;
  /** Service keys; all of them when not stated. */
  readonly services?: readonly string[] | undefined;
  readonly unit: CurveUnit;
}

/** What became of work that was not done on its day: all of it, one part, or what happened on the way there. */
export interface WorkAsked {
  readonly kind: 'work';
  readonly strategy: string;
  readonly service?: string | undefined;
  readonly figure:
    | { readonly is: 'displaced' }
    | { readonly is: 'part'; readonly part: Part }
    | { readonly is: 'way'; readonly way: OnTheWay }
    /** What came to a service of a hub, by its place among them. */
    | { readonly is: 'received'; readonly hub: number };
}

/** One site, or several together, in the table of sites by days. */
export interface SitesAsked {
  readonly kind: 'sites';
  readonly strategy: string;
  /** By their ids. */
  readonly sites: readonly string[];
  /** What they are called together. */
  readonly title: string;
  readonly figure:
    | { readonly is: 'day'; readonly day: number; readonly unit: 'days' | 'hours' }
    /** Of a single site: the middle run, or what one run in twenty exceeds. */
    | { readonly is: 'back'; readonly late: boolean }
    | { readonly is: 'missed' };
}

export type Asked = MeasureAsked | RecoveryAsked | DifferenceAsked | HourAsked | WorkAsked | SitesAsked;
