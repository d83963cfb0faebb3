import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommandLine } from '../../src/tools/commandLine.mjs';

const root = join(import.meta.dirname, '../..');
const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root });

describe('the program that npm run simulate runs', () => {
  it('is built once for the same sources, and says to the letter what the sources say, workers and files included', async () => {
    const program = (await builtCommandLine())!;
    const built = statSync(program).mtimeMs;
    const asked = ['tests/bench/w2.yaml', '--runs', '5', '--workers', '2', '--json', '-'];
    const quick = node('src/tools/simulate.mjs', ...asked);
    const slow = node('--import', 'tsx', 'src/cli.ts', ...asked);
    expect([quick.status, quick.stderr]).toEqual([slow.status, slow.stderr]);
    expect(quick.stdout).toBe(slow.stdout);
    expect(quick.stdout).toMatch(/results/);
    expect(statSync((await builtCommandLine())!).mtimeMs).toBe(built);
  }, 60_000);
});
