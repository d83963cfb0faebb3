/** A site, a group or a service picked anywhere limits everything, visibly and reversibly. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, sharedVisit, visits, type Visit } from './helpers/visit.ts';

const SAME_DAY = 'gp-practice/same-day';
const limits = (page: Page) => page.getByRole('group', { name: 'Limited to' });
const address = (page: Page): Promise<string> => page.evaluate(() => location.hash);
/** Unfolds a part, or folds it. */
const unfold = (page: Page, part: string): Promise<void> => page.getByTestId(part).locator('summary').click();
/** Whether the keyboard stands on what says to what everything is limited. */
const isOnLimits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.hasAttribute('data-limits') ?? false);
/** The verdict is of this alone. */
const toldAlone = (page: Page, title: string) =>
  page
    .getByTestId('verdict')
    .filter({ hasText: `${title} alone:` })
    .waitFor();

describe('a service picked', () => {
  const opened = sharedVisit();

  it('limits everything of the outcome, at once, and one press takes it back', async () => {
    const visitor = opened();
    const { page, verdict } = visitor;
    const [before, hash] = [await verdict.textContent(), await visitor.hash()];
    await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Same-day GP requests' });
    await toldAlone(page, 'Same-day GP requests');
    await visitor.computed();
    // The same runs: nothing is simulated again.
    expect(await visitor.hash()).toBe(hash);
    expect(await limits(page).textContent()).toContain('Only Same-day GP requests');
    const table = page.getByRole('region', { name: 'Strategies side by side' });
    expect(await table.locator('thead').textContent()).not.toMatch(/This time|Extra staff/);
    expect(await table.locator('thead').textContent()).toContain('A year, for all services');
    expect(await page.locator('section', { has: table }).textContent()).toContain(
      'Staff time and what this incident costs are not split between services.',
    );
    for (const part of ['where', 'missed', 'sites', 'staff']) await unfold(page, part);
    // Every chart says so, and so does every file of it.
    const subtitles = await page.locator('figure:has(svg[role=img]) figcaption').allTextContents();
    expect(subtitles.length).toBeGreaterThan(5);
    for (const text of subtitles) expect(text).toContain('Same-day GP requests');
    expect(await page.getByTestId('sites').locator('figcaption').textContent()).toContain('Only Same-day GP requests.');
    expect(await page.getByTestId('sites').locator('tbody tr').count()).toBe(20);
    expect(await page.getByTestId('staff').textContent()).toContain('is not kept');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('missed').getByRole('button', { name: /^SVG/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/-same-day\.svg$/);
    expect(await readFile(await download.path(), 'utf8')).toContain('Same-day GP requests');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Look at all services' }).click();
    await verdict.filter({ hasNotText: ' alone: ' }).waitFor();
    expect(await verdict.textContent()).toBe(before);
    expect(await limits(page).count()).toBe(0);
    for (const part of ['where', 'missed', 'sites', 'staff']) await unfold(page, part);
  });

  it('from a chart that lists services, with the keyboard: the keyboard then stands on what says so', async () => {
    const visitor = opened();
    const { page } = visitor;
    await unfold(page, 'missed');
    const part = page.getByTestId('missed');
    await part.getByLabel('Show', { exact: true }).selectOption({ label: 'Late' });
    const pick = part.getByRole('button', { name: 'Look at Same-day GP requests alone', exact: true });
    await pick.focus();
    await page.keyboard.press('Enter');
    await toldAlone(page, 'Same-day GP requests');
    expect(await isOnLimits(page)).toBe(true);
    // The next stop of the keyboard is the way back.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await visitor.verdict.filter({ hasNotText: ' alone: ' }).waitFor();
  });
});

describe('what everything is limited to stands in the address', () => {
  const visit = visits();
  const settled = async (visitor: Visit): Promise<string> => {
    await visitor.computed();
    return address(visitor.page);
  };

  it('so that Back takes it off, and Forward puts it on again', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await unfold(page, 'sites');
    const pick = page
      .getByTestId('sites')
      .getByRole('button', { name: /^Look at Practice \d+ .*alone$/ })
      .first();
    const name = (await pick.textContent())!.trim();
    await pick.click();
    expect(await isOnLimits(page)).toBe(true);
    expect(await settled(visitor)).toMatch(/^#outcome\?site=practice-\d+$/);
    await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Same-day GP requests' });
    await toldAlone(page, 'Same-day GP requests');
    const both = await address(page);
    expect(both).toMatch(/^#outcome\?site=practice-\d+&service=gp-practice\/same-day$/);
    expect(await limits(page).textContent()).toContain(name);
    await page.goBack();
    await visitor.verdict.filter({ hasNotText: ' alone: ' }).waitFor();
    expect(await limits(page).textContent()).toContain(`Only ${name}`);
    await page.goBack();
    await limits(page).waitFor({ state: 'detached' });
    expect(await settled(visitor)).toBe('');
    await page.goForward();
    await page.goForward();
    await toldAlone(page, 'Same-day GP requests');
    expect(await settled(visitor)).toBe(both);
    expectNoTrouble(visitor);
  });

  it('so that a link keeps it, on every tab and on paper', async () => {
    const place = `outcome?group=network-a&service=${SAME_DAY}`;
    const visitor = await visit({ place });
    await visitor.computed();
    const { page } = visitor;
    await toldAlone(page, 'Same-day GP requests');
    expect(await settled(visitor)).toBe(`#${place}`);
    expect(await limits(page).textContent()).toContain('Network A');
    await page.emulateMedia({ media: 'print' });
    expect(await limits(page).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Look at all services' }).count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('link', { name: 'Reports' }).click();
    const board = page.getByTestId('board');
    await board.waitFor({ timeout: 120_000 });
    expect(await board.textContent()).toContain('; only Network A (illustrative), Same-day GP requests');
    expect(await board.textContent()).not.toContain('Cost this time');
    expect(await address(page)).toBe(`#reports?group=network-a&service=${SAME_DAY}`);
    await page
      .getByTestId('who')
      .getByRole('button', { name: /^Look at Practice/ })
      .first()
      .click();
    expect(await isOnLimits(page)).toBe(true);
    expect(await address(page)).toMatch(/^#reports\?site=practice-\d+&service=/);
    expectNoTrouble(visitor);
  });

  it('and what a link names that is not there is said, and everything shown', async () => {
    const visitor = await visit({ place: 'outcome?site=nowhere&service=gp-practice/nothing' });
    await visitor.computed();
    const { page } = visitor;
    const line = page.getByRole('status').filter({ hasText: 'This scenario has no' });
    expect(await line.textContent()).toMatch(
      /no site “nowhere”: all sites are shown\..*no service “nothing”: all services are shown\./,
    );
    expect(await limits(page).count()).toBe(0);
    expect(await settled(visitor)).toBe('#outcome');
    await line.getByRole('button', { name: 'Dismiss' }).click();
    expect(await line.count()).toBe(0);
    expectNoTrouble(visitor);
  });
});

describe('in the network', () => {
  const visit = visits();

  it('a site, a group and a service are looked at alone, and what is not concerned steps back', async () => {
    const visitor = await visit({ place: 'network' });
    const { page } = visitor;
    await page.locator('.network[data-ready=true]').waitFor({ timeout: 120_000 });
    const find = async (name: string): Promise<void> => {
      await page.getByLabel('Find').fill(name);
      await page.keyboard.press('Enter');
      await page.getByTestId('about').getByRole('heading', { name }).waitFor();
    };
    await find('Practice 7');
    await page
      .getByTestId('about')
      .getByRole('button', { name: 'Look at Practice 7 (illustrative) alone' })
      .press('Enter');
    expect(await isOnLimits(page)).toBe(true);
    expect(await address(page)).toBe('#network?site=practice-7');
    expect(await page.locator('figcaption').first().textContent()).toContain(
      'Pale, with a broken edge: what Practice 7 (illustrative) has nothing to do with',
    );
    const box = (title: string) => page.locator('svg[role=img] [data-item]').filter({ hasText: title }).first();
    expect(await box('Pharmacies').getAttribute('class')).toContain('aside');
    expect(await box('EMIS Web').getAttribute('class')).not.toContain('aside');
    await find('Same-day GP requests');
    await page.getByTestId('about').getByRole('button', { name: 'Look at Same-day GP requests alone' }).click();
    expect(await address(page)).toBe(`#network?site=practice-7&service=${SAME_DAY}`);
    await page.getByRole('button', { name: 'List', exact: true }).click();
    const list = page.getByTestId('network-list');
    expect(
      await list
        .locator('li')
        .filter({ hasText: /^Pharmacies/ })
        .first()
        .textContent(),
    ).toContain('not concerned');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Look at all 26 sites' }).click();
    expect(await address(page)).toBe(`#network?service=${SAME_DAY}`);
    expect(await isOnLimits(page)).toBe(true);
    await list.getByRole('button', { name: 'Network A (illustrative)', exact: true }).click();
    await page.getByTestId('about').getByRole('button', { name: 'Look at Network A (illustrative) alone' }).click();
    expect(await address(page)).toBe(`#network?group=network-a&service=${SAME_DAY}`);
    await page.getByRole('link', { name: 'Outcome', exact: true }).click();
    await visitor.computed();
    await toldAlone(page, 'Same-day GP requests');
    expectNoTrouble(visitor);
  });
});
