/** The arguments of the command line: read, or refused with every problem at once. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGLAND_HELP } from './englandArguments.ts';
import { readTrace, TRACE_HELP, TRACE_OPTIONS, type TraceAsked } from './traceArguments.ts';
import { checkMerge, PART_HELP, PART_OPTIONS, readShard, type MergeAsked, type ShardAsked } from './partArguments.ts';
import { checkSeed, filesAmong, listOf, refusal, wholeNumbers } from './reading.ts';
import { unwritable, unwritableAnswers } from './writable.ts';
import { RULE, type Precision } from '../decide/precision.ts';

export const HELP = `Simulates the scenario of a file and says what each strategy would have bought.

  npm run simulate -- <scenario file> [options]

  --runs N          number of runs, 1 to 100000 (the file's own when left out)
  --precision P     instead of --runs: runs until the difference of every strategy to today's arrangement (back to
                    normal, typical practice, working days) is known to plus or minus P, a number of working days
                    such as 0.1 or a percentage of the difference such as 10%; half-width of the 95% interval, by the
                    rule of Hoad, Robinson and Davies (2010), looked at only at run counts fixed beforehand
  --max-runs N      with --precision: the most runs, 20 to 100000 (1000 when left out)
  --replicates N    runs in each world that could be true, 1 to 1000: with several, the spread can be parted
                    into chance and numbers that are not known (the file's own when left out)
  --seed S          seed of the runs (the file's own when left out)
  --strategy ID     only this strategy, beside today's arrangement; may be repeated
  --only KEY        tell only this kind of work, such as gp-practice/calls: the verdict of it alone, and every figure
                    of the sites that do it; the keys are in the JSON file, and in the refusal of one that is not there
  --json FILE       write every answer with its interval, comparisons, services, groups, sites and hourly curves as JSON;
                    the file explains its figures under "definitions"
  --csv FILE        write every answer as a long table: strategy, service (or whole, group:id, site:id), measure,
                    statistic, value, and the interval of the value: low, high, level
  --workers N       number of worker threads, 1 to 64 (the number does not change any result)
  --whole-runs N    the most runs of which every hour is kept, 1 to 100000 (what fits in about 1 GB when left out): of
                    more runs, hourly percentiles come from histograms, which the answers then say
  --tables FOLDER   instead of a study: write one run as plain tables, for another simulator
  --run N           which run, from 0 (with --tables)
  --help            this text

${PART_HELP}
${TRACE_HELP}
${ENGLAND_HELP}
  for example: npm run simulate -- scenarios/bolton-2024-07-19.yaml --runs 200 --json bolton.json
               npm run simulate -- scenarios/bolton-2024-07-19.yaml --precision 0.1 --max-runs 400
               npm run simulate -- scenarios/bolton-2024-07-19.yaml --runs 200 --shard 1/8 --out bolton-1.part
               npm run simulate -- --merge bolton-*.part --json bolton.json
               npm run simulate -- scenarios/bolton-2024-07-19.yaml --tables bolton --run 3 --strategy read-only
               npm run simulate -- scenarios/bolton-2024-07-19.yaml --trace --item practice-1/booked-gp/450 --why

Figures are medians over runs with the 5th and 95th percentile. Intervals say how surely a figure is known from this
number of runs: Student's t for means, order statistics for percentiles, Wilson's for shares of runs. Differences
between strategies are taken run by run on the same luck; "restricted" means that runs not back by the end of the
results period count as back then.

Ends with 0; with 2 when the arguments or the file are wrong (one line a problem); with 1 when Standby itself fails.
`;

export interface Arguments {
  readonly file: string;
  readonly runs?: number;
  /** Instead of a number of runs. */
  readonly precision?: Precision;
  readonly maxRuns?: number;
  readonly replicates?: number;
  readonly seed?: string;
  readonly strategies: readonly string[];
  /** The only kind of work that is told, by its key. */
  readonly only?: string;
  readonly json?: string;
  readonly csv?: string;
  readonly workers?: number;
  readonly wholeRuns?: number;
  /** Only a share of the runs, written to a part. */
  readonly shard?: ShardAsked;
  readonly tables?: string;
  readonly run?: number;
  /** Instead of a study: one run, told. */
  readonly trace?: TraceAsked;
}

/** Reads arguments: what is asked for, or every problem with it, one line each. */
export function readArguments(
  args: readonly string[],
): Arguments | MergeAsked | 'help' | { readonly problems: readonly string[] } {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runs: text,
        precision: text,
        'max-runs': text,
        replicates: text,
        seed: text,
        strategy: { type: 'string', multiple: true },
        only: text,
        json: text,
        csv: text,
        workers: text,
        'whole-runs': text,
        tables: text,
        help: { type: 'boolean', short: 'h' },
        ...PART_OPTIONS,
        england: { type: 'boolean' },
        ...TRACE_OPTIONS,
      },
    });
  } catch (error) {
    return { problems: [`${refusal(error)}. Try --help.`] };
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const problems: string[] = [];
  if (values.merge) return readMerge(values, positionals, problems);
  const whole = wholeNumbers(values, problems);
  const strategies = listOf(values.strategy);
  const files = filesAmong(positionals, strategies, /^[a-z][a-z0-9-]*$/, problems);
  const runs = whole('runs', 100_000);
  const maxRuns = whole('max-runs', 100_000, RULE.first);
  const replicates = whole('replicates', 1000);
  const workers = whole('workers', 64);
  const wholeRuns = whole('whole-runs', 100_000);
  const shard = readShard(values, problems);
  const precision = values.precision === undefined ? undefined : precisionIn(values.precision);
  if (values.precision !== undefined && !precision)
    problems.push(
      `--precision: found "${values.precision}", expected working days above 0, such as 0.1, or a percentage of the difference from above 0% to 100%, such as 10%.`,
    );
  if (values.precision !== undefined && values.runs !== undefined)
    problems.push('--runs and --precision contradict each other: the most runs are stated by --max-runs.');
  if (values.precision === undefined && values['max-runs'] !== undefined)
    problems.push('--max-runs belongs to --precision: the number of runs is stated by --runs.');
  const run = values.trace === undefined && values.tables !== undefined ? whole('run', 99_999, 0) : undefined;
  const { seed, only, json, csv, tables } = values;
  if (only !== undefined && (tables ?? values.shard ?? values.trace) !== undefined)
    problems.push('--only limits what is told of a study: leave it out with --tables, --shard and --trace.');
  if (tables === '') problems.push('--tables: expected the name of a folder.');
  if (tables !== undefined && (json ?? csv) !== undefined)
    problems.push('--tables writes one run and no answers: leave out --json and --csv.');
  if (tables !== undefined && strategies.length > 1)
    problems.push('--tables writes one strategy: name one with --strategy, or twin.');
  checkSeed(seed, problems);
  if (files.length === 0)
    problems.push('No scenario file is named, for example scenarios/bolton-2024-07-19.yaml. Try --help.');
  problems.push(...unwritableAnswers(values, { 'the scenario itself': files[0] }));
  if (shard && values.out !== undefined)
    problems.push(...unwritable('out', shard.out, { 'the scenario itself': files[0] }));
  const trace = readTrace(values, strategies, problems);
  if (trace?.file !== undefined)
    problems.push(...unwritable('trace-file', trace.file, { 'the scenario itself': files[0] }));
  if (problems.length > 0) return { problems };
  return {
    file: files[0]!,
    strategies,
    ...(runs !== undefined && { runs }),
    ...(precision && { precision }),
    ...(maxRuns !== undefined && { maxRuns }),
    ...(replicates !== undefined && { replicates }),
    ...(workers !== undefined && { workers }),
    ...(wholeRuns !== undefined && { wholeRuns }),
    ...(shard && { shard }),
    ...(seed !== undefined && { seed }),
    ...(only !== undefined && { only }),
    ...(json !== undefined && { json }),
    ...(csv !== undefined && { csv }),
    ...(tables !== undefined && { tables }),
    ...(run !== undefined && { run }),
    ...(trace && { trace }),
  };
}

/** Parts instead of a scenario. */
function readMerge(
  values: { readonly json?: string; readonly csv?: string },
  files: readonly string[],
  problems: string[],
): MergeAsked | { readonly problems: readonly string[] } {
  const { json, csv } = values;
  checkMerge(values, files, problems);
  problems.push(...unwritableAnswers(values, {}));
  for (const part of files)
    for (const [name, path] of Object.entries({ json, csv }))
      if (path !== undefined && resolve(path) === resolve(part))
        problems.push(`--${name}: "${path}" is one of the parts.`);
  if (problems.length > 0) return { problems };
  return { merge: files, ...(json !== undefined && { json }), ...(csv !== undefined && { csv }) };
}

/** `0.1` in working days, `10%` of the difference; undefined when it is neither, or not above 0. */
function precisionIn(text: string): Precision | undefined {
  if (!/^\d{1,6}(\.\d{1,6})?%?$/.test(text)) return undefined;
  const relative = text.endsWith('%');
  const amount = relative ? Number(text.slice(0, -1)) / 100 : Number(text);
  return amount > 0 && (!relative || amount <= 1) ? { amount, relative } : undefined;
}
