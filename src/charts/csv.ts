/** What stands in a chart as CSV, with the mark by which Excel knows UTF-8. */
import { csvText, type Cell } from '../exports/csvCells.ts';

export type { Cell };

/** The text of a CSV file. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${csvText(rows)}`;
}
