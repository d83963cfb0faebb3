/** The ground that a page is drawn on, and what it is in light and in dark surroundings. */
import type { Page } from 'playwright-core';

export const WHITE = 'rgb(255, 255, 255)';
export const DARK = 'rgb(21, 25, 29)';

export const ground = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);
