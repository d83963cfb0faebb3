/** Sheets as an Excel workbook: numbers as numbers, headings that stay, no text that a spreadsheet could take for a formula. */
import writeXlsxFile, { type Cell as WrittenCell, type Row } from 'write-excel-file/universal';
import { harmless, type Cell } from '../csvCells.ts';
import type { Column, Sheet } from './workbook.ts';

const MOMENT = 'ddd d mmm yyyy hh:mm';
const SHARE = '0.0%';
const WHOLE = '#,##0';
/** What is shown of a number: the cell holds all of it. */
const BROKEN = '#,##0.00';

/** Points of a line of text. Rows state their height, because not every program works out that of wrapped text. */
const LINE = 13;

/** The bytes of the file. */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Blob> {
  return writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: [headings(sheet), ...sheet.rows.map((row) => row.map((value, k) => cell(value, sheet.columns[k]!, k)))],
      columns: sheet.columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      stickyColumnsCount: 1,
      orientation: 'landscape' as const,
    })),
    { fontFamily: 'Arial', fontSize: 10 },
  ).toBlob();
}

function headings({ columns, rows }: Sheet): Row {
  return columns.map(({ head }, k) => ({
    value: harmless(head),
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#e8edee',
    wrap: true,
    alignVertical: 'bottom',
    ...(rows.some((row) => typeof row[k] === 'number') ? { align: 'right' } : apart(k)),
    height: LINE * Math.max(...columns.map((column) => linesOf(column.head, column.width - 1))),
  }));
}

/** A text does not touch the number before it. */
function apart(k: number): { align: 'left'; indent?: number } {
  return k === 0 ? { align: 'left' } : { align: 'left', indent: 1 };
}

/** Lines that a text takes in a column of so many characters. */
function linesOf(text: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) {
      lines++;
      used = 0;
    }
    lines += Math.floor(Math.max(0, word.length - 1) / width);
    used += (used > 0 ? 1 : 0) + word.length;
  }
  return lines;
}

function cell(value: Cell, { shows, width }: Column, k: number): WrittenCell {
  if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value))) return null;
  if (typeof value === 'string') {
    const lines = linesOf(value, width - 2);
    const wrapped = lines > 1 && { wrap: true, height: LINE * lines };
    return { value: harmless(value), type: String, alignVertical: 'top', ...apart(k), ...wrapped };
  }
  const plain = Number.isInteger(value) ? WHOLE : BROKEN;
  const format = shows === 'moment' ? MOMENT : shows === 'share' ? SHARE : plain;
  return { value, type: Number, alignVertical: 'top', format };
}
