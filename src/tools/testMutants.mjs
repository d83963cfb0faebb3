/** npm run test:mutants: every engine broken on purpose must fail the test that is named for it. `-- --only id` tries one. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNode, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();
const { tsImport } = await import('tsx/esm/api');
const { mutants } = await tsImport(join(root, 'tests/mutants/mutants.ts'), import.meta.url);

/** How many run at a time, and how long one may take: a broken engine may run for ever. */
const WORKERS = 2;
const SECONDS = 300;

const { only } = parseArgs({ options: { only: { type: 'string', multiple: true } } }).values;
const unknown = (only ?? []).filter((id) => !mutants.some((mutant) => mutant.id === id));
if (unknown.length > 0) {
  console.error(`There is no mutant ${unknown.join(', ')}; there are ${mutants.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}
const wanted = mutants.filter(({ id }) => only === undefined || only.includes(id));
const folder = mkdtempSync(join(tmpdir(), 'standby-mutants-'));

/** Runs tests of one file by name, under a mutant if one is named; gives what vitest reports of those that ran. */
function run(file, names, mutant) {
  const report = join(folder, `${mutant ?? file.replaceAll('/', '-')}.json`);
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const args = ['run', file, '--config', 'tests/mutants/vitest.config.ts', '--pool=threads', '-t', pattern];
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), ...args, '--reporter=json', `--outputFile.json=${report}`],
      { cwd: root, stdio: 'ignore', env: { ...process.env, ...(mutant === undefined ? {} : { MUTANT: mutant }) } },
    );
    const clock = setTimeout(() => child.kill('SIGKILL'), SECONDS * 1000);
    child.on('close', () => {
      clearTimeout(clock);
      const suites = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
      resolve({
        seconds: (performance.now() - began) / 1000,
        tests: suites
          .flatMap(({ assertionResults }) => assertionResults)
          .filter(({ status }) => status === 'passed' || status === 'failed'),
        trouble: suites.length === 0 ? 'no report' : suites.map(({ message }) => message).join(' '),
      });
    });
  });
}

/** Does something with every entry of a list, a few at a time, and gives the answers in its order. */
async function each(list, work) {
  const answers = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const k = next++;
      answers[k] = await work(list[k]);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return answers;
}

const isNamed = (test, name) => test.fullName.includes(name);
const firstLine = (text) => text.trim().split('\n')[0].slice(0, 120);

/** Tests that fail, or are not there, while nothing is broken: they could not tell anything. */
async function failingUnbroken() {
  const files = [...new Set(wanted.map(({ killedBy }) => killedBy.file))];
  const lists = await each(files, async (file) => {
    const names = [...new Set(wanted.flatMap(({ killedBy }) => (killedBy.file === file ? [killedBy.test] : [])))];
    const { tests, trouble } = await run(file, names);
    return names.flatMap((name) => {
      const found = tests.filter((test) => isNamed(test, name));
      if (found.length === 0) return [`${file}: "${name}" did not run ${firstLine(trouble)}`];
      return found.every(({ status }) => status === 'passed') ? [] : [`${file}: "${name}" fails`];
    });
  });
  return lists.flat();
}

/** Killed is only what a claim of the named test noticed: an engine that does not load, or throws, proves nothing. */
async function verdictOn({ id, killedBy }) {
  const { tests, trouble, seconds } = await run(killedBy.file, [killedBy.test], id);
  const messages = tests
    .filter((test) => test.status === 'failed' && isNamed(test, killedBy.test))
    .flatMap(({ failureMessages }) => failureMessages);
  const isKilled = messages.some((message) => message.startsWith('AssertionError'));
  const why = isKilled
    ? ''
    : messages.length > 0
      ? `not a claim: ${firstLine(messages[0])}`
      : tests.length > 0
        ? 'the test passes'
        : `the test did not run ${firstLine(trouble)}`;
  const line = `${isKilled ? 'killed  ' : 'SURVIVES'} ${seconds.toFixed(1).padStart(6)} s  ${id.padEnd(28)} ${why || killedBy.test}`;
  return { id, isKilled, line };
}

let code = 1;
try {
  console.log(`${wanted.length} mutants; first their tests on the engine as it is`);
  const failing = await failingUnbroken();
  if (failing.length > 0) console.log(failing.join('\n'));
  else {
    console.log(`verdict     time  ${'mutant'.padEnd(28)} the test named for it, or why it survives`);
    const verdicts = await each(wanted, async (mutant) => {
      const verdict = await verdictOn(mutant);
      console.log(verdict.line);
      return verdict;
    });
    const surviving = verdicts.filter(({ isKilled }) => !isKilled).map(({ id }) => id);
    console.log(
      [`\n${verdicts.length - surviving.length} killed, ${surviving.length} survive`, ...surviving].join(' '),
    );
    code = surviving.length > 0 ? 1 : 0;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
