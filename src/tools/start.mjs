/** npm start: installs what is missing, builds when something has changed, serves the simulator and opens it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNode, ensurePackages, root } from './ensure.mjs';
import { versionOf } from './version.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, 'no-open': { type: 'boolean', default: false } },
});

ensureNode();
ensurePackages();

const { build, preview } = await import('vite');
const stamp = join(root, 'dist', '.built');
const version = versionOf(['src', 'scenarios', 'public', 'vite.config.ts', 'package-lock.json']);
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
  console.log('Building ...');
  await build({ root: join(root, 'src'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, version);
}

const canOpen =
  !values['no-open'] &&
  process.stdout.isTTY &&
  !process.env.CI &&
  (process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY));
const server = await preview({
  root: join(root, 'src'),
  configFile: join(root, 'vite.config.ts'),
  preview: { port: Number(values.port), host: '127.0.0.1', open: canOpen },
});
console.log(`Standby is at ${server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${values.port}/`}  (Ctrl+C ends it)`);
