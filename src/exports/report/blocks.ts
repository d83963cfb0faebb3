/** What a report is made of before it is a file: headings, paragraphs, lists, tables and the places of pictures. */

export interface ReportTable {
  readonly kind: 'table';
  /** Said above it, and what it is called to whoever cannot see it. */
  readonly caption: string;
  readonly head: readonly string[];
  /** Every row as long as the head. */
  readonly rows: readonly (readonly string[])[];
  /** Columns of figures, which stand right. */
  readonly figures?: readonly number[];
  /** How wide the columns are, beside each other; alike when not stated. */
  readonly widths?: readonly number[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly style?: 'lead' | 'note' }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | ReportTable
  /** A drawing of the page, by the name under which it is handed over; `alt` says what it shows. */
  | { readonly kind: 'picture'; readonly id: string; readonly title: string; readonly alt: string };

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  /** In the foot of every page. */
  readonly foot: string;
  readonly blocks: readonly Block[];
}

/** A chart of the report: its finding, what it shows, and its figures as a table. */
export interface ReportChart {
  readonly id: string;
  /** What several of them are about, in their order; the heading above the first of them. */
  readonly section: string;
  readonly title: string;
  readonly subtitle: string;
  /** What its picture shows; undefined for a table that is its own picture. */
  readonly alt: string | undefined;
  readonly table: ReportTable;
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string, style?: 'lead' | 'note'): Block => ({
  kind: 'paragraph',
  text,
  ...(style && { style }),
});
export const bullets = (items: readonly string[]): Block => ({ kind: 'list', items });

/** What stands where there is no figure, so that no cell is empty by accident. */
export const NONE = '–';

/** A table, every cell of it filled. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  more: Pick<ReportTable, 'figures' | 'widths'> = {},
): ReportTable {
  return { kind: 'table', caption, head, rows: rows.map((row) => row.map((cell) => cell.trim() || NONE)), ...more };
}
