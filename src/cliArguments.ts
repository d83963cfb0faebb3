/** The arguments of the command line: read, or refused with every problem at once. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `Simulates the scenario of a file and says what each strategy would have bought.

  npm run simulate -- <scenario file> [options]

  --runs N          number of runs, 1 to 100000 (the file's own when left out)
  --replicates N    runs in each world that could be true, 1 to 1000: with several, the spread can be parted
                    into chance and numbers that are not known (the file's own when left out)
  --seed S          seed of the runs (the file's own when left out)
  --strategy ID     only this strategy, beside today's arrangement; may be repeated
  --json FILE       write every answer with hourly curves as JSON
  --csv FILE        write every answer as a long table
  --workers N       number of worker threads, 1 to 64 (the number does not change any result)
  --help            this text

  for example: npm run simulate -- scenarios/bolton-2024-07-19.yaml --runs 200 --json bolton.json

Ends with 0; with 2 when the arguments or the file are wrong (one line a problem); with 1 when Standby itself fails.
`;

export interface Arguments {
  readonly file: string;
  readonly runs?: number;
  readonly replicates?: number;
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
        replicates: text,
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
  const whole = (name: 'runs' | 'replicates' | 'workers', most: number): number | undefined => {
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
  const replicates = whole('replicates', 1000);
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
    ...(replicates !== undefined && { replicates }),
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
