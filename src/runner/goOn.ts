/** Going on from an earlier result set: which of its runs a longer study starts with. */
import type { Frame } from '../catalog/types.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { sameFocus, wholeModel } from '../results/focus.ts';
import { scenarioHash } from '../results/hash.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { StudyRequest } from './runner.ts';

/** The runs that need not be simulated again, and what they are laid out by; throws when they are of another study. */
export function carriedOver(
  { model, seed, runs, share, focus }: StudyRequest,
  from: ResultSet | undefined,
): {
  readonly earlier: ResultSet | undefined;
  readonly frame: Frame | undefined;
} {
  if (!from) return { earlier: undefined, frame: undefined };
  if (share) throw new Error('a share of a study does not go on from an earlier one');
  const refuse = (what: string): never => {
    throw new Error(`a study cannot go on from an earlier one of another ${what}`);
  };
  if (from.engineVersion !== ENGINE_VERSION) refuse(`engine (${from.engineVersion}, not ${ENGINE_VERSION})`);
  if (from.seed !== seed) refuse(`seed ("${from.seed}", not "${seed}")`);
  const whole = wholeModel(from);
  if (whole !== model && scenarioHash(whole.scenario) !== scenarioHash(model.scenario)) refuse('scenario');
  if (!sameFocus(from.focus, focus)) refuse('choice of sites');
  if (from.runs.some((run, k) => run.run !== k)) refuse('order of runs');
  // Runs that have been folded together cannot be taken apart again: fewer of them are simulated anew.
  if (from.folded && from.runs.length > runs) return { earlier: undefined, frame: from.frame };
  return { earlier: { ...from, runs: from.runs.slice(0, runs) }, frame: from.frame };
}
