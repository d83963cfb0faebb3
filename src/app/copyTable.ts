/** Puts a table on the clipboard, so that it pastes into Excel as cells and into Word as a table. */
import { csvCell, type Cell } from '../exports/csvCells.ts';

/** Heading row first. Resolves when it is there; rejects where the browser does not let it. */
export async function copyTable(rows: readonly (readonly Cell[])[]): Promise<void> {
  const html = htmlOf(rows);
  const text = textOf(rows);
  // A page that was opened as a file has no such clipboard.
  if (typeof ClipboardItem === 'function' && navigator.clipboard) {
    const item = new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([text], { type: 'text/plain' }),
    });
    await navigator.clipboard.write([item]);
    return;
  }
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/html', html);
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', put, { once: true });
  if (!document.execCommand('copy')) {
    document.removeEventListener('copy', put);
    throw new Error('the browser did not let the page copy');
  }
}

/** Cells between tabs, as spreadsheets take them. */
export function textOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map((cell) => plainCell(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\r\n');
}

/** A table with a heading row. */
export function htmlOf(rows: readonly (readonly Cell[])[]): string {
  const line = (row: readonly Cell[], tag: 'th' | 'td'): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(plainCell(cell))}</${tag}>`).join('')}</tr>`;
  const [head = [], ...body] = rows;
  return `<meta charset="utf-8"><table border="1"><thead>${line(head, 'th')}</thead><tbody>${body.map((row) => line(row, 'td')).join('')}</tbody></table>`;
}

/** As in a CSV file, formulas made harmless, but without its quotation marks. */
function plainCell(cell: Cell): string {
  const text = csvCell(cell);
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
