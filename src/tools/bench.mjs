/** npm run bench: builds the page and times it, the engine and studies, and takes their memory. Quiet machine, please. `-- --quick`, `-- --keep`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBrowser, ensureNode, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();
ensureBrowser();
const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
const failed =
  node(join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error') ||
  node('--import', 'tsx', join(root, 'tests/bench/main.ts'), ...process.argv.slice(2));
process.exit(failed);
