/** Serves or builds the gallery of charts, apart from the product: `npm run gallery`. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '../..');

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
  css: {
    preprocessorOptions: { scss: { loadPaths: [join(root, 'node_modules/nhsuk-frontend/dist')], quietDeps: true } },
  },
  server: { fs: { allow: [root] } },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
});
