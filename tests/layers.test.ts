/** Who may import whom, and what no layer below the screen may touch: read from the source itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { violations } from './helpers/layers.ts';

const SRC = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => relative(SRC, join(SRC, path)).split(sep).join('/'))
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'));

describe('the layers of the source', () => {
  test('are all there to be read', () => {
    expect(files.length).toBeGreaterThan(80);
    for (const folder of ['catalog', 'scenario', 'engine', 'results', 'runner', 'charts', 'app'])
      expect(files.some((path) => path.startsWith(`${folder}/`))).toBe(true);
  });
  test(
    'import only from those before them, and none below the screen knows Svelte, the page, the clock, the locale or chance',
    { timeout: 30_000 },
    () => {
      expect(files.flatMap((path) => violations(path, readFileSync(join(SRC, path), 'utf8')))).toEqual([]);
    },
  );
});

describe('a made-up offence is noticed', () => {
  const offences: readonly [path: string, text: string][] = [
    ['engine/x.ts', "import { summarise } from '../results/summarise.ts';"],
    ['catalog/faults/x.ts', "import type { Model } from '../../scenario/model.ts';"],
    ['catalog/faults/x.ts', "export { z } from '../../app/z.ts';"],
    ['results/x.ts', "const later = await import('../runner/runner.ts');"],
    ['charts/X.svelte', '<script lang="ts">\n  import { study } from \'../app/study.svelte.ts\';\n</script>'],
    ['exports/x.ts', "import { tick } from 'svelte';"],
    ['exports/x.ts', "import Chart from '../charts/BacklogChart.svelte';"],
    ['scenario/x.ts', "import { readFileSync } from 'node:fs';"],
    ['new-folder/x.ts', ''],
    ['engine/x.ts', 'export const now = Date.now();'],
    ['results/x.ts', 'export const day = new Date(2024, 6, 19);'],
    ['engine/x.ts', 'export const u = Math.random();'],
    ['runner/x.ts', 'export const u = Math.random();'],
    ['runner/x.ts', 'export const now = Date.now();'],
    ['results/x.ts', 'export const now = performance.now();'],
    ['engine/x.ts', 'export const y = Math.log(2);'],
    ['results/x.ts', 'export const y = (x: number) => x ** 3;'],
    ['results/x.ts', 'export const text = (1234).toLocaleString();'],
    ['exports/x.ts', 'export const order = (a: string, b: string) => a.localeCompare(b);'],
    ['scenario/x.ts', 'export const width = window.innerWidth;'],
    ['cli/x.ts', "import { start } from '../app/start.ts';"],
    ['cli/x.ts', "import { mount } from 'svelte';"],
    ['app/x.ts', "import { readArguments } from '../cli/arguments.ts';"],
    ['exports/x.ts', "document.createElement('a');"],
    ['results/x.ts', "export const seen = localStorage.getItem('seen');"],
    ['results/x.ts', 'export const cores = navigator.hardwareConcurrency;'],
    // Its own elsewhere in the file, the page's here.
    [
      'results/x.ts',
      'export function f(window: number) { return window; }\nexport const wide = () => window.innerWidth;',
    ],
  ];
  test.each(offences)('in %s: %s', (path, text) => expect(violations(path, text)).toHaveLength(1));

  const innocent: readonly [path: string, text: string][] = [
    [
      'engine/x.ts',
      "import { ticks } from '../scenario/calendar.ts';\n// Math.random() and document would be wrong here\nexport const note = 'window.open()';",
    ],
    ['scenario/x.ts', 'const document = parse();\nexport const { contents } = document;'],
    [
      'catalog/x.ts',
      'export const f = (context: { window: { from: number } }) => { const { window } = context; return window.from; };',
    ],
    ['runner/x.ts', 'export const cores = navigator.hardwareConcurrency;\nexport const since = performance.now();'],
    ['app/x.ts', "import { scale } from '../charts/scale.ts';\nexport const now = Date.now();"],
    ['cli.ts', "import { mount } from 'svelte';"],
    [
      'cli/x.ts',
      "import { statSync } from 'node:fs';\nimport { toCsv } from '../exports/toCsv.ts';\nimport { HELP } from './arguments.ts';",
    ],
  ];
  test.each(innocent)('and what is allowed is not, in %s: %s', (path, text) =>
    expect(violations(path, text)).toEqual([]),
  );
});
