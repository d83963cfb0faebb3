/** npm run test:deep: the long studies that `npm test` only samples. `npm run test:deep -- agreement` runs one of them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureNode, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();

/** What each of them is, and which tests and how much of them, or else a script of its own. */
const STUDIES = {
  agreement: {
    about: 'the engine against the plain simulation on 5,000 generated scenarios, item by item',
    tests: ['tests/properties/agreement'],
    env: { AGREEMENT_SCENARIOS: '5000' },
  },
  sweep: {
    about: 'every property on ten times as many generated cases',
    tests: ['tests/properties', 'tests/results/verdict.test.ts'],
    env: { SWEEP: '10', AGREEMENT_SCENARIOS: '60' },
  },
  effects: {
    about: 'that every two kinds of fault, backup and action matter together in 50 of 5,000 generated scenarios',
    tests: ['tests/properties/generatedCases.test.ts'],
    env: { EFFECT_CASES: '5000' },
  },
  coverage: {
    about: 'how often 95% intervals hold the truth, in 100,000 made-up studies and 300 of a real scenario',
    tests: ['tests/theory/coverage.test.ts'],
    env: { COVERAGE_STUDIES: '100000', COVERAGE_REAL_STUDIES: '300' },
  },
  mutants: {
    about: 'engines broken on purpose, each noticed by the test named for it',
    script: 'src/tools/testMutants.mjs',
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(STUDIES, name));
if (unknown.length > 0) {
  console.error(`There is no study ${unknown.join(', ')}; there are ${Object.keys(STUDIES).join(', ')}.`);
  process.exit(2);
}

const failed = [];
for (const [name, { about, tests, env, script }] of Object.entries(STUDIES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const began = performance.now();
  console.log(`\n== ${name}: ${about}`);
  const args =
    script === undefined
      ? // A test may take ten times its time; none may take more than an hour.
        [
          join(root, 'node_modules/vitest/vitest.mjs'),
          'run',
          '--config',
          'vite.config.ts',
          '--testTimeout=3600000',
          ...tests,
        ]
      : [join(root, script)];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(
    `== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((performance.now() - began) / 1000)} s`,
  );
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
