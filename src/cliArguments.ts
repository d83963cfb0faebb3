/** The arguments of the command line: read, or refused with every problem at once. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `Simulates the scenario of a file and says what each strategy would have bought.

  npm run simulate -- <scenario file> [options]

  --runs N          number of runs, 1 to 100000 (the file's own when left out)
  --seed S          seed of the runs (the file's own when left out)
  --strategy ID     only this strategy, beside today's arrangement; may be repeated
  --json FILE       write every answer with hourly curves as JSON
  --csv FILE        write every answer as a long table
  --workers N       number of worker threads, 1 to 64 (the number does not change any result)
  --tables FOLDER   instead of a study: write one run as plain tables, for another simulator
  --run N           which run, from 0 (with --tables)
  --help            this text

  for example: npm run simulate -- scenarios/bolton-2024-07-19.yaml --runs 200 --json bolton.json
               npm run simulate -- scenarios/bolton-2024-07-19.yaml --tables bolton --run 3 --strategy read-only

Ends with 0; with 2 when the arguments or the file are wrong (one line a problem); with 1 when Standby itself fails.
`;

export interface Arguments {
  readonly file: string;
  readonly runs?: number;
  readonly seed?: string;
  readonly strategies: readonly string[];
  readonly json?: string;
  readonly csv?: string;
  readonly workers?: number;
  readonly tables?: string;
  readonly run?: number;
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
        tables: text,
        run: text,
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
  const whole = (name: 'runs' | 'workers' | 'run', most: number, least = 1): number | undefined => {
    const given = values[name];
    if (given === undefined) return undefined;
    if (/^\d{1,9}$/.test(given) && Number(given) >= least && Number(given) <= most) return Number(given);
    problems.push(`--${name}: found "${given}", expected a whole number from ${least} to ${most}.`);
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
  const run = whole('run', 99_999, 0);
  const { seed, json, csv, tables } = values;
  if (tables === '') problems.push('--tables: expected the name of a folder.');
  if (tables === undefined && run !== undefined) problems.push('--run: only with --tables; --runs says how many.');
  if (tables !== undefined && (json ?? csv) !== undefined)
    problems.push('--tables writes one run and no answers: leave out --json and --csv.');
  if (tables !== undefined && strategies.length > 1)
    problems.push('--tables writes one strategy: name one with --strategy, or twin.');
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
    ...(tables !== undefined && { tables }),
    ...(run !== undefined && { run }),
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
