/** What lies behind the strategy table: unfolded, switched, read by keyboard, kept as files. */
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { resize, sharedVisit } from './helpers/visit.ts';

const opened = sharedVisit();

/** A part, unfolded if it is not yet. */
async function unfold(page: Page, id: string): Promise<Locator> {
  const part = page.getByTestId(id);
  if ((await part.getAttribute('open')) === null) await part.locator('summary').click();
  await part.locator('h3').first().waitFor();
  return part;
}

async function kept(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = (await Promise.all([page.waitForEvent('download'), press()])) as [Download, void];
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

describe('where the work went', () => {
  it('is made when it is unfolded, of all services in staff-hours, and of one in its own items', async () => {
    const { page } = opened();
    expect(await page.getByTestId('where').locator('figure').count()).toBe(0);
    const part = await unfold(page, 'where');
    expect(await part.locator('h3').textContent()).toMatch(
      /^[\d,]+ hours of work not dealt with on the day it was due/,
    );
    await part.getByLabel('Work of').selectOption({ label: 'Same-day GP requests' });
    expect(await part.locator('h3').textContent()).toMatch(
      /people not dealt with on the day they were due under “Today”/,
    );
    // The service is the page's: the backlog chart is of it too.
    expect(await page.getByLabel('Of', { exact: true }).locator('option:checked').textContent()).toBe(
      'Same-day GP requests',
    );
    await page.getByLabel('Of', { exact: true }).selectOption('all');
  });

  it('is read part by part with the arrow keys, and its table adds up', async () => {
    const { page } = opened();
    const part = await unfold(page, 'where');
    const status = part.getByRole('status');
    const cursor = part.getByRole('slider');
    await cursor.focus();
    const first = await status.textContent();
    expect(first).toMatch(/^Today: .+ on their day/);
    await cursor.press('ArrowRight');
    const second = await status.textContent();
    expect(second).not.toBe(first);
    await cursor.press('ArrowDown');
    expect(await status.textContent()).toMatch(/^Nothing: /);
    await cursor.press('Escape');
    expect(await status.textContent()).toBe('');

    await part.getByRole('button', { name: 'Show as table' }).click();
    const rows = await part
      .getByRole('region', { name: /as a table$/ })
      .locator('tbody tr')
      .all();
    expect(rows).toHaveLength(4);
    const file = await kept(page, () => part.getByRole('button', { name: /^CSV/ }).click());
    expect(file.name).toBe('bolton-2024-07-19-where-the-work-went.csv');
    const figures = file.text
      .split('\r\n')
      .slice(1, 5)
      .map((line) =>
        line
          .split(/,(?=-?[\d.]+)/)
          .slice(1, 9)
          .map(Number),
      );
    for (const [whole, , , ...parts] of figures)
      expect(Math.abs(whole! - parts.reduce((sum, value) => sum + value, 0))).toBeLessThan(0.1);
  });
});

describe('who was failed', () => {
  it('is told by class of time-critical work, and switched to other measures', async () => {
    const visitor = opened();
    const part = await unfold(visitor.page, 'missed');
    expect(await part.locator('h3').textContent()).toMatch(/^Time-critical work missed: most under “Today” in “/);
    const cursor = part.getByRole('slider');
    await cursor.focus();
    await cursor.press('ArrowDown');
    expect(await part.getByRole('status').textContent()).toMatch(/, Nothing: [\d.,]+ pieces of work/);
    await part.getByLabel('Show', { exact: true }).selectOption({ label: 'Record not up to date' });
    expect(await part.locator('h3').textContent()).toMatch(/^Record not up to date: .+ patient-days/);
    await part.getByLabel('Show', { exact: true }).selectOption({ label: 'Late' });
    await part.getByLabel(/^All \d+ services$/).check();
    expect(await part.locator('svg[role=img]').count()).toBe(1);
    const file = await kept(visitor.page, () => part.getByRole('button', { name: /^SVG/ }).click());
    expect(file.name).toBe('bolton-2024-07-19-late.svg');
    expect(file.text).toContain('Letters');
  });
});

describe('sites by day', () => {
  it('come worst first, are sorted by any column, gathered by group, and kept as files', async () => {
    const { page } = opened();
    const part = await unfold(page, 'sites');
    const table = part.getByRole('table');
    const firsts = table.locator('tbody tr:first-child th');
    const worst = (await firsts.first().textContent())!.trim();
    expect(await part.locator('h3').textContent()).toContain(`Most at ${worst}:`);
    const heading = table.getByRole('columnheader', { name: 'Back to normal after, working days' });
    await heading.getByRole('button').click();
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    const days = (await table.locator('tbody tr td:nth-last-child(3)').allTextContents()).map((text) =>
      Number(text.replace('−', '-')),
    );
    const back = days.filter((value) => !Number.isNaN(value));
    expect(back).toEqual([...back].sort((a, b) => b - a));

    await part.getByLabel('Rows').selectOption('groups');
    const groups = await table.getByRole('button', { expanded: false }).count();
    expect(groups).toBeGreaterThan(1);
    const before = await table.locator('tbody tr').count();
    await table.getByRole('button', { expanded: false }).first().click();
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(before);

    const csv = await kept(page, () => part.getByRole('button', { name: /^CSV/ }).click());
    expect(csv.text.split('\r\n').filter(Boolean)).toHaveLength(27);
    const svg = await kept(page, () => part.getByRole('button', { name: /^SVG/ }).click());
    expect(svg.text).toMatch(/^<svg .*Back to normal/s);
    await part.getByLabel('In', { exact: true }).selectOption('hours');
    expect(await part.locator('h3').textContent()).toMatch(/staff-hours outstanding on/);
  });
});

describe('everything behind the table', () => {
  it.each([1366, 390])('meets WCAG 2.2 AA and does not widen the page at %i pixels', async (width) => {
    const { page } = opened();
    await resize(page, width, 800);
    for (const id of ['where', 'missed', 'staff', 'sites']) {
      const part = await unfold(page, id);
      const untold = part.getByRole('button', { name: 'Show as table', pressed: false });
      while ((await untold.count()) > 0) await untold.first().click();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await violations(page)).toEqual([]);
  });

  it('says what is owed in typing up, and how staff time is paid', async () => {
    const visitor = opened();
    const part = await unfold(visitor.page, 'staff');
    const titles = await part.locator('h3').allTextContents();
    expect(titles[0]).toMatch(/^Typing up owed peaks at [\d.,]+ staff-hours on /);
    expect(titles[1]).toMatch(/^Largest: .+ staff-hours under “/);
    expect(await part.locator('svg text').allTextContents()).toContain('Extra staff (paid)');
  });
});
