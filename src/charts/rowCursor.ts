/** Where a cursor goes in a chart of rows: up and down between rows, left and right between the marks of one. */

/** A row in pixels from the top left of the chart; the whole row is one mark when `cells` has a single one. */
export interface CursorRow {
  readonly top: number;
  readonly bottom: number;
  /** From left to right, at least one. */
  readonly cells: readonly { readonly left: number; readonly right: number }[];
}

export interface Mark {
  readonly row: number;
  readonly cell: number;
}

/** The mark itself, or the nearest there is when rows or cells have become fewer. */
export function within(rows: readonly CursorRow[], { row, cell }: Mark): Mark {
  const inside = Math.max(0, Math.min(rows.length - 1, row));
  return { row: inside, cell: Math.max(0, Math.min((rows[inside]?.cells.length ?? 1) - 1, cell)) };
}

/** Which of all marks it is, in reading order, from 1. */
export function placeOf(rows: readonly CursorRow[], at: Mark): number {
  return rows.slice(0, at.row).reduce((sum, { cells }) => sum + cells.length, at.cell + 1);
}

export function countOf(rows: readonly CursorRow[]): number {
  return rows.reduce((sum, { cells }) => sum + cells.length, 0);
}

/** Where a key leads; undefined when it is no key of the cursor. At an end it stays. */
export function moved(rows: readonly CursorRow[], from: Mark, key: string): Mark | undefined {
  const at = within(rows, from);
  const last = rows.length - 1;
  const single = (rows[at.row]?.cells.length ?? 1) === 1;
  switch (key) {
    case 'ArrowDown':
      return toRow(rows, at, at.row + 1);
    case 'ArrowUp':
      return toRow(rows, at, at.row - 1);
    case 'ArrowRight':
      return single ? toRow(rows, at, at.row + 1) : within(rows, { row: at.row, cell: at.cell + 1 });
    case 'ArrowLeft':
      return single ? toRow(rows, at, at.row - 1) : within(rows, { row: at.row, cell: at.cell - 1 });
    case 'PageDown':
      return toRow(rows, at, last);
    case 'PageUp':
      return toRow(rows, at, 0);
    case 'Home':
      return { row: 0, cell: 0 };
    case 'End':
      return within(rows, { row: last, cell: Infinity });
    default:
      return undefined;
  }
}

/** The mark of another row that lies nearest above or below. */
function toRow(rows: readonly CursorRow[], at: Mark, row: number): Mark {
  if (row < 0 || row >= rows.length || row === at.row) return at;
  const own = rows[at.row]!.cells[at.cell]!;
  return { row, cell: nearest(rows[row]!.cells, (own.left + own.right) / 2) };
}

/** The mark under a point, or the nearest to it. */
export function markAt(rows: readonly CursorRow[], x: number, y: number): Mark {
  let row = 0;
  rows.forEach((one, k) => {
    if (away(one.top, one.bottom, y) < away(rows[row]!.top, rows[row]!.bottom, y)) row = k;
  });
  return { row, cell: nearest(rows[row]?.cells ?? [], x) };
}

function nearest(cells: CursorRow['cells'], x: number): number {
  let best = 0;
  cells.forEach((cell, k) => {
    if (away(cell.left, cell.right, x) < away(cells[best]!.left, cells[best]!.right, x)) best = k;
  });
  return best;
}

function away(from: number, to: number, at: number): number {
  return at < from ? from - at : at > to ? at - to : 0;
}
