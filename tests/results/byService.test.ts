import { describe, expect, it } from 'vitest';
import { action } from '../../src/catalog/actions/index.ts';
import { byService } from '../../src/results/byService.ts';
import { staffTimes } from '../../src/results/staffTime.ts';
import { summarise } from '../../src/results/summarise.ts';
import { figureOf, intervalOf, spreadPair } from '../../src/app/parts/rowFigures.ts';
import { spreadOf } from '../../src/results/quantiles.ts';
import { made, setOf } from './handMade.ts';

const from = made({ sites: 2 });
const set = setOf(from, [
  { strategies: [{ counts: { missed: [3, 1], late: [5, 0], withoutRecord: [2, 2], notUpToDateTicks: [0, 0] } }, {}] },
  { strategies: [{ counts: { missed: [1, 1], late: [7, 0] } }, { counts: { closed: [4, 0] } }] },
]);
const result = summarise(set);

describe('a measure by service', () => {
  it('of time-critical work has time-critical services only', () => {
    const { rows } = byService(set, result, 'missed', ['today', 'better']);
    expect(rows.map((row) => row.key)).toEqual(['practice/letters']);
    expect(rows[0]!.strategies.map(({ id, spread }) => [id, spread.mean])).toEqual([
      ['today', 3],
      ['better', 0],
    ]);
  });
  it('names the services in which nothing differs, instead of drawing them', () => {
    const late = byService(set, result, 'late', ['today', 'better']);
    expect(late.rows.map((row) => row.title)).toEqual(['Visits']);
    expect(late.untouched).toEqual(['Letters']);
  });
  it('speaks of the strategies shown, and of no others', () => {
    expect(byService(set, result, 'late', ['better']).rows).toEqual([]);
    expect(byService(set, result, 'notDealtWith', ['better']).rows[0]!.strategies).toHaveLength(1);
    expect(byService(set, result, 'notDealtWith', ['today']).rows).toEqual([]);
  });
  it('of records not up to date is told by kind of site, because that is all that is kept', () => {
    const { rows, untouched } = byService(set, result, 'recordDays', ['today']);
    expect([...rows.map((row) => row.title), ...untouched]).toEqual(['Practice']);
  });
});

describe('staff time', () => {
  const withLate = (perHour: number, ...uses: string[]) => {
    const { scenario } = set.model;
    const late = (id: string, cost: number) =>
      action.parse({
        id,
        kind: 'stay-late',
        pool: 'people',
        staff: 1,
        upTo: '2 h',
        when: { on: 'failure', lasts: '2 days' },
        cost: { perHour: cost },
      });
    return {
      model: {
        ...set.model,
        scenario: {
          ...scenario,
          actions: [late('late', perHour), late('free', 0)],
          strategies: scenario.strategies.map((strategy, k) => (k === 0 ? { ...strategy, uses } : strategy)),
        },
      },
    };
  };
  const pays = (id: string, perHour: number, ...uses: string[]) =>
    staffTimes(withLate(perHour, ...uses), result, ['today', 'better'])
      .find((time) => time.id === id)!
      .strategies.map(({ pay }) => pay);

  it('is paid or not as the scenario states a cost by the hour', () => {
    expect(pays('stayLateHours', 25, 'late')).toEqual(['paid', undefined]);
    expect(pays('stayLateHours', 0, 'late')).toEqual(['unpaid', undefined]);
    expect(pays('stayLateHours', 25, 'late', 'free')).toEqual(['some paid', undefined]);
    expect(pays('extraHours', 25, 'late')).toEqual([undefined, undefined]);
  });
  it('has no cost for overtime, and none of its own for typing up', () => {
    expect(pays('overtimeHours', 25, 'late')).toEqual(['not costed', 'not costed']);
    expect(pays('reentryHours', 25, 'late')).toEqual([undefined, undefined]);
  });
});

describe('a figure at the end of a row', () => {
  it('has the middle nine runs of ten in brackets, unless they say nothing', () => {
    expect(figureOf(spreadOf([3, 5, 22]), 3)).toBe('10 (3 to 22)');
    expect(figureOf(spreadOf([48, 48]), 2)).toBe('48');
    expect(figureOf(spreadOf([7]), 1)).toBe('7');
  });
  it('of a single run has neither interval nor spread', () => {
    expect(intervalOf(spreadOf([7]))).toBeUndefined();
    expect(spreadPair(spreadOf([7]), 1)).toBeUndefined();
  });
});
