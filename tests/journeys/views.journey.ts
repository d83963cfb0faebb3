/** Every view at its fullest, opened once and then looked at in every way: dark, in forced colours, with little room, on paper. */
import { PNG } from 'pngjs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { troubleWithWords } from './helpers/reflow.ts';
import { DARK, ground, WHITE } from './helpers/surroundings.ts';
import { VIEWS } from './helpers/views.ts';
import { violations } from './helpers/violations.ts';
import { resize, sharedVisit, visits } from './helpers/visit.ts';

/** A4 less the margins that the style sheet gives it, in pixels of print, upright; across, the sides change places. */
const UPRIGHT = Math.floor(((210 - 24) / 25.4) * 96);
const ACROSS = Math.floor(((297 - 24) / 25.4) * 96);

/** The share of a drawing that is clearly not ground; bands are, being faint. */
async function drawnOf(drawing: Locator): Promise<number> {
  const { data } = PNG.sync.read(await drawing.screenshot());
  let drawn = 0;
  for (let at = 0; at < data.length; at += 4) if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) > 0x80) drawn++;
  return drawn / (data.length / 4);
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

describe.each(VIEWS)('the view $name', ({ name, options, open, pictures }) => {
  const visitor = sharedVisit(options, open);

  it('is dark where the device asks for it, and WCAG 2.2 AA holds', async () => {
    const { page } = visitor();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground(page)).toBe(DARK);
    expect(await violations(page)).toEqual([]);
  });

  it('has words and marks on a ground that is not theirs in forced colours', async () => {
    const { page } = visitor();
    // The browser's own forced colours for dark surroundings: white on black.
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
    expect(await ground(page)).toBe('rgb(0, 0, 0)');
    for (const drawing of await page.locator('svg[role=img]').all()) {
      const title = await drawing.getAttribute('aria-label');
      const drawn = await drawnOf(drawing);
      expect(drawn, `what is drawn of ${title}`).toBeGreaterThan(0.005);
      expect(drawn, `ground left in ${title}`).toBeLessThan(0.4);
    }
    const hidden = await page
      .locator('svg[role=img] text')
      .evaluateAll((texts) =>
        texts.filter((text) => getComputedStyle(text).fill === 'rgb(0, 0, 0)').map((text) => text.outerHTML),
      );
    // On a part of a bar that is solid, the number is of the ground's colour.
    expect(hidden.filter((text) => !/class="[^"]*inverse/.test(text))).toEqual([]);
  });

  if (pictures !== undefined)
    it('has the same pictures to keep, byte for byte, in light, dark and forced colours', async () => {
      const { page } = visitor();
      const light = await keptPictures(page);
      expect(light.size).toBeGreaterThanOrEqual(pictures);
      for (const media of [{ colorScheme: 'dark' }, { colorScheme: 'dark', forcedColors: 'active' }] as const) {
        await page.emulateMedia(media);
        expect(await ground(page)).not.toBe(WHITE);
        const now = await keptPictures(page);
        expect([...light].flatMap(([file, bytes]) => (now.get(file) === bytes ? [] : file))).toEqual([]);
      }
    });

  it.each([
    { room: '200% zoom of 1366 by 768 pixels', width: 683, height: 384 },
    { room: '320 pixels, which is 400% zoom of 1280', width: 320, height: 256 },
  ])('does not scroll sideways at $room, and its words are whole', async ({ width, height }) => {
    const { page } = visitor();
    await resize(page, width, height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await troubleWithWords(page)).toEqual([]);
  });

  it('has whole words on paper, and nothing left to press', async () => {
    const { page } = visitor();
    await page.emulateMedia({ media: 'print' });
    await resize(page, name === 'network' ? ACROSS : UPRIGHT, 1000);
    expect(await troubleWithWords(page)).toEqual([]);
    const pressed = await page
      .locator('button:visible, input:not([type=checkbox]):visible, nav:visible, progress:visible')
      .evaluateAll((elements) =>
        // Headings of tables and entries of lists are words on paper, and the tiles of England are its map.
        elements
          .filter((element) => !element.closest('table, .tree, .about, .map'))
          .map((element) => element.outerHTML),
      );
    expect(pressed).toEqual([]);
  });
});

describe('what would be noticed', () => {
  const visit = visits();

  it('is a word that sticks out, one that is cut off, and one over another', async () => {
    const { page } = await visit({ width: 683, height: 384 });
    await page.locator('footer p').nth(1).waitFor();
    await page.evaluate(() => {
      const [first, second] = document.querySelectorAll<HTMLElement>('footer p');
      second!.style.marginTop = '-20px';
      first!.insertAdjacentHTML(
        'beforebegin',
        '<p id="cut">A line that is longer than its frame</p><p id="out">Out</p>',
      );
      const cut = document.getElementById('cut')!.style;
      Object.assign(cut, { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' });
      Object.assign(document.getElementById('out')!.style, { position: 'relative', left: '680px' });
    });
    const trouble = (await troubleWithWords(page)).join('\n');
    expect(trouble).toMatch(/“A line that is longer than its frame” is cut off/);
    expect(trouble).toMatch(/“Out” sticks out of the page/);
    expect(trouble).toMatch(/“Standby is an independent simulator.*” lies over/);
  });
});
