/** Dark surroundings, forced colours and no movement: as the device asks or as somebody chooses; what is taken away is light. */
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DARK, ground, WHITE } from './helpers/surroundings.ts';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, sharedVisit, visits } from './helpers/visit.ts';

/** How light the ground is that the browser paints, 0 to 255. */
async function firstDot(page: Page): Promise<number> {
  return PNG.sync.read(await page.screenshot()).data[0]!;
}

/** What the browser is given to keep when a button is pressed, by the name of the file. */
async function keptBy(page: Page, button: Locator): Promise<[string, Buffer]> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), button.click()]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

describe('dark surroundings', () => {
  const visitor = sharedVisit();

  it('hold for the list of the network, and for what is behind a figure', async () => {
    const { page } = visitor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('region', { name: 'Strategies side by side' }).locator('button.cell').first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Network' }).click();
    await page.getByRole('button', { name: 'List' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Outcome', exact: true }).click();
  });

  it('end where paper begins: the sheets of the reports are light, and so is everything printed', async () => {
    const { page } = visitor();
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await ground(page)).toBe(WHITE);
    await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
    await page.getByRole('link', { name: 'Reports' }).click();
    const sheet = page.getByTestId('board');
    await sheet.waitFor();
    expect(
      await sheet.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]),
    ).toEqual([WHITE, 'rgb(33, 43, 50)']);
  });

  it('do not reach the pictures of a Word report', async () => {
    const { page } = visitor();
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByTestId('board').waitFor();
    const pictures: string[][] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [, report] = await keptBy(page, page.getByRole('button', { name: 'Word report' }));
      const drawn = Object.entries(unzipSync(report)).filter(([name]) => name.endsWith('.png'));
      pictures.push(drawn.map(([, dots]) => Buffer.from(dots).toString('base64')).sort());
    }
    expect(pictures[0]!.length).toBeGreaterThan(0);
    expect(pictures[1]).toEqual(pictures[0]);
  });
});

describe('surroundings', () => {
  const visit = visits();

  it('are dark when a file is refused, too', async () => {
    const { page } = await visit({
      scenario: (text) => text.replace('template: gp-practice', 'template: gp-practise'),
    });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('alert').waitFor();
    expect(await ground(page)).toBe(DARK);
    expect(await violations(page)).toEqual([]);
  });

  it('are chosen by hand as well, and are there before anything is drawn the next time', async () => {
    const visitor = await visit();
    const { page } = visitor;
    const choice = page.getByLabel('Appearance');
    expect(await choice.inputValue()).toBe('device');
    expect(await ground(page)).toBe(WHITE);
    await choice.selectOption({ label: 'Dark' });
    expect(await ground(page)).toBe(DARK);
    // The program never comes: what can be seen until then is dark already.
    await page.route('**/assets/*.js', () => undefined);
    await page.reload({ waitUntil: 'commit' });
    await page.waitForFunction(() => document.body !== null);
    expect(await firstDot(page)).toBeLessThan(0x40);
    await page.unroute('**/assets/*.js');
    await page.reload();
    expect(await choice.inputValue()).toBe('dark');

    await page.emulateMedia({ colorScheme: 'dark' });
    await choice.selectOption({ label: 'Light' });
    expect(await ground(page)).toBe(WHITE);
    await choice.selectOption({ label: 'As this device' });
    expect(await ground(page)).toBe(DARK);
    await page.reload();
    expect(await choice.inputValue()).toBe('device');
  });
});

describe('forced colours', () => {
  const visit = visits();

  it('tell strategies by dash and marker, and show what is chosen, pressed, current or has the focus', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
    await visitor.computed();
    const chart = page.locator('figure').first();
    const looks = await chart.locator('.lines > g').evaluateAll((lines) =>
      lines.map((line) => {
        const of = line.querySelector('.line')!;
        return `${of.getAttribute('stroke-dasharray')} ${line.querySelector('.marker')?.getAttribute('d')}`;
      }),
    );
    expect(looks.length).toBe(4);
    expect(new Set(looks).size).toBe(4);
    const outline = (of: Locator): Promise<string> =>
      of.evaluate((element) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        return outlineStyle === 'none' ? 'none' : `${outlineWidth} ${outlineColor}`;
      });
    const cursor = chart.getByRole('slider');
    expect(await outline(cursor)).toBe('none');
    await cursor.focus();
    await page.keyboard.press('ArrowRight');
    expect(await outline(cursor)).toMatch(/^3px rgba?\((?!0, 0, 0)/);

    const edge = (tab: string): Promise<string> =>
      page.getByRole('link', { name: tab, exact: true }).evaluate((link) => getComputedStyle(link).borderTopColor);
    expect(await edge('Outcome')).not.toBe(await edge('Network'));
    await page.getByRole('link', { name: 'Network', exact: true }).click();
    await page.getByRole('button', { name: 'Later' }).waitFor({ timeout: 120_000 });
    expect(await outline(page.getByRole('button', { name: 'Map', exact: true }))).not.toBe('none');
    expect(await outline(page.getByRole('button', { name: 'List', exact: true }))).toBe('none');
    await page.locator('[data-item="emis-web"]').click({ position: { x: 30, y: 8 } });
    expect(await outline(page.getByRole('row', { name: /^EMIS Web / }))).toMatch(/^3px /);
    expect(await outline(page.getByRole('row', { name: /^SystmOne / }))).toBe('none');
    const stroke = (item: string): Promise<string> =>
      page.locator(`[data-item="${item}"] > .box`).evaluate((box) => getComputedStyle(box).stroke);
    expect(await stroke('emis-web')).not.toBe(await stroke('systmone'));
    expectNoTrouble(visitor);
  });
});

describe('movement', () => {
  const visit = visits();

  it('is switched off by hand as by the device, and stays off', async () => {
    const visitor = await visit({ query: '#network' });
    const { page } = visitor;
    const play = page.getByRole('button', { name: /^(Play|Pause)$/ });
    await play.waitFor({ timeout: 120_000 });
    await play.click();
    await page.getByLabel('Movement').selectOption({ label: 'None' });
    await play.waitFor({ state: 'detached' });
    const slider = page.getByRole('slider', { name: /2024 at/ });
    const stopped = await slider.inputValue();
    await page.waitForTimeout(500);
    expect(await slider.inputValue()).toBe(stopped);
    await page.reload();
    await slider.waitFor({ timeout: 120_000 });
    expect(await play.count()).toBe(0);
    await page.getByLabel('Movement').selectOption({ label: 'As this device' });
    await play.waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await play.waitFor({ state: 'detached' });
    expectNoTrouble(visitor);
  });
});
