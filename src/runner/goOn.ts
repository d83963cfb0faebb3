/** Going on from an earlier result set: which of its runs a longer study starts with. */
import type { Frame } from '../catalog/types.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { scenarioHash } from '../results/hash.ts';
import type { MeasuredRun } from '../results/resultSet.ts';
import type { StudyRequest } from './runner.ts';

/** The runs that need not be simulated again, and what they are laid out by; throws when they are of another study. */
export function carriedOver({ model, seed, runs, from }: StudyRequest): {
  readonly runs: MeasuredRun[];
  readonly frame: Frame | undefined;
} {
  if (!from) return { runs: [], frame: undefined };
  const refuse = (what: string): never => {
    throw new Error(`a study cannot go on from an earlier one of another ${what}`);
  };
  if (from.engineVersion !== ENGINE_VERSION) refuse(`engine (${from.engineVersion}, not ${ENGINE_VERSION})`);
  if (from.seed !== seed) refuse(`seed ("${from.seed}", not "${seed}")`);
  if (from.model !== model && scenarioHash(from.model.scenario) !== scenarioHash(model.scenario)) refuse('scenario');
  if (from.runs.some((run, k) => run.run !== k)) refuse('order of runs');
  return { runs: from.runs.slice(0, runs), frame: from.frame };
}
