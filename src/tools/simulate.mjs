/** npm run simulate: installs what is missing and hands everything to the command line. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureNode, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', join(root, 'src/cli.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
