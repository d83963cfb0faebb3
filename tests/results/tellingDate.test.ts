/** The date that a table of chances opens with. */
import { expect, test } from 'vitest';
import { tellingDate } from '../../src/results/tellingDate.ts';
import type { RecoverySummary } from '../../src/results/types.ts';

const DATES = ['2024-07-19', '2024-07-22', '2024-07-23', '2024-07-24'];

/** A strategy by its chance of being back by each date. */
function strategy(...shares: readonly number[]): { typicalSite: RecoverySummary } {
  const chanceByDate = shares.map((share, k) => ({ date: DATES[k]!, share, low: share, high: share }));
  return { typicalSite: { chanceByDate } as unknown as RecoverySummary };
}

test('it is the first date by which the strategies differ most', () => {
  expect(tellingDate([strategy(0, 0.1, 0.5, 1), strategy(0, 0.4, 0.8, 1)])).toBe('2024-07-22');
  expect(tellingDate([strategy(0, 0.1, 0.2, 1), strategy(0, 0.4, 0.8, 1)])).toBe('2024-07-23');
});

test('where they never differ it is the first by which all are back, and not the day on which it began', () => {
  expect(tellingDate([strategy(0, 0, 1, 1), strategy(0, 0, 1, 1)])).toBe('2024-07-23');
  expect(tellingDate([strategy(0, 0, 0.5, 0.9)])).toBe('2024-07-24');
});

test('without strategies or dates there is none', () => {
  expect(tellingDate([])).toBeUndefined();
  expect(tellingDate([strategy()])).toBeUndefined();
});
