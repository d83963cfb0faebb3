/** Chance and not knowing told apart: published examples, known components, coverage, and broken estimators that must fail. */
import { describe, expect, test, vi } from 'vitest';
import { normalQuantile } from '../../src/engine/math.ts';
import { pairedDifference } from '../../src/results/paired.ts';
import { spreadOf, wilson } from '../../src/results/quantiles.ts';
import { meanInterval, worldMeans } from '../../src/results/student.ts';
import { FEWEST_WORLDS, sharesOfSpread, varianceComponents } from '../../src/results/varianceShares.ts';
import { Dice } from '../helpers/dice.ts';
import { FEW, size, zOfMean } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

const normal = (dice: Dice): number => normalQuantile((dice.uniform() * 4294967296 + 0.5) / 4294967297);
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

// Davies and Goldsmith, Statistical Methods in Research and Production (1972): yield of dyestuff, 6 batches of 5.
const DYESTUFF = [
  [1545, 1440, 1440, 1520, 1580],
  [1540, 1555, 1490, 1560, 1495],
  [1595, 1550, 1605, 1510, 1560],
  [1445, 1440, 1595, 1465, 1545],
  [1595, 1630, 1515, 1635, 1625],
  [1520, 1455, 1450, 1480, 1445],
].flat();
// Box and Tiao, Bayesian Inference in Statistical Analysis (1973), table 5.1.4: made so that the estimate is below zero.
const BOX_AND_TIAO = [
  [7.298, 3.846, 2.434, 9.566, 7.99],
  [5.22, 6.556, 0.608, 11.788, -0.892],
  [0.11, 10.386, 13.434, 5.51, 8.166],
  [2.212, 4.852, 7.092, 9.288, 4.98],
  [0.282, 9.014, 4.458, 9.446, 7.198],
  [1.722, 4.782, 8.106, 0.758, 3.758],
].flat();
// Snedecor and Cochran, Statistical Methods: calcium in turnip leaves, 4 leaves of 4 determinations.
const TURNIPS = [
  [3.28, 3.09, 3.03, 3.03],
  [3.52, 3.48, 3.38, 3.38],
  [2.88, 2.8, 2.81, 2.76],
  [3.34, 3.38, 3.23, 3.26],
].flat();

describe('published examples', () => {
  test('dyestuff: mean squares 11,271.5 and 2,451.25, so batches have variance 1,764.05', () => {
    const found = varianceComponents(DYESTUFF, 5);
    expect([found.between, found.within, found.notKnowing].map((value) => round(value, 2))).toEqual([
      11271.5, 2451.25, 1764.05,
    ]);
    expect([found.worlds, found.belowZero]).toEqual([6, false]);
  });
  test('turnips: mean squares 0.2961 and 0.0066, so leaves have variance 0.0724', () => {
    const found = varianceComponents(TURNIPS, 4);
    expect([found.between, found.within, found.notKnowing].map((value) => round(value, 4))).toEqual([
      0.2961, 0.0066, 0.0724,
    ]);
  });
  test('Box and Tiao: the estimate is below zero, counts as zero, and is said to be below zero', () => {
    const found = varianceComponents(BOX_AND_TIAO, 5);
    expect([found.between, found.within].map((value) => round(value, 3))).toEqual([8.336, 14.946]);
    expect([found.notKnowing, found.belowZero]).toEqual([0, true]);
  });
});

/** A study of `worlds` worlds with m runs each, run r in world r div m. */
function study(key: number, worlds: number, m: number, notKnowing: number, chance: number): Float64Array {
  const dice = new Dice(key);
  const values = new Float64Array(worlds * m);
  for (let world = 0; world < worlds; world++) {
    const own = Math.sqrt(notKnowing) * normal(dice);
    for (let k = 0; k < m; k++) values[world * m + k] = 10 + own + Math.sqrt(chance) * normal(dice);
  }
  return values;
}
const STUDIES = 3000;
const studies = <T>(of: (key: number) => T): T[] => Array.from({ length: STUDIES }, (_, key) => of(key));
const zOfCoverage = (covered: readonly boolean[], level: number): number =>
  (covered.filter(Boolean).length - covered.length * level) / Math.sqrt(covered.length * level * (1 - level));
/** The estimate before anything below zero is taken as zero: that is the one without bias. */
const raw = (values: Float64Array, m: number): number => {
  const { between, within } = varianceComponents(values, m);
  return (between - within) / m;
};

describe('known components: 4 by not knowing and 9 by chance, 15 worlds of 3', () => {
  const made = studies((key) => study(key, 15, 3, 4, 9));
  test('are found without bias', () => {
    expect(
      size(
        zOfMean(
          made.map((values) => varianceComponents(values, 3).chance),
          9,
        ),
      ),
    ).toBeLessThan(FEW);
    expect(
      size(
        zOfMean(
          made.map((values) => raw(values, 3)),
          4,
        ),
      ),
    ).toBeLessThan(FEW);
  });
  test('have an interval for the share that covers 4/13 in 95 of 100 studies, and at 80% in 80', () => {
    for (const level of [0.95, 0.8]) {
      const covered = made.map((values) => {
        const found = sharesOfSpread(values, 3, level);
        return found.kind === 'shares' && found.interval.low <= 4 / 13 && found.interval.high >= 4 / 13;
      });
      expect(size(zOfCoverage(covered, level))).toBeLessThan(FEW);
    }
  });
  test('would be missed by the spread of world means alone, in which chance is left', () =>
    expect(
      size(
        zOfMean(
          made.map((values) => varianceComponents(values, 3).between / 3),
          4,
        ),
      ),
    ).toBeGreaterThan(FEW));
  test('would be missed if runs were dealt out to worlds in turn (r mod 15 in place of r div 3)', () => {
    const shuffled = made.map((values) =>
      Float64Array.from(values, (_, r) => values[(r % 3) * 15 + Math.floor(r / 3)]!),
    );
    expect(
      size(
        zOfMean(
          shuffled.map((values) => raw(values, 3)),
          4,
        ),
      ),
    ).toBeGreaterThan(FEW);
  });
  test('would be missed with one degree of freedom too many', () => {
    const broken = made.map((values) => {
      const { between, within } = varianceComponents(values, 3);
      return ((between * 14) / 15 - within) / 3;
    });
    expect(size(zOfMean(broken, 4))).toBeGreaterThan(FEW);
  });
  test('would have an interval that covers too seldom if the degrees of freedom were exchanged for those of twice the worlds', () => {
    const covered = made.map((values) => {
      const found = sharesOfSpread(Float64Array.of(...values, ...values), 3);
      return found.kind === 'shares' && found.interval.low <= 4 / 13 && found.interval.high >= 4 / 13;
    });
    expect(zOfCoverage(covered, 0.95)).toBeLessThan(-FEW);
  });
});

describe('nothing but chance', () => {
  const made = studies((key) => study(key + 10_000, 12, 2, 0, 1));
  test('is below zero before the rule in about half of the studies, and never after it', () => {
    const found = made.map((values) => varianceComponents(values, 2));
    expect(found.every(({ notKnowing }) => notKnowing >= 0)).toBe(true);
    const below = found.filter(({ belowZero }) => belowZero).length / STUDIES;
    expect(below).toBeGreaterThan(0.5);
    expect(below).toBeLessThan(0.6);
    expect(
      size(
        zOfMean(
          made.map((values) => raw(values, 2)),
          0,
        ),
      ),
    ).toBeLessThan(FEW);
  });
  test('has an interval whose lower end is 0 in 97.5 of 100 studies', () => {
    const zero = made.map((values) => {
      const found = sharesOfSpread(values, 2);
      return found.kind === 'shares' && found.interval.low === 0;
    });
    expect(size(zOfCoverage(zero, 0.975))).toBeLessThan(FEW);
  });
});

describe('what is said of a study', () => {
  test('adds up to all of the spread', () => {
    const found = sharesOfSpread(study(1, 40, 4, 4, 4), 4);
    if (found.kind !== 'shares') throw new Error(found.kind);
    expect(found.chanceShare + found.notKnowingShare).toBe(1);
    expect(found.cannotSay).toBe(false);
    expect(found.interval.low).toBeLessThan(found.notKnowingShare);
    expect(found.interval.high).toBeGreaterThan(found.notKnowingShare);
  });
  test('is nothing with fewer than ten worlds, however many runs', () =>
    expect(sharesOfSpread(study(2, FEWEST_WORLDS - 1, 100, 1, 1), 100)).toEqual({
      kind: 'too-few-worlds',
      worlds: 9,
      needed: 10,
    }));
  test('is that there is no spread when every run gives the same', () =>
    expect(sharesOfSpread(new Float64Array(40).fill(3), 2)).toEqual({ kind: 'no-spread', worlds: 20 }));
  test('is that all is not knowing when runs of a world are alike', () =>
    expect(
      sharesOfSpread(
        Float64Array.from({ length: 40 }, (_, r) => Math.floor(r / 2)),
        2,
      ),
    ).toMatchObject({ notKnowingShare: 1, interval: { low: 1, high: 1 } }));
  test('leaves a last world that is not complete out', () => {
    const values = study(3, 20, 3, 1, 1);
    expect(sharesOfSpread(Float64Array.of(...values, 1e9, 1e9), 3)).toEqual(sharesOfSpread(values, 3));
  });
  test('is refused for one run a world, and for runs without a figure', () => {
    expect(() => varianceComponents([1, 2, 3], 1)).toThrow(/from 2 runs a world, not 1/);
    expect(() => varianceComponents([1, 2, Infinity, 3], 2)).toThrow(/run 2 has no finite figure/);
  });
});

describe('a mean over worlds of several runs', () => {
  const made = studies((key) => study(key + 20_000, 10, 5, 4, 4));
  test('has an interval over the means of worlds that covers in 95 of 100 studies', () =>
    expect(
      size(
        zOfCoverage(
          made.map((values) => {
            const { low, high } = meanInterval(worldMeans(values, 5));
            return low <= 10 && high >= 10;
          }),
          0.95,
        ),
      ),
    ).toBeLessThan(FEW));
  test('is what a figure and a difference use', () => {
    const [values, zero] = [made[0]!, new Float64Array(50)];
    const { mean, low, high } = meanInterval(worldMeans(values, 5));
    const { intervals } = spreadOf(values, 5);
    expect(intervals.mean).toEqual({ low, high, level: 0.95 });
    expect([intervals.median, intervals.p95]).toEqual([null, null]);
    expect(intervals.notBack).toEqual(wilson(0, 10));
    const difference = pairedDifference({ values }, { values: zero }, 0.95, 5);
    expect(difference).toMatchObject({ mean, low, high, runs: 50, bBetter: 50 });
    expect(difference.bBetterShare).toEqual(wilson(10, 10));
    expect(pairedDifference({ values: values.slice(0, 5) }, { values: zero.slice(0, 5) }, 0.95, 5).high).toBe(Infinity);
  });
  test('counts further runs in whole worlds', () => {
    const values = study(77, 12, 4, 25, 1).map((value) => value - 10.3);
    const found = pairedDifference({ values }, { values: new Float64Array(48) }, 0.95, 4);
    expect(found.standing).toBe('cannot-tell');
    expect(found.moreRunsToSettle! % 4).toBe(0);
    expect(found.moreRunsToSettle).toBeGreaterThan(0);
  });
  test('would have one that covers too seldom over single runs', () =>
    expect(
      zOfCoverage(
        made.map((values) => {
          const { low, high } = meanInterval(values);
          return low <= 10 && high >= 10;
        }),
        0.95,
      ),
    ).toBeLessThan(-FEW));
});
