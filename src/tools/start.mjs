/** npm start: installs what is missing, builds when something has changed, serves the simulator and opens it. */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNode, ensurePackages, root } from './ensure.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, 'no-open': { type: 'boolean', default: false } },
});

ensureNode();
ensurePackages();

const { build, preview } = await import('vite');
const stamp = join(root, 'dist', '.built');
if (
  !existsSync(stamp) ||
  newest(['src', 'scenarios', 'public', 'vite.config.ts', 'package-lock.json']) > statSync(stamp).mtimeMs
) {
  console.log('Building ...');
  await build({ root: join(root, 'src'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, '');
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

/** Latest change among files and folders. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const full = join(root, path);
    const stat = statSync(full);
    latest = Math.max(
      latest,
      stat.isDirectory() ? newest(readdirSync(full).map((name) => join(path, name))) : stat.mtimeMs,
    );
  }
  return latest;
}
