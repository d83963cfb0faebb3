/** The arguments of `--england`: read, or refused with every problem at once. */
import { parseArgs } from 'node:util';
import { checkSeed, filesAmong, listOf, refusal, wholeNumbers } from './reading.ts';
import { unwritableAnswers } from './writable.ts';

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
    return { problems: [`${refusal(error)}: this does not go with --england. Try --help.`] };
  }
  const { values, positionals } = parsed;
  const problems: string[] = [];
  const whole = wholeNumbers(values, problems);
  const boards = listOf(values.icb);
  const files = filesAmong(positionals, boards, /^[A-Za-z0-9]{2,6}$/, problems);
  const { mapping, seed, json, csv } = values;
  if (mapping === '') problems.push('--mapping: expected the name of a file.');
  problems.push(...unwritableAnswers(values, { 'the scenario itself': files[0], 'the mapping itself': mapping }));
  checkSeed(seed, problems);
  const runs = whole('runs', 100) ?? 1;
  const workers = whole('workers', 64);
  if (problems.length > 0) return { problems };
  return {
    file: files[0] ?? USUAL_FILE,
    boards: boards.map((code) => code.toUpperCase()),
    strategies: listOf(values.strategy),
    runs,
    ...(mapping !== undefined && { mapping }),
    ...(seed !== undefined && { seed }),
    ...(workers !== undefined && { workers }),
    ...(json !== undefined && { json }),
    ...(csv !== undefined && { csv }),
  };
}
