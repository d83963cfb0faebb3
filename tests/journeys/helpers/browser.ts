/** A browser: the one named by CHROMIUM, else one of the system's, else Playwright's own. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The file of a browser, or nothing: then Playwright looks for its own. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const stated = environment['CHROMIUM'];
  if (stated) return stated;
  const folders = ['/usr/bin', ...(environment['PATH'] ?? '').split(delimiter)].filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Starts a browser that asks nobody anything. */
export function launch(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
