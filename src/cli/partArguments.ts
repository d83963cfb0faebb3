/** The arguments that ask for a share of a study, or for shares to be put together. */

export const PART_OPTIONS = {
  shard: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
  merge: { type: 'boolean' },
} as const;

export const PART_HELP = `  --shard I/N       beyond one machine: only share I of N of the runs, from 1/N to N/N, written to a part
  --out FILE        with --shard: the part; one that is there and complete is not computed again
  --force           with --shard: compute it again, whatever is there
  --merge FILES     instead of a scenario: parts, in any order; text, JSON and CSV are byte for byte those of one study
`;

export interface ShardAsked {
  /** Counted from 1. */
  readonly shard: number;
  readonly of: number;
  readonly out: string;
  readonly force: boolean;
}

type Values = Readonly<Partial<Record<string, string | boolean | (string | boolean)[]>>>;

/** What a part holds no answers to, or what would make it something other than a share of runs. */
const NOT_WITH_SHARD: Readonly<Record<string, string>> = {
  precision: 'how many runs it takes is known only from all of them: state --runs',
  'max-runs': 'how many runs it takes is known only from all of them: state --runs',
  json: 'a part holds no answers: they are written by --merge',
  csv: 'a part holds no answers: they are written by --merge',
  tables: 'it writes one run',
  trace: 'it tells one run',
};

/** Undefined when no share is asked for; notes every problem. */
export function readShard(values: Values, problems: string[]): ShardAsked | undefined {
  const { shard, out, force } = values;
  if (shard === undefined) {
    if (out !== undefined) problems.push('--out belongs to --shard.');
    if (force !== undefined) problems.push('--force belongs to --shard.');
    return undefined;
  }
  for (const [name, why] of Object.entries(NOT_WITH_SHARD))
    if (values[name] !== undefined) problems.push(`--${name} does not go with --shard: ${why}.`);
  if (typeof out !== 'string') problems.push('--shard needs --out: the file that the part is written to.');
  const found = /^(\d{1,6})\/(\d{1,6})$/.exec(String(shard));
  const [one, of] = found ? [Number(found[1]), Number(found[2])] : [0, 0];
  if (one < 1 || one > of) {
    problems.push(`--shard: found "${String(shard)}", expected which of how many, such as 1/8, from 1/8 to 8/8.`);
    return undefined;
  }
  return { shard: one, of, out: typeof out === 'string' ? out : '', force: force === true };
}

/** Parts to be put together. */
export interface MergeAsked {
  readonly merge: readonly string[];
  readonly json?: string;
  readonly csv?: string;
}

const WITH_MERGE = ['merge', 'json', 'csv'];

/** Notes what does not go with --merge: everything but where the answers are to be written. */
export function checkMerge(values: Values, files: readonly string[], problems: string[]): void {
  for (const name of Object.keys(values))
    if (!WITH_MERGE.includes(name))
      problems.push(`--${name} does not go with --merge: the parts say what was asked of the study.`);
  if (files.length === 0) problems.push('--merge: no parts are named.');
}
