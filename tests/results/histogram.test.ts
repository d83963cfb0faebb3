/** Histograms of hourly numbers know every number exactly while these lie close together, and merge exactly in any order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  copyHistogram,
  countRun,
  emptyHistogram,
  mergeHistogram,
  numberAtRank,
  type Histogram,
} from '../../src/results/histogram.ts';

const histogramOf = (numbers: readonly number[]): Histogram => {
  const histogram = emptyHistogram(1);
  for (const number of numbers) countRun(histogram, [number]);
  return histogram;
};
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const anyNumbers = fc.oneof(
  fc.array(fc.integer({ min: -40, max: 400 }), { minLength: 1, maxLength: 60 }),
  fc.array(fc.integer({ min: -2147483648, max: 2147483647 }), { minLength: 1, maxLength: 60 }),
);

describe('a histogram', () => {
  it('whose numbers lie within 64 of each other gives every one of them back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.array(fc.integer({ min: 0, max: 63 }), { minLength: 1, maxLength: 80 }),
        (base, above) => {
          // A bin may begin anywhere, so 64 neighbours fit wherever the first one lies.
          const numbers = above.map((one) => base + one);
          const histogram = histogramOf(numbers);
          expect(histogram.shift[0]).toBe(0);
          expect(numbers.map((_, rank) => numberAtRank(histogram, 0, rank))).toEqual(sorted(numbers));
        },
      ),
    );
  });
  it('of any numbers is within a sixtieth of their range at every rank, and exact at the mean', () => {
    fc.assert(
      fc.property(anyNumbers, (numbers) => {
        const histogram = histogramOf(numbers);
        const inOrder = sorted(numbers);
        const range = inOrder.at(-1)! - inOrder[0]!;
        inOrder.forEach((number, rank) =>
          expect(Math.abs(numberAtRank(histogram, 0, rank) - number)).toBeLessThanOrEqual(range / 60),
        );
        expect(histogram.sums[0]).toBe(numbers.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
  it('is the same, bit for bit, however its numbers are split and in whichever order they come', () => {
    fc.assert(
      fc.property(anyNumbers, anyNumbers, fc.array(anyNumbers, { maxLength: 3 }), (one, two, others) => {
        const parts = [one, two, ...others];
        const together = histogramOf(parts.flat());
        const forwards = emptyHistogram(1);
        for (const part of parts) mergeHistogram(forwards, histogramOf(part));
        const backwards = emptyHistogram(1);
        for (const part of [...parts].reverse()) mergeHistogram(backwards, histogramOf([...part].reverse()));
        expect(forwards).toEqual(together);
        expect(backwards).toEqual(together);
      }),
    );
  });
  it('that was copied stays as it was, and one without runs changes nothing', () => {
    const histogram = histogramOf([3, 900]);
    const before = copyHistogram(histogram);
    countRun(histogram, [-70]);
    expect(before).toEqual(histogramOf([3, 900]));
    mergeHistogram(before, emptyHistogram(1));
    expect(before).toEqual(histogramOf([3, 900]));
  });
  it('takes no number that it would have to round', () => {
    expect(() => histogramOf([0.5])).toThrow(/0\.5 in hour 0 is no whole number/);
    expect(() => histogramOf([2147483648])).toThrow(/no whole number of 32 bits/);
  });
});
