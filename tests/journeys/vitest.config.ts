/** Journeys: the built page in a real browser, two at a time: a page that is read needs no processor. `npx vitest run --config tests/journeys/vitest.config.ts` */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../..');

export default defineConfig({
  test: {
    root,
    environment: 'node',
    include: ['tests/journeys/**/*.journey.ts'],
    globalSetup: [join(import.meta.dirname, 'helpers/build.ts')],
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
