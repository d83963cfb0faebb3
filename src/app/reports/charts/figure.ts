/** What a chart of a report is: its words and its table, and the figures from which it is drawn. No drawing is made here. */
import type { ChartLine } from '../../../charts/chartLine.ts';
import type { DifferenceRow, OftenRow } from '../../../charts/differenceFinding.ts';
import type { ChanceRow, RecoveryRow } from '../../../charts/recoveryFinding.ts';
import type { RowGroup } from '../../../charts/rowGroup.ts';
import type { StrategyStyle } from '../../../charts/strategyStyle.ts';
import type { Told } from '../../../exports/anonymous.ts';
import { shownStrategies } from '../../../exports/report/boardPage.ts';
import type { ReportChart } from '../../../exports/report/blocks.ts';
import type { StrategySummary } from '../../../results/types.ts';
import { spreadOfWhat } from '../../../results/uncertain.ts';

interface Styled {
  readonly style: StrategyStyle;
}

interface Bar extends Styled {
  readonly id: string;
  readonly name: string;
  readonly values: readonly number[];
  readonly total: string;
  readonly range: readonly [number, number] | undefined;
}

interface BarPart {
  readonly id: string;
  readonly name: string;
  readonly look: 1 | 2 | 3 | 4 | 5;
}

/** The properties of a chart but for its name and its cursor, by which chart it is. */
export type Drawn =
  | {
      readonly chart: 'backlog';
      readonly lines: readonly ChartLine[];
      readonly from: number;
      readonly to: number;
      readonly outage: string;
    }
  | {
      readonly chart: 'intervals';
      readonly rows: readonly (RecoveryRow & Styled)[];
      readonly runs: number;
      readonly caption: string;
      readonly by: string;
    }
  | {
      readonly chart: 'chance';
      readonly rows: readonly (ChanceRow & Styled)[];
      readonly runs: number;
      readonly start: string;
      readonly dates: number;
      readonly marked: string;
    }
  | {
      readonly chart: 'differences';
      readonly rows: readonly (DifferenceRow & Styled)[];
      readonly isTime: boolean;
      readonly signed: (value: number) => string;
      readonly tick: (value: number) => string;
      readonly caption: string;
    }
  | {
      readonly chart: 'often';
      readonly rows: readonly OftenRow[];
      readonly strategy: { readonly name: string } & Styled;
      readonly against: { readonly name: string } & Styled;
    }
  | {
      readonly chart: 'bars';
      readonly bars: readonly Bar[];
      readonly parts: readonly BarPart[];
      readonly unit: string;
    }
  | {
      readonly chart: 'rows';
      readonly groups: readonly RowGroup[];
      readonly marks: 'dots' | 'bars';
      readonly unit: string;
    };

export interface ChartFigure extends ReportChart {
  /** Undefined for a table that is its own picture. */
  readonly drawn: Drawn | undefined;
}

/** What all charts of a report are made from. */
export interface Subject {
  readonly told: Told;
  readonly styles: ReadonlyMap<string, StrategyStyle>;
  /** As many strategies as a page has room for, today's arrangement first. */
  readonly shown: readonly StrategySummary[];
  readonly baseline: StrategySummary;
}

export function subjectOf(told: Told, styles: ReadonlyMap<string, StrategyStyle>): Subject {
  const shown = shownStrategies(told.result);
  return { told, styles, shown, baseline: shown[0]! };
}

/** `Line: median; band: 5% to 95% of 100 runs, chance and …`; `One run` where there is no spread. */
export function overRuns({ told: { result } }: Subject, of: string): string {
  return result.runs === 1 ? 'One run' : `${of} of ${result.runs} runs, ${spreadOfWhat(result.uncertain)}`;
}

export function placesOf({ told: { result } }: Subject): string {
  return `${result.siteCount} ${result.siteCount === 1 ? 'site' : 'sites'}`;
}

/** What a picture is called to whoever cannot see it. */
export function altOf(kind: string, title: string, more = ''): string {
  return `${kind}. ${title}. ${more}The table below has its figures.`;
}
