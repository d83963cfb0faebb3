/** The arguments of `--england`: read, or refused with every problem at once. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { unwritable } from './cliWritable.ts';

export const ENGLAND_HELP = `Over all practices of England, with the incident, backups and strategies of a scenario file:

  npm run simulate -- --england [scenario file] [options]

  --mapping FILE    practices from NHS England's practice mapping (Mapping.csv of Appointments in General Practice);
                    without it, synthetic ones from published numbers by integrated care board
  --icb CODE        only this board, such as QKS; may be repeated, or several with commas
  --strategy ID     this strategy beside today's arrangement; may be repeated (read-only when left out)
  --runs N          1 to 100 (1 when left out), --seed, --workers, --json FILE, --csv FILE as above; a worker holds one
                    board at a time
`;

/** What is simulated when no scenario file is named. */
export const USUAL_FILE = 'scenarios/bolton-2024-07-19.yaml';

export interface EnglandAsked {
  readonly file: string;
  readonly mapping?: string;
  readonly boards: readonly string[];
  readonly strategies: readonly string[];
  readonly runs: number;
  readonly seed?: string;
  readonly workers?: number;
  readonly json?: string;
  readonly csv?: string;
}

export function readEnglandArguments(args: readonly string[]): EnglandAsked | { readonly problems: readonly string[] } {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        england: { type: 'boolean' },
        mapping: text,
        icb: { type: 'string', multiple: true },
        strategy: { type: 'string', multiple: true },
        runs: text,
        seed: text,
        workers: text,
        json: text,
        csv: text,
      },
    });
  } catch (error) {
    const what = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0]!.replace(/\.$/, '');
    return { problems: [`${what}: this does not go with --england. Try --help.`] };
  }
  const { values, positionals } = parsed;
  const problems: string[] = [];
  const whole = (name: 'runs' | 'workers', most: number): number | undefined => {
    const given = values[name];
    if (given === undefined) return undefined;
    if (/^\d{1,9}$/.test(given) && Number(given) >= 1 && Number(given) <= most) return Number(given);
    problems.push(`--${name}: found "${given}", expected a whole number from 1 to ${most}.`);
    return undefined;
  };
  const split = (given: readonly string[] | undefined): string[] =>
    (given ?? []).flatMap((words) => words.split(',')).filter((word) => word !== '');
  // `--icb QKS QOP` reads naturally, so a word that could be a code and follows one counts as a code.
  const boards = split(values.icb);
  const files: string[] = [];
  for (const word of positionals) {
    if (boards.length > 0 && /^[A-Za-z0-9]{2,6}$/.test(word)) boards.push(word);
    else files.push(word);
  }
  for (const extra of files.slice(1)) problems.push(`"${extra}" is one file too many: one scenario at a time.`);
  const { mapping, seed, json, csv } = values;
  if (mapping === '') problems.push('--mapping: expected the name of a file.');
  for (const [name, path] of [
    ['json', json],
    ['csv', csv],
  ] as const) {
    if (path === undefined) continue;
    problems.push(...unwritable(name, path, files[0]));
    if (path !== '' && mapping !== undefined && resolve(path) === resolve(mapping))
      problems.push(`--${name}: "${path}" is the mapping itself.`);
  }
  if (json !== undefined && csv !== undefined && resolve(json) === resolve(csv))
    problems.push('--json and --csv name the same file.');
  if (seed !== undefined && (seed === '' || seed.length > 60)) problems.push('--seed: expected 1 to 60 characters.');
  const runs = whole('runs', 100) ?? 1;
  const workers = whole('workers', 64);
  if (problems.length > 0) return { problems };
  return {
    file: files[0] ?? USUAL_FILE,
    boards: boards.map((code) => code.toUpperCase()),
    strategies: split(values.strategy),
    runs,
    ...(mapping !== undefined && { mapping }),
    ...(seed !== undefined && { seed }),
    ...(workers !== undefined && { workers }),
    ...(json !== undefined && { json }),
    ...(csv !== undefined && { csv }),
  };
}
