/** What has to be loaded before anything is seen: little, and nothing that only reading a file needs. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

const folder = inject('page');

async function textsOf(wanted: RegExp): Promise<string[]> {
  const files = (await readdir(join(folder, 'assets'))).filter((file) => wanted.test(file));
  return Promise.all(files.map((file) => readFile(join(folder, 'assets', file), 'utf8')));
}

describe('the built page', () => {
  it('loads less than 150 kB (gzip) of script and style before the first picture, workers apart', async () => {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const own = await textsOf(/^(index|start)-.*\.(js|css)$/);
    // What they share with parts that are loaded later stands in files of its own, and is loaded with them.
    const shared = new Set(
      own.flatMap((text) => [...text.matchAll(/from\s*["']\.\/([\w-]+\.js)["']/g)].map(([, file]) => file!)),
    );
    const others = [...shared].filter((file) => !/^(index|start)-/.test(file));
    const texts = [
      html,
      ...own,
      ...(await Promise.all(others.map((file) => readFile(join(folder, 'assets', file), 'utf8')))),
    ];
    expect(texts.length).toBeGreaterThanOrEqual(4);
    expect(texts.reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThan(150_000);
  });

  it('has the schema only where files are read', async () => {
    const has = async (part: RegExp): Promise<boolean[]> => (await textsOf(part)).map((text) => /ZodError/.test(text));
    expect(await has(/^scenarioWorker-/)).toEqual([true]);
    expect(await has(/^browserWorker-/)).toEqual([false]);
    expect(await has(/^start-.*js$/)).toEqual([false]);
  });
});
