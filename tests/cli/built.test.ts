import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtCommandLine } from '../../src/tools/commandLine.mjs';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'standby-built-'));
afterAll(() => rmSync(folder, { recursive: true }));
const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });

describe('the program that npm run simulate runs', () => {
  it('is built once for the same sources, and says to the letter what the sources say, workers and files included', async () => {
    const program = (await builtCommandLine())!;
    const built = statSync(program).mtimeMs;
    const asked = ['tests/bench/w2.yaml', '--runs', '5', '--workers', '2', '--json'];
    const [ofProgram, ofSources] = ['program.json', 'sources.json'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    const quick = node('src/tools/simulate.mjs', ...asked, ofProgram);
    const slow = node('--import', 'tsx', 'src/cli.ts', ...asked, ofSources);
    expect([quick.status, quick.stdout]).toEqual([slow.status, slow.stdout]);
    expect(quick.stdout).toMatch(/results [0-9a-f]{16}\n$/);
    expect(readFileSync(ofProgram, 'utf8')).toBe(readFileSync(ofSources, 'utf8'));
    expect(statSync((await builtCommandLine())!).mtimeMs).toBe(built);
  }, 60_000);
});
