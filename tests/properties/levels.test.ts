/** Levels of components: requirements read as plain logic, in every state there is. */
import { describe, expect, test } from 'vitest';
import type { Steps } from '../../src/catalog/types.ts';
import { componentsOf, SiteLevels } from '../../src/engine/components.ts';
import { restsOn } from '../../src/scenario/graph.ts';
import { valueAt } from '../../src/engine/steps.ts';
import { component as componentSchema, type Requirement } from '../../src/scenario/schema.ts';
import { Dice } from '../helpers/dice.ts';

const name = (k: number): string => `part-${k}`;
const parse = (list: readonly unknown[]) => componentsOf(list.map((one) => componentSchema.parse(one)));

/** A random requirement over n parts, three deep at most. */
function requirement(dice: Dice, n: number, depth = 0): Requirement {
  if (depth === 3 || (depth > 0 && dice.chance(0.35))) return dice.chance(0.2) ? 'link' : name(dice.whole(0, n - 1));
  const of = Array.from({ length: dice.whole(1, 4) }, () => requirement(dice, n, depth + 1));
  return dice.pick<Requirement>([{ all: of }, { any: of }, { atLeast: { k: dice.whole(1, of.length), of } }]);
}

/** Whether a requirement is met by parts that either work or do not, by counting. */
function isMet(wanted: Requirement, works: (part: string) => boolean): boolean {
  if (typeof wanted === 'string') return works(wanted);
  const parts = 'all' in wanted ? wanted.all : 'any' in wanted ? wanted.any : wanted.atLeast.of;
  const met = parts.filter((part) => isMet(part, works)).length;
  return met >= ('all' in wanted ? parts.length : 'any' in wanted ? 1 : wanted.atLeast.k);
}

/** State s of n parts is tick s: part k has the value of digit k of s in a number system with these digits. */
function everyState(
  n: number,
  digits: readonly number[],
): { states: number; own: (part: string) => Steps; value: (state: number, part: string) => number } {
  const states = digits.length ** n;
  const value = (state: number, part: string): number =>
    digits[Math.floor(state / digits.length ** Number(part.slice(5))) % digits.length]!;
  const ticks = Array.from({ length: states }, (_, s) => s);
  return {
    states,
    value,
    own: (part) =>
      part.startsWith('part-') ? { ticks, values: ticks.map((s) => value(s, part)) } : { ticks: [0], values: [1] },
  };
}

interface Case {
  readonly n: number;
  readonly wanted: Requirement;
  readonly levels: readonly number[];
  readonly value: (state: number, part: string) => number;
}

/** A system that requires `wanted` of n parts, at a site that reaches part 0 by the name `link` too. */
function evaluate(n: number, wanted: Requirement, digits: readonly number[]): Case {
  const { states, own, value } = everyState(n, digits);
  const components = parse([
    ...Array.from({ length: n }, (_, k) => ({ id: name(k), title: 'Part' })),
    { id: 'system', title: 'System', functions: ['read'], requires: wanted },
  ]);
  const level = new SiteLevels({ uses: { link: name(0) } }, components, own).of('system/read');
  return { n, wanted, value, levels: Array.from({ length: states }, (_, s) => valueAt(level, s)) };
}
const plain = (part: string): string => (part === 'link' ? name(0) : part);

describe('requirements of up to 10 parts, in every state of them', () => {
  const cases = Array.from({ length: 60 }, (_, number) => {
    const dice = new Dice(number);
    const n = dice.whole(2, 10);
    return evaluate(n, requirement(dice, n), [0, 1]);
  });
  const wrong = ({ wanted, levels, value }: Case, met = isMet): number =>
    levels.filter((level, s) => level !== Number(met(wanted, (part) => value(s, plain(part)) === 1))).length;

  test('a system works exactly when all, any, or at least k of what it requires works', () => {
    expect(cases.reduce((sum, one) => sum + one.levels.length, 0)).toBeGreaterThan(10_000);
    expect(cases.map((one) => wrong(one)).filter((count) => count > 0)).toEqual([]);
  });
  test('losing a part never raises a level', () => {
    for (const { n, levels } of cases) {
      for (let k = 0; k < n; k++)
        expect(levels.every((level, s) => ((s >> k) & 1) === 0 || level >= levels[s - 2 ** k]!)).toBe(true);
    }
  });
  test('only parts that it rests on can lower it', () => {
    for (const { n, wanted, levels } of cases) {
      const components = parse([
        ...Array.from({ length: n }, (_, k) => ({ id: name(k), title: 'Part' })),
        { id: 'system', title: 'System', functions: ['read'], requires: wanted },
      ]);
      const below = restsOn('system/read', { link: name(0) }, components);
      for (let k = 0; k < n; k++)
        if (!below.has(name(k)))
          expect(levels.every((level, s) => ((s >> k) & 1) === 0 || level === levels[s - 2 ** k]!)).toBe(true);
    }
  });
  test('one more wanted of each k, or any read as all, would be noticed', () => {
    const stricter = (wanted: Requirement, works: (part: string) => boolean): boolean =>
      typeof wanted === 'string'
        ? works(wanted)
        : 'any' in wanted
          ? wanted.any.every((part) => stricter(part, works))
          : isMet(
              'all' in wanted
                ? wanted
                : { atLeast: { k: Math.min(wanted.atLeast.of.length, wanted.atLeast.k + 1), of: wanted.atLeast.of } },
              works,
            );
    expect(cases.filter((one) => wrong(one, stricter) > 0).length).toBeGreaterThan(10);
  });
});

test('k of n: every k of every n up to 10', () => {
  for (let n = 1; n <= 10; n++) {
    for (let k = 1; k <= n; k++) {
      const { levels } = evaluate(
        n,
        { atLeast: { k, of: Array.from({ length: n }, (_, part) => name(part)) } },
        [0, 1],
      );
      expect(levels.every((level, s) => level === Number(s.toString(2).replaceAll('0', '').length >= k))).toBe(true);
    }
  }
});

test('parts that work in part: a level is at least x exactly when parts of at least x meet the requirement', () => {
  const digits = [0, 0.25, 0.7, 1];
  for (let number = 100; number < 140; number++) {
    const { wanted, levels, value } = evaluate(4, requirement(new Dice(number), 4), digits);
    for (const x of digits.slice(1))
      expect(levels.every((level, s) => level >= x === isMet(wanted, (part) => value(s, plain(part)) >= x))).toBe(true);
  }
});

test('a function falls with its base and with itself, and takes neither the base nor another function with it', () => {
  const components = parse([{ id: 'part-0', title: 'Base', functions: ['read', 'write'] }]);
  const own: Readonly<Record<string, Steps>> = {
    'part-0': { ticks: [0, 4], values: [1, 0.5] },
    'part-0/read': { ticks: [0, 2, 6], values: [1, 0, 0.75] },
  };
  const levels = new SiteLevels({ uses: {} }, components, (key) => own[key] ?? { ticks: [0], values: [1] });
  const at = (key: string): number[] => [0, 2, 4, 6].map((tick) => valueAt(levels.of(key), tick));
  expect([at('part-0'), at('part-0/read'), at('part-0/write')]).toEqual([
    [1, 1, 0.5, 0.5],
    [1, 0, 0, 0.5],
    [1, 1, 0.5, 0.5],
  ]);
});
