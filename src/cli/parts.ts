/** Beyond one machine: a share of a study is simulated and written to a part, and parts are put together. */
import { builtInTemplates } from '../catalog/templates/index.ts';
import { tellAnswers } from './answers.ts';
import type { MergeAsked, ShardAsked } from './partArguments.ts';
import { findPart, readPart, resultsOf, writePart } from './partFiles.ts';
import { chosenModel } from './model.ts';
import {
  mergedSet,
  otherStudy,
  runsIn,
  shareOf,
  sortParts,
  studyAsked,
  type StudyAsked,
} from '../exports/studyPart.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { StudyRequest } from '../runner/runner.ts';
import { toModel, type Model } from '../scenario/model.ts';

/** What was done, for the error side, and what keeps it from being done. */
interface Done {
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

const refused = (...problems: string[]): Done => ({ notes: [], problems });

/** Simulates a share and writes it, unless it is there already; `model` is that of the file. */
export async function simulateShare(
  { shard, of, out, force }: ShardAsked,
  model: Model,
  asked: Pick<StudyAsked, 'seed' | 'runs' | 'strategies' | 'replicates' | 'wholeRuns'>,
  run: (request: StudyRequest) => Promise<ResultSet>,
): Promise<Done> {
  const { seed, runs, strategies, replicates, wholeRuns } = asked;
  if (of > runs) return refused(`--shard: ${of} shares are more than ${runs} ${runs === 1 ? 'run' : 'runs'}.`);
  const study = studyAsked(model.scenario, builtInTemplates, asked);
  const share = shareOf(runs, shard, of);
  const notes: string[] = [];
  const found = findPart(out);
  if (!force)
    switch (found.kind) {
      case 'part': {
        const other = otherStudy(found.part.study, study);
        if (other !== undefined) return refused(`${out}: is a part ${other}; --force replaces it.`);
        const there = found.part.share;
        if (there.from !== share.from || there.to !== share.to)
          return refused(`${out}: is the part with ${runsIn(there)}, not ${runsIn(share)}; --force replaces it.`);
        return { notes: [`${out}: is there already, with ${runsIn(share)} of ${runs}; nothing to do.`], problems: [] };
      }
      case 'none':
        if (!found.isMissing) return refused(`${out}: ${found.why}.`);
        break;
      case 'foreign':
        return refused(`${out}: is something else than a part of a study; --force replaces it.`);
      case 'other-format':
        return refused(`${out}: is a part in another format; --force replaces it.`);
      case 'damaged':
        notes.push(`${out}: is cut off or damaged and is computed again.`);
        break;
      default:
        found satisfies never;
    }
  const chosen = chosenModel(model, strategies, replicates ?? undefined);
  const set = await run({ model: chosen, seed, runs, share, ...(wholeRuns !== null && { wholeRuns }) });
  const { scenario } = model;
  try {
    writePart(out, { study, share, scenario, results: { runs: set.runs, ...(set.folded && { folded: set.folded }) } });
  } catch (error) {
    return refused(`${out}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
  return { notes: [...notes, `Written: ${out}, ${runsIn(share)} of ${runs}`], problems: [] };
}

/** Puts parts together and tells the answers of the whole. */
export function mergeParts({ merge, json, csv }: MergeAsked, out: (text: string) => void): Done {
  const read = merge.map(readPart);
  const unreadable = read.flatMap((one) => ('problem' in one ? [one.problem] : []));
  const sorted = sortParts(read.flatMap((one) => ('part' in one ? [one] : [])));
  // Runs that an unreadable part may hold are not called missing as well.
  if (unreadable.length > 0) return refused(...unreadable);
  if ('problems' in sorted) return refused(...sorted.problems);
  const { study, scenario } = sorted.parts[0]!.part;
  const here = studyAsked(scenario, builtInTemplates, study);
  const other = otherStudy(study, here);
  if (other !== undefined) return refused(`${merge[0]}: is ${other}: merge it with the Standby that it was made by.`);
  const model = chosenModel(toModel(scenario, builtInTemplates), study.strategies, study.replicates ?? undefined);
  const { files, problem } = tellAnswers(
    mergedSet(study, model, resultsOf(sorted.parts)),
    {
      scenarioHash: study.scenarioHash,
      strategies: study.strategies,
      ...(json !== undefined && { json }),
      ...(csv !== undefined && { csv }),
    },
    out,
  );
  return {
    notes: [...sorted.notes, ...files.map((file) => `Written: ${file}`)],
    problems: problem === undefined ? [] : [problem],
  };
}
