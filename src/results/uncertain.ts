/** What the spread of results contains: chance, and the numbers of the scenario that are not known. */
import { boundsOf } from '../scenario/uncertain/parameter.ts';
import { lawWords } from '../scenario/uncertain/words.ts';
import { count } from './format.ts';
import type { ResultSet } from './resultSet.ts';
import type { UncertainSummary } from './types.ts';

/** Every uncertain number of the study with its law, and what was drawn for each run. */
export function uncertainOf(set: ResultSet): UncertainSummary {
  const { parameters, scenario } = set.model;
  const replicates = scenario.replicates ?? 1;
  return {
    parameters: parameters.map((parameter) => ({
      of: parameter.of,
      label: parameter.place.label,
      unit: parameter.amount === 'number' ? parameter.place.unit : parameter.amount.replace('-', ' '),
      central: parameter.central,
      ...boundsOf(parameter),
      law: parameter.law,
      words: lawWords(parameter),
      as: parameter.as ?? null,
      why: parameter.why ?? null,
      source: parameter.source ?? null,
    })),
    worlds: parameters.length === 0 ? 1 : Math.ceil(set.runs.length / replicates),
    replicates,
    drawn: parameters.length === 0 ? [] : set.runs.map((run) => [...(run.drawn ?? [])]),
  };
}

/** A few words for beside a band: what it is the spread of. */
export function spreadOfWhat({ parameters }: UncertainSummary): string {
  if (parameters.length === 0) return 'chance only';
  return `chance and ${count(parameters.length)} uncertain ${parameters.length === 1 ? 'number' : 'numbers'}`;
}

/** The same as sentences. */
export function spreadSentence({ parameters, worlds, replicates }: UncertainSummary): string {
  if (parameters.length === 0)
    return 'The spread between runs is chance only: every number of the scenario is taken as known.';
  const numbers =
    parameters.length === 1
      ? 'one number of the scenario that is not known exactly'
      : `${count(parameters.length)} numbers of the scenario that are not known exactly`;
  const drawn =
    replicates === 1
      ? 'every run draws them anew'
      : `they are drawn anew for each of ${count(worlds)} worlds, in which ${count(replicates)} runs differ by chance alone`;
  return `The spread between runs contains both chance and ${numbers}: ${parameters.length === 1 ? drawn.replace('they are', 'it is').replace('them', 'it') : drawn}.`;
}
