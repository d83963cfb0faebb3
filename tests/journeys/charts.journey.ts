/** The charts below the first one: they follow what is chosen, are read from the keyboard, and are kept as files. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sharedVisit } from './helpers/visit.ts';

const opened = sharedVisit();

const figure = (page: Page, title: RegExp): Locator =>
  page.locator('figure').filter({ has: page.getByRole('heading', { name: title }) });

describe('recovery', () => {
  it('is told by the clock, for the sites and for the date chosen, read aloud, and kept as a picture', async () => {
    const { page } = opened();
    const chart = figure(page, /^In the middle run .* (is|are) (not )?back to normal/);
    expect(await chart.getByRole('heading').textContent()).toContain('a typical practice');
    expect(await chart.locator('.subtitle').textContent()).toContain('working days after restoration');
    await page.getByLabel('Whose').selectOption('slowestSite');
    await page.getByLabel('Counted from').selectOption('incident');
    expect(await chart.getByRole('heading').textContent()).toMatch(/the slowest practice .* after the incident began/);
    expect(await chart.getByRole('img').getAttribute('aria-label')).toContain('the slowest practice');
    await chart.getByRole('slider').focus();
    await page.keyboard.press('ArrowDown');
    expect(await chart.getByRole('status').textContent()).toMatch(
      /^“Nothing”: in the middle run .*; 5% to 95% of runs \S+ to /,
    );

    // The chance by a date, which is the same date as in the table of strategies.
    const dates = figure(page, /^By the end of /);
    const date = page.getByLabel('Date marked');
    await date.selectOption({ index: 4 });
    expect(await page.getByLabel('Chance by').inputValue()).toBe(await date.inputValue());
    expect(await dates.getByRole('heading').textContent()).toMatch(/^By the end of Tue 23 Jul .* in \d of 4 runs/);
    await dates.getByRole('slider').focus();
    await page.keyboard.press('End');
    expect(await dates.getByRole('status').textContent()).toMatch(/^Back to normal by the end of .*: Today \d+%/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dates.getByRole('button', { name: /^SVG/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bolton-2024-07-19-chance-by-date.svg');
    expect(await readFile(await download.path(), 'utf8')).toMatch(/^<svg [\s\S]*By the end of[\s\S]*<\/svg>$/);
  });
});

describe('one against another, and run by run', () => {
  it('is drawn by the measure chosen, by every measure at once, and as dots', async () => {
    const { page } = opened();
    await page.getByLabel('by', { exact: true }).selectOption('missed');
    const chart = figure(page, /^Time-critical work missed: /);
    expect(await chart.locator('svg[role=img]').textContent()).toMatch(/← less.*more →/);
    await page.getByLabel('Compare with').selectOption({ index: 1 });
    await chart.getByRole('slider').focus();
    expect(await chart.getByRole('status').textContent()).toMatch(/^“Today” beat “Nothing” in \d of 4 runs/);
    await page.getByLabel('Chart', { exact: true }).selectOption('every');
    const every = figure(page, /^“Today” is .* “Nothing” on .* of 25 measures/);
    await every.waitFor();
    await every.getByRole('slider').focus();
    await page.keyboard.press('End');
    expect(await every.getByRole('status').textContent()).toMatch(/^Cost of this incident: “Today” beat “Nothing” in/);

    // Every run, unfolded: the table counts each of them.
    await page.getByText('Every run: ').click();
    await page.getByLabel('Measure', { exact: true }).selectOption('notDealtWith');
    const runs = figure(page, /^Not dealt with by close: .* of 4 runs/);
    expect(await runs.locator('circle').count()).toBe(16);
    await runs.getByRole('button', { name: 'Show as table' }).click();
    const cells = await runs.locator('tbody td').allTextContents();
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(16);
    await runs.getByRole('slider').focus();
    expect(await runs.getByRole('status').textContent()).toMatch(/^“Today”: .* in \d of 4 runs; the middle run /);
  });
});
