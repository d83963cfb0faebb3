/** The format reference, a page without any program: read in light and in dark, with the keyboard, at any width. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './helpers/browser.ts';
import { serve, type Site } from './helpers/site.ts';
import { violations } from './helpers/violations.ts';

describe('the format reference', () => {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serve(join(import.meta.dirname, '../../public')), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it.each([
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(21, 25, 29)'],
  ] as const)('meets WCAG 2.2 AA in %s surroundings', async (colorScheme, surface) => {
    const page = await browser.newPage({ viewport: { width: 683, height: 384 }, colorScheme });
    await page.goto(`${site.address}reference.html`);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(surface);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(683);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});
