/** Where things stand in a chart of rows: names before their rows, or above them where there is little room. */
import { textWidth } from './labels.ts';
import type { CursorRow } from './rowCursor.ts';

export interface RowsFrame {
  readonly narrow: boolean;
  /** The room of a name. */
  readonly nameWidth: number;
  /** Where marks may begin and must end, in pixels from the left of the chart. */
  readonly left: number;
  readonly right: number;
}

const NARROW = 600;
const WIDEST_NAME = 220;

/** The frame of rows by their names, which are bold and have a mark before them, in a chart so wide. */
export function rowsFrame(rows: readonly { readonly name: string }[], width: number): RowsFrame {
  const narrow = width < NARROW;
  const nameWidth = narrow
    ? width - 24
    : Math.min(WIDEST_NAME, 30 + Math.max(0, ...rows.map(({ name }) => textWidth(name, 13, true))));
  const left = narrow ? 14 : nameWidth + 18;
  return { narrow, nameWidth, left, right: Math.max(left + 40, width - 14) };
}

/** Rows one under the other, each a single mark from edge to edge. */
export function wholeRows(count: number, top: number, rowHeight: number, width: number): CursorRow[] {
  return Array.from({ length: count }, (_, k) => ({
    top: top + k * rowHeight,
    bottom: top + (k + 1) * rowHeight,
    cells: [{ left: 2, right: width - 2 }],
  }));
}
