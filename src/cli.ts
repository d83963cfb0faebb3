/** Standby from a terminal: a scenario file in, a verdict and a table out. */
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { builtInTemplates } from './catalog/templates/index.ts';
import { runUntilPrecise, type PrecisionReport } from './decide/untilPrecise.ts';
import { HELP, readArguments, type Arguments } from './cli/arguments.ts';
import { tellAnswers } from './cli/answers.ts';
import { tellEngland } from './cli/england.ts';
import { readEnglandArguments } from './cli/englandArguments.ts';
import { textOfFile } from './cli/file.ts';
import { chosenModel, inWorldsOf, unknownService, unknownStrategies } from './cli/model.ts';
import { mergeParts, simulateShare } from './cli/parts.ts';
import { writeTables } from './cli/tables.ts';
import { endProgress, progressLine, type Terminal } from './cli/terminal.ts';
import { tellTrace } from './cli/trace.ts';
import { scenarioHash } from './results/hash.ts';
import type { ResultSet } from './results/resultSet.ts';
import { serviceSet } from './results/serviceSet.ts';
import type { Runner } from './runner/runner.ts';
import { formatIssue } from './scenario/issue.ts';
import type { Model } from './scenario/model.ts';
import { parseScenario } from './scenario/parse.ts';

/** Runs the command line; gives the exit code. */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  makeRunner: (workers?: number) => Promise<Runner> = nodeRunner,
): Promise<number> {
  const isEngland = args.includes('--england') && !args.includes('--help') && !args.includes('-h');
  const asked = isEngland ? readEnglandArguments(args) : readArguments(args);
  if (asked === 'help') {
    terminal.out(HELP);
    return 0;
  }
  if ('problems' in asked) return refuse(terminal, asked.problems);
  try {
    if ('merge' in asked) return finish(mergeParts(asked, terminal.out), terminal);
    if (!('boards' in asked)) return await simulate(asked, terminal, makeRunner);
    const problems = await tellEngland(asked, terminal, makeRunner);
    return problems.length > 0 ? refuse(terminal, problems) : 0;
  } catch (error) {
    endProgress(terminal);
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
  const text = textOfFile(asked.file);
  if (typeof text !== 'string') return refuse(terminal, text.problems);
  const { model, issues } = parseScenario(text, builtInTemplates);
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (!model || errors.length > 0) return refuse(terminal, errors.map(formatIssue));
  if (asked.trace) {
    const problems = tellTrace(asked.trace, inWorldsOf(model, asked.replicates), asked.seed, terminal);
    return problems.length > 0 ? refuse(terminal, problems) : 0;
  }
  const ids = asked.strategies.filter((id) => asked.tables === undefined || id !== 'twin');
  const unknown = unknownStrategies(ids, model.scenario);
  if (unknown.length > 0) return refuse(terminal, unknown);
  for (const issue of issues) terminal.err(`${formatIssue(issue)}\n`);

  if (asked.tables !== undefined) {
    const written = writeTables(model, {
      folder: asked.tables,
      run: asked.run ?? 0,
      seed: asked.seed ?? model.scenario.seed,
      ...(asked.strategies[0] !== undefined && { strategy: asked.strategies[0] }),
    });
    if ('problem' in written) return refuse(terminal, [written.problem]);
    for (const path of written.files) terminal.err(`Written: ${path}\n`);
    return 0;
  }

  const seed = asked.seed ?? model.scenario.seed;
  if (asked.shard) {
    const { shard, strategies: ids, replicates = null, wholeRuns = null } = asked;
    const runs = asked.runs ?? model.scenario.runs;
    const share = simulateShare(
      shard,
      model,
      { seed, runs, strategies: ids, replicates, wholeRuns },
      async (request) => {
        const runner = await makeRunner(asked.workers);
        try {
          return await runner.run(request, { progress: runsLine(terminal, ' of') }).done;
        } finally {
          endProgress(terminal);
          runner.dispose();
        }
      },
    );
    return finish(await share, terminal);
  }
  const chosen = chosenModel(model, asked.strategies, asked.replicates);
  if (asked.precision && chosen.scenario.strategies.length < 2)
    return refuse(terminal, ['--precision: there is no other strategy to compare with today’s arrangement.']);
  const noService = unknownService(asked.only, chosen);
  if (noService) return refuse(terminal, [noService]);
  const runner = await makeRunner(asked.workers);
  try {
    const { set: all, precision } = await study(asked, chosen, seed, runner, terminal);
    const set = asked.only === undefined ? all : serviceSet(all, asked.only)!;
    endProgress(terminal);
    const { json, csv, strategies: ids } = asked;
    const { files, problem } = tellAnswers(
      set,
      {
        scenarioHash: scenarioHash(model.scenario),
        strategies: ids,
        ...(json !== undefined && { json }),
        ...(csv !== undefined && { csv }),
        ...(precision && { precision }),
      },
      terminal.out,
    );
    const notes = files.map((file) => `Written: ${file}`);
    return finish({ notes, problems: problem === undefined ? [] : [problem] }, terminal);
  } finally {
    runner.dispose();
  }
}

/** What was done, and what was not, on the error side. */
function finish(
  { notes, problems }: { readonly notes: readonly string[]; readonly problems: readonly string[] },
  terminal: Terminal,
): number {
  for (const note of notes) terminal.err(`${note}\n`);
  return problems.length > 0 ? refuse(terminal, problems) : 0;
}

/** Most runs of a study until a stated precision, when nothing is said. */
const MOST_RUNS = 1000;

/** As many runs as asked for, or until the precision asked for. */
async function study(
  asked: Arguments,
  model: Model,
  seed: string,
  runner: Runner,
  terminal: Terminal,
): Promise<{ readonly set: ResultSet; readonly precision?: PrecisionReport }> {
  const { wholeRuns } = asked;
  const request = { model, seed, ...(wholeRuns !== undefined && { wholeRuns }) };
  if (!asked.precision) {
    const progress = runsLine(terminal, ' of');
    return { set: await runner.run({ ...request, runs: asked.runs ?? model.scenario.runs }, { progress }).done };
  }
  const most = asked.maxRuns ?? MOST_RUNS;
  const line = runsLine(terminal, ' of at most');
  const progress = ({ runsDone }: { runsDone: number }): void => line({ runsDone, runs: most });
  const { set, report } = await runUntilPrecise(
    (next) => runner.run(next, { progress }).done,
    request,
    asked.precision,
    most,
  );
  return { set, precision: report };
}

/** How many runs are done. */
function runsLine(
  terminal: Terminal,
  of: ' of' | ' of at most',
): (progress: { runsDone: number; runs: number }) => void {
  const say = progressLine(terminal);
  return ({ runsDone, runs }) => say(runsDone / runs, `${runsDone}${of} ${runs} runs`);
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
