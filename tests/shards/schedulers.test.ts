/** The ready files for schedulers ask for every share exactly once, and GNU parallel, where it is installed, makes one study of them. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readArguments } from '../../src/cli/arguments.ts';
import { standby } from './commandLine.ts';

const root = join(import.meta.dirname, '../..');
const files = join(root, 'public/schedulers');
const folder = mkdtempSync(join(tmpdir(), 'standby-schedulers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const textOf = (name: string): string => readFileSync(join(files, name), 'utf8');

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const hasBash = has('bash');
const hasParallel =
  hasBash && has('parallel') && /^GNU parallel/.test(spawnSync('parallel', ['--version'], { encoding: 'utf8' }).stdout);
const orSkipped = (isThere: boolean, what: string): string => (isThere ? '' : ` (SKIPPED: ${what} is not installed)`);

/** What an npm may do besides noting what it was asked: the command line itself, or computing until somebody ends it. */
const deeds = {
  notes: '',
  runs: `shift 4\nexec '${process.execPath}' --import tsx src/cli.ts "$@"\n`,
  lasts: 'echo started\nsleep 30\n',
};

/** A folder with an npm that notes what it was asked, one call a line, and perhaps does something. */
function fakeNpm(does: keyof typeof deeds): { readonly path: string; readonly calls: () => string[][] } {
  const bin = mkdtempSync(join(folder, 'bin-'));
  const noted = join(bin, 'calls.txt');
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n{ printf '%s\\t' "$@"; echo; } >> '${noted}'\n${deeds[does]}`);
  chmodSync(join(bin, 'npm'), 0o755);
  const calls = (): string[][] =>
    existsSync(noted)
      ? readFileSync(noted, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.split('\t').slice(0, -1))
      : [];
  return { path: `${bin}:${process.env['PATH'] ?? ''}`, calls };
}

/** The share that a call of npm asks for, and the file it writes; the arguments are those the command line takes. */
function shareOfCall(call: readonly string[]) {
  expect(call.slice(0, 4)).toEqual(['run', '--silent', 'simulate', '--']);
  const asked = readArguments(call.slice(4));
  if (typeof asked === 'string' || !('shard' in asked) || !asked.shard) throw new Error(JSON.stringify(asked));
  return { ...asked.shard, runs: asked.runs, file: asked.file };
}

/** Every share once, each to a file of its own that the merger's pattern finds. */
function expectEveryShareOnce(calls: readonly (readonly string[])[], count: number): void {
  const shares = calls.map(shareOfCall);
  expect(shares.map(({ shard }) => shard).sort((a, b) => a - b)).toEqual(
    Array.from({ length: count }, (_, k) => k + 1),
  );
  expect(new Set(shares.map(({ of }) => of))).toEqual(new Set([count]));
  expect(new Set(shares.map(({ out }) => out)).size).toBe(count);
  expect(shares.every(({ out }) => new RegExp(`/\\d+-of-${count}\\.part$`).test(out))).toBe(true);
  expect(new Set(shares.map(({ file, runs }) => `${file} ${runs}`)).size).toBe(1);
}

describe('every ready file', () => {
  it('is one of these, and its shell is sound', () => {
    expect(readdirSync(files).sort()).toEqual(['kubernetes.yaml', 'parallel.sh', 'slurm.sh']);
    for (const script of readdirSync(files).filter((name) => name.endsWith('.sh'))) {
      if (hasBash) expect(spawnSync('bash', ['-n', join(files, script)], { encoding: 'utf8' }).stderr).toBe('');
      expect(statSync(join(files, script)).mode & 0o100).toBe(0o100);
    }
  });
});

describe('the Slurm array', () => {
  const script = join(files, 'slurm.sh');
  const text = textOf('slurm.sh');
  const [, first, last] = /^#SBATCH --array=(\d+)-(\d+)$/m.exec(text)!.map(Number) as [number, number, number];
  const ofTask = (task: number, path: string, more: Record<string, string> = {}) => ({
    ...{ PATH: path, SLURM_ARRAY_TASK_ID: String(task), SLURM_CPUS_PER_TASK: '1', PARTS: folder },
    ...more,
  });

  it.skipIf(!hasBash).each([
    ['as many shares as it says', last, {}],
    ['another number of shares', 3, { SHARDS: '3' }],
  ] as const)(`asks for every share exactly once: %s${orSkipped(hasBash, 'bash')}`, (_, count, more) => {
    const npm = fakeNpm('notes');
    for (let task = first; task <= count; task++) {
      const env = ofTask(task, npm.path, more);
      const { status, stderr } = spawnSync('bash', [script], { cwd: root, env, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
    expectEveryShareOnce(npm.calls(), count);
    expect(text).toContain(`--merge parts/*-of-${last}.part`);
  });
  it.skipIf(!hasBash)(`leaves nothing running when it is asked to end${orSkipped(hasBash, 'bash')}`, async () => {
    // In a process group of its own, as Slurm starts it.
    const task = spawn('bash', [script], { cwd: root, env: ofTask(1, fakeNpm('lasts').path), detached: true });
    await once(task.stdout, 'data');
    task.kill('SIGTERM');
    // Its output closes when the last process that could write there is gone.
    expect(await once(task, 'close')).toEqual([143, null]);
  });
  it.skipIf(!hasBash)(`says so when it was submitted from another folder${orSkipped(hasBash, 'bash')}`, () => {
    const npm = fakeNpm('notes');
    const { status, stderr } = spawnSync('bash', [script], { cwd: folder, env: ofTask(1, npm.path), encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Submit this from the folder of Standby; /);
    expect(npm.calls()).toEqual([]);
  });
  it('reads its options before any command: Slurm looks no further', () => {
    const lines = textOf('slurm.sh').split('\n');
    expect(lines[0]).toBe('#!/bin/bash');
    expect(lines.findLastIndex((line) => line.startsWith('#SBATCH'))).toBeLessThan(
      lines.findIndex((line) => line !== '' && !line.startsWith('#')),
    );
  });
});

describe('the Kubernetes Indexed Job', () => {
  const job = parse(textOf('kubernetes.yaml')) as {
    apiVersion: string;
    kind: string;
    spec: {
      completionMode: string;
      completions: number;
      parallelism: number;
      template: {
        spec: {
          restartPolicy: string;
          containers: {
            command: string[];
            env: { name: string; value: string }[];
            workingDir: string;
            volumeMounts: { name: string; mountPath: string }[];
          }[];
          volumes: { name: string }[];
        };
      };
    };
  };
  const container = job.spec.template.spec.containers[0]!;
  it('is a job with one pod an index, in the folder of the volume that it mounts', () => {
    expect([job.apiVersion, job.kind, job.spec.completionMode]).toEqual(['batch/v1', 'Job', 'Indexed']);
    // Jobs take no other: "Always" is refused by Kubernetes.
    expect(['Never', 'OnFailure']).toContain(job.spec.template.spec.restartPolicy);
    expect(container.volumeMounts.map(({ name }) => name)).toEqual(
      job.spec.template.spec.volumes.map(({ name }) => name),
    );
    expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toContain(container.workingDir);
    // The environment of a pod holds texts alone.
    expect(container.env.every(({ value }) => typeof value === 'string')).toBe(true);
  });
  it('asks for every share exactly once', () => {
    const npm = fakeNpm('notes');
    for (let index = 0; index < job.spec.completions; index++) {
      const env = {
        ...Object.fromEntries(container.env.map(({ name, value }) => [name, value])),
        PATH: npm.path,
        PARTS: folder,
        JOB_COMPLETION_INDEX: String(index),
      };
      const [program, ...args] = container.command;
      const { status, stderr } = spawnSync(program!, args, { cwd: root, env, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    }
    expectEveryShareOnce(npm.calls(), job.spec.completions);
    expect(textOf('kubernetes.yaml')).toContain(`--merge parts/*-of-${job.spec.completions}.part`);
  });
});

describe('GNU parallel', () => {
  it.skipIf(!hasParallel)(
    `simulates the shares, goes on where it was interrupted, and its study is the study${orSkipped(hasParallel, 'GNU parallel (Debian: apt-get install parallel)')}`,
    async () => {
      const npm = fakeNpm('runs');
      const parts = at('a folder with spaces');
      const scenario = 'scenarios/airport-2024-07-19.yaml';
      const start = () =>
        spawnSync('bash', [join(files, 'parallel.sh')], {
          cwd: root,
          encoding: 'utf8',
          env: { ...process.env, PATH: npm.path, SCENARIO: scenario, RUNS: '5', SHARDS: '3', PARTS: parts },
        });
      const [json, csv] = [at('whole.json'), at('whole.csv')];
      const whole = await standby(join(root, scenario), '--runs', '5', '--json', json, '--csv', csv);
      const once = start();
      expect([once.status, once.stdout], once.stderr).toEqual([0, whole.out]);
      expectEveryShareOnce(npm.calls().slice(0, 3), 3);
      for (const [ours, theirs] of [
        [json, 'study.json'],
        [csv, 'study.csv'],
      ] as const)
        expect(readFileSync(join(parts, theirs), 'utf8') === readFileSync(ours, 'utf8')).toBe(true);

      const [kept, lost] = [join(parts, '1-of-3.part'), join(parts, '2-of-3.part')];
      const [before, bytes] = [statSync(kept).mtimeMs, readFileSync(lost)];
      rmSync(lost);
      const again = start();
      expect([again.status, again.stdout], again.stderr).toEqual([0, whole.out]);
      expect(statSync(kept).mtimeMs).toBe(before);
      expect(readFileSync(lost).equals(bytes)).toBe(true);
    },
    240_000,
  );
});
