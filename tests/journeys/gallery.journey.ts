/** Every chart in ordinary and awkward states: texts that can be read at any width, no barrier, and pictures that look as they did. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRAWN, troubleWithTexts } from '../gallery/geometry.ts';
import { cut, readPng, type Dots } from '../gallery/palettePng.ts';
import {
  areAlike,
  complaint,
  differingDots,
  keepPictures,
  keptFonts,
  keptPictures,
  TOLERANCE,
  type Fonts,
} from '../gallery/pictures.ts';
import { launch } from './helpers/browser.ts';
import { serve, type Site } from './helpers/site.ts';
import { violations } from './helpers/violations.ts';

/** The width at which pictures are taken. */
const PICTURE = 1366;

describe('the gallery of charts', () => {
  let folder: string;
  let site: Site;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standby-gallery-'));
    await build({
      configFile: join(import.meta.dirname, '../gallery/vite.config.ts'),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    });
    [site, browser] = await Promise.all([serve(folder), launch()]);
    page = await browser.newPage();
    await open(PICTURE);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(width: number): Promise<void> {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(site.address);
    await page.waitForFunction((drawn) => {
      const states = [...document.querySelectorAll('[data-picture]')];
      return states.length > 0 && states.every((state) => state.querySelector(drawn));
    }, DRAWN);
  }

  /** Every drawing of the gallery by its name: each section is taken at once and cut up, which is quicker than one by one. */
  async function pictures(): Promise<Map<string, Dots>> {
    const drawn = new Map<string, Dots>();
    for (const section of await page.locator('main section').all()) {
      const whole = readPng(await section.screenshot({ animations: 'disabled' }));
      const boxes = await section.evaluate((element, drawn) => {
        const corner = element.getBoundingClientRect();
        return [...element.querySelectorAll<HTMLElement>('[data-picture]')].map((state) => {
          const { left, right, top, height } = state.querySelector(drawn)!.getBoundingClientRect();
          // What is too wide is taken as far as it is seen.
          const width = Math.min(right, corner.right) - left;
          return { name: state.dataset['picture']!, left: left - corner.left, top: top - corner.top, width, height };
        });
      }, DRAWN);
      for (const { name, ...box } of boxes) drawn.set(name, cut(whole, box));
    }
    return drawn;
  }
  const fonts = (): Promise<Fonts> =>
    page.evaluate(() => {
      const words = 'Back to normal 0123456789, “Read-only” mMwWiIlL';
      const widthOf = (font: string): number => {
        const context = document.createElement('canvas').getContext('2d')!;
        context.font = font;
        return context.measureText(words).width;
      };
      return { words, plain: widthOf('12px arial, sans-serif'), bold: widthOf('bold 13px arial, sans-serif') };
    });

  it('looks as in the pictures kept, where the fonts are theirs', async ({ skip }) => {
    const here = await fonts();
    const update = process.env['UPDATE_PICTURES'] === '1';
    if (!update && !areAlike(here, keptFonts()))
      skip('The pictures were taken with another Arial than this machine has; they are not compared.');
    const drawn = await pictures();
    expect(drawn.size).toBeGreaterThan(20);
    if (update) keepPictures(drawn, here);
    expect([...drawn].flatMap(([name, picture]) => complaint(name, picture) ?? [])).toEqual([]);
    expect(keptPictures().filter((name) => !drawn.has(name))).toEqual([]);
  });

  it('would look otherwise if a short name or a single mark were missing', async () => {
    const name = 'recovery-intervals-four';
    const drawing = async (): Promise<Dots> =>
      readPng(await page.locator(`[data-picture="${name}"] svg[role=img]`).screenshot());
    const whole = await drawing();
    for (const part of ['text:text-is("Today")', 'path.marker']) {
      const hidden = page.locator(`[data-picture="${name}"] svg[role=img] ${part}`).first();
      await hidden.evaluate((element) => element.setAttribute('visibility', 'hidden'));
      expect(differingDots(whole, await drawing())).toBeGreaterThan(TOLERANCE.dots);
      await hidden.evaluate((element) => element.removeAttribute('visibility'));
    }
    expect(differingDots(whole, await drawing())).toBe(0);
  });

  it.each([390, 683, 1366, 1920])('at %i pixels no text lies over another or is cut off', async (width) => {
    await open(width);
    expect(await troubleWithTexts(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('would notice a text over another and one that is cut off', async () => {
    await open(PICTURE);
    await page.evaluate(() => {
      const texts = document.querySelectorAll('[data-picture="differences-three"] svg[role=img] text.value');
      const [first, second, third] = texts;
      for (const side of ['x', 'y']) second!.setAttribute(side, first!.getAttribute(side)!);
      third!.setAttribute('x', '-5');
      document.querySelector('[data-picture="tiles-ordinary"] .short')!.firstChild!.textContent =
        'A name as long as this';
      const [one, other] = document.querySelectorAll<HTMLElement>('[data-picture="sites-by-day-ordinary"] tbody th');
      other!.style.transform = `translateY(${one!.getBoundingClientRect().top - other!.getBoundingClientRect().top}px)`;
    });
    const trouble = await troubleWithTexts(page);
    expect(trouble.some((line) => /lies over/.test(line))).toBe(true);
    expect(trouble.some((line) => /is cut off/.test(line))).toBe(true);
    // In tables and tiles too.
    expect(trouble).toContain('sites-by-day-ordinary: “Practice 1” lies over “Practice 2”');
    expect(trouble).toContain('tiles-ordinary: “A name as long as this” is cut off');
  });

  it.each([390, PICTURE])('meets WCAG 2.2 AA at %i pixels', async (width) => {
    await open(width);
    expect(await violations(page)).toEqual([]);
  });

  it('meets WCAG 2.2 AA in dark surroundings, every text of a drawing in a colour that is read there', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(PICTURE);
    expect(await violations(page)).toEqual([]);
    const faint = await page.locator('svg[role=img] text').evaluateAll((texts) =>
      texts
        .filter((text) => {
          const [red, green, blue] = getComputedStyle(text).fill.match(/\d+/g)!.map(Number);
          // On the page's dark ground; texts on a light part of a bar are told by their class.
          return !text.matches('.value') && Math.max(red!, green!, blue!) < 0x90;
        })
        .map((text) => text.outerHTML),
    );
    expect(faint).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('is read from the keyboard: every chart of rows has one stop, and its arrows say one row after the other', async () => {
    await open(PICTURE);
    const chart = page.locator('[data-picture="recovery-intervals-four"]');
    const cursor = chart.getByRole('slider');
    expect(await cursor.count()).toBe(1);
    await cursor.focus();
    expect(await cursor.getAttribute('aria-valuetext')).toMatch(/^Today: \d/);
    await page.keyboard.press('ArrowDown');
    expect(await cursor.getAttribute('aria-valuetext')).toMatch(/^Nothing: \d/);
    await page.keyboard.press('End');
    expect(await cursor.getAttribute('aria-valuetext')).toMatch(/^And weekend: \d/);
    const runs = page.locator('[data-picture="run-distribution-not-back"]').getByRole('slider');
    await runs.focus();
    await page.keyboard.press('ArrowRight');
    expect(await runs.getAttribute('aria-valuetext')).toMatch(/^Today, \S+ to \S+: \d+$/);
    await page.keyboard.press('ArrowDown');
    expect(await runs.getAttribute('aria-valuetext')).toBe('Nothing, not back by 11 August: 50');
  });
});
