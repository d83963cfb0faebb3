/** The ordinary tests on an engine that may be broken on purpose. `MUTANT=id npx vitest run --config tests/mutants/vitest.config.ts file -t name` */
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { oneMutant } from './mutate.ts';

const root = join(import.meta.dirname, '../..');

export default defineConfig({
  plugins: [oneMutant(root)],
  test: {
    root,
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    fileParallelism: false,
  },
});
