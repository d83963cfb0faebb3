/**
 * The command line as one program. Through a loader Node reads TypeScript file by file, which costs a study a seventh
 * more processor time and every worker half a second; a program built once is loaded in a moment.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';
import { versionOf } from './version.mjs';

/** Programs of other versions are kept for a day: one of them may still be running. */
const DAY = 86_400_000;

const isOfThePage = (file) => file.endsWith('.svelte') || file.endsWith('.scss');

/** Where the program is, built when something has changed; undefined when it cannot be built here, on a read-only disk say. */
export async function builtCommandLine() {
  const programs = join(root, 'node_modules', '.cache', 'standby');
  const program = join(programs, versionOf(['src', 'package-lock.json'], isOfThePage));
  if (existsSync(program)) return join(program, 'cli.mjs');
  // Several may be at it at once, as under a scheduler: each builds its own, and the first to be done is taken.
  let own;
  try {
    mkdirSync(programs, { recursive: true });
    own = mkdtempSync(`${program}.`);
    await build(own);
    if (!existsSync(program)) renameSync(own, program);
    // Last: others may be forgetting the same ones, and to stumble over that must not cost the program that is there now.
    forgetOthers(programs);
  } catch (error) {
    if (!existsSync(program)) {
      console.error(`The program could not be built (${error.message.split('\n')[0]}); going on more slowly without.`);
      return undefined;
    }
  } finally {
    if (own) rmSync(own, { recursive: true, force: true });
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

function forgetOthers(programs) {
  for (const name of readdirSync(programs)) {
    const path = join(programs, name);
    if (Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}
