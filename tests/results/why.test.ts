import { describe, expect, it } from 'vitest';
import { explain, type Asked, type Explanation } from '../../src/results/why/index.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { PairedMeasure } from '../../src/results/perRun.ts';
import { block, dice, made, setOf, type Extras } from './handMade.ts';

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
    return { strategies: [today, { counts: { late: [5, 62 + run, 0] } }] };
  }),
);
const result = summarise(set);
const sum = (parts: readonly { readonly mean: number }[]): number => parts.reduce((total, { mean }) => total + mean, 0);
const ofMeasure = (measure: PairedMeasure, service?: string): Explanation =>
  explain(set, { kind: 'measure', strategy: 'today', measure, service });
const runsOf = ({ runs }: Pick<Explanation, 'runs'>): number[] => runs.map(({ run }) => run);

describe('what is behind a measure', () => {
  it('is every run, the best first, those not back last, equals in their order', () => {
    const told = ofMeasure('typicalSite');
    expect(runsOf(told)).toEqual([1, 3, 0, 2]);
    expect(told.runs.at(-1)!.value).toBe(Infinity);
    expect([told.label, told.unit]).toEqual(['Back to normal, typical practice', 'working days']);
  });

  it('is told by kind of work and by site, which add up to the mean', () => {
    const late = ofMeasure('late');
    const mean = result.strategies[0]!.measures.late.mean!;
    expect(mean).toBeCloseTo(61.5, 9);
    expect(sum(late.services)).toBeCloseTo(mean, 9);
    expect(sum(late.sites)).toBeCloseTo(mean, 4);
    expect(late.sites.map(({ id }) => id)).toEqual(['site-2', 'site-1', 'site-0']);
    expect(ofMeasure('missed').services.map(({ id }) => id)).toEqual(['practice/letters']);
  });

  it('has no parts where parts do not add up', () => {
    for (const measure of ['typicalSite', 'peakHours', 'longestWait'] as const) {
      const told = ofMeasure(measure);
      expect([told.services, told.sites]).toEqual([[], []]);
    }
  });

  it('of one service is that service alone', () => {
    const visits = ofMeasure('late', 'practice/visits');
    expect(visits.label).toBe('Late: Visits');
    expect(visits.runs.map(({ value }) => value)).toEqual([60, 61, 62, 63]);
    expect(ofMeasure('late', 'practice/letters').runs.every(({ value }) => value === 0)).toBe(true);
    // Letters are back on the first day in every run, whatever becomes of visits.
    const back: Asked = { kind: 'recovery', strategy: 'today', whose: 'typicalSite', clock: 'restoration' };
    expect(explain(set, back).runs.at(-1)!.value).toBe(Infinity);
    expect(new Set(explain(set, { ...back, service: 'practice/letters' }).runs.map(({ value }) => value)).size).toBe(1);
  });
});

describe('what is behind a difference', () => {
  const late: Asked = { kind: 'difference', strategy: 'today', against: 'other', measure: 'late' };
  const told = explain(set, late);

  it('is the difference in every run, the best for the strategy first, with the figures of both', () => {
    expect(told.runs.map(({ value, pair }) => [value, pair])).toEqual([
      [-7, [60, 67]],
      [-7, [61, 68]],
      [-7, [62, 69]],
      [-7, [63, 70]],
    ]);
    expect(told.figure).toMatchObject({ kind: 'mean', value: -7, interval: { low: -7, high: -7 } });
    expect(sum(told.services)).toBeCloseTo(-7, 9);
    expect(sum(told.sites)).toBeCloseTo(-7, 4);
  });

  it('says which runs are better, equal and worse, judged before what is not back is counted as back', () => {
    const back = explain(set, { ...late, measure: 'typicalSite' });
    expect(back.groups.map(({ is, runs }) => [is, runs.map(({ run }) => run)])).toEqual([
      ['better', []],
      ['equal', []],
      ['worse', [1, 3, 0, 2]],
    ]);
    const other = explain(set, { ...late, strategy: 'other', against: 'today', measure: 'typicalSite' });
    expect(runsOf(other)).toEqual([2, 0, 1, 3]);
    expect(other.runs.every(({ value }) => Number.isFinite(value))).toBe(true);
  });
});

describe('what is behind a chance', () => {
  it('is the runs that are back by the end of the date, and those that are not yet', () => {
    const asked: Asked = {
      kind: 'recovery',
      strategy: 'today',
      whose: 'typicalSite',
      clock: 'restoration',
      by: '2024-07-16',
    };
    const groups = (by: string): number[][] => explain(set, { ...asked, by }).groups.map((group) => runsOf(group));
    expect(groups('2024-07-15')).toEqual([[], [1, 3, 0, 2]]);
    expect(groups('2024-07-16')).toEqual([
      [1, 3],
      [0, 2],
    ]);
    expect(groups('2024-08-11')).toEqual([[1, 3, 0], [2]]);
  });

  it('names the site that stands for all of them in a run', () => {
    const roll = dice(3);
    const uneven = setOf(
      from,
      Array.from({ length: 20 }, () => ({
        strategies: [
          { visits: [0, 1, 2].map(() => block(HOURS, 9, 20 + Math.floor(roll() * 200), 20)) },
          { visits: [] },
        ],
      })),
    );
    for (const whose of ['typicalSite', 'slowestSite'] as const) {
      const told = explain(uneven, { kind: 'recovery', strategy: 'today', whose, clock: 'restoration' });
      for (const { run, value } of told.runs) {
        const site = told.standsFor!(run, 'today')!;
        const own = explain(uneven, {
          kind: 'sites',
          strategy: 'today',
          sites: [site],
          title: site,
          figure: { is: 'back', late: false },
        });
        expect(own.runs.find((one) => one.run === run)!.value, `${whose} ${run}`).toBe(value);
      }
    }
  });
});

describe('what is behind a point of the chart', () => {
  const at = (hour: number, more: Partial<Extract<Asked, { kind: 'hour' }>> = {}): Explanation =>
    explain(set, { kind: 'hour', strategy: 'today', quantity: 'extra', hour, unit: 'hours', ...more });

  it('is the staff time outstanding at that hour, run by run and by kind of work', () => {
    // 60 visits of 12 minutes and 60 letters of 3.
    expect(at(15).runs.map(({ value }) => value)).toEqual([15, 15, 15, 15]);
    expect(at(15).services.map(({ id, mean }) => [id, mean])).toEqual([
      ['practice/visits', 12],
      ['practice/letters', 3],
    ]);
    expect(at(60).runs.map(({ run, value }) => [run, value])).toEqual([
      [1, 0],
      [3, 0],
      [0, 12],
      [2, 12],
    ]);
    expect(at(15, { services: ['practice/letters'] }).runs[0]!.value).toBe(3);
    expect(at(15, { strategy: 'other' }).services).toEqual([]);
  });

  it('is in the unit of the chart: the parts of days of normal work add up to them', () => {
    const days = at(15, { unit: 'days' });
    // 15 hours of work, of three practices of 40 visits and 100 letters a day.
    expect(days.runs[0]!.value).toBeCloseTo(15 / (3 * (8 + 5)), 9);
    expect(sum(days.services)).toBeCloseTo(days.runs[0]!.value, 9);
    expect(days.unit).toBe('days of normal work');
    expect(at(15, { unit: 'items', services: ['practice/visits'] })).toMatchObject({ unit: 'people' });
    expect(at(15, { unit: 'items', services: ['practice/letters'] }).runs[0]!.value).toBe(60);
  });
});

describe('what a recovery waits for', () => {
  it('is the kind of work that is back last, at the site that stands for the others and of all together', () => {
    for (const whose of ['typicalSite', 'slowestSite', 'whole'] as const) {
      const told = explain(set, { kind: 'recovery', strategy: 'today', whose, clock: 'restoration' });
      expect(told.lastBack, whose).toEqual([{ title: 'Visits', runs: 4 }]);
    }
  });

  it('is not told of one kind of work, nor where nothing was disrupted', () => {
    const ofOne = { kind: 'recovery', strategy: 'today', whose: 'typicalSite', clock: 'restoration' } as const;
    expect(explain(set, { ...ofOne, service: 'practice/visits' }).lastBack).toBeUndefined();
    expect(explain(set, { ...ofOne, strategy: 'other' }).lastBack).toEqual([]);
  });
});
