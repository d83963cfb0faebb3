import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measured } from './memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'standby-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = (name: string, text: string): string => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
};

describe('the memory of a process', () => {
  it('is its own, given back or not, and nothing of who started it', () => {
    const ours = new Uint8Array(150e6).fill(1);
    const idle = measured(program('idle', ''), []);
    const busy = measured(program('busy', 'let held = Buffer.alloc(100e6, 1); held = undefined;'), []);
    expect(ours.at(-1)).toBe(1);
    expect(idle.megabytes).toBeGreaterThan(10);
    expect(idle.megabytes).toBeLessThan(100);
    expect(busy.megabytes - idle.megabytes).toBeGreaterThan(80);
    expect(busy.processorSeconds).toBeGreaterThan(0);
  }, 30_000);
  it('is not told of a program that fails, but why it failed', () => {
    expect(() => measured(program('failing', 'console.error("out of luck"); process.exit(3);'), ['now'])).toThrow(
      /now ended with 3: out of luck/,
    );
  }, 30_000);
});
