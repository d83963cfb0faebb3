import { describe, expect, it } from 'vitest';
import { binWords, distributionFinding, distributionReading } from '../../src/charts/distributionFinding.ts';
import { measureFormat } from '../../src/charts/measureWords.ts';
import { distributionOf } from '../../src/results/distribution.ts';
import { dice } from '../results/handMade.ts';

const words = { ...measureFormat({ label: 'Back to normal', unit: 'working days' }), by: '11 August' };
const rowsOf = (strategies: readonly { id: string; values: ArrayLike<number> }[]) => {
  const distribution = distributionOf(strategies);
  return { distribution, rows: distribution.rows.map((row, k) => ({ ...row, name: row.id, baseline: k === 0 })) };
};

describe('the sentence above the runs', () => {
  it('gives both middle runs and says whether the runs overlap', () => {
    const apart = rowsOf([
      { id: 'Today', values: [4, 4.2, 4.4] },
      { id: 'Paper', values: [2, 2.1, 2.6] },
    ]);
    expect(distributionFinding(apart.rows, words)).toBe(
      'Back to normal: 2.1 working days in the middle one of 3 runs under “Paper”, 4.2 under “Today”; their runs do not overlap',
    );
    const missing = rowsOf([
      { id: 'Today', values: [4, 4.2, 4.4] },
      { id: 'Paper', values: [2, 2.1, Infinity] },
    ]);
    expect(distributionFinding(missing.rows, words)).toMatch(/; their runs overlap$/);
  });

  it('says once what is alike, and that nothing is shown', () => {
    const { rows } = rowsOf(['Today', 'Paper', 'Other'].map((id) => ({ id, values: [3, 3] })));
    expect(distributionFinding(rows, words)).toBe(
      'Back to normal: 3.0 working days in the middle one of 2 runs under every strategy shown',
    );
    expect(distributionFinding([], words)).toBe('No strategy is switched on');
  });

  it('never says of overlapping runs that they do not overlap', () => {
    let told = 0;
    for (let n = 0; n < 300; n++) {
      const roll = dice(n);
      const runs = 2 + Math.floor(roll() * 60);
      const strategies = ['Today', 'Paper', 'Other'].map((id) => {
        const [from, width, missing] = [roll() * 10, roll() * 3, roll() < 0.3 ? roll() : 0];
        return {
          id,
          values: Array.from({ length: runs }, () => (roll() < missing ? Infinity : from + roll() * width)),
        };
      });
      const { rows } = rowsOf(strategies);
      const text = distributionFinding(rows, words);
      if (!text.includes('do not overlap')) continue;
      told++;
      const [low, other] = [...text.matchAll(/“([^”]+)”/g)].map((match) =>
        strategies.find(({ id }) => id === match[1])!,
      );
      expect(Math.max(...low!.values), text).toBeLessThan(Math.min(...other!.values));
    }
    expect(told).toBeGreaterThan(20);
  });
});

describe('a bin read aloud', () => {
  it('says where, how many runs, and the middle run', () => {
    const { rows, distribution } = rowsOf([{ id: 'Today', values: [4, 4.2, 4.4, Infinity] }]);
    expect(distributionReading(rows[0]!, 0, distribution, words)).toMatch(
      /^“Today”: 4 to 4\.\d+ in \d of 4 runs; the middle run 4\.2 working days$/,
    );
    expect(distributionReading(rows[0]!, undefined, distribution, words)).toContain(
      'not back by 11 August in 1 of 4 runs',
    );
    expect(binWords({ from: 2.5, to: 3.5 }, true, String)).toBe('3');
  });
});
