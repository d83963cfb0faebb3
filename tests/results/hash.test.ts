import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, Hasher, scenarioHash, studyHash } from '../../src/results/hash.ts';
import type { ByQueue, ResultSet } from '../../src/results/resultSet.ts';
import { block, made, setOf } from './handMade.ts';

const from = made();
const specs = Array.from({ length: 12 }, (_, run) => ({
  strategies: [{ visits: [block(from.frame.hours, 9, 30 + run, 20)] }, {}],
}));
const set = setOf(from, specs);
const change = (
  run: number,
  of: (world: ResultSet['runs'][number]['twin']) => ResultSet['runs'][number]['twin'],
): ResultSet => ({
  ...set,
  runs: set.runs.map((one, k) =>
    k === run ? { ...one, strategies: one.strategies.map((world, s) => (s === 0 ? of(world) : world)) } : one,
  ),
});

describe('the hash of a study', () => {
  it('is 16 hexadecimal digits, the same every time', () => {
    expect(studyHash(set)).toMatch(/^[0-9a-f]{16}$/);
    expect(studyHash(setOf(from, specs))).toBe(studyHash(set));
  });
  it('is what it was when this was written; a change of what is measured changes it on purpose', () =>
    expect(studyHash(set)).toBe('07eb96b9ca42c7cd'));
  it('is the same for runs that came from other threads', () =>
    expect(studyHash({ ...set, runs: structuredClone(set.runs) })).toBe(studyHash(set)));
  it('changes with every item of the first ten runs, and not with those of later ones', () => {
    expect(studyHash(change(9, (world) => ({ ...world, hash: [1, 3] })))).not.toBe(studyHash(set));
    expect(studyHash(change(10, (world) => ({ ...world, hash: [1, 3] })))).toBe(studyHash(set));
  });
  it('changes with any measured number of any run', () =>
    expect(studyHash(change(11, (world) => ({ ...world, digest: [0, 0] })))).not.toBe(studyHash(set)));
  it('changes with the number and the order of runs', () => {
    expect(studyHash({ ...set, runs: set.runs.slice(0, 11) })).not.toBe(studyHash(set));
    expect(studyHash({ ...set, runs: [...set.runs].reverse() })).not.toBe(studyHash(set));
  });
});

const BY_QUEUE: readonly string[] = [
  'queueRelapses',
  'queueDayItems',
  'queueCounts',
  'queueTotals',
] satisfies (keyof ByQueue)[];

describe('the digest of a world', () => {
  const world = set.runs[0]!.strategies[0]!;
  it('is taken where it was measured', () => expect(digestOf(world)).toEqual(world.digest));
  it('changes with each of its numbers, but for those by queue, which are parts of others', () => {
    const names = (Object.keys(world) as (keyof typeof world)[]).filter(
      (name) => ArrayBuffer.isView(world[name]) && !BY_QUEUE.includes(name),
    );
    expect(names.length).toBe(24);
    for (const name of names) {
      const numbers = (world[name] as Float64Array).slice();
      numbers[numbers.length - 1]! += 1;
      expect(digestOf({ ...world, [name]: numbers }), name).not.toEqual(world.digest);
    }
  });
  it('does not depend on how many bits hold a whole number', () =>
    expect(digestOf({ ...world, outstanding: Int32Array.from(world.outstanding) })).toEqual(world.digest));
});

describe('a hasher', () => {
  const of = (fill: (hasher: Hasher) => void) => {
    const hasher = new Hasher();
    fill(hasher);
    return hasher.hex();
  };
  it('takes minus zero for zero and every NaN for one', () => {
    expect(of((hasher) => hasher.number(-0))).toBe(of((hasher) => hasher.number(0)));
    expect(of((hasher) => hasher.number(NaN))).toBe(of((hasher) => hasher.number(0 / 0)));
  });
  it('sees the last bit of a number', () =>
    expect(of((hasher) => hasher.number(0.1 + 0.2))).not.toBe(of((hasher) => hasher.number(0.3))));
  it('does not confuse two lists with one', () => {
    expect(of((hasher) => (hasher.numbers([1, 2]), hasher.numbers([3])))).not.toBe(
      of((hasher) => (hasher.numbers([1]), hasher.numbers([2, 3]))),
    );
  });
  it('gives 100,000 small inputs 100,000 hashes', () => {
    const seen = new Set<string>();
    for (let k = 0; k < 100_000; k++) seen.add(of((hasher) => hasher.word(k)));
    expect(seen.size).toBe(100_000);
  });
});

describe('the hash of a scenario', () => {
  const { scenario } = from.model;
  it('does not depend on the order of fields', () => {
    const turned = Object.fromEntries(Object.entries(scenario).reverse()) as typeof scenario;
    expect(scenarioHash(turned)).toBe(scenarioHash(scenario));
  });
  it('changes with any value', () =>
    expect(scenarioHash({ ...scenario, runs: scenario.runs + 1 })).not.toBe(scenarioHash(scenario)));
  it('depends on the order of services, which decides ties', () => {
    expect(canonicalJson({ services: { b: 1, a: 2 } })).toBe('{"services":{"b":1,"a":2}}');
    expect(canonicalJson({ other: { b: 1, a: 2 } })).toBe('{"other":{"a":2,"b":1}}');
  });
  it('leaves out what is not there', () =>
    expect(canonicalJson({ a: undefined, b: [null, 1] })).toBe('{"b":[null,1]}'));
});
