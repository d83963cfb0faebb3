import { describe, expect, it } from 'vitest';
import { distributionOf } from '../../src/results/distribution.ts';
import { dice } from './handMade.ts';

/** Two or three strategies of 1 to 200 runs: whole or not, small or huge, some not back. */
function generated(n: number): { id: string; values: number[] }[] {
  const roll = dice(n + 1);
  const size = [0, 1, 40, 1e-3, 5e6][Math.floor(roll() * 5)]!;
  const whole = roll() < 0.5;
  const missing = roll() < 0.3 ? roll() : 0;
  const runs = 1 + Math.floor(roll() * 200);
  return ['a', 'b', 'c'].map((id) => ({
    id,
    values: Array.from({ length: runs }, () => {
      if (roll() < missing) return Infinity;
      const value = (roll() - 0.3) * size;
      return whole ? Math.round(value) : value;
    }),
  }));
}
const cases = Array.from({ length: 300 }, (_, n) => generated(n));

describe('runs in bins', () => {
  it('are all there: every run lies in the bin that its value belongs to, or is not back', () => {
    for (const strategies of cases) {
      const { bins, rows } = distributionOf(strategies);
      rows.forEach(({ counts, notBack, runs }, k) => {
        const { values } = strategies[k]!;
        expect(counts.reduce((sum, some) => sum + some, notBack)).toBe(runs);
        expect(runs).toBe(values.length);
        const finite = values.filter(Number.isFinite);
        expect(notBack).toBe(values.length - finite.length);
        const width = bins.length === 0 ? 0 : bins[0]!.to - bins[0]!.from;
        bins.forEach(({ from, to }, bin) => {
          // A value on an edge may fall on either side of it by rounding.
          const surely = finite.filter((value) => value > from + width * 1e-6 && value < to - width * 1e-6).length;
          const perhaps = finite.filter((value) => value >= from - width * 1e-6 && value <= to + width * 1e-6).length;
          expect(counts[bin]!).toBeGreaterThanOrEqual(surely);
          expect(counts[bin]!).toBeLessThanOrEqual(perhaps);
        });
      });
    }
  });

  it('share bins of one width that cover everything, 41 at most', () => {
    for (const strategies of cases) {
      const { bins } = distributionOf(strategies);
      const finite = strategies.flatMap(({ values }) => values.filter(Number.isFinite));
      expect(bins.length === 0).toBe(finite.length === 0);
      expect(bins.length).toBeLessThanOrEqual(41);
      if (bins.length === 0) continue;
      const width = bins[0]!.to - bins[0]!.from;
      bins.forEach(({ from, to }) => expect(to - from).toBeCloseTo(width, 6));
      expect(bins[0]!.from).toBeLessThanOrEqual(Math.min(...finite));
      expect(bins.at(-1)!.to + width * 1e-6).toBeGreaterThanOrEqual(Math.max(...finite));
    }
  });

  it('give few different whole numbers a bin each, with the number in its middle', () => {
    const { bins, whole, rows } = distributionOf([{ id: 'a', values: [3, 5, 5, 7] }]);
    expect(whole).toBe(true);
    expect(bins.map(({ from, to }) => (from + to) / 2)).toEqual([3, 4, 5, 6, 7]);
    expect(rows[0]!.counts).toEqual([1, 0, 2, 0, 1]);
  });

  it('have the middle run as the value that occurred, and none when it is not back', () => {
    const { rows } = distributionOf([
      { id: 'a', values: [4, 1, Infinity, 2.5] },
      { id: 'b', values: [Infinity, 1, Infinity, Infinity] },
    ]);
    expect(rows.map(({ median }) => median)).toEqual([2.5, null]);
  });
});
