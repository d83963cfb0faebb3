/** Cells and lines of CSV that a spreadsheet opens as they are meant (RFC 4180), formulas made harmless. */

export type Cell = string | number | null;

/**
 * One cell. Text that a spreadsheet could take for a formula gets an apostrophe in front; numbers are written as they
 * are, minus sign included, and what does not exist is empty.
 */
export function csvCell(value: Cell): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Text that a spreadsheet could take for a formula, with an apostrophe in front. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** Rows to text, without the mark that Excel wants before UTF-8: whoever writes a file for Excel puts U+FEFF in front. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
