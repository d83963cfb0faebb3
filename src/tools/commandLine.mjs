/**
 * The command line as one program. Node reads TypeScript file by file through a loader, which makes the simulation half
 * as slow again; a program built once is loaded in a moment and runs at full speed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

/** Programs of other versions are kept for a day: one of them may still be running. */
const DAY = 86_400_000;

/** Where the program is, built when something has changed; undefined when it cannot be built here, on a read-only disk say. */
export async function builtCommandLine() {
  const programs = join(root, 'node_modules', '.cache', 'standby');
  const version = versionOf([join(root, 'src'), join(root, 'package-lock.json')]);
  const program = join(programs, version);
  if (existsSync(program)) return join(program, 'cli.mjs');
  // Several may be at it at once, as under a scheduler: each builds its own, and the first to be done is taken.
  const own = `${program}.${process.pid}`;
  try {
    mkdirSync(programs, { recursive: true });
    await build(own);
    forgetOthers(programs);
    if (!existsSync(program)) renameSync(own, program);
  } catch (error) {
    if (!existsSync(program)) {
      console.error(`The program could not be built (${error.message.split('\n')[0]}); going on more slowly without.`);
      return undefined;
    }
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return join(program, 'cli.mjs');
}

async function build(outDir) {
  const vite = await import('vite');
  await vite.build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: { cli: join(root, 'src/cli.ts'), nodeWorker: join(root, 'src/runner/nodeWorker.ts') },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}

/** The same for the same sources, on whatever machine. */
function versionOf(paths) {
  const hash = createHash('sha256');
  const take = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) take(join(path, name));
    else if (!path.endsWith('.svelte') && !path.endsWith('.scss'))
      hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  paths.forEach(take);
  return hash.digest('hex').slice(0, 16);
}

function forgetOthers(programs) {
  for (const name of readdirSync(programs)) {
    const path = join(programs, name);
    if (Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}
