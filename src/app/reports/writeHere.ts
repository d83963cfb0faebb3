/** Report files from plain data; each library is loaded when its kind of file is first asked for. */
import type { Told } from '../../exports/anonymous.ts';
import type { MeasuredRun } from '../../results/resultSet.ts';
import type { ReportDocument } from '../../exports/report/blocks.ts';
import type { ReportPicture } from '../../exports/report/toDocx.ts';
import type { Sheet } from '../../exports/report/workbook.ts';

export type ToWrite =
  | { readonly kind: 'docx'; readonly report: ReportDocument; readonly pictures: ReadonlyMap<string, ReportPicture> }
  | { readonly kind: 'xlsx'; readonly sheets: readonly Sheet[] }
  | { readonly kind: 'json' | 'csv'; readonly told: Told };

/** What goes to the worker: runs first, a few at a time, because copying all of them at once would hold up the page; then what to write. */
export type ToWriter = { readonly runs: readonly MeasuredRun[] } | { readonly write: ToWrite };

/** What the worker answers. */
export type Written = { readonly blob: Blob } | { readonly error: string };

/** The bytes of the file. */
export async function writeHere(what: ToWrite): Promise<Blob> {
  switch (what.kind) {
    case 'docx':
      return (await import('../../exports/report/toDocx.ts')).toDocx(what.report, what.pictures);
    case 'xlsx':
      return (await import('../../exports/report/toXlsx.ts')).toXlsx(what.sheets);
    case 'json': {
      const { toJson } = await import('../../exports/toJson.ts');
      return new Blob([toJson(what.told.result, what.told.set)], { type: 'application/json' });
    }
    case 'csv': {
      const { toCsv } = await import('../../exports/toCsv.ts');
      return new Blob([`\uFEFF${toCsv(what.told.result, what.told.set)}`], { type: 'text/csv;charset=utf-8' });
    }
    default:
      return what satisfies never;
  }
}
