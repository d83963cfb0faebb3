/** The generated scenarios are worth agreeing on: valid, small, of every kind, and each kind matters in them. */
import { describe, expect, test } from 'vitest';
import { scenario as schema } from '../../src/scenario/schema.ts';
import { validate } from '../../src/scenario/validate.ts';
import { changesItems, FEATURES, featuresOf, KINDS, storyOf, usage } from '../helpers/features.ts';
import { generate } from '../helpers/generate.ts';

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

test('every feature of the scenario file is used by at least 50 of them', { timeout: 120_000 }, () => {
  const rare = [...usage(SCENARIOS)].filter(([, count]) => count < 50);
  expect(rare).toEqual([]);
});

test('every two kinds of fault, backup and action meet in at least 50 of them', { timeout: 120_000 }, () => {
  const used = SCENARIOS.map((scenario) => new Set(featuresOf(scenario, KINDS)));
  const names = Object.keys(KINDS);
  const rare = names.flatMap((a, k) =>
    names
      .slice(k + 1)
      .filter((b) => used.filter((kinds) => kinds.has(a) && kinds.has(b)).length < 50)
      .map((b) => `${a} with ${b}`),
  );
  expect(rare).toEqual([]);
});

/** Counts scenarios in which taking a feature out changes an item, until enough are found of each. */
function scenariosChanged(names: readonly string[], enough: number): Map<string, number> {
  const counts = new Map(names.map((name) => [name, 0]));
  for (const scenario of SCENARIOS) {
    const open = names.filter((name) => counts.get(name)! < enough);
    if (open.length === 0) break;
    const used = featuresOf(scenario, Object.fromEntries(open.map((name) => [name, FEATURES[name]!])));
    if (used.length === 0) continue;
    const story = storyOf(scenario);
    for (const name of used)
      if (changesItems(scenario, FEATURES[name]!, story)) counts.set(name, counts.get(name)! + 1);
  }
  return counts;
}

describe('taking something out of a scenario changes at least one item', { timeout: 600_000 }, () => {
  test('in at least 50 of them for every kind of fault, backup and action', () => {
    const rare = [...scenariosChanged(Object.keys(KINDS), 50)].filter(([, count]) => count < 50);
    expect(rare).toEqual([]);
  });

  test('in at least 3 of them for every other feature', () => {
    const others = Object.keys(FEATURES).filter((name) => !(name in KINDS));
    const rare = [...scenariosChanged(others, 3)].filter(([, count]) => count < 3);
    expect(rare).toEqual([]);
  });
});
