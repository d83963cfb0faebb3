/** Builds page and engine without zod: files are read and checked in a worker of their own, and what comes from it is to be shown soon. */
import { join } from 'node:path';
import type { Plugin } from 'vite';

const STAND_IN = join(import.meta.dirname, 'nothingToCheck.ts');

/** For bundles that begin with one of these files and no others. */
export function withoutSchemas(...entries: readonly string[]): Plugin {
  let applies = false;
  return {
    name: 'standby-without-schemas',
    apply: 'build',
    enforce: 'pre',
    buildStart({ input }) {
      const files = Array.isArray(input) ? input : Object.values(input);
      applies = files.length > 0 && files.every((file) => entries.some((entry) => file.includes(entry)));
    },
    resolveId: (source) => (applies && source === 'zod' ? STAND_IN : null),
  };
}
