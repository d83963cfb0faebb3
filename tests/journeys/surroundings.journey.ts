/** Dark surroundings, forced colours and no movement: as the device asks or as somebody chooses; what is taken away is light. */
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VIEWS } from './helpers/views.ts';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, visits } from './helpers/visit.ts';

const ground = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const WHITE = 'rgb(255, 255, 255)';
const DARK = 'rgb(21, 25, 29)';

/** How light the ground is that the browser paints, 0 to 255. */
async function firstDot(page: Page): Promise<number> {
  return PNG.sync.read(await page.screenshot()).data[0]!;
}

/** What the browser is given to keep when a button is pressed, by the name of the file. */
async function keptBy(page: Page, button: Locator): Promise<[string, Buffer]> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), button.click()]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

/**
 * Every chart of the page as SVG, and the first as PNG too, by their names. Taken where the page hands them to the browser,
 * which does not keep ten files a second.
 */
async function keptPictures(page: Page): Promise<Map<string, string>> {
  const kept = new Map<string, string>();
  const buttons = await page.getByRole('button', { name: /^SVG\b/ }).all();
  for (const button of [...buttons, page.getByRole('button', { name: /^PNG\b/ }).first()]) {
    const file = await button.evaluate(
      (element) =>
        new Promise<{ name: string; bytes: number[] }>((resolve) => {
          let blob: Blob | undefined;
          const { createObjectURL } = URL;
          const { click } = HTMLAnchorElement.prototype;
          URL.createObjectURL = (of) => createObjectURL((blob = of as Blob));
          HTMLAnchorElement.prototype.click = function () {
            URL.createObjectURL = createObjectURL;
            HTMLAnchorElement.prototype.click = click;
            void blob!
              .arrayBuffer()
              .then((bytes) => resolve({ name: this.download, bytes: [...new Uint8Array(bytes)] }));
          };
          (element as HTMLButtonElement).click();
        }),
    );
    kept.set(file.name, Buffer.from(file.bytes).toString('base64'));
  }
  return kept;
}

describe('dark surroundings', () => {
  const visit = visits();

  it.each(VIEWS)('are those of $name where the device asks for them, and WCAG 2.2 AA holds', async (view) => {
    const visitor = await visit(view.options);
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'dark' });
    await view.open(visitor);
    expect(await ground(page)).toBe(DARK);
    expect(await violations(page)).toEqual([]);
    expectNoTrouble(visitor);
  });

  it('hold for the list of the network, for what is behind a figure, and when a file is refused', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'dark' });
    await visitor.computed();
    await page.getByRole('region', { name: 'Strategies side by side' }).locator('button.cell').first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Network' }).click();
    await page.getByRole('button', { name: 'List' }).click();
    expect(await violations(page)).toEqual([]);
    const refused = await visit({ scenario: (text) => text.replace('template: gp-practice', 'template: gp-practise') });
    await refused.page.emulateMedia({ colorScheme: 'dark' });
    await refused.page.getByRole('alert').waitFor();
    expect(await violations(refused.page)).toEqual([]);
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

  it('end where paper begins: the sheets of the reports are light, and so is everything printed', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'dark' });
    await visitor.computed();
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
});

describe('forced colours', () => {
  const visit = visits();

  /** The share of a drawing that is clearly not ground; bands are, being faint. */
  async function drawnOf(drawing: Locator): Promise<number> {
    const { data } = PNG.sync.read(await drawing.screenshot());
    let drawn = 0;
    for (let at = 0; at < data.length; at += 4) if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) > 0x80) drawn++;
    return drawn / (data.length / 4);
  }

  it.each(VIEWS)('leave the drawings of $name: words and marks on a ground that is not theirs', async (view) => {
    const visitor = await visit(view.options);
    const { page } = visitor;
    // The browser's own forced colours for dark surroundings: white on black.
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
    await view.open(visitor);
    expect(await ground(page)).toBe('rgb(0, 0, 0)');
    for (const drawing of await page.locator('svg[role=img]').all()) {
      const name = await drawing.getAttribute('aria-label');
      const drawn = await drawnOf(drawing);
      expect(drawn, `what is drawn of ${name}`).toBeGreaterThan(0.005);
      expect(drawn, `ground left in ${name}`).toBeLessThan(0.4);
    }
    const hidden = await page
      .locator('svg[role=img] text')
      .evaluateAll((texts) =>
        texts.filter((text) => getComputedStyle(text).fill === 'rgb(0, 0, 0)').map((text) => text.outerHTML),
      );
    // On a part of a bar that is solid, the number is of the ground's colour.
    expect(hidden.filter((text) => !/class="[^"]*inverse/.test(text))).toEqual([]);
    expectNoTrouble(visitor);
  });

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

describe('pictures to keep', () => {
  const visit = visits();

  it.each(VIEWS.filter(({ name }) => name === 'outcome' || name === 'network'))(
    'of $name are the same, byte for byte, from light, dark and forced colours',
    async (view) => {
      const visitor = await visit(view.options);
      const { page } = visitor;
      await view.open(visitor);
      const light = await keptPictures(page);
      expect(light.size).toBeGreaterThanOrEqual(view.name === 'outcome' ? 11 : 2);
      for (const media of [{ colorScheme: 'dark' }, { colorScheme: 'dark', forcedColors: 'active' }] as const) {
        await page.emulateMedia(media);
        expect(await ground(page)).not.toBe(WHITE);
        const now = await keptPictures(page);
        expect([...light].flatMap(([name, bytes]) => (now.get(name) === bytes ? [] : name))).toEqual([]);
      }
      expectNoTrouble(visitor);
    },
  );

  it('in a Word report are the same from light and from dark', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await visitor.computed();
    await page.getByRole('link', { name: 'Reports' }).click();
    const pictures: string[][] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [, report] = await keptBy(page, page.getByRole('button', { name: 'Word report' }));
      const drawn = Object.entries(unzipSync(report)).filter(([name]) => name.endsWith('.png'));
      pictures.push(drawn.map(([, dots]) => Buffer.from(dots).toString('base64')).sort());
    }
    expect(pictures[0]!.length).toBeGreaterThan(0);
    expect(pictures[1]).toEqual(pictures[0]);
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
