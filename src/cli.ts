/** Standby from a terminal: a scenario file in, a verdict and a table out. */
import { accessSync, constants, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { builtInTemplates } from './catalog/templates/index.ts';
import { toCsv } from './exports/toCsv.ts';
import { toJson } from './exports/toJson.ts';
import { toText } from './exports/toText.ts';
import { scenarioHash } from './results/hash.ts';
import { summarise } from './results/summarise.ts';
import type { Runner } from './runner/runner.ts';
import { formatIssue } from './scenario/issue.ts';
import type { Model } from './scenario/model.ts';
import { parseScenario } from './scenario/parse.ts';

export const HELP = `Simulates the scenario of a file and says what each strategy would have bought.

  npm run simulate -- <scenario file> [options]

  --runs N          number of runs, 1 to 100000 (the file's own when left out)
  --seed S          seed of the runs (the file's own when left out)
  --strategy ID     only this strategy, beside today's arrangement; may be repeated
  --json FILE       write every answer with hourly curves as JSON
  --csv FILE        write every answer as a long table
  --workers N       number of worker threads, 1 to 64 (the number does not change any result)
  --help            this text

  for example: npm run simulate -- scenarios/bolton-2024-07-19.yaml --runs 200 --json bolton.json

Ends with 0; with 2 when the arguments or the file are wrong (one line a problem); with 1 when Standby itself fails.
`;

/** Where text goes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether a line on the error side can be rewritten. */
  readonly isTTY: boolean;
}

export interface Arguments {
  readonly file: string;
  readonly runs?: number;
  readonly seed?: string;
  readonly strategies: readonly string[];
  readonly json?: string;
  readonly csv?: string;
  readonly workers?: number;
}

/** Reads arguments: what is asked for, or every problem with it, one line each. */
export function readArguments(args: readonly string[]): Arguments | 'help' | { readonly problems: readonly string[] } {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runs: text,
        seed: text,
        strategy: { type: 'string', multiple: true },
        json: text,
        csv: text,
        workers: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return {
      problems: [
        `${(error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0]!.replace(/\.$/, '')}. Try --help.`,
      ],
    };
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const problems: string[] = [];
  const whole = (name: 'runs' | 'workers', most: number): number | undefined => {
    const given = values[name];
    if (given === undefined) return undefined;
    if (/^\d{1,9}$/.test(given) && Number(given) >= 1 && Number(given) <= most) return Number(given);
    problems.push(`--${name}: found "${given}", expected a whole number from 1 to ${most}.`);
    return undefined;
  };
  // `--strategy a b` reads naturally, so words that could be ids and follow it count as ids.
  const strategies = (values.strategy ?? []).flatMap((ids) => ids.split(',')).filter((id) => id !== '');
  const files: string[] = [];
  for (const word of positionals) {
    if (strategies.length > 0 && /^[a-z][a-z0-9-]*$/.test(word)) strategies.push(word);
    else files.push(word);
  }
  const runs = whole('runs', 100_000);
  const workers = whole('workers', 64);
  const { seed, json, csv } = values;
  if (seed !== undefined && (seed === '' || seed.length > 60)) problems.push(`--seed: expected 1 to 60 characters.`);
  if (files.length === 0)
    problems.push('No scenario file is named, for example scenarios/bolton-2024-07-19.yaml. Try --help.');
  for (const extra of files.slice(1)) problems.push(`"${extra}" is one file too many: one scenario at a time.`);
  for (const [name, path] of [
    ['json', json],
    ['csv', csv],
  ] as const)
    if (path !== undefined) problems.push(...unwritable(name, path, files[0]));
  if (json !== undefined && csv !== undefined && resolve(json) === resolve(csv))
    problems.push('--json and --csv name the same file.');
  if (problems.length > 0) return { problems };
  return {
    file: files[0]!,
    strategies,
    ...(runs !== undefined && { runs }),
    ...(workers !== undefined && { workers }),
    ...(seed !== undefined && { seed }),
    ...(json !== undefined && { json }),
    ...(csv !== undefined && { csv }),
  };
}

/** Why a file cannot be written; better said before the runs than after them. */
function unwritable(name: string, path: string, scenarioFile: string | undefined): string[] {
  if (path === '') return [`--${name}: expected the name of a file.`];
  if (scenarioFile !== undefined && resolve(path) === resolve(scenarioFile))
    return [`--${name}: "${path}" is the scenario itself.`];
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
    return isFolder(path) ? [`--${name}: "${path}" is a folder.`] : [];
  } catch {
    return [`--${name}: the folder ${folder} does not exist or cannot be written to.`];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Runs the command line; gives the exit code. */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  makeRunner: (workers?: number) => Promise<Runner> = nodeRunner,
): Promise<number> {
  const asked = readArguments(args);
  if (asked === 'help') {
    terminal.out(HELP);
    return 0;
  }
  if ('problems' in asked) return refuse(terminal, asked.problems);
  try {
    return await simulate(asked, terminal, makeRunner);
  } catch (error) {
    terminal.err(
      `Standby failed: ${error instanceof Error ? error.message : String(error)}. This is a fault of Standby, not of the file.\n`,
    );
    return 1;
  }
}

async function simulate(
  asked: Arguments,
  terminal: Terminal,
  makeRunner: (workers?: number) => Promise<Runner>,
): Promise<number> {
  let text: string;
  try {
    text = readFileSync(asked.file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : code === 'EACCES'
            ? 'it may not be read'
            : `it cannot be read (${code ?? 'unknown reason'})`;
    return refuse(terminal, [`${asked.file}: ${why}.`]);
  }
  const { model, issues } = parseScenario(text, builtInTemplates);
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (!model || errors.length > 0) return refuse(terminal, errors.map(formatIssue));
  const { strategies } = model.scenario;
  const unknown = asked.strategies.filter((id) => !strategies.some((strategy) => strategy.id === id));
  if (unknown.length > 0)
    return refuse(
      terminal,
      unknown.map(
        (id) =>
          `--strategy: there is no strategy "${id}"; there are ${strategies.map((strategy) => strategy.id).join(', ')}.`,
      ),
    );
  for (const issue of issues) terminal.err(`${formatIssue(issue)}\n`);

  const chosen = only(model, asked.strategies);
  const runner = await makeRunner(asked.workers);
  try {
    const progress = progressLine(terminal);
    const set = await runner.run(
      { model: chosen, seed: asked.seed ?? model.scenario.seed, runs: asked.runs ?? model.scenario.runs },
      { progress },
    ).done;
    if (terminal.isTTY) terminal.err('\r\x1b[2K');
    const summary = summarise(set);
    // The hash of the scenario is that of the file, whichever of its strategies were run.
    const result = { ...summary, scenario: { ...summary.scenario, hash: scenarioHash(model.scenario) } };
    terminal.out(toText(result, set, asked.strategies.length === 1 ? { chosen: asked.strategies[0]! } : {}));
    const files = [
      ...(asked.json === undefined ? [] : [{ path: asked.json, make: () => toJson(result, set) }]),
      ...(asked.csv === undefined ? [] : [{ path: asked.csv, make: () => toCsv(result) }]),
    ];
    for (const { path, make } of files) {
      const content = make();
      try {
        writeFileSync(path, content);
      } catch (error) {
        return refuse(terminal, [
          `${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
        ]);
      }
      terminal.err(`Written: ${path}\n`);
    }
    return 0;
  } finally {
    runner.dispose();
  }
}

/** The scenario with the strategies asked for and today's arrangement; leaving others out changes no number of these. */
function only(model: Model, ids: readonly string[]): Model {
  if (ids.length === 0) return model;
  const { scenario } = model;
  const hasBaseline = scenario.strategies.some((strategy) => strategy.baseline);
  const strategies = scenario.strategies.filter(
    (strategy, k) => ids.includes(strategy.id) || strategy.baseline || (!hasBaseline && k === 0),
  );
  const evidence = scenario.evidence.filter(
    (one) => one.strategy === undefined || strategies.some((strategy) => strategy.id === one.strategy),
  );
  return { ...model, scenario: { ...scenario, strategies, evidence } };
}

/** One line that is rewritten, or one line a quarter where lines cannot be. */
function progressLine(terminal: Terminal): (progress: { runsDone: number; runs: number }) => void {
  let shown = 0;
  return ({ runsDone, runs }) => {
    if (terminal.isTTY) {
      terminal.err(`\r\x1b[2K${runsDone} of ${runs} runs`);
      return;
    }
    const quarter = Math.floor((4 * runsDone) / runs);
    if (quarter > shown) terminal.err(`${runsDone} of ${runs} runs\n`);
    shown = Math.max(shown, quarter);
  };
}

function refuse(terminal: Terminal, problems: readonly string[]): number {
  for (const problem of problems) terminal.err(`${problem.replace(/\s*\n\s*/g, ' ')}\n`);
  return 2;
}

/** Loaded only when there is something to run, so that help and refusals come at once. */
async function nodeRunner(workers?: number): Promise<Runner> {
  const { createNodeRunner } = await import('./runner/nodeRunner.ts');
  return createNodeRunner(workers);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  // A reader that stops early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const terminal: Terminal = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTTY: process.stderr.isTTY === true,
  };
  process.exitCode = await main(process.argv.slice(2), terminal);
}
