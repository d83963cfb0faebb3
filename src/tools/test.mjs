/** npm test: installs what is missing (a browser too), then types, lint, tests and browser journeys; ends with one line of counts. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensureNode, ensureOffice, ensureParallel, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();
ensureBrowser();
ensureOffice();
ensureParallel();

const bin = (name, script) => [join(root, 'node_modules', name, script)];
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const vitest = (name, config) => [
  ...bin('vitest', 'vitest.mjs'),
  'run',
  '--config',
  join(root, config),
  '--reporter=default',
  `--reporter=${join(root, 'src/tools/stillRunning.mjs')}`,
  '--reporter=json',
  `--outputFile.json=${join(results, `${name}.json`)}`,
];

const steps = [
  ['types', [...bin('typescript', 'bin/tsc'), '--noEmit']],
  ['types in components', [...bin('svelte-check', 'bin/svelte-check'), '--fail-on-warnings', '--output', 'human']],
  ['lint', [...bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
  ['formatting', [...bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['unit, theory and property tests', vitest('unit', 'vite.config.ts')],
  ['browser journeys', vitest('journeys', 'tests/journeys/vitest.config.ts')],
];

/** A test that never ends is stopped, with all of its step, and named. */
const MINUTES = 30;
const stillRunning = join(results, 'still-running.txt');
const isGrouped = process.platform !== 'win32';

/** Ends as the step does; workers in a loop without end outlive their parent, so the whole group is ended. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      detached: isGrouped,
      env: { ...process.env, STILL_RUNNING: stillRunning, NO_COLOR: process.env.CI ? '1' : process.env.NO_COLOR },
    });
    const stop = () => (isGrouped ? process.kill(-child.pid, 'SIGKILL') : child.kill('SIGKILL'));
    const interrupted = () => {
      stop();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const clock = setTimeout(() => {
      stop();
      const files = existsSync(stillRunning) ? readFileSync(stillRunning, 'utf8') : '';
      console.log(`\nStopped after ${MINUTES} minutes. Not ended: ${files.split('\n').join(', ') || 'unknown'}`);
    }, MINUTES * 60_000);
    child.on('close', (status) => {
      clearTimeout(clock);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      rmSync(stillRunning, { force: true });
      resolve(status);
    });
  });
}

let failed = 0;
const failures = [];
for (const [name, args] of steps) {
  const began = performance.now();
  console.log(`\n== ${name}`);
  const status = await run(args);
  console.log(
    `== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) {
    failed++;
    failures.push(name);
  }
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const project of ['unit', 'journeys']) {
  const file = join(results, `${project}.json`);
  if (!existsSync(file)) continue;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
  counts.skipped += report.numPendingTests + report.numTodoTests;
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${counts.passed} passed, ${Math.max(counts.failed, failed)} failed, ${counts.skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);
