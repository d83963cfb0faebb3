/** Intervals hold what they promise: coverage over many simulated studies with fixed seeds, and broken versions that must fail. */
import { describe, expect, test, vi } from 'vitest';
import { normalQuantile } from '../../src/engine/math.ts';
import { pairedDifference, type Comparable } from '../../src/results/paired.ts';
import { quantile, quantileInterval, quantileRanks, wilson } from '../../src/results/quantiles.ts';
import { meanInterval } from '../../src/results/student.ts';
import { Dice } from '../helpers/dice.ts';
import { FEW, mean, size, variance, zOfMean } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

const STUDIES = 4000;
const normal = (dice: Dice): number => normalQuantile((dice.uniform() * 4294967296 + 0.5) / 4294967297);
const exponential = (dice: Dice, middle: number): number => -middle * Math.log(1 - dice.uniform());
const drawn = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);

/** How many standard errors the share of studies that cover lies away from what it should be. */
function zOfCoverage(level: number, covers: (study: number) => boolean): number {
  let covered = 0;
  for (let study = 0; study < STUDIES; study++) if (covers(study)) covered++;
  return (covered - STUDIES * level) / Math.sqrt(STUDIES * level * (1 - level));
}
const holds = ({ low, high }: { low: number; high: number }, truth: number): boolean => low <= truth && truth <= high;

describe('Student’s interval for a mean', () => {
  const study = (key: number): number[] => {
    const dice = new Dice(key);
    return drawn(8, () => 3 + 2 * normal(dice));
  };
  test('of 8 normal runs covers the true mean in 95 of 100 studies', () =>
    expect(size(zOfCoverage(0.95, (key) => holds(meanInterval(study(key)), 3)))).toBeLessThan(FEW));
  test('at 80% covers it in 80 of 100', () =>
    expect(size(zOfCoverage(0.8, (key) => holds(meanInterval(study(key), 0.8), 3)))).toBeLessThan(FEW));
  test('would fail with the normal quantile in place of t', () => {
    const broken = (values: number[]): { low: number; high: number } => {
      const half = 1.96 * Math.sqrt(variance(values) / values.length);
      return { low: mean(values) - half, high: mean(values) + half };
    };
    expect(zOfCoverage(0.95, (key) => holds(broken(study(key)), 3))).toBeLessThan(-FEW);
  });
});

describe('the interval of a percentile between two runs', () => {
  const study = (key: number, n: number): Float64Array => {
    const dice = new Dice(key + 50_000);
    return Float64Array.from(drawn(n, () => exponential(dice, 4))).sort();
  };
  const cases = [0.05, 0.25, 0.5, 0.75, 0.95].flatMap((p) => [[80, p] as const, [200, p] as const]);
  test.each(cases)('of %i skewed runs covers the true %f quantile as often as it says', (n, p) => {
    const { level } = quantileRanks(n, p)!;
    const truth = -4 * Math.log(1 - p);
    expect(level).toBeGreaterThanOrEqual(0.95);
    expect(size(zOfCoverage(level, (key) => holds(quantileInterval(study(key, n), p)!, truth)))).toBeLessThan(FEW);
  });
  test('covers at least as often when many runs are alike', () => {
    const { level } = quantileRanks(100, 0.5)!;
    const coverage = zOfCoverage(level, (key) =>
      holds(
        quantileInterval(
          Array.from(study(key, 100), (value) => Math.floor(value)),
          0.5,
        )!,
        Math.floor(4 * Math.LN2),
      ),
    );
    expect(coverage).toBeGreaterThan(-FEW);
  });
  test('would fail with ranks one too narrow', () => {
    const { low, high, level } = quantileRanks(100, 0.05)!;
    const truth = -4 * Math.log(0.95);
    const coverage = zOfCoverage(level, (key) => {
      const sorted = study(key, 100);
      return holds({ low: sorted[low]!, high: sorted[high - 2]! }, truth);
    });
    expect(coverage).toBeLessThan(-FEW);
  });
  test('would fail around an interpolated middle with the spread of a mean', () => {
    const coverage = zOfCoverage(0.95, (key) => {
      const sorted = study(key, 200);
      const half = (1.96 * Math.sqrt(variance(sorted))) / Math.sqrt(200);
      const middle = quantile(sorted, 0.95);
      return holds({ low: middle - half, high: middle + half }, -4 * Math.log(0.05));
    });
    expect(coverage).toBeLessThan(-FEW);
  });
});

describe('Wilson’s interval for a share', () => {
  /** The exact chance that an interval covers the share p, from the binomial distribution. */
  const coverage = (n: number, p: number, interval: (hits: number, n: number) => { low: number; high: number }) => {
    let chance = (1 - p) ** n;
    let sum = 0;
    for (let hits = 0; hits <= n; hits++) {
      if (holds(interval(hits, n), p)) sum += chance;
      chance *= ((n - hits) / (hits + 1)) * (p / (1 - p));
    }
    return sum;
  };
  const shares = Array.from({ length: 100 }, (_, k) => (k + 1) / 200); // beyond one half is the mirror image
  const average = (n: number, interval: Parameters<typeof coverage>[2]): number =>
    mean(shares.map((p) => coverage(n, p, interval)));
  const simple = (hits: number, n: number): { low: number; high: number } => {
    const half = 1.96 * Math.sqrt(((hits / n) * (1 - hits / n)) / n);
    return { low: hits / n - half, high: hits / n + half };
  };
  test('covers in 95 of 100 studies on average over all shares, for 20, 50 and 200 runs (Agresti and Coull 1998)', () => {
    for (const n of [20, 50, 200]) {
      expect(average(n, wilson)).toBeGreaterThan(0.945);
      expect(average(n, wilson)).toBeLessThan(0.96);
    }
  });
  test('would fail as the simple interval, which covers far less often', () =>
    expect(average(20, simple)).toBeLessThan(0.9));
  test.each([0.02, 0.1, 0.5])('covers a share of %f in simulated studies as often as the binomial says', (p) => {
    const z = zOfCoverage(coverage(50, p, wilson), (key) => {
      const dice = new Dice(key + 90_000);
      return holds(wilson(drawn(50, () => (dice.chance(p) ? 1 : 0)).filter((hit) => hit === 1).length, 50), p);
    });
    expect(size(z)).toBeLessThan(FEW);
  });
});

describe('a paired difference', () => {
  /** Two strategies on the same luck: most of the spread is shared, and B takes 0.5 longer. */
  const study = (key: number): readonly [Comparable, Comparable] => {
    const dice = new Dice(key + 130_000);
    const shared = drawn(12, () => 3 * normal(dice));
    const of = (more: number): Comparable => ({
      values: Float64Array.from(shared, (value) => value + more + 0.5 * normal(dice)),
    });
    return [of(5), of(5.5)];
  };
  test('has an interval that covers the true difference in 95 of 100 studies', () =>
    expect(size(zOfCoverage(0.95, (key) => holds(pairedDifference(...study(key)), -0.5)))).toBeLessThan(FEW));
  test('would fail if the pairs were forgotten: the interval would be several times too wide', () => {
    const z = zOfCoverage(0.95, (key) => {
      const [a, b] = study(key);
      const half = 2.074 * Math.sqrt((variance(a.values) + variance(b.values)) / 12);
      const middle = mean(a.values) - mean(b.values);
      return holds({ low: middle - half, high: middle + half }, -0.5);
    });
    expect(z).toBeGreaterThan(FEW);
  });

  // Exponential times of mean 6 and 4 days, looked at for 8: the mean of min(time, 8) is mean × (1 − e^(−8/mean)).
  const restrictedMean = (middle: number): number => middle * (1 - Math.exp(-8 / middle));
  const truth = restrictedMean(4) - restrictedMean(6);
  const looked = (key: number): readonly [Comparable, Comparable] => {
    const dice = new Dice(key + 170_000);
    const luck = drawn(300, () => dice.uniform());
    const of = (middle: number): Comparable => ({
      values: Float64Array.from(luck, (u) => {
        const time = -middle * Math.log(1 - u);
        return time > 8 ? Infinity : time;
      }),
      limits: new Float64Array(300).fill(8),
    });
    return [of(4), of(6)];
  };
  test('is that of times cut off at the end of the results period when some run is not back', () => {
    const found = Array.from({ length: 400 }, (_, key) => pairedDifference(...looked(key)));
    expect(found.every((difference) => difference.restricted)).toBe(true);
    expect(
      size(
        zOfMean(
          found.map((difference) => difference.mean),
          truth,
        ),
      ),
    ).toBeLessThan(FEW);
  });
  test('would fail if runs not back were left out', () => {
    const found = Array.from({ length: 400 }, (_, key) => {
      const [a, b] = looked(key);
      return mean(
        Array.from(a.values, (value, r) => value - b.values[r]!).filter((difference) => Number.isFinite(difference)),
      );
    });
    expect(size(zOfMean(found, truth))).toBeGreaterThan(FEW);
  });
  test('calls a run in which both are not back a tie, so better, worse and ties are all the runs', () => {
    const { aBetter, bBetter, ties, aNotBack } = pairedDifference(...looked(1));
    expect([aBetter + bBetter + ties, bBetter, ties]).toEqual([300, 0, aNotBack]);
    expect(ties).toBeGreaterThan(0);
  });
});
