import { describe, expect, it } from 'vitest';
import { curveOf, sampleRuns } from '../../src/results/curves.ts';
import { block, made, setOf } from './handMade.ts';

const from = made({ sites: 2 });
const { hours } = from.frame;
// Extra visits at hour 20: 10, 20, 30, 40 in four runs; letters 100 in each; re-entry 6 items of 4 minutes.
const set = setOf(
  from,
  [10, 20, 30, 40].map((visits) => ({
    strategies: [
      {
        visits: [block(hours, 10, 30, visits)],
        letters: [block(hours, 10, 30, 100)],
        reentry: [block(hours, 15, 40, 6)],
      },
      {},
    ],
  })),
);
const visits = { services: ['practice/visits'], unit: 'items' } as const;

describe('a curve', () => {
  it('has order statistics and the mean at every hour', () => {
    const curve = curveOf(set, 'today', 'extra', visits);
    expect([curve.p5[20], curve.p25[20], curve.median[20], curve.p75[20], curve.p95[20], curve.mean[20]]).toEqual([
      10, 10, 20, 30, 40, 25,
    ]);
    expect(curve.mean).toHaveLength(hours);
    expect([curve.p95[9], curve.p95[10], curve.p95[29], curve.p95[30]]).toEqual([0, 40, 40, 0]);
  });
  it('of what is outstanding includes an ordinary day’s', () =>
    expect(curveOf(set, 'today', 'outstanding', visits).median[20]).toBe(30));
  it('of the twin is the ordinary day, and nothing extra', () => {
    expect(curveOf(set, 'twin', 'outstanding', visits).median[20]).toBe(10);
    expect(curveOf(set, 'twin', 'extra', visits).p95[20]).toBe(0);
  });
  it('of the backlog leaves out what is parked', () =>
    expect(curveOf(set, 'today', 'backlog', visits).median[20]).toBe(26));
  it('adds services only in staff time', () => {
    expect(curveOf(set, 'today', 'extra', { unit: 'hours' }).median[20]).toBeCloseTo(
      (20 * 12 + 100 * 3 + 6 * 4) / 60,
      9,
    );
    expect(
      curveOf(set, 'today', 'extra', { services: ['practice/visits', 'practice/letters'], unit: 'hours' }).median[20],
    ).toBeCloseTo((20 * 12 + 100 * 3) / 60, 9);
    expect(() => curveOf(set, 'today', 'extra', { unit: 'items' })).toThrow(
      /items of different services cannot be added: visits, letters, re-entry/,
    );
  });
  it('all together is the sum of its services, hour by hour', () => {
    const all = curveOf(set, 'today', 'outstanding', { unit: 'hours' });
    const parts = ['practice/visits', 'practice/letters', 'practice/re-entry'].map((key) =>
      curveOf(set, 'today', 'outstanding', { services: [key], unit: 'hours' }),
    );
    for (let hour = 0; hour < hours; hour++)
      expect(all.mean[hour]).toBeCloseTo(
        parts.reduce((sum, part) => sum + part.mean[hour]!, 0),
        9,
      );
  });
  it('in days is in normal working days of the same services', () => {
    // Two sites with 40 visits of 12 minutes: 16 hours a day.
    expect(curveOf(set, 'today', 'extra', { services: ['practice/visits'], unit: 'days' }).median[20]).toBeCloseTo(
      4 / 16,
      12,
    );
  });
  it('of re-entry in days is in days of its template’s normal work', () => {
    expect(curveOf(set, 'today', 'extra', { services: ['practice/re-entry'], unit: 'days' }).median[20]).toBeCloseTo(
      (6 * 4) / 60 / (16 + 10),
      12,
    );
  });
  it('of a strategy or service that does not exist says which there are', () => {
    expect(() => curveOf(set, 'nope', 'extra', visits)).toThrow('there is no strategy nope; there are today, better');
    expect(() => curveOf(set, 'today', 'extra', { services: ['practice/nope'], unit: 'items' })).toThrow(
      /practice\/visits/,
    );
  });
});

describe('sample runs', () => {
  it('are the first runs, whole', () => {
    const samples = sampleRuns(set, 'today', 'extra', visits, 2);
    expect(samples.map(({ run, values }) => [run, values[20], values.length])).toEqual([
      [0, 10, hours],
      [1, 20, hours],
    ]);
  });
  it('are no more than there are', () => expect(sampleRuns(set, 'today', 'extra', visits, 10)).toHaveLength(4));
});
