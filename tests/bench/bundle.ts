/** The code that is timed, built as the page's own workers are, so that Node and the browser run the very same. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { rehearsalScenario } from '../../src/tools/build/rehearsalScenario.ts';

/** One module without imports, and the workers it starts, in a folder of its own from which a browser can be served. */
export async function bundled(entry: string): Promise<{ readonly folder: string; readonly file: string }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [rehearsalScenario()],
    worker: { format: 'es', plugins: () => [rehearsalScenario()] },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: join(import.meta.dirname, entry), formats: ['es'], fileName: 'bench' },
    },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !('output' in result)) throw new Error(`${entry} could not be built`);
  const folder = await mkdtemp(join(tmpdir(), 'standby-bench-'));
  const write = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  for (const file of result.output) await write(file.fileName, file.type === 'chunk' ? file.code : file.source);
  await write('package.json', '{ "type": "module" }');
  await write('index.html', '<!doctype html><title>Bench</title>');
  return { folder, file: join(folder, 'bench.js') };
}
