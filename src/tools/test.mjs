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

/** Each works in one thread: two go side by side, and tell what they found when they have ended. */
const checks = [
  [
    ['types', [...bin('typescript', 'bin/tsc'), '--noEmit']],
    ['formatting', [...bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ],
  [
    ['types in components', [...bin('svelte-check', 'bin/svelte-check'), '--fail-on-warnings', '--output', 'human']],
    ['lint', [...bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']],
  ],
];
/** One after another: they use every processor themselves. */
const tests = [
  ['unit, theory and property tests', vitest('unit', 'vite.config.ts')],
  ['browser journeys', vitest('journeys', 'tests/journeys/vitest.config.ts')],
];

/** A test that never ends is stopped, with all of its step, and named. */
const MINUTES = 30;
const stillRunning = join(results, 'still-running.txt');
const isGrouped = process.platform !== 'win32';

/** Ends each step that is running. */
const stops = new Set();
const interrupted = () => {
  for (const stop of stops) stop();
  process.exit(130);
};
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);

/** Ends as the step does; workers in a loop without end outlive their parent, so the whole group is ended. */
function run(args, output) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['inherit', output, output],
      detached: isGrouped,
      env: { ...process.env, STILL_RUNNING: stillRunning, NO_COLOR: process.env.CI ? '1' : process.env.NO_COLOR },
    });
    const stop = () => (isGrouped ? process.kill(-child.pid, 'SIGKILL') : child.kill('SIGKILL'));
    stops.add(stop);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
    const clock = setTimeout(() => {
      stop();
      const files = existsSync(stillRunning) ? readFileSync(stillRunning, 'utf8') : '';
      console.log(`\nStopped after ${MINUTES} minutes. Not ended: ${files.split('\n').join(', ') || 'unknown'}`);
    }, MINUTES * 60_000);
    child.on('close', (status) => {
      clearTimeout(clock);
      stops.delete(stop);
      rmSync(stillRunning, { force: true });
      resolve({ status, said });
    });
  });
}

let failed = 0;
const failures = [];
async function step([name, args], output) {
  const began = performance.now();
  if (output === 'inherit') console.log(`\n== ${name}`);
  const { status, said } = await run(args, output);
  if (output === 'pipe') console.log(`\n== ${name}${said === '' ? '' : `\n${said.trimEnd()}`}`);
  console.log(
    `== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) {
    failed++;
    failures.push(name);
  }
}

await Promise.all(
  checks.map(async (lane) => {
    for (const check of lane) await step(check, 'pipe');
  }),
);
for (const test of tests) await step(test, 'inherit');

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
