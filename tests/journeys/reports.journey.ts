/** The Reports tab: a page for the board on one side of A4, whom to ring first, files to take away, and names that stay here. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, fewRuns, scenarioText, sharedVisit, visits, type Visit } from './helpers/visit.ts';

const LONG = 120_000;
const pagesIn = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** Five strategies, with names and notes as long as a planner might write them. */
const five = (text: string): string =>
  fewRuns(text).replace(
    /^ {2}- id: nothing$/m,
    `  - id: fifth
    title: A fifth arrangement with a title that goes on for rather longer than anybody at the meeting would have liked it to
    short: Fifth, and a long short name
    uses: [paper-pack, chemo-weekend]
    note: ${'A note that says everything there is to say about this arrangement. '.repeat(12).trim()}
  - id: nothing`,
  );

/** Goes there once everything is computed; nothing is printed by itself. */
async function opened(visitor: Visit): Promise<void> {
  await visitor.computed();
  await visitor.page.getByRole('link', { name: 'Reports' }).click();
  await visitor.page.getByTestId('board').waitFor({ timeout: LONG });
  await visitor.page.evaluate(() => (window.print = () => undefined));
}

describe('Reports', () => {
  const visit = visits();
  const shared = sharedVisit({}, opened);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standby-reports-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const kept = async (page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: LONG }), click()]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return { name: download.suggestedFilename(), bytes: await readFile(file) };
  };
  const press = (page: Page, name: string) => () => page.getByRole('button', { name, exact: true }).click();

  it('shows the verdict of the outcome, and prints one side of A4 with five strategies and nothing else', async () => {
    const visitor = await visit({ scenario: five });
    const { page } = visitor;
    await visitor.computed();
    const said = await visitor.verdict.textContent();
    await opened(visitor);
    const board = page.getByTestId('board');
    expect(await board.locator('.headline').textContent()).toBe(said);
    expect(await board.locator('thead th').count()).toBe(5);
    expect(await board.textContent()).toContain('Standby is not an NHS England or BMA product');
    await page.getByRole('button', { name: 'Print the board page' }).click();
    expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
    // What is printed is the page and no more of the screen, and all of it fits.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByTestId('who').isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'Outcome' }).isVisible()).toBe(false);
    await page.setViewportSize({ width: 703, height: 1000 });
    expect(await board.locator('.body').evaluate((body) => body.scrollHeight - body.clientHeight)).toBeLessThanOrEqual(
      1,
    );
    expectNoTrouble(visitor);
  });

  it('prints whom to ring first on one or two sides, and keeps the list as a file', async () => {
    const { page } = shared();
    const rows = page.getByTestId('who').locator('tbody tr');
    expect(await rows.count()).toBeGreaterThan(15);
    expect(await rows.first().textContent()).toMatch(/pieces? of time-critical work due while it is down.*on shift/);
    await page.getByRole('button', { name: 'Print whom to ring first' }).click();
    const pages = pagesIn(await page.pdf({ preferCSSPageSize: true }));
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(2);
    const { name, bytes } = await kept(page, press(page, 'CSV file of whom to ring first'));
    expect(name).toBe('bolton-2024-07-19-who-first.csv');
    expect(bytes.toString('utf8').trimEnd().split('\r\n')).toHaveLength(1 + (await rows.count()));
  });

  it('makes a Word report with its charts as pictures, a workbook, and files for programs', async () => {
    const { page } = shared();
    const word = await kept(page, press(page, 'Word report'));
    expect(word.name).toBe('bolton-2024-07-19-report.docx');
    const parts = unzipSync(word.bytes);
    const text = strFromU8(parts['word/document.xml']!);
    expect(text).toContain((await page.getByTestId('board').locator('.headline').textContent())!.slice(0, 30));
    const pictures = Object.keys(parts).filter((name) => /^word\/media\/.*\.png$/.test(name));
    expect(pictures.length).toBe(11);
    // A drawing, not an empty sheet.
    for (const name of pictures) expect(parts[name]!.length).toBeGreaterThan(10_000);
    const kinds = [...text.matchAll(/descr="([A-Z][a-z ]+)[,.]? .*?The table below has its figures\."/g)];
    expect(kinds.map(([, kind]) => kind)).toEqual([
      ...['Line chart', 'Line chart', 'Line chart', 'Interval chart', 'Step chart', 'Interval chart', 'Bar chart'],
      ...['Stacked bars', 'Marks with intervals', 'Bars', 'Line chart'],
    ]);
    await page.getByText(/^Word report made: bolton-2024-07-19-report\.docx/).waitFor();

    const book = await kept(page, press(page, 'Excel workbook'));
    expect(book.name).toBe('bolton-2024-07-19-workbook.xlsx');
    expect(strFromU8(unzipSync(book.bytes)['xl/workbook.xml']!)).toContain('name="Paired"');
    const json = await kept(page, press(page, 'JSON'));
    const file = JSON.parse(json.bytes.toString('utf8')) as { hash: string; scenario: { id: string } };
    expect(json.name).toBe('bolton-2024-07-19-results.json');
    expect(await page.getByTestId('board').textContent()).toContain(file.hash);
    const csv = await kept(page, press(page, 'CSV'));
    expect(csv.bytes.toString('utf8')).toMatch(/^\uFEFFstrategy,service,measure/);
  });

  it('waits for all runs, or uses those so far and says so', async () => {
    const visitor = await visit({ scenario: (text) => text.replace(/^runs: \d+$/m, 'runs: 400') });
    const { page } = visitor;
    await visitor.verdict.waitFor({ timeout: LONG });
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByTestId('board').waitFor({ timeout: LONG });
    await press(page, 'Excel workbook')();
    await page.getByText(/Excel workbook: waits for all 400 runs/).waitFor();
    expect(await page.getByTestId('board').locator('.standing').textContent()).toMatch(/of 400 runs while the others/);
    const book = await kept(page, press(page, 'Use the runs so far'));
    const parts = unzipSync(book.bytes);
    const texts = strFromU8(parts['xl/sharedStrings.xml'] ?? parts['xl/worksheets/sheet7.xml']!);
    expect(texts).toMatch(/Made from [\d,]+ of 400 runs/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page
      .getByText(/the others were not computed/)
      .first()
      .waitFor({ timeout: LONG });
    expectNoTrouble(visitor);
  });

  it('calls the sites of a file of one’s own by letters until it is asked to name them', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await visitor.computed();
    const text = fewRuns(await scenarioText())
      .replace('Practice 13 (illustrative)', 'Green Lane Surgery')
      .replace('note: Paper at most practices', 'note: Paper at Green Lane Surgery and most practices');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await page.getByText('own.yaml').waitFor({ state: 'attached' });
    await opened(visitor);
    const reports = page.locator('.reports');
    await page.getByText('Practice M').first().waitFor({ timeout: LONG });
    expect(await reports.textContent()).not.toContain('Green Lane');
    const word = await kept(page, press(page, 'Word report'));
    expect(strFromU8(unzipSync(word.bytes)['word/document.xml']!)).not.toContain('Green Lane');
    await page.getByLabel(/Show names/).check();
    await page.getByText('Green Lane Surgery').first().waitFor({ timeout: LONG });
    expectNoTrouble(visitor);
  });

  const isUsable = async ({ page }: Visit): Promise<void> => {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Word report' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/Excel workbook/);
    const { name } = await kept(page, () => page.keyboard.press('Enter'));
    expect(name).toBe('bolton-2024-07-19-workbook.xlsx');
  };

  it('can be used from the keyboard, and is accessible as a whole', () => isUsable(shared()));

  it('can be used so on a phone too', async () => {
    const visitor = await visit({ width: 390, height: 844 });
    await opened(visitor);
    await isUsable(visitor);
    expectNoTrouble(visitor);
  });
});
