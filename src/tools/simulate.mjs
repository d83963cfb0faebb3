/** npm run simulate: installs what is missing and hands everything to the command line. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { builtCommandLine } from './commandLine.mjs';
import { ensureNode, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();
const program = await builtCommandLine();
const { status } = spawnSync(
  process.execPath,
  [...(program ? [program] : ['--import', 'tsx', join(root, 'src/cli.ts')]), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
