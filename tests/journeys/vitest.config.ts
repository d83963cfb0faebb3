/** Journeys: the built page in a real browser, one at a time. `npx vitest run --config tests/journeys/vitest.config.ts` */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../..');

export default defineConfig({
  test: {
    root,
    environment: 'node',
    include: ['tests/journeys/**/*.journey.ts'],
    globalSetup: [join(import.meta.dirname, 'helpers/build.ts')],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
