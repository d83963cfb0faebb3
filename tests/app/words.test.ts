import { describe, expect, it } from 'vitest';
import { chance, figure, meanOf, middleOf, money, rangeOf, signedFigure, tellingDate } from '../../src/app/words.ts';
import { NO_SPREAD, wilson } from '../../src/results/quantiles.ts';
import type { RecoverySummary, Spread } from '../../src/results/types.ts';

const spread = (values: Partial<Spread>): Spread => ({ ...NO_SPREAD, ...values });
const recovery = (values: Partial<RecoverySummary>): RecoverySummary => ({
  fromIncident: spread({}),
  fromRestoration: spread({}),
  hoursFromIncident: spread({}),
  hoursFromRestoration: spread({}),
  recordsUpToDateHours: spread({}),
  notDisrupted: 0,
  relapsed: 0,
  relapses: spread({}),
  intervals: { notDisrupted: wilson(0, 0), relapsed: wilson(0, 0) },
  chanceByDate: [],
  ...values,
});

describe('figures in tables', () => {
  it('have a real minus sign and never a minus nought', () => {
    expect([figure(-0.5, 1), figure(-0.01, 1), figure(1234.5, 0), figure(null, 1)]).toEqual([
      '−0.5',
      '0.0',
      '1,235',
      '–',
    ]);
    expect([signedFigure(0.8, 1), signedFigure(-0.8, 1), signedFigure(0.01, 1)]).toEqual(['+0.8', '−0.8', '0.0']);
    expect([money(2600.4), money(-12)]).toEqual(['£2,600', '−£12']);
  });

  it('say when something is not back, or never was disrupted', () => {
    expect(middleOf(recovery({ fromRestoration: spread({ median: 4.04 }) }))).toBe('4.0');
    expect(middleOf(recovery({}))).toBe('not back');
    expect(middleOf(recovery({ notDisrupted: 0.6, fromRestoration: spread({ median: 0 }) }))).toBe('not disrupted');
    expect(rangeOf(spread({ p5: 3.9 }))).toBe('3.9 to not back');
    expect(rangeOf(spread({ p5: 3.9, p95: 6.1 }))).toBe('3.9 to 6.1');
  });

  it('round a chance to all or nothing only when it is', () => {
    expect([0, 0.004, 0.51, 0.996, 1].map(chance)).toEqual(['0%', '<1%', '51%', '>99%', '100%']);
  });

  it('keep a decimal while a mean is small', () => {
    expect([1.84, 0, 23.4, -3.2].map((mean) => meanOf(spread({ mean })))).toEqual(['1.8', '0', '23', '−3.2']);
  });
});

describe('the date shown first', () => {
  it('is the one by which the strategies differ most', () => {
    const by = (...shares: number[]) => ({
      typicalSite: recovery({
        chanceByDate: shares.map((share, k) => ({ date: `2024-07-${22 + k}`, share, low: 0, high: 1 })),
      }),
    });
    expect(tellingDate([by(0, 0.1, 0.7, 1), by(0.2, 0.9, 1, 1)])).toBe('2024-07-23');
    expect(tellingDate([])).toBe('');
  });
});
