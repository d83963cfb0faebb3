/** Builds the page once for all journeys, into a folder of its own; STANDBY_DIST names one that is built already. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

const root = join(import.meta.dirname, '../../..');

declare module 'vitest' {
  interface ProvidedContext {
    page: string;
  }
}

export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const built = process.env['STANDBY_DIST'];
  if (built) {
    project.provide('page', built);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'standby-journeys-'));
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  project.provide('page', folder);
  return () => rm(folder, { recursive: true, force: true });
}
