import { describe, expect, it } from 'vitest';
import { fCdf, fQuantile } from '../../src/results/fisher.ts';
import { moreRunsToTellApart, pairedDifference, runsToTellApart, standing } from '../../src/results/paired.ts';
import { quantile, quantileInterval, quantileRanks, spreadOf, wilson } from '../../src/results/quantiles.ts';
import { meanInterval, tCdf, tQuantile } from '../../src/results/student.ts';

describe('a percentile (Hyndman and Fan, definition 1)', () => {
  const hundred = Array.from({ length: 100 }, (_, k) => k + 1);
  it('of 1 to 100 is its own name', () => {
    for (const p of [0.05, 0.25, 0.5, 0.55, 0.75, 0.95]) expect(quantile(hundred, p)).toBe(Math.round(p * 100));
  });
  it('is a value that occurred: the median of two is the lower', () => expect(quantile([3, 8], 0.5)).toBe(3));
  it('of five is the third', () => expect(quantile([1, 2, 7, 9, 30], 0.5)).toBe(7));
  it('of one is that one', () => expect([0, 0.05, 0.5, 0.95, 1].map((p) => quantile([4], p))).toEqual([4, 4, 4, 4, 4]));
  it('at 0 and 1 is the smallest and the largest', () =>
    expect([quantile(hundred, 0), quantile(hundred, 1)]).toEqual([1, 100]));
});

describe('a figure over runs', () => {
  it('puts runs not back last and says how many', () => {
    const spread = spreadOf([5, Infinity, 1, 3, Infinity]);
    expect(spread).toMatchObject({ mean: null, p5: 1, p25: 3, median: 5, p75: null, p95: null, notBack: 0.4 });
  });
  it('has no median when half are not back', () => expect(spreadOf([1, Infinity, Infinity]).median).toBeNull());
  it('keeps the order of the runs as it was', () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });
  it('of no runs is empty', () =>
    expect(spreadOf([])).toEqual({
      mean: null,
      p5: null,
      p25: null,
      median: null,
      p75: null,
      p95: null,
      notBack: 0,
      intervals: {
        mean: null,
        p5: null,
        p25: null,
        median: null,
        p75: null,
        p95: null,
        notBack: { low: 0, high: 1, level: 0.95 },
      },
    }));
  it('says how surely its mean, its percentiles and its share not back are known', () => {
    const { intervals } = spreadOf(Array.from({ length: 100 }, (_, k) => k + 1));
    expect(intervals.mean!.low).toBeCloseTo(50.5 - (1.984217 * 29.011492) / 10, 5);
    expect(intervals.median).toMatchObject({ low: 40, high: 61 });
    expect(intervals.p5).toMatchObject({ low: 1, high: 11 });
    expect(intervals.notBack.high).toBeCloseTo(0.036995, 5);
  });
  it('has no interval of the mean when a run is not back, and an open end where an interval reaches one', () => {
    const { intervals } = spreadOf([1, 2, 3, 4, 5, 6, 7, 8, Infinity, Infinity]);
    expect(intervals.mean).toBeNull();
    expect(intervals.median).toMatchObject({ low: 2, high: null });
  });
  it('sorts as numbers, below zero too', () => expect(spreadOf([10, -2, 9, -30]).p5).toBe(-30));
});

describe('Student’s t', () => {
  // Points as printed in tables of the t distribution.
  const table: readonly [freedom: number, p: number, t: number][] = [
    [1, 0.975, 12.7062047364],
    [2, 0.975, 4.3026527297],
    [3, 0.975, 3.1824463053],
    [5, 0.975, 2.5705818356],
    [9, 0.975, 2.2621571628],
    [10, 0.995, 3.1692726726],
    [19, 0.975, 2.0930240544],
    [30, 0.95, 1.6972608866],
    [49, 0.975, 2.0095752371],
    [99, 0.975, 1.9842169516],
    [999, 0.975, 1.962341461],
  ];
  it.each(table)('with %i degrees of freedom has its %f quantile at %f', (freedom, p, t) =>
    expect(tQuantile(p, freedom)).toBeCloseTo(t, 8),
  );
  it('is exact where a closed form exists', () => {
    expect(tQuantile(0.75, 1)).toBeCloseTo(1, 12); // Cauchy
    expect(tQuantile(0.9, 2)).toBeCloseTo(0.8 * Math.sqrt(2 / (1 - 0.64)), 12);
  });
  it('is symmetric', () => expect(tQuantile(0.025, 7)).toBe(-tQuantile(0.975, 7)));
  it('has a distribution function that its quantile inverts', () => {
    for (const freedom of [1, 2, 4, 11, 60, 400])
      for (const p of [0.001, 0.2, 0.5, 0.9, 0.9995]) expect(tCdf(tQuantile(p, freedom), freedom)).toBeCloseTo(p, 12);
  });
  it('approaches the normal distribution', () => expect(tQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 5));
});

describe('the interval for a mean', () => {
  it('of 1 to 5 is 3 plus or minus 1.963', () => {
    const { mean, low, high } = meanInterval([1, 2, 3, 4, 5]);
    expect([mean, low, high].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([3, 1.0368, 4.9632]);
  });
  it('has no width when nothing varies', () => expect(meanInterval([2, 2, 2])).toEqual({ mean: 2, low: 2, high: 2 }));
  it('has no end for one run', () => expect(meanInterval([2])).toEqual({ mean: 2, low: -Infinity, high: Infinity }));
});

describe('a paired difference', () => {
  const comparable = (values: number[], limit = 10) => ({
    values: Float64Array.from(values),
    limits: new Float64Array(values.length).fill(limit),
  });
  it('counts who is better, run by run', () => {
    const difference = pairedDifference(comparable([1, 5, 3, 2]), comparable([2, 4, 3, 6]));
    expect(difference).toMatchObject({ mean: -1, aBetter: 2, bBetter: 1, ties: 1, runs: 4, restricted: false });
  });
  it('takes a run that is not back as back at the horizon, and says so', () => {
    const difference = pairedDifference(comparable([1, 2]), comparable([Infinity, 4]));
    expect(difference).toMatchObject({ mean: -5.5, aBetter: 2, restricted: true });
  });
  it('calls both not back a tie', () =>
    expect(pairedDifference(comparable([Infinity, 1]), comparable([Infinity, 1]))).toMatchObject({
      mean: 0,
      low: 0,
      high: 0,
      ties: 2,
      restricted: true,
    }));
  it('calls back at the last moment better than not back, though the difference is 0', () =>
    expect(pairedDifference(comparable([10]), comparable([Infinity]))).toMatchObject({ mean: 0, aBetter: 1, ties: 0 }));
  it('says the same, better, worse, or that it cannot tell', () => {
    const of = (a: number[], b: number[]) => standing(pairedDifference(comparable(a), comparable(b)));
    expect(of([1, 2, 3], [1, 2, 3])).toBe('same');
    expect(of([1, 2, 3], [4, 5, 6.1])).toBe('a-better');
    expect(of([4, 5, 6.1], [1, 2, 3])).toBe('b-better');
    expect(of([1, 2, 9], [4, 5, 6])).toBe('cannot-tell');
    expect(of([1], [4])).toBe('cannot-tell');
  });
  it('says in what share of runs one beat the other, with ties told and Wilson’s interval', () => {
    const difference = pairedDifference(comparable([1, 5, 3, 2, Infinity]), comparable([2, 4, 3, 6, Infinity]));
    expect(difference).toMatchObject({ aBetter: 2, bBetter: 1, ties: 2, aNotBack: 1, bNotBack: 1 });
    expect(difference.aBetterShare).toEqual(wilson(2, 5));
    expect(difference.bBetterShare).toEqual(wilson(1, 5));
  });
  it('says how many runs would tell: the fewest for which t times s over the root of n is below the mean', () => {
    const spread = ((3 - -1) / 2 / tQuantile(0.975, 49)) * Math.sqrt(50);
    const needed = runsToTellApart({ mean: 1, low: -1, high: 3, runs: 50 })!;
    const half = (n: number) => (tQuantile(0.975, n - 1) * spread) / Math.sqrt(n);
    expect(half(needed)).toBeLessThan(1);
    expect(half(needed - 1)).toBeGreaterThanOrEqual(1);
    expect(needed).toBeGreaterThan(185);
    expect(needed).toBeLessThan(200); // four times as many halve the interval, and t shrinks a little
    expect(moreRunsToTellApart({ mean: 1, low: -1, high: 3, runs: 50 })).toBe(needed - 50);
  });
  it('says that no more are needed when it can tell, and that none would help without a difference', () => {
    expect(moreRunsToTellApart({ mean: 2, low: 1, high: 3, runs: 50 })).toBe(0);
    expect(moreRunsToTellApart({ mean: 0, low: -1, high: 1, runs: 50 })).toBeNull();
    expect(moreRunsToTellApart({ mean: 1e-6, low: -1, high: 1, runs: 50 })).toBeNull();
    expect(moreRunsToTellApart({ mean: 1, low: -Infinity, high: Infinity, runs: 1 })).toBeNull();
  });
});

describe('Fisher’s F', () => {
  // Points as printed in tables of the F distribution (Pearson and Hartley, Biometrika Tables for Statisticians, table 18).
  const table: readonly [above: number, below: number, p: number, f: number][] = [
    [1, 1, 0.95, 161.4476],
    [5, 10, 0.95, 3.3258],
    [10, 10, 0.99, 4.8491],
    [4, 20, 0.975, 3.5147],
    [9, 10, 0.975, 3.779],
    [3, 12, 0.95, 3.4903],
    [30, 30, 0.95, 1.8409],
    [120, 60, 0.975, 1.581],
  ];
  it.each(table)('with %i and %i degrees of freedom has its %f quantile at %f', (above, below, p, f) =>
    expect(fQuantile(p, above, below)).toBeCloseTo(f, 4),
  );
  it('is the square of Student’s t with one degree of freedom above', () =>
    expect(fQuantile(0.95, 1, 12)).toBeCloseTo(tQuantile(0.975, 12) * tQuantile(0.975, 12), 10));
  it('turned over is the one with its degrees of freedom exchanged', () =>
    expect(fQuantile(0.025, 7, 11)).toBeCloseTo(1 / fQuantile(0.975, 11, 7), 10));
  it('has a distribution function that its quantile inverts', () => {
    for (const [above, below] of [
      [1, 3],
      [9, 90],
      [40, 2],
    ] as const)
      for (const p of [0.001, 0.3, 0.975]) expect(fCdf(fQuantile(p, above, below), above, below)).toBeCloseTo(p, 12);
  });
});

describe('Wilson’s interval for a share', () => {
  it('of 10 in 100 is 0.0552 to 0.1744', () => {
    const { low, high } = wilson(10, 100);
    expect(low).toBeCloseTo(0.05523, 5);
    expect(high).toBeCloseTo(0.17437, 5);
  });
  it('of none in 20 is 0 to 0.1611', () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high).toBeCloseTo(0.16113, 5);
  });
  it('of all is the mirror of none', () => expect(wilson(20, 20).low).toBeCloseTo(1 - wilson(0, 20).high, 12));
  it('of 81 in 263 is 0.2553 to 0.3662, and of 15 in 148 is 0.0624 to 0.1605 (Newcombe 1998, table I)', () => {
    const round = ({ low, high }: { low: number; high: number }) =>
      [low, high].map((end) => Math.round(end * 1e4) / 1e4);
    expect([round(wilson(81, 263)), round(wilson(15, 148))]).toEqual([
      [0.2553, 0.3662],
      [0.0624, 0.1605],
    ]);
  });
  it('of nothing is everything', () => expect(wilson(0, 0)).toEqual({ low: 0, high: 1, level: 0.95 }));
});

describe('the interval for a percentile', () => {
  const ranks = (n: number, p = 0.5) => {
    const found = quantileRanks(n, p);
    return found && [found.low, found.high, Math.round(found.level * 1e3) / 1e3];
  };
  // Sign-test ranks of the median, as in Conover, Practical Nonparametric Statistics, table A3 (the binomial distribution).
  it('the median of 100 runs lies between the 40th and the 61st, at 96.5%', () =>
    expect(ranks(100)).toEqual([40, 61, 0.965]));
  it('the median of 10 runs lies between the 2nd and the 9th, at 97.9%', () =>
    expect(ranks(10)).toEqual([2, 9, 0.979]));
  it('the median of 5 runs has none: even all of them cover only 94 in 100', () => expect(ranks(5)).toBeNull());
  it('the median of 6 runs is all of them, at 96.9%', () => expect(ranks(6)).toEqual([1, 6, 0.969]));
  // P(X ≤ 0, 9, 10) of a binomial of 100 at 0.05 are 0.0059, 0.9718 and 0.9885 in any table.
  it('the 5th percentile of 100 runs lies between the 1st and the 11th, at 98.3%', () =>
    expect(ranks(100, 0.05)).toEqual([1, 11, 0.983]));
  it('the 95th mirrors the 5th, and the 75th the 25th', () => {
    expect(ranks(100, 0.95)).toEqual([90, 100, 0.983]);
    const [quarter, three] = [ranks(60, 0.25)!, ranks(60, 0.75)!];
    expect(three).toEqual([61 - quarter[1]!, 61 - quarter[0]!, quarter[2]]);
  });
  it('needs 72 runs at the 5th and 95th, because 0.95 to the 71st is still above a fortieth', () => {
    expect([ranks(71, 0.05), ranks(71, 0.95)]).toEqual([null, null]);
    expect([ranks(72, 0.05)![0], ranks(72, 0.95)![1]]).toEqual([1, 72]);
  });
  it('attains at least the level asked for, and not much more when there are many runs', () => {
    for (const n of [72, 100, 333, 2000])
      for (const p of [0.05, 0.25, 0.5, 0.75, 0.95]) {
        const { level } = quantileRanks(n, p)!;
        expect(level).toBeGreaterThanOrEqual(0.95);
        expect(level).toBeLessThan(n < 200 ? 0.99 : 0.97);
      }
  });
  it('is between values that occurred', () =>
    expect(quantileInterval([1, 2, 4, 8, 16, 32], 0.5)).toEqual({
      low: 1,
      high: 32,
      level: expect.closeTo(0.96875, 10),
    }));
  it('of 2,000 runs is as wide as the normal approximation says', () => {
    const { low, high } = quantileRanks(2000, 0.5)!;
    expect(Math.abs(low - (1000 - 1.96 * Math.sqrt(500)))).toBeLessThan(2);
    expect(Math.abs(high - (1001 + 1.96 * Math.sqrt(500)))).toBeLessThan(2);
  });
});
