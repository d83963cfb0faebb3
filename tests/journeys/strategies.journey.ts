import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sharedVisit } from './helpers/visit.ts';

const opened = sharedVisit();

describe('strategies', () => {
  it('are switched on and off without computing anything again, and the last one stays on', async () => {
    const visitor = opened();
    const { page } = visitor;
    const hash = await visitor.hash();
    const rows = page.getByRole('region', { name: 'Strategies side by side' }).locator('tbody tr');
    const switches = page.getByRole('group', { name: 'Strategies shown' }).getByRole('checkbox');
    const all = await switches.count();
    await switches.nth(1).uncheck();
    expect(await rows.count()).toBe(all - 1);
    expect(await visitor.hash()).toBe(hash);
    for (let k = 2; k < all; k++) await switches.nth(k).uncheck();
    await switches.first().click();
    expect(await switches.first().isChecked()).toBe(true);
    expect(await rows.count()).toBe(1);
    for (let k = 1; k < all; k++) await switches.nth(k).check();
    expect(await rows.count()).toBe(all);
  });

  it('are compared, run by run, with any other', async () => {
    const { page } = opened();
    const table = page.getByRole('region', { name: 'One against another' });
    expect(await table.locator('tbody').textContent()).toMatch(/beat “Today” in \d+ of 4 runs/);
    const compare = page.getByLabel('Compare with');
    await compare.selectOption({ index: 2 });
    const other = await compare.locator('option:checked').textContent();
    expect(other).not.toBe('What practices did');
    expect(await table.locator('tbody').textContent()).toMatch(/“Today” beat “.+” in \d+ of 4 runs/);
    await page.getByLabel('by', { exact: true }).selectOption('cost');
    expect(await table.locator('thead').textContent()).toContain('£');
    await page.getByLabel('by', { exact: true }).selectOption({ index: 0 });
    await compare.selectOption('What practices did');
  });
});

describe('the table of strategies', () => {
  it('is sorted by its headings, less first, then more first, then as the file has it', async () => {
    const { page } = opened();
    const table = page.getByRole('region', { name: 'Strategies side by side' });
    const names = async (): Promise<string[]> => table.locator('tbody th').allTextContents();
    const inFile = await names();
    const heading = table.getByRole('columnheader', { name: /^Seen without/ });
    await heading.getByRole('button').press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    const lessFirst = await names();
    expect([...lessFirst].sort()).toEqual([...inFile].sort());
    await heading.getByRole('button').press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    expect(await names()).toEqual([...lessFirst].reverse());
    await heading.getByRole('button').press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBeNull();
    expect(await names()).toEqual(inFile);
  });

  it('tells differences from any strategy, with intervals and in how many runs', async () => {
    const { page } = opened();
    const table = page.getByRole('region', { name: 'Strategies side by side' });
    const show = page.getByLabel('Show', { exact: true }).last();
    await show.selectOption('differences');
    expect(await table.locator('tbody tr').count()).toBe(3);
    expect(await table.locator('tbody').textContent()).toMatch(/of 4 runs/);
    expect(await table.locator('thead').textContent()).toContain('For each late piece avoided');
    await page.locator('#table-baseline').selectOption({ index: 1 });
    expect(await table.locator('tbody th').first().textContent()).toContain('Today');
    await page.locator('#table-baseline').selectOption({ index: 0 });
    await show.selectOption('figures');
    expect(await table.locator('tbody tr').count()).toBe(4);
  });

  it('is copied so that it pastes as a table', async () => {
    const { page } = opened();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy table' }).click();
    await page.getByText('Copied: paste it into Excel or Word.').waitFor();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string): Promise<string> => (await item!.getType(type)).text();
      return { html: await read('text/html'), text: await read('text/plain') };
    });
    expect(copied.text.split(/\r?\n/)).toHaveLength(5);
    expect(copied.text).toContain('What practices did\t');
    expect(copied.html).toMatch(/<table[^>]*>.*What practices did/s);
  });
});

describe('one site or group', () => {
  it('is looked at alone, everywhere and visibly, and all sites again', async () => {
    const visitor = opened();
    const { page } = visitor;
    const hash = await visitor.hash();
    await page.getByLabel('At', { exact: true }).selectOption({ label: 'Practice 7 (illustrative)' });
    await visitor.computed();
    expect(await visitor.hash()).not.toBe(hash);
    expect(await page.getByRole('group', { name: 'Limited to' }).textContent()).toContain('Practice 7');
    expect(await visitor.verdict.textContent()).toContain('the practice');
    expect(await page.getByRole('img').first().locator('xpath=ancestor::figure').textContent()).toContain(
      'at Practice 7 (illustrative)',
    );
    await page.getByRole('button', { name: 'Look at all 26 sites' }).click();
    await visitor.computed();
    expect(await visitor.hash()).toBe(hash);
    expect(await page.getByRole('group', { name: 'Limited to' }).count()).toBe(0);
  });

  it('and one service limit chart and tables together', async () => {
    const { page } = opened();
    await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Same-day GP requests' });
    const limits = page.getByRole('group', { name: 'Limited to' });
    expect(await limits.textContent()).toContain('Same-day GP requests');
    // The table is drawn in a task of its own, after the chart.
    const heads = page.getByRole('region', { name: 'Strategies side by side' }).locator('thead');
    await heads.filter({ hasNotText: 'This time' }).waitFor();
    expect(await heads.textContent()).toContain('Working days');
    await limits.getByRole('button', { name: 'All services' }).click();
    expect(await limits.count()).toBe(0);
  });
});

describe('the chart', () => {
  it('shows items only of one service', async () => {
    const { page } = opened();
    const unit = page.getByLabel('In', { exact: true });
    expect(await unit.locator('option[value=items]').isDisabled()).toBe(true);
    await page.getByLabel('Of', { exact: true }).selectOption({ index: 1 });
    await unit.selectOption('items');
    expect(await page.getByRole('img').first().getAttribute('aria-label')).toMatch(/ (items|people) on /);
    await page.getByLabel('Of', { exact: true }).selectOption('all');
    expect(await unit.inputValue()).toBe('hours');
  });

  it('shows some days closer: by choice, by key and by dragging, and all of them again', async () => {
    const { page } = opened();
    const days = page.getByLabel('Days', { exact: true });
    const cursor = page.getByRole('slider', { name: 'Time on the chart' }).first();
    const span = async (): Promise<number> =>
      Number(await cursor.getAttribute('aria-valuemax')) - Number(await cursor.getAttribute('aria-valuemin'));
    const usual = await span();
    await days.selectOption('whole');
    expect(await span()).toBeGreaterThan(usual);
    await days.selectOption('first');
    expect(await span()).toBe(71);
    await cursor.focus();
    await page.keyboard.press('+');
    expect(await span()).toBe(35);
    expect(await days.locator('option:checked').textContent()).toMatch(/^\w{3} \d+ Jul, \d\d:00 to /);
    await page.keyboard.press('-');
    expect(await span()).toBe(71);
    await page.keyboard.press('0');
    expect(await span()).toBe(usual);
    const { x, y, width } = (await cursor.boundingBox())!;
    await page.mouse.move(x + width * 0.2, y + 30);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.4, y + 30, { steps: 4 });
    await page.mouse.up();
    expect(Math.abs((await span()) - usual * 0.2)).toBeLessThan(4);
    await days.selectOption('around');
    expect(await span()).toBe(usual);
  });

  it('says why of the hour that is read', async () => {
    const { page } = opened();
    await page.getByRole('slider', { name: 'Time on the chart' }).first().focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', {
      name: /^Why\? Extra work outstanding, \w+ \d+ July 2024 at \d\d:00, under “Today”/,
    });
    await dialog.waitFor();
    await dialog.getByLabel('Under').selectOption({ label: 'Nothing prepared' });
    await page.getByRole('dialog', { name: /under “Nothing”/ }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('is also a table and a file', async () => {
    const { page } = opened();
    const chart = page.locator('figure').first();
    await chart.getByRole('button', { name: 'Show as table' }).click();
    const table = page.getByRole('region', { name: /as a table$/ });
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(20);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('button', { name: /^CSV/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bolton-2024-07-19-backlog.csv');
    await chart.getByRole('button', { name: 'Show as table' }).click();
    expect(await table.count()).toBe(0);
  });

  it('is also a picture to keep, sharp and with its title in it', async () => {
    const { page } = opened();
    const kept = async (kind: 'PNG' | 'SVG'): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: new RegExp(`^${kind}`) })
          .first()
          .click(),
      ]);
      expect(download.suggestedFilename()).toBe(`bolton-2024-07-19-backlog.${kind.toLowerCase()}`);
      return readFile(await download.path());
    };
    const png = await kept('PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Width in dots: twice that of the drawing and its margins.
    expect(png.readUInt32BE(16)).toBeGreaterThan(1800);
    const svg = (await kept('SVG')).toString();
    expect(svg).toMatch(/<title>Extra work peaks at/);
    expect(svg).not.toMatch(/var\(--|class=/);
  });
});
