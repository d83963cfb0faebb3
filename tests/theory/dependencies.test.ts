/** Dependencies with known answers: every state of 16 components, and how likely a system fails when its parts do. */
import { describe, expect, test, vi } from 'vitest';
import { componentsOf, SiteLevels } from '../../src/engine/components.ts';
import { simulateRun } from '../../src/engine/index.ts';
import { component, type Requirement } from '../../src/scenario/schema.ts';
import { Dice } from '../helpers/dice.ts';
import { stationOf } from '../helpers/queues.ts';
import { FEW, size, zOfMean } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

const N = 16;
const STATES = 2 ** N;
const name = (k: number): string => `part-${k}`;

/** Component k may require components before it, so that chains are as long as 16. */
function graph(number: number): (Requirement | undefined)[] {
  const dice = new Dice(number);
  return Array.from({ length: N }, (_, k) => {
    if (k === 0 || dice.chance(0.2)) return undefined;
    const of = Array.from({ length: dice.whole(1, 4) }, () => name(dice.whole(0, k - 1)));
    return dice.pick<Requirement>([{ all: of }, { any: of }, { atLeast: { k: dice.whole(1, of.length), of } }]);
  });
}

/** Whether component k works, by counting, in a state: bit j of it says whether part j has not failed itself. */
function works(graphOf: readonly (Requirement | undefined)[], state: number): boolean[] {
  const up: boolean[] = [];
  const met = (wanted: Requirement): boolean => {
    if (typeof wanted === 'string') return up[Number(wanted.slice(5))]!;
    const parts = 'all' in wanted ? wanted.all : 'any' in wanted ? wanted.any : wanted.atLeast.of;
    const count = parts.filter(met).length;
    return count >= ('all' in wanted ? parts.length : 'any' in wanted ? 1 : wanted.atLeast.k);
  };
  graphOf.forEach((wanted, k) => up.push(((state >> k) & 1) === 1 && (wanted === undefined || met(wanted))));
  return up;
}

/** Level of the last component in each state; the state changes at every tick, so tick s has state s. */
function levels(graphOf: readonly (Requirement | undefined)[]): Uint8Array {
  const components = componentsOf(
    graphOf.map((requires, k) =>
      component.parse({ id: name(k), title: 'Part', ...(requires !== undefined && { requires }) }),
    ),
  );
  const ticks = Array.from({ length: STATES }, (_, s) => s);
  const own = (key: string) => ({ ticks, values: ticks.map((s) => (s >> Number(key.slice(5))) & 1) });
  const found = new SiteLevels({ uses: {} }, components, own).of(name(N - 1));
  const all = new Uint8Array(STATES);
  found.ticks.forEach((tick, k) => all.fill(found.values[k]!, tick, found.ticks[k + 1] ?? STATES));
  return all;
}

describe('sixteen components that require each other', () => {
  const graphs = [1, 2, 3, 4].map(graph);
  const found = graphs.map(levels);
  const wrong = (k: number, by: readonly (Requirement | undefined)[]): number => {
    let count = 0;
    for (let state = 0; state < STATES; state++) if (found[k]![state] !== Number(works(by, state)[N - 1])) count++;
    return count;
  };
  test('in each of their 65,536 states the last works exactly when counting says so', () => {
    expect(graphs.map((one, k) => wrong(k, one))).toEqual(graphs.map(() => 0));
    // Not all of them trivially so.
    for (const all of found) {
      const up = all.reduce((sum, level) => sum + level, 0);
      expect(up).toBeGreaterThan(0);
      expect(up).toBeLessThan(STATES / 2 + 1);
    }
  });
  test('one lost never makes it work again', () => {
    for (const all of found) {
      for (let state = 0; state < STATES; state++)
        for (let k = 0; k < N; k++)
          if (((state >> k) & 1) === 1 && all[state]! < all[state - 2 ** k]!) expect.fail(`state ${state}, part ${k}`);
    }
  });
  test('any read as all, in one place, is noticed', () => {
    const stricter = graphs.map((one) =>
      one.map((wanted) =>
        wanted !== undefined && typeof wanted !== 'string' && 'any' in wanted ? { all: wanted.any } : wanted,
      ),
    );
    expect(stricter.filter((one, k) => wrong(k, one) > 0).length).toBeGreaterThan(2);
  });
});

describe('how likely a site is without its system', () => {
  const SITES = 10;
  const hit = (requires: Requirement, faults: Readonly<Record<string, number>>, runs = 400): number[] => {
    const parts = [...Object.keys(faults)];
    const plan = stationOf({
      days: 1,
      warmUpDays: 1,
      start: '2024-07-15',
      services: { work: { minutes: { fixed: 1 }, needs: [{ component: 'system', share: 0 }] } },
      components: [
        ...parts.map((id) => ({
          id,
          title: id,
          ...(id.startsWith('line-') && Object.hasOwn(faults, 'duct') && { requires: 'duct' }),
        })),
        { id: 'system', title: 'System', requires },
      ],
      faults: parts
        .filter((id) => faults[id]! > 0)
        .map((id) => ({
          kind: 'outage' as const,
          id: `${id}-fails`,
          component: id,
          at: '2024-07-16 09:00',
          sites: faults[id]!,
          repair: { central: '2 h' },
        })),
      sites: Array.from({ length: SITES }, (_, k) => ({ id: `site-${k}`, title: 'Site', template: 'station' })),
    });
    return Array.from(
      { length: runs },
      (_, run) => simulateRun(plan, 'theory', run, []).incidentTick.filter((tick) => tick >= 0).length / SITES,
    );
  };
  const lines = ['line-0', 'line-1', 'line-2'];
  const half = Object.fromEntries(lines.map((line) => [line, 0.5]));
  const z = (requires: Requirement, faults: Readonly<Record<string, number>>, expected: number): number =>
    size(zOfMean(hit(requires, faults), expected));

  test.each<[string, Requirement, number]>([
    ['any of three lines that fail at half of the sites each', { any: lines }, 1 / 8],
    ['two of three', { atLeast: { k: 2, of: lines } }, 1 / 2],
    ['all of three', { all: lines }, 7 / 8],
    ['the first and one of the others', { all: ['line-0', { any: ['line-1', 'line-2'] }] }, 1 / 2 + 1 / 8],
  ])('with %s: the share of states in which it fails', (_, requires, expected) => {
    expect(z(requires, half, expected)).toBeLessThan(FEW);
  });
  test('a cause common to all lines is a floor that no number of lines goes below', () => {
    const many = Array.from({ length: 8 }, (_, k) => `line-${k}`);
    const faults = { ...Object.fromEntries(many.map((line) => [line, 0.5])), duct: 0.2 };
    expect(z({ any: many }, faults, 0.2 + 0.8 / 256)).toBeLessThan(FEW);
    expect(z({ any: lines }, { ...half, duct: 0.2 }, 0.2 + 0.8 / 8)).toBeLessThan(FEW);
  });
  test('a common cause that is left out, or two of three read as any, is told apart', () => {
    expect(z({ any: lines }, { ...half, duct: 0.2 }, 1 / 8)).toBeGreaterThan(FEW);
    expect(z({ any: lines }, half, 1 / 2)).toBeGreaterThan(FEW);
  });
});
