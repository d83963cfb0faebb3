/** A visit to the page: opens it, listens for everything that must not happen, and knows where things are. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launch } from './browser.ts';
import { serve, type Site } from './site.ts';

export const SCENARIO = 'bolton-2024-07-19.yaml';
/** Enough for a picture with every part of it; what more runs refine is not a journey's concern. */
const FEW_RUNS = 4;
const LONG = 120_000;
/** A small laptop. */
const WIDTH = 1366;
const HEIGHT = 768;

export interface Visit {
  readonly page: Page;
  readonly verdict: Locator;
  readonly hash: () => Promise<string>;
  /** Waits until the figures shown are those of the settings, all runs done. */
  readonly computed: () => Promise<void>;
  /** Console errors, policy violations, uncaught errors and requests to other hosts, so far. */
  readonly trouble: readonly string[];
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  /** A finger instead of a mouse. */
  readonly hasTouch?: boolean;
  /** What the built-in scenario file is made into on its way to the page; as it is with few runs by default. */
  readonly scenario?: (text: string) => string;
  /** As it is delivered, with all its runs. */
  readonly asDelivered?: boolean;
  /** After the question mark of the address. */
  readonly query?: string;
  /** After the hash of the address. */
  readonly place?: string;
  /** Workers are not delivered before this. */
  readonly workersAfter?: Promise<void>;
}

export const fewRuns = (text: string): string => text.replace(/^runs: \d+$/m, `runs: ${FEW_RUNS}`);

export function scenarioText(): Promise<string> {
  return readFile(join(import.meta.dirname, '../../../scenarios', SCENARIO), 'utf8');
}

type Open = (options?: VisitOptions) => Promise<Visit>;

/** Call once in a describe or a file: gives a function that opens the page in a fresh window, closed after the test. */
export function visits(): Open {
  const open = hosted();
  const pages: Page[] = [];
  // A page that is still computing would take its time from the next.
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  return async (options) => {
    const visitor = await open(options);
    pages.push(visitor.page);
    return visitor;
  };
}

/**
 * Call once in a describe or a file: the page is opened once for all its tests, which leave it as they found it or are
 * the last to use it. Between them it has its size and surroundings back; nothing may go wrong in any of them.
 */
export function sharedVisit(
  options: VisitOptions = {},
  ready: (visitor: Visit) => Promise<void> = ({ computed }) => computed(),
): () => Visit {
  const open = hosted();
  let visitor: Visit;
  beforeAll(async () => {
    visitor = await open(options);
    await ready(visitor);
  });
  afterEach(async () => {
    expectNoTrouble(visitor);
    await visitor.page.emulateMedia({ media: null, colorScheme: null, forcedColors: null });
    await resize(visitor.page, options.width ?? WIDTH, options.height ?? HEIGHT);
  });
  return () => visitor;
}

/** The built page on a server of its own, and a browser to open it in, for as long as the tests around take. */
function hosted(): Open {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serve(inject('page')), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  return async ({
    width = WIDTH,
    height = HEIGHT,
    hasTouch = false,
    scenario = fewRuns,
    asDelivered = false,
    query = '',
    place = '',
    workersAfter,
  } = {}) => {
    const page = await browser.newPage({ viewport: { width, height }, hasTouch });
    const trouble: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
        trouble.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(site.address) && !/^(data|blob):/.test(request.url()))
        trouble.push(`request: ${request.url()}`);
    });
    if (!asDelivered) {
      const body = scenario(await scenarioText());
      await page.route(`**/scenarios/${SCENARIO}`, (route) => route.fulfill({ contentType: 'text/yaml', body }));
    }
    if (workersAfter)
      await page.route('**/browserWorker*.js', async (route) => {
        await workersAfter;
        await route.continue();
      });
    await page.goto(`${site.address}${query === '' ? '' : `?${query}`}${place === '' ? '' : `#${place}`}`);
    return {
      page,
      trouble,
      verdict: page.getByTestId('verdict'),
      hash: async () => (await page.getByTestId('hash').textContent()) ?? '',
      computed: async () => {
        const alert = page.getByRole('alert');
        await page.getByTestId('verdict').or(alert).first().waitFor({ timeout: LONG });
        // A file that is refused is said so at once, rather than when the time is up.
        if (!(await page.getByTestId('verdict').isVisible())) throw new Error((await alert.textContent()) ?? '');
        await page.waitForFunction(
          () =>
            document.querySelector('.outcome')?.getAttribute('aria-busy') === 'false' &&
            !document.querySelector('.outcome.stale'),
          null,
          { timeout: LONG },
        );
      },
    };
  };
}

/** Gives the page another size, and waits until the charts have taken theirs from it: that is one frame later. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

/** Nothing went wrong on the way. */
export function expectNoTrouble(visit: Visit): void {
  expect(visit.trouble).toEqual([]);
}
