import { describe, expect, it } from 'vitest';
import { explainHour, explainMeasure } from '../../src/results/explain.ts';
import { summarise } from '../../src/results/summarise.ts';
import { block, made, setOf, type Extras } from './handMade.ts';

const HOURS = 28 * 24;
const from = made({ strategies: [{ id: 'today', baseline: true }, { id: 'other' }] });
const set = setOf(
  from,
  [70, 40, HOURS, 40].map((until, run) => {
    const today: Extras = {
      visits: [block(HOURS, 9, until, 30), block(HOURS, 9, until, 20), block(HOURS, 9, until, 10)],
      letters: [block(HOURS, 9, 20, 60)],
      counts: { late: [10, 20, 30 + run], missed: [1, 0, 2] },
    };
    return { strategies: [today, {}] };
  }),
);
const result = summarise(set);
const sum = (parts: readonly { readonly mean: number }[]): number => parts.reduce((total, { mean }) => total + mean, 0);

describe('what is behind a measure', () => {
  it('is every run, the best first, those not back last, equals in their order', () => {
    const { runs, label, unit } = explainMeasure(set, 'today', 'typicalSite');
    expect(runs.map(({ run }) => run)).toEqual([1, 3, 0, 2]);
    expect(runs.at(-1)!.value).toBe(Infinity);
    expect([label, unit]).toEqual(['Back to normal, typical practice', 'working days']);
  });

  it('is told by kind of work and by site, which add up to the mean', () => {
    const late = explainMeasure(set, 'today', 'late');
    const mean = result.strategies[0]!.measures.late.mean!;
    expect(mean).toBeCloseTo(61.5, 9);
    expect(sum(late.services)).toBeCloseTo(mean, 9);
    expect(sum(late.sites)).toBeCloseTo(mean, 4);
    expect(late.sites.map(({ id }) => id)).toEqual(['site-2', 'site-1', 'site-0']);
    expect(explainMeasure(set, 'today', 'missed').services.map(({ id }) => id)).toEqual(['practice/letters']);
  });

  it('has no parts where parts do not add up', () => {
    for (const measure of ['typicalSite', 'peakHours', 'longestWait'] as const) {
      const told = explainMeasure(set, 'today', measure);
      expect([told.services, told.sites]).toEqual([[], []]);
    }
  });

  it('of one service is that service alone', () => {
    const visits = explainMeasure(set, 'today', 'late', 'practice/visits');
    expect(visits.label).toBe('Late: Visits');
    expect(visits.runs.map(({ value }) => value)).toEqual([60, 61, 62, 63]);
    expect(explainMeasure(set, 'today', 'late', 'practice/letters').runs.every(({ value }) => value === 0)).toBe(true);
  });
});

describe('what is behind a point of the chart', () => {
  it('is the staff time outstanding at that hour, run by run and by kind of work', () => {
    const told = explainHour(set, 'today', 'extra', 15);
    // 60 visits of 12 minutes and 60 letters of 3.
    expect(told.runs.map(({ value }) => value)).toEqual([15, 15, 15, 15]);
    expect(told.services.map(({ id, mean }) => [id, mean])).toEqual([
      ['practice/visits', 12],
      ['practice/letters', 3],
    ]);
    expect(explainHour(set, 'today', 'extra', 60).runs.map(({ run, value }) => [run, value])).toEqual([
      [1, 0],
      [3, 0],
      [0, 12],
      [2, 12],
    ]);
    expect(explainHour(set, 'today', 'extra', 15, 'practice/letters').runs[0]!.value).toBe(3);
    expect(explainHour(set, 'other', 'extra', 15).services).toEqual([]);
  });
});
