/** A part of a study: a share of its runs, with what it takes to put the parts together again as if they had been one. */
import type { Template } from '../catalog/templates/template.ts';
import { compile, ENGINE_VERSION } from '../engine/index.ts';
import { mergeFolded, type Folded } from '../results/folded.ts';
import { canonicalJson, Hasher, scenarioHash } from '../results/hash.ts';
import { runsKeptWhole } from '../results/keep.ts';
import type { MeasuredRun, ResultSet } from '../results/resultSet.ts';
import type { Share } from '../runner/runner.ts';
import type { Model } from '../scenario/model.ts';
import type { Scenario } from '../scenario/schema.ts';

/** Rises when a part is written in another way. */
export const PART_FORMAT = 2;

/** What was asked of the whole study: parts of one study have all of it in common. */
export interface StudyAsked {
  readonly format: number;
  readonly engineVersion: string;
  /** Of the file. */
  readonly scenarioHash: string;
  /** Of the kinds of site that it takes from Standby. */
  readonly templatesHash: string;
  readonly seed: string;
  readonly runs: number;
  /** The strategies asked for; none for all. */
  readonly strategies: readonly string[];
  /** Instead of the file's; null when that stands. */
  readonly replicates: number | null;
  /** How many runs are kept whole; null for as many as memory allows. */
  readonly wholeRuns: number | null;
}

/** What a part says before its results. */
export interface PartHead {
  readonly study: StudyAsked;
  readonly share: Share;
  /** As the file has it, all of its strategies included. */
  readonly scenario: Scenario;
}

export interface StudyPart extends PartHead {
  readonly results: PartResults;
}

export interface PartResults {
  readonly runs: readonly MeasuredRun[];
  readonly folded?: Folded;
}

/** Which runs are share `shard` of `of`, counted from 1: one after the other, and no share has more than one run more than another. */
export function shareOf(runs: number, shard: number, of: number): Share {
  return { from: Math.floor(((shard - 1) * runs) / of), to: Math.floor((shard * runs) / of) };
}

/** `runs 0 to 4`. */
export function runsIn({ from, to }: Share): string {
  return to === from + 1 ? `run ${from}` : `runs ${from} to ${to - 1}`;
}

type BuiltIn = Readonly<Record<string, Template>>;

/** What is asked of a study of a scenario. */
export function studyAsked(
  scenario: Scenario,
  builtIn: BuiltIn,
  asked: Pick<StudyAsked, 'seed' | 'runs' | 'strategies' | 'replicates' | 'wholeRuns'>,
): StudyAsked {
  return {
    format: PART_FORMAT,
    engineVersion: ENGINE_VERSION,
    scenarioHash: scenarioHash(scenario),
    templatesHash: templatesHash(scenario, builtIn),
    seed: asked.seed,
    runs: asked.runs,
    strategies: [...asked.strategies].sort(),
    replicates: asked.replicates,
    wholeRuns: asked.wholeRuns,
  };
}

function templatesHash(scenario: Scenario, builtIn: BuiltIn): string {
  const names = [...new Set(scenario.sites.map((site) => site.template))].sort();
  const hasher = new Hasher();
  hasher.text(canonicalJson(names.map((name) => scenario.templates[name] ?? builtIn[name])));
  return hasher.hex();
}

/** In which way a part belongs to another study than the one meant, in a few words; undefined when it is the same. */
export function otherStudy(part: StudyAsked, meant: StudyAsked): string | undefined {
  const list = (ids: readonly string[]): string => (ids.length === 0 ? 'all' : ids.join(', '));
  const number = (value: number | null): string => (value === null ? 'unstated' : String(value));
  const told = (what: string, found: string, expected: string): string[] =>
    found === expected ? [] : [`of another ${what} (${found}, not ${expected})`];
  return [
    ...told('format', String(part.format), String(meant.format)),
    ...told('engine version', part.engineVersion, meant.engineVersion),
    ...told('scenario', part.scenarioHash, meant.scenarioHash),
    ...told('set of built-in kinds of site', part.templatesHash, meant.templatesHash),
    ...told('seed', `"${part.seed}"`, `"${meant.seed}"`),
    ...told('number of runs', String(part.runs), String(meant.runs)),
    ...told('choice of strategies', list(part.strategies), list(meant.strategies)),
    ...told('number of replicates', number(part.replicates), number(meant.replicates)),
    ...told('number of runs kept whole', number(part.wholeRuns), number(meant.wholeRuns)),
  ][0];
}

/** A part with the name of its file, and a fingerprint of its results. */
export interface NamedPart {
  readonly name: string;
  readonly fingerprint: string;
  readonly part: PartHead;
}

export type Sorted =
  | { readonly parts: readonly NamedPart[]; readonly notes: readonly string[] }
  | { readonly problems: readonly string[] };

/**
 * The parts in order of their runs, each once, when together they are one whole study: whatever order they come in and
 * however it was shared out. A part that comes again is left out and noted; anything else is a problem.
 */
export function sortParts(named: readonly NamedPart[]): Sorted {
  const problems: string[] = [];
  const notes: string[] = [];
  const first = named[0];
  if (!first) return { problems: ['There are no parts to merge.'] };
  const { study } = first.part;
  const sameStudy = named.filter(({ name, part }) => {
    const other = otherStudy(part.study, study);
    if (other !== undefined) problems.push(`${name}: is ${other}; compared with ${first.name}.`);
    return other === undefined;
  });
  // Of parts that begin alike the one with the fewest runs comes first; ties stay in the order given.
  const inOrder = [...sameStudy].sort(
    (a, b) => a.part.share.from - b.part.share.from || a.part.share.to - b.part.share.to,
  );
  const taken: NamedPart[] = [];
  const missing: Share[] = [];
  let next = 0;
  for (const one of inOrder) {
    const { from, to } = one.part.share;
    const before = taken.at(-1);
    if (from < next && before) {
      if (before.fingerprint === one.fingerprint)
        notes.push(`${one.name}: says the same as ${before.name} and is counted once.`);
      else if (before.part.share.from === from && before.part.share.to === to)
        problems.push(`${one.name}: has ${runsIn({ from, to })} as ${before.name} has, but with other results.`);
      else problems.push(`${one.name}: has ${runsIn({ from, to: Math.min(to, next) })}, which ${before.name} has too.`);
      continue;
    }
    if (from > next) missing.push({ from: next, to: from });
    taken.push(one);
    next = to;
  }
  if (next < study.runs) missing.push({ from: next, to: study.runs });
  // What belongs elsewhere is told first: it may be what is missing.
  if (missing.length > 0)
    problems.push(`Of ${study.runs} runs there is no part with ${missing.map(runsIn).join(', ')}.`);
  return problems.length > 0 ? { problems } : { parts: taken, notes };
}

/**
 * The result set of a whole study; `model` is the one that was run, `results` are those of its parts in order. They are
 * asked for one after the other and taken over, so that only one of them need be in memory beside what is kept.
 */
export function mergedSet(study: StudyAsked, model: Model, results: Iterable<PartResults>): ResultSet {
  const { frame } = compile(model);
  const { replicates = 1 } = model.scenario;
  const runs: MeasuredRun[] = [];
  let folded: Folded | undefined;
  for (const part of results) {
    for (const run of part.runs) runs.push(run);
    if (part.folded && folded) mergeFolded(folded, part.folded);
    folded ??= part.folded;
  }
  return {
    model,
    frame,
    engineVersion: study.engineVersion,
    seed: study.seed,
    requestedRuns: study.runs,
    ...(replicates > 1 && { replicates }),
    wholeRuns: study.wholeRuns ?? runsKeptWhole(frame, model),
    runs,
    ...(folded && { folded }),
  };
}
