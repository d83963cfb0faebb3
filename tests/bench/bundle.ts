/** The code that is timed, built as the page's own workers are, so that Node and the browser run the very same. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** One module without imports, in a folder of its own from which a browser can be served. */
export async function bundled(entry: string): Promise<{ readonly folder: string; readonly file: string }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
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
  const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
  await write('bench.js', result.output[0].code);
  await write('package.json', '{ "type": "module" }');
  await write('index.html', '<!doctype html><title>Bench</title>');
  return { folder, file: join(folder, 'bench.js') };
}
