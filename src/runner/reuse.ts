/**
 * What earlier studies have that a new one need not simulate again: the worlds of strategies that an edit did not touch.
 * Exact, because a strategy's worlds depend on nothing that it does not use: not on other strategies, nor on what only they use.
 */
import { ENGINE_VERSION } from '../engine/version.ts';
import { sameFocus, wholeModel } from '../results/focus.ts';
import { hashOf, scenarioHash } from '../results/hash.ts';
import type { MeasuredWorld, ResultSet } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';
import type { Strategy } from '../scenario/schema.ts';
import type { StudyRequest } from './runner.ts';

/** The world of a strategy, by its place in the model, in a run; undefined when no earlier study has it. */
export type KnownWorld = (strategy: number, run: number) => MeasuredWorld | undefined;

/** Earlier studies on the same luck, of the same sites, whose runs were kept whole. */
function usable({ seed, earlier = [], share, focus }: StudyRequest): readonly ResultSet[] {
  if (share) return [];
  return earlier.filter(
    ({ engineVersion, seed: its, folded, runs, focus: of }) =>
      engineVersion === ENGINE_VERSION &&
      its === seed &&
      sameFocus(of, focus) &&
      !folded &&
      runs.every(({ run }, k) => run === k),
  );
}

/** An earlier study of the very same scenario, to go on from: the longest. */
export function sameStudy(request: StudyRequest): ResultSet | undefined {
  const sets = usable(request);
  if (sets.length === 0) return undefined;
  const wanted = scenarioHash(request.model.scenario);
  return longest(sets.filter((set) => scenarioHash(wholeModel(set).scenario) === wanted));
}

/** Which worlds of which runs are known from earlier studies. */
export function knownWorlds(request: StudyRequest): KnownWorld {
  const sets = usable(request);
  if (sets.length === 0) return () => undefined;
  const found = worldKeys(request.model).map((key) => {
    const has = longest(sets.filter((set) => worldKeys(wholeModel(set)).includes(key)));
    return has && { runs: has.runs, place: worldKeys(wholeModel(has)).indexOf(key) };
  });
  return (strategy, run) => {
    const at = found[strategy];
    return at?.runs[run]?.strategies[at.place];
  };
}

/** Result sets worth keeping for later studies, the newest first: that one, and of the others those with most runs. */
export function remembered(sets: readonly ResultSet[], newest: ResultSet, most: number): readonly ResultSet[] {
  const isSame = (set: ResultSet): boolean =>
    wholeModel(set) === wholeModel(newest) && sameFocus(set.focus, newest.focus);
  const others = sets.filter((set) => !isSame(set)).sort((a, b) => b.runs.length - a.runs.length);
  return [newest, ...others].slice(0, most);
}

function longest(sets: readonly ResultSet[]): ResultSet | undefined {
  return sets.reduce<ResultSet | undefined>(
    (most, set) => (most === undefined || set.runs.length > most.runs.length ? set : most),
    undefined,
  );
}

const kept = new WeakMap<Model, readonly string[]>();

/** For each strategy of a model a hash over everything that its worlds depend on. */
export function worldKeys(model: Model): readonly string[] {
  const known = kept.get(model);
  if (known) return known;
  const { scenario } = model;
  const { strategies, backups, actions, uncertain = [], ...others } = scenario;
  const { title: _, story: __, evidence: ___, runs: ____, ...rest } = others;
  const base = hashOf(rest);
  const keys = strategies.map((strategy) => {
    const isUsed = ({ id }: { readonly id: string }): boolean => strategy.uses.includes(id);
    const used = {
      backups: backups.filter(isUsed),
      actions: actions.filter(isUsed),
      uncertain: uncertain.filter(({ of }) => concerns(of, strategy)),
    };
    return `${base} ${hashOf(used)}`;
  });
  kept.set(model, keys);
  return keys;
}

/** Whether a number that is not known is of the scenario itself, or of something that a strategy uses. */
function concerns(of: string, { uses }: Strategy): boolean {
  const [list, id] = of.split('.');
  return (list !== 'backups' && list !== 'actions') || uses.includes(id!);
}
