/** Sheets as an Excel workbook: numbers as numbers, headings that stay, no text that a spreadsheet could take for a formula. */
import writeXlsxFile, { type Cell as WrittenCell, type Row } from 'write-excel-file/universal';
import { harmless, type Cell } from '../csvCells.ts';
import type { Column, Sheet } from './workbook.ts';

const MOMENT = 'ddd d mmm yyyy hh:mm';
const SHARE = '0.0%';
const WHOLE = '#,##0';
/** What is shown of a number: the cell holds all of it. */
const BROKEN = '#,##0.00';

/** The bytes of the file. */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Blob> {
  return writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: [headings(sheet), ...sheet.rows.map((row) => row.map((value, k) => cell(value, sheet.columns[k]!)))],
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
    align: rows.some((row) => typeof row[k] === 'number') ? 'right' : 'left',
  }));
}

function cell(value: Cell, { shows }: Column): WrittenCell {
  if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value))) return null;
  if (typeof value === 'string')
    return { value: harmless(value), type: String, wrap: value.length > 60, alignVertical: 'top' };
  const plain = Number.isInteger(value) ? WHOLE : BROKEN;
  const format = shows === 'moment' ? MOMENT : shows === 'share' ? SHARE : plain;
  return { value, type: Number, alignVertical: 'top', format };
}
