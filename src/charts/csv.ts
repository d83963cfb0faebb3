/** What stands in a chart as a file to keep, with the mark by which Excel knows UTF-8. */
import { csvText, type Cell } from '../exports/csvCells.ts';

export type { Cell };

/** The text of a CSV file. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${csvText(rows)}`;
}

/** Offers a text as a file to keep. */
export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
