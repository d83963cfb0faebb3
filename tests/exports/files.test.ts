/** The Word and Excel files as bytes: what programs that read them aloud, print them or calculate with them rely on. */
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { atOnce } from '../../src/engine/inSteps.ts';
import { SETTLED } from '../../src/exports/report/standing.ts';
import { toDocx } from '../../src/exports/report/toDocx.ts';
import { toXlsx } from '../../src/exports/report/toXlsx.ts';
import { wordReport } from '../../src/exports/report/wordReport.ts';
import { workbook, type Sheet } from '../../src/exports/report/workbook.ts';
import { DOT, studyOf } from './study.ts';

// Studies are made and written whole, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

async function partsOf(blob: Blob): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const told = studyOf();
const chart = {
  id: 'extra',
  section: 'How large the backlog gets',
  title: 'Extra work peaks',
  subtitle: 'All services',
  alt: 'Line chart: extra work peaks on Monday.',
  table: { kind: 'table' as const, caption: 'At noon', head: ['Day', 'Today'], rows: [['Mon', '1']] },
};

describe('the Word file', async () => {
  const report = atOnce(wordReport({ told, templates: builtInTemplates, standing: SETTLED, charts: [chart] }));
  const parts = await partsOf(await toDocx(report, new Map([['extra', { png: DOT, width: 860, height: 340 }]])));
  const body = parts['word/document.xml']!;

  it('has a title, and is in British English', () => {
    expect(parts['docProps/core.xml']).toContain(`<dc:title>${told.result.scenario.title}</dc:title>`);
    expect(parts['word/styles.xml']).toMatch(/<w:lang [^>]*w:val="en-GB"/);
  });
  it('is set in Arial on A4', () => {
    expect(parts['word/styles.xml']).toContain('w:ascii="Arial"');
    expect(body).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"|<w:pgSz [^>]*w:h="16838"[^>]*w:w="11906"/);
  });
  it('has real headings and a table of contents made from them', () => {
    for (const level of [1, 2, 3]) expect(body).toContain(`<w:pStyle w:val="Heading${level}"/>`);
    expect(body).toMatch(/TOC [^<]*\\o (&quot;|")1-2/);
  });
  it('asks nothing when it is opened', () => {
    expect(body.includes('w:dirty="true"')).toBe(false);
    expect(parts['word/settings.xml']).not.toMatch(/w:updateFields( w:val="true")?\/>/);
  });
  it('repeats the heading of every table on every page', () => {
    const tables = body.split('<w:tbl>').slice(1);
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) expect(table.slice(0, table.indexOf('</w:tr>'))).toContain('<w:tblHeader');
  });
  it('says in words what a picture shows', () => expect(body).toContain(`descr="${chart.alt}"`));
  it('has page numbers in its foot', () => {
    const feet = Object.entries(parts).filter(([name]) => /^word\/footer\d/.test(name));
    expect(feet.some(([, text]) => text.includes('PAGE') && text.includes('NUMPAGES'))).toBe(true);
  });
  it('says so where a picture could not be drawn', async () => {
    const without = await partsOf(await toDocx(report, new Map()));
    expect(without['word/document.xml']).toContain('The picture could not be drawn.');
  });
});

describe('the Excel file', async () => {
  const sheets = atOnce(workbook(told, builtInTemplates, SETTLED));
  const parts = await partsOf(await toXlsx(sheets));
  const sheetXml = (k: number): string => parts[`xl/worksheets/sheet${k + 1}.xml`]!;

  it('has its sheets by name', () => {
    for (const { name } of sheets) expect(parts['xl/workbook.xml']).toContain(`name="${name}"`);
  });
  it('keeps the headings of every sheet in sight, and has widths for all columns', () => {
    sheets.forEach(({ columns }, k) => {
      expect(sheetXml(k)).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
      expect(sheetXml(k).match(/<col /g)).toHaveLength(columns.length);
    });
  });
  it('gives every row the height of its longest text, so that none lies over the next', async () => {
    const words = 'as many words as do not fit one line of a narrow column';
    const found = await partsOf(
      await toXlsx([
        { name: 'Long', columns: [{ head: 'Note', meaning: 'x', width: 20 }], rows: [['short'], [words]] },
      ]),
    );
    const rows = [...found['xl/worksheets/sheet1.xml']!.matchAll(/<row r="(\d)"([^>]*)>/g)];
    const height = (k: number): number => Number(/ht="([\d.]+)"/.exec(rows[k]![2]!)?.[1] ?? 13);
    expect(height(1)).toBe(13);
    expect(height(2)).toBeGreaterThanOrEqual(4 * 13);
  });
  it('has numbers as numbers, every one of them', () => {
    const numbers = sheets.map(({ rows }) => rows.flat().filter((value) => typeof value === 'number').length);
    numbers.forEach((many, k) => {
      const cells = [...sheetXml(k).matchAll(/<c [^>]*?(?:t="(\w+)")?[^>]*?><v>[^<]*<\/v>/g)];
      expect(cells.filter(([whole]) => !/t="(s|str|inlineStr)"/.test(whole)).length).toBe(many);
    });
  });
  it('shows whole numbers without decimals, others with two, shares as percentages and moments as such', async () => {
    const shown: Sheet = {
      name: 'Shown',
      columns: [
        { head: 'Hours', meaning: 'x', width: 10 },
        { head: 'Share', meaning: 'x', width: 10, shows: 'share' },
        { head: 'Time', meaning: 'x', width: 10, shows: 'moment' },
      ],
      rows: [[12345, 0.25, 45488.25], [4.0507936508]],
    };
    const found = await partsOf(await toXlsx([shown]));
    const formats = new Map(
      [...found['xl/styles.xml']!.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
        id,
        code,
      ]),
    );
    const styles = [...found['xl/styles.xml']!.split('<cellXfs')[1]!.matchAll(/<xf (?:numFmtId="(\d+)")?/g)];
    const cells = [...found['xl/worksheets/sheet1.xml']!.matchAll(/<c [^>]*s="(\d+)"[^>]*><v>([\d.]+)<\/v>/g)];
    const written = cells.filter(([whole]) => !/t="s"/.test(whole));
    expect(written.map(([, style, value]) => [Number(value), formats.get(styles[Number(style)]![1]!)])).toEqual([
      [12345, '#,##0'],
      [0.25, '0.0%'],
      [45488.25, 'ddd d mmm yyyy hh:mm'],
      [4.0507936508, '#,##0.00'],
    ]);
  });
  it('has no text that begins like a formula, and no formula', async () => {
    const nasty: Sheet = {
      name: 'Nasty',
      columns: [{ head: '=head()', meaning: 'x', width: 10 }],
      rows: ['=1+1', '+44 1204', '-1', '@SUM(A1)', '\tx', '2 + 2'].map((text) => [text]),
    };
    const found = await partsOf(await toXlsx([nasty]));
    const texts = [
      ...`${found['xl/sharedStrings.xml'] ?? ''}${found['xl/worksheets/sheet1.xml']}`.matchAll(/<t[^>]*>([^<]*)<\/t>/g),
    ].map(([, text]) => text!);
    const plain = texts.map((text) => text.replaceAll('&apos;', "'").replaceAll('&#39;', "'"));
    expect(plain).toEqual(expect.arrayContaining(["'=head()", "'=1+1", "'+44 1204", "'-1", "'@SUM(A1)", '2 + 2']));
    expect(texts.filter((text) => /^[=+\-@\t]/.test(text))).toEqual([]);
    expect(JSON.stringify(parts)).not.toContain('<f>');
  });
});
