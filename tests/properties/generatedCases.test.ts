/** The generated scenarios are worth agreeing on: valid, small, of every kind, and each kind matters in them. */
import { expect, test } from 'vitest';
import { scenario as schema } from '../../src/scenario/schema.ts';
import { validate } from '../../src/scenario/validate.ts';
import { changesItems, FEATURES, featuresOf, KINDS, kindsIn, Story, usage } from '../helpers/features.ts';
import { generate, sortOf, type ScenarioInput } from '../helpers/generate.ts';

const SCENARIOS = Array.from({ length: 1000 }, (_, number) => generate(number));

test('a thousand generated scenarios are all different and all valid', { timeout: 120_000 }, () => {
  expect(new Set(SCENARIOS.map((scenario) => JSON.stringify({ ...scenario, id: '', title: '' }))).size).toBe(
    SCENARIOS.length,
  );
  for (const scenario of SCENARIOS) {
    const errors = validate(schema.parse(scenario), {}).filter(({ severity }) => severity === 'error');
    expect(errors, scenario.id).toEqual([]);
  }
});

test('the same number always gives the same scenario', () => {
  expect(generate(417)).toEqual(SCENARIOS[417]);
});

test('every other feature of the scenario file is used by at least 50 of them', { timeout: 120_000 }, () => {
  const rare = [...usage(SCENARIOS)].filter(([, count]) => count < 50);
  expect(rare).toEqual([]);
});

/** The cases on which the two engines have to agree, of every sort. */
const CASES = 5000;
const caseOf = (number: number): ScenarioInput => generate(number, sortOf(number));
/** Of them, how many are played with and without each kind: all in `npm run test:deep`, a minute's worth otherwise. */
const PLAYED = Number(process.env['EFFECT_CASES'] ?? 120);

interface Counts {
  readonly kinds: Map<string, number>;
  readonly pairs: Map<string, number>;
}

/** How often each kind occurs and each pair of kinds meets, by name. */
function meetings(lists: Iterable<Iterable<string>>): Counts {
  const names = Object.keys(KINDS);
  const kinds = new Map(names.map((name) => [name, 0]));
  const pairs = new Map(names.flatMap((a, k) => names.slice(k + 1).map((b) => [`${a} with ${b}`, 0])));
  for (const list of lists) {
    const met = new Set(list);
    const present = names.filter((name) => met.has(name));
    present.forEach((a, k) => {
      kinds.set(a, kinds.get(a)! + 1);
      for (const b of present.slice(k + 1)) pairs.set(`${a} with ${b}`, pairs.get(`${a} with ${b}`)! + 1);
    });
  }
  return { kinds, pairs };
}

const rarerThan = (counts: ReadonlyMap<string, number>, bound: number): [string, number][] =>
  [...counts].filter(([, count]) => count < bound);

test('of every other sort, too, all of the first 200 cases are valid', { timeout: 240_000 }, () => {
  for (let number = 0; number < 200; number++) {
    const errors = validate(schema.parse(caseOf(number)), {}).filter(({ severity }) => severity === 'error');
    expect(errors, `case ${number}`).toEqual([]);
  }
});

test(
  'every kind of fault, backup and action, and every two of them, are in at least 50 of 5,000 cases',
  { timeout: 240_000 },
  () => {
    const { kinds, pairs } = meetings(Array.from({ length: CASES }, (_, number) => kindsIn(caseOf(number))));
    expect(rarerThan(kinds, 50)).toEqual([]);
    expect(rarerThan(pairs, 50)).toEqual([]);
  },
);

/**
 * In how many cases each kind matters, and each two of them in one: at least one item of some strategy would fare
 * differently without. What is known to matter in enough of them is played no more, and rare kinds are played first.
 */
function mattering(cases: number, enough: { readonly kinds: number; readonly pairs: number }): Counts {
  const counts = meetings([]);
  const { kinds, pairs } = counts;
  const names = [...kinds.keys()];
  const pairOf = (a: string, b: string): string =>
    names.indexOf(a) < names.indexOf(b) ? `${a} with ${b}` : `${b} with ${a}`;
  const count = (of: Map<string, number>, name: string): unknown => of.set(name, of.get(name)! + 1);
  for (let number = 0; number < cases; number++) {
    const scenario = caseOf(number);
    const present = [...kindsIn(scenario)].sort((a, b) => kinds.get(a)! - kinds.get(b)!);
    const story = new Story(scenario);
    const known = new Map<string, boolean>();
    const matters = (name: string): boolean => {
      if (!known.has(name)) known.set(name, changesItems(scenario, KINDS[name]!, story));
      return known.get(name)!;
    };
    for (const name of present) if (kinds.get(name)! < enough.kinds) matters(name);
    present.forEach((a, k) => {
      for (const b of present.slice(k + 1)) {
        const pair = pairOf(a, b);
        if (pairs.get(pair)! < enough.pairs && matters(a) && matters(b)) count(pairs, pair);
      }
    });
    for (const [name, does] of known) if (does) count(kinds, name);
  }
  return counts;
}

test(
  'each of them, and every two of them in one case, matters: taking either out changes an item',
  { timeout: 36_000_000 },
  () => {
    const bound = (50 * PLAYED) / CASES;
    const { kinds, pairs } = mattering(PLAYED, { kinds: 2 * bound, pairs: bound });
    expect(rarerThan(kinds, 2 * bound)).toEqual([]);
    // In a part of the cases chance leaves some pairs short; over all of them none may be.
    const rare = rarerThan(pairs, bound);
    if (PLAYED >= CASES) expect(rare).toEqual([]);
    else expect(rare.length, JSON.stringify(rare)).toBeLessThan(0.1 * pairs.size);
  },
);

/** Counts usual scenarios in which taking a feature out changes an item, until enough are found of each. */
function scenariosChanged(enough: number): Map<string, number> {
  const counts = new Map(Object.keys(FEATURES).map((name) => [name, 0]));
  for (const scenario of SCENARIOS) {
    const open = [...counts].filter(([, count]) => count < enough).map(([name]) => name);
    if (open.length === 0) break;
    const used = featuresOf(scenario, Object.fromEntries(open.map((name) => [name, FEATURES[name]!])));
    if (used.length === 0) continue;
    const story = new Story(scenario);
    for (const name of used)
      if (changesItems(scenario, FEATURES[name]!, story)) counts.set(name, counts.get(name)! + 1);
  }
  return counts;
}

test('taking any other feature out changes an item in at least 3 of a thousand', { timeout: 600_000 }, () => {
  expect(rarerThan(scenariosChanged(3), 3)).toEqual([]);
});
