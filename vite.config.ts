/** How the page is built and served, and which tests run: root src/, built-in scenarios copied as they are, one list of them. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { builtInTemplates } from './src/catalog/templates/index.ts';
import { parseScenario } from './src/scenario/parse.ts';
import { fingerprint } from './src/scenario/fingerprint.ts';
import { rehearsalScenario } from './src/tools/build/rehearsalScenario.ts';
import { withoutSchemas } from './src/tools/build/withoutSchemas.ts';
import { zipHere } from './src/tools/build/zipHere.ts';

const root = import.meta.dirname;
const scenarioFolder = join(root, 'scenarios');
/** The one test of a module that a plugin makes. */
const NEEDS_VITE = 'tests/runner/rehearsal.test.ts';

/**
 * Serves and emits every file of scenarios/ and `scenarios/index.json`, so that adding a file is enough; and what each
 * file says, read here, so that the page need not read it again as long as it is served the same text.
 */
function scenarios(): Plugin {
  const files = (): string[] =>
    readdirSync(scenarioFolder)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  const read = (file: string): string => readFileSync(join(scenarioFolder, file), 'utf8');
  // Reading takes a moment, so a text is read once.
  const parsed = new Map<string, ReturnType<typeof parseScenario>>();
  const parse = (text: string): ReturnType<typeof parseScenario> => {
    const known = parsed.get(text) ?? parseScenario(text, builtInTemplates);
    parsed.set(text, known);
    return known;
  };
  const index = (): string =>
    JSON.stringify(
      files().map((file) => {
        const { scenario } = parse(read(file));
        const id = file.replace(/\.yaml$/, '');
        return { file, id: scenario?.id ?? id, title: scenario?.title ?? file };
      }),
      null,
      1,
    );
  const alreadyRead = (file: string): string => {
    const text = read(file);
    const { scenario, issues } = parse(text);
    return JSON.stringify({ of: fingerprint(text), read: { scenario, issues, templates: builtInTemplates } });
  };
  return {
    name: 'standby-scenarios',
    configureServer(server) {
      server.watcher.add(scenarioFolder);
      server.middlewares.use('/scenarios', (request, response, next) => {
        const file = decodeURIComponent((request.url ?? '').replace(/^\//, '').replace(/\?.*$/, ''));
        if (file === 'index.json') {
          response.setHeader('Content-Type', 'application/json');
          response.end(index());
        } else if (file.endsWith('.json') && files().includes(`${file.slice(0, -5)}.yaml`)) {
          response.setHeader('Content-Type', 'application/json');
          response.end(alreadyRead(`${file.slice(0, -5)}.yaml`));
        } else if (files().includes(file)) {
          response.setHeader('Content-Type', 'text/yaml; charset=utf-8');
          response.end(read(file));
        } else next();
      });
    },
    generateBundle() {
      for (const file of files()) {
        this.emitFile({ type: 'asset', fileName: `scenarios/${file}`, source: read(file) });
        const fileName = `scenarios/${file.replace(/\.yaml$/, '.json')}`;
        this.emitFile({ type: 'asset', fileName, source: alreadyRead(file) });
      }
      this.emitFile({ type: 'asset', fileName: 'scenarios/index.json', source: index() });
    },
  };
}

/** Vite's development server injects <style> elements and opens a web socket; the built page keeps the strict policy. */
function developmentPolicy(): Plugin {
  return {
    name: 'standby-development-policy',
    apply: 'serve',
    transformIndexHtml: (html) =>
      html
        .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        .replace("connect-src 'self'", "connect-src 'self' ws:"),
  };
}

export default defineConfig({
  root: join(root, 'src'),
  base: './',
  publicDir: join(root, 'public'),
  plugins: [
    svelte({ configFile: join(root, 'svelte.config.js') }),
    scenarios(),
    rehearsalScenario(),
    withoutSchemas('index.html'),
    zipHere(),
    developmentPolicy(),
  ],
  css: {
    preprocessorOptions: { scss: { loadPaths: [join(root, 'node_modules/nhsuk-frontend/dist')], quietDeps: true } },
  },
  worker: {
    format: 'es',
    plugins: () => [
      rehearsalScenario(),
      withoutSchemas('browserWorker', 'fluidWorker', 'statusWorker', 'storyWorker', 'reportWorker'),
      zipHere(),
    ],
  },
  server: { fs: { allow: [root] } },
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: {
    root,
    environment: 'node',
    // Every processor: by itself vitest leaves one free.
    maxWorkers: '100%',
    // No test changes what another imports, so files of one worker share it: a third less time.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/journeys/**', 'node_modules/**', NEEDS_VITE],
          // Modules as Node itself imports them: through vitest's own runner every call from one to another takes a
          // detour, and the engine twice the time.
          experimental: { viteModuleRunner: false, nodeLoader: false },
          execArgv: ['--import', 'tsx'],
        },
      },
      { extends: true, test: { name: 'by vite', include: [NEEDS_VITE] } },
    ],
  },
});
