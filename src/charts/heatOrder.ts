/** Rows of a table of days in the order asked for; of equals the order they came in. */

/** A figure behind the days: what is written, and what it is sorted by. */
export interface HeatFigure {
  readonly text: string;
  readonly order: number;
}

export interface HeatRow {
  readonly id: string;
  readonly title: string;
  /** One for each day. */
  readonly values: readonly number[];
  readonly figures: readonly HeatFigure[];
}

export interface HeatGroup extends HeatRow {
  readonly rows: readonly HeatRow[];
}

export type SortBy =
  /** The largest number of its days, wherever it stands. */
  | { readonly kind: 'most' }
  | { readonly kind: 'name' }
  | { readonly kind: 'day'; readonly at: number }
  | { readonly kind: 'figure'; readonly at: number };

export function sortedRows<Row extends Pick<HeatRow, 'title' | 'values' | 'figures'>>(
  rows: readonly Row[],
  by: SortBy,
  down: boolean,
): Row[] {
  const sign = down ? -1 : 1;
  return rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => sign * compare(a.row, b.row, by) || a.place - b.place)
    .map(({ row }) => row);
}

function compare(a: Pick<HeatRow, 'title' | 'values' | 'figures'>, b: typeof a, by: SortBy): number {
  switch (by.kind) {
    case 'most':
      return before(Math.max(0, ...a.values), Math.max(0, ...b.values));
    case 'day':
      return before(a.values[by.at] ?? 0, b.values[by.at] ?? 0);
    case 'figure':
      return before(a.figures[by.at]?.order ?? 0, b.figures[by.at]?.order ?? 0);
    case 'name':
      return byName(a.title, b.title);
    default:
      return by satisfies never;
  }
}

/** Infinities are equal to themselves. */
function before(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** `Practice 2` before `Practice 10`, without the locale. */
export function byName(a: string, b: string): number {
  const [x, y] = [parts(a), parts(b)];
  for (let k = 0; k < Math.min(x.length, y.length); k++) {
    const [p, q] = [x[k]!, y[k]!];
    const [m, n] = [Number(p), Number(q)];
    const order = Number.isNaN(m) || Number.isNaN(n) ? (p === q ? 0 : p < q ? -1 : 1) : m - n;
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

function parts(name: string): string[] {
  return name.toLowerCase().split(/(\d+)/).filter(Boolean);
}
