import { describe, expect, it } from 'vitest';
import { meanInterval, pairedDifference, runsToTellApart, standing } from '../../src/results/paired.ts';
import { quantile, quantileInterval, spreadOf, wilson } from '../../src/results/quantiles.ts';
import { tCdf, tQuantile } from '../../src/results/student.ts';
import { dice } from './handMade.ts';

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
    expect(spread).toEqual({ mean: null, p5: 1, p25: 3, median: 5, p75: null, p95: null, notBack: 0.4 });
  });
  it('has no median when half are not back', () => expect(spreadOf([1, Infinity, Infinity]).median).toBeNull());
  it('keeps the order of the runs as it was', () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).toEqual([3, 1, 2]);
  });
  it('of no runs is empty', () =>
    expect(spreadOf([])).toEqual({ mean: null, p5: null, p25: null, median: null, p75: null, p95: null, notBack: 0 }));
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
  it('covers the true mean about 95 times in 100', () => {
    const roll = dice(7);
    let covered = 0;
    for (let n = 0; n < 2000; n++) {
      // A sum of three uniform numbers is near enough to normal.
      const { low, high } = meanInterval(Array.from({ length: 8 }, () => roll() + roll() + roll()));
      if (low <= 1.5 && high >= 1.5) covered++;
    }
    expect(covered / 2000).toBeGreaterThan(0.935);
    expect(covered / 2000).toBeLessThan(0.965);
  });
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
  it('says how many runs would tell: four times as many halve the interval', () => {
    expect(runsToTellApart({ mean: 1, low: -1, high: 3, runs: 50 })).toBe(200);
    expect(runsToTellApart({ mean: 2, low: 1, high: 3, runs: 50 })).toBe(50);
    expect(runsToTellApart({ mean: 0, low: -1, high: 1, runs: 50 })).toBeUndefined();
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
  it('of nothing is everything', () => expect(wilson(0, 0)).toEqual({ low: 0, high: 1 }));
});

describe('the interval for a median', () => {
  const ranks = (n: number) =>
    quantileInterval(
      Array.from({ length: n }, (_, k) => k + 1),
      0.5,
    );
  // Ranks as in Hollander and Wolfe's tables of the sign test.
  it('of 100 runs lies between the 40th and the 61st', () => expect(ranks(100)).toEqual({ low: 40, high: 61 }));
  it('of 10 runs lies between the 2nd and the 9th', () => expect(ranks(10)).toEqual({ low: 2, high: 9 }));
  it('of 5 runs has no end: even all of them cover only 94 in 100', () =>
    expect(ranks(5)).toEqual({ low: -Infinity, high: Infinity }));
  it('of 6 runs is all of them', () => expect(ranks(6)).toEqual({ low: 1, high: 6 }));
  it('of 2,000 runs is as wide as the normal approximation says', () => {
    const { low, high } = ranks(2000);
    expect(Math.abs(low - (1000 - 1.96 * Math.sqrt(500)))).toBeLessThan(2);
    expect(Math.abs(high - (1001 + 1.96 * Math.sqrt(500)))).toBeLessThan(2);
  });
});
