/** The page as a person meets it: how soon there is something to see, what a slider costs, whether it ever stands still. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../journeys/helpers/browser.ts';
import { serve } from '../journeys/helpers/site.ts';
import type { Row } from './cases.ts';
import { timingOf, type Timing } from './timing.ts';
import type * as Workers from './workers.ts';
import type { StudyRow } from './workers.ts';

export interface PageFigures {
  /** Kilobytes (1,000 bytes) of what is loaded before the first picture, packed; workers apart. */
  readonly firstLoad: number;
  readonly engineWorker: number;
  /** Milliseconds from navigation to the verdict on the screen. */
  readonly firstPicture: Timing;
  /** From the key on a slider to the first picture of the new figures. */
  readonly slider: Timing;
  /** From the key on a slider to the preview painted. */
  readonly preview: Timing;
  /** The longest task of the main thread, over an opening until 25 runs are done. */
  readonly longestTask: number;
}

async function packed(folder: string, wanted: RegExp): Promise<number> {
  const files = (await readdir(join(folder, 'assets'))).filter((file) => wanted.test(file));
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(folder, 'assets', file))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

async function opened(browser: Browser, address: string): Promise<{ page: Page; shownAfter: number }> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration))).observe({
      type: 'longtask',
      buffered: true,
    });
  });
  await page.goto(address);
  await page.getByTestId('verdict').waitFor({ timeout: 120_000 });
  return { page, shownAfter: await page.evaluate(() => performance.now()) };
}

/** Waits until so many runs are done. */
export async function untilRuns(page: Page, runs: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.querySelector<HTMLElement>('[data-testid=runs-done]')?.dataset['runs']) >= wanted,
    runs,
    { timeout: 240_000 },
  );
}

/** From the key to other figures on the screen. */
async function sliderTook(page: Page): Promise<number> {
  const slider = page.getByRole('slider', { name: 'Practices hit' });
  await slider.focus();
  const before = (await page.getByTestId('hash').textContent()) ?? '';
  const from = await page.evaluate(() => performance.now());
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(
    (old) => {
      const outcome = document.querySelector('.outcome');
      return document.querySelector('[data-testid=hash]')?.textContent !== old && !outcome?.classList.contains('stale');
    },
    before,
    { polling: 'raf', timeout: 120_000 },
  );
  return (await page.evaluate(() => performance.now())) - from;
}

/** From here on every key on a slider notes how long after it a preview was painted. */
async function watchPreviews(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tookTimes: number[] = [];
    let pressed = 0;
    let isThere = false;
    document.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), true);
    new MutationObserver(() => {
      const was = isThere;
      isThere = document.querySelector('figure g.sketch') !== null;
      if (!isThere || was) return;
      const from = pressed;
      // A task that follows a frame runs when that has been painted.
      requestAnimationFrame(() => setTimeout(() => tookTimes.push(performance.now() - from)));
    }).observe(document.body, { subtree: true, childList: true });
    Object.assign(globalThis, { previewsTook: tookTimes });
  });
}

export async function pageFigures(folder: string, quick: boolean): Promise<PageFigures> {
  const site = await serve(folder);
  const browser = await launch();
  try {
    const pictures: number[] = [];
    const openings = quick ? 3 : 12;
    for (let k = 0; k <= openings; k++) {
      const { page, shownAfter } = await opened(browser, site.address);
      // The first opening is not of a warm browser.
      if (k > 0) pictures.push(shownAfter);
      await page.close();
    }
    const { page } = await opened(browser, site.address);
    await untilRuns(page, 25);
    const tasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
    await watchPreviews(page);
    const moves: number[] = [];
    for (let k = 0; k < (quick ? 3 : 8); k++) moves.push(await sliderTook(page));
    const previews = await page.evaluate(() => (globalThis as unknown as { previewsTook: number[] }).previewsTook);
    return {
      firstLoad: await packed(folder, /^(index|start)-.*\.(js|css)$/),
      engineWorker: await packed(folder, /^browserWorker-.*\.js$/),
      firstPicture: timingOf(pictures),
      slider: timingOf(moves),
      preview: timingOf(previews.length > 0 ? previews : [NaN]),
      longestTask: Math.max(0, ...tasks),
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** What a blank page gives that is served from a folder with what is timed as `bench.js`. */
async function inBlankPage<T>(folder: string, give: (page: Page) => Promise<T>): Promise<T> {
  const site = await serve(folder);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.address);
    return await give(page);
  } finally {
    await browser.close();
    await site.close();
  }
}

type Texts = { readonly w2: string; readonly bolton: string };

/** The one-threaded rows in a worker of the browser. */
export function rowsInBrowser(folder: string, texts: Texts, quick: boolean): Promise<Row[]> {
  return inBlankPage(folder, (page) =>
    page.evaluate(
      (input) =>
        new Promise<Row[]>((resolve, reject) => {
          const worker = new Worker('bench.js', { type: 'module' });
          worker.onmessage = ({ data }: MessageEvent<Row[]>) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be started'));
          worker.postMessage(input);
        }),
      { texts, quick },
    ),
  );
}

/** Studies on several workers of the browser. */
export function studiesInBrowser(folder: string, texts: Texts, quick: boolean): Promise<StudyRow[]> {
  return inBlankPage(folder, (page) =>
    page.evaluate(
      async (input) => {
        const { studyRows } = (await import(input.module)) as typeof Workers;
        return studyRows(input.texts, input.quick);
      },
      { texts, quick, module: '/bench.js' },
    ),
  );
}
