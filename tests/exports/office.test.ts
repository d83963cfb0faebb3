/**
 * The files opened in LibreOffice: what was written is what another program reads. Skipped, saying so, where there is
 * none; `npm test` installs it where it can.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { chartFigures } from '../../src/app/reports/chartFigures.ts';
import { strategyStyles } from '../../src/charts/strategyStyle.ts';
import { csvText } from '../../src/exports/csvCells.ts';
import { atOnce } from '../../src/engine/inSteps.ts';
import { SETTLED } from '../../src/exports/report/standing.ts';
import { toDocx } from '../../src/exports/report/toDocx.ts';
import { toXlsx } from '../../src/exports/report/toXlsx.ts';
import { wordReport } from '../../src/exports/report/wordReport.ts';
import { workbook } from '../../src/exports/report/workbook.ts';
import { findOffice } from '../../src/tools/ensure.mjs';
import { DOT, studyOf } from './study.ts';

const office = findOffice();
if (!office)
  console.warn('LibreOffice is not installed: the Word and Excel files are not opened in it (SOFFICE names one).');

const run = promisify(execFile);
const withoutTags = (xml: string): string => xml.replace(/<[^>]*>/g, '');
/** Without what XML writes otherwise; blanks in a row are elements of their own. */
const plain = (xml: string): string =>
  xml
    .replace(/<text:s\/>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', '’')
    .replaceAll('&amp;', '&');
const told = studyOf();

/** Every sheet of a workbook as CSV with commas, quotation marks and UTF-8. */
const EVERY_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

describe.skipIf(!office)('opened in LibreOffice', () => {
  let folder: string;
  const convert = async (file: string, to: string): Promise<void> => {
    await run(
      office!,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        folder,
        join(folder, file),
      ],
      {
        timeout: 120_000,
      },
    );
  };
  const write = async (name: string, blob: Blob): Promise<void> =>
    writeFile(join(folder, name), new Uint8Array(await blob.arrayBuffer()));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standby-office-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('the report has its text in order, a picture, and pages of A4', async () => {
    const charts = atOnce(chartFigures(told, strategyStyles(told.result.strategies)));
    const drawn = charts.filter(({ alt }) => alt !== undefined);
    expect(drawn.length).toBeGreaterThan(6);
    const report = atOnce(wordReport({ told, templates: builtInTemplates, standing: SETTLED, charts }));
    const pictures = new Map(drawn.map(({ id }) => [id, { png: DOT, width: 688, height: 340 }]));
    await write('report.docx', await toDocx(report, pictures));
    await convert('report.docx', 'txt:Text (encoded):UTF8');
    const text = await readFile(join(folder, 'report.txt'), 'utf8');
    let at = 0;
    for (const block of report.blocks) {
      const wanted =
        block.kind === 'heading' || block.kind === 'paragraph'
          ? block.text
          : block.kind === 'table'
            ? block.caption
            : '';
      const found = text.indexOf(wanted, at);
      expect(found, wanted).toBeGreaterThanOrEqual(at);
      at = found;
    }
    await convert('report.docx', 'pdf');
    const pdf = await readFile(join(folder, 'report.pdf'), 'latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)];
    expect(boxes.length).toBeGreaterThan(5);
    for (const [, width, height] of boxes) {
      expect(Math.abs(Number(width) - 595.3)).toBeLessThan(1);
      expect(Math.abs(Number(height) - 841.9)).toBeLessThan(1);
    }
    expect(pdf).toMatch(/\/Subtype\s*\/Image/);
  }, 180_000);

  it('the report’s headings, pictures with their words and header rows are what another program takes them for', async () => {
    const charts = atOnce(chartFigures(told, strategyStyles(told.result.strategies)));
    const report = atOnce(wordReport({ told, templates: builtInTemplates, standing: SETTLED, charts }));
    const pictures = new Map(charts.map(({ id }) => [id, { png: DOT, width: 688, height: 340 }]));
    await write('parts.docx', await toDocx(report, pictures));
    await convert('parts.docx', 'fodt');
    const text = plain(await readFile(join(folder, 'parts.fodt'), 'utf8'));
    const headings = [...text.matchAll(/<text:h [^>]*text:outline-level="(\d)"[^>]*>(.*?)<\/text:h>/gs)];
    expect(headings.map(([, level, inside]) => [Number(level), withoutTags(inside!)])).toEqual(
      report.blocks.flatMap((block) => (block.kind === 'heading' ? [[block.level, block.text]] : [])),
    );
    const wanted = report.blocks.flatMap((block) => (block.kind === 'picture' ? [block.alt] : []));
    expect([...text.matchAll(/<svg:desc>(.*?)<\/svg:desc>/gs)].map(([, words]) => words)).toEqual(wanted);
    expect(text.match(/<draw:image /g)).toHaveLength(wanted.length);
    const tables = report.blocks.flatMap((block) => (block.kind === 'table' ? [block.head] : []));
    const heads = [...text.matchAll(/<table:table-header-rows>(.*?)<\/table:table-header-rows>/gs)];
    expect(
      heads.map(([, rows]) =>
        [...rows!.matchAll(/<table:table-cell.*?<\/table:table-cell>/gs)].map(([cell]) => withoutTags(cell).trim()),
      ),
    ).toEqual(tables);
  }, 180_000);

  it('the workbook has every sheet with its headings, and calculates with its numbers', async () => {
    const sheets = atOnce(workbook(told, builtInTemplates, SETTLED));
    await write('book.xlsx', await toXlsx(sheets));
    await convert('book.xlsx', EVERY_SHEET);
    const files = await readdir(folder);
    for (const { name, columns, rows } of sheets) {
      const file = files.find((one) => one === `book-${name}.csv`);
      expect(file, name).toBeDefined();
      const lines = (await readFile(join(folder, file!), 'utf8')).trimEnd().split('\n');
      expect(lines[0]).toBe(csvText([columns.map(({ head }) => head)]).trimEnd());
      expect(lines.length).toBeGreaterThan(rows.length);
    }
    const summary = await readFile(join(folder, 'book-Summary.csv'), 'utf8');
    const { mean } = told.result.strategies[0]!.measures.missed;
    expect(summary).toContain(`Time-critical work missed,pieces of work,${mean},`);
    // A moment is one: the cell is a number with a format.
    expect(await readFile(join(folder, 'book-Curves.csv'), 'utf8')).toMatch(/\n07\/15\/2024 00:00:00,0,/);
  }, 180_000);
});
