/**
 * The memory of the page. A tab is a process in which its workers live as well, so the most that was resident of it is
 * told: the heap of the page alone would be a few per cent of that. A blank page stands beside it for what is Chromium's.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../journeys/helpers/browser.ts';
import { serve } from '../journeys/helpers/site.ts';
import type { MemoryRow } from './memory.ts';
import { untilRuns } from './page.ts';

/** Runs until which it is looked at. */
const RUNS = 100;

export async function pageMemory(folder: string): Promise<MemoryRow[]> {
  // Other systems do not tell what was resident of another process at most.
  if (process.platform !== 'linux') return [];
  const site = await serve(folder);
  try {
    const blank = await inTab('about:blank', (browser) => peakOfTab(browser));
    const opened = await inTab(site.address, async (browser, page) => {
      await untilRuns(page, RUNS);
      return peakOfTab(browser);
    });
    return [
      { id: 'page', title: `The page, its workers included, until ${RUNS} runs`, megabytes: opened },
      { id: 'page-blank', title: 'A blank page in Chromium', megabytes: blank },
    ];
  } finally {
    await site.close();
  }
}

async function inTab<T>(address: string, give: (browser: Browser, page: Page) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(address);
    return await give(browser, page);
  } finally {
    await browser.close();
  }
}

/** The most that was resident of the largest tab: a browser may have an empty one ready. */
async function peakOfTab(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const tabs = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...tabs.map(({ id }) => peakOf(id)));
}

function peakOf(process: number): number {
  const status = readFileSync(`/proc/${process}/status`, 'utf8');
  return (Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) * 1024) / 1e6;
}
