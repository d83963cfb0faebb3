/** All of England, or some of its boards, from a terminal. */
import { availableParallelism } from 'node:os';
import { writeFileSync } from 'node:fs';
import { builtInTemplates } from '../catalog/templates/index.ts';
import { runBoards } from '../decide/england/runBoards.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { englandCsv, englandJson, englandText, type EnglandResult } from '../exports/england.ts';
import { boardJobs } from '../imports/boardJobs.ts';
import { baseOf, unfitFor } from '../imports/networkScenario.ts';
import { readMapping } from '../imports/practiceMapping.ts';
import type { Network } from '../imports/practices.ts';
import { syntheticEngland } from '../imports/syntheticEngland.ts';
import { addDays } from '../results/format.ts';
import type { Runner } from '../runner/runner.ts';
import { formatIssue, type Issue } from '../scenario/issue.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { EnglandAsked } from './englandArguments.ts';
import { textOfFile } from './file.ts';
import { unknownStrategies } from './model.ts';
import { endProgress, progressLine, type Terminal } from './terminal.ts';

type Refused = { readonly problems: readonly string[] };

/** Simulates and tells; gives problems when what was asked for cannot be. */
export async function tellEngland(
  asked: EnglandAsked,
  terminal: Terminal,
  makeRunner: (workers?: number) => Promise<Runner>,
): Promise<readonly string[]> {
  const text = textOfFile(asked.file);
  if (typeof text !== 'string') return text.problems;
  const { scenario, issues } = parseScenario(text, builtInTemplates);
  const errors = issues.filter(isError);
  if (!scenario || errors.length > 0) return errors.map(formatIssue);
  const unknown = unknownStrategies(asked.strategies, scenario);
  if (unknown.length > 0) return unknown;
  const network = networkOf(asked, terminal);
  if ('problems' in network) return network.problems;
  const missing = asked.boards.filter((code) => !network.boards.some((board) => board.code === code));
  if (missing.length > 0) {
    const all = network.boards.map(({ code }) => code).join(', ');
    return missing.map((code) => `--icb: there is no board "${code}"; there are ${all}.`);
  }
  const base = baseOf(scenario, builtInTemplates, asked.strategies);
  const unfit = unfitFor(base);
  if (unfit !== undefined) return [`${asked.file}: ${unfit}`];
  const jobs = boardJobs(base, network, asked.boards.length > 0 ? asked.boards : undefined);
  const seed = asked.seed ?? scenario.seed;
  const count = Math.min(jobs.length, asked.workers ?? availableParallelism());
  const runners = await Promise.all(Array.from({ length: count }, () => makeRunner(1)));
  try {
    const boards = await runBoards(jobs, runners, { seed, runs: asked.runs }, { progress: boardsLine(terminal) }).done;
    endProgress(terminal);
    const result: EnglandResult = {
      network,
      boards,
      title: `${base.scenario.incident.title}: practices of England`,
      firstDay: addDays(scenario.start, scenario.warmUpDays),
      strategies: base.scenario.strategies.map(({ id, title }) => ({ id, title })),
      seed,
      engineVersion: ENGINE_VERSION,
    };
    terminal.out(englandText(result));
    for (const { path, make } of [
      { path: asked.json, make: () => englandJson(result) },
      { path: asked.csv, make: () => englandCsv(result) },
    ]) {
      if (path === undefined) continue;
      try {
        writeFileSync(path, make());
      } catch (error) {
        return [`${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`];
      }
      terminal.err(`Written: ${path}\n`);
    }
    return [];
  } finally {
    for (const runner of runners) runner.dispose();
  }
}

function networkOf({ mapping }: EnglandAsked, terminal: Terminal): Network | Refused {
  if (mapping === undefined) return syntheticEngland();
  const text = textOfFile(mapping);
  if (typeof text !== 'string') return text;
  const { network, issues } = readMapping(text);
  if (!network) return { problems: issues.filter(isError).map((issue) => `${mapping}: ${formatIssue(issue)}`) };
  for (const issue of issues) terminal.err(`${mapping}: ${formatIssue(issue)}\n`);
  return network;
}

const isError = (issue: Issue): boolean => issue.severity === 'error';

/** How many practices and boards are done. */
function boardsLine(
  terminal: Terminal,
): (progress: { boardsDone: number; boards: number; done: number; all: number }) => void {
  const say = progressLine(terminal);
  return ({ boardsDone, boards, done, all }) => {
    const share = all === 0 ? 1 : done / all;
    say(share, `${Math.floor(100 * share)}% of the practices, ${boardsDone} of ${boards} boards`);
  };
}
