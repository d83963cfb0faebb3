import { describe, expect, it } from 'vitest';
import * as format from '../../src/results/format.ts';

describe('numbers', () => {
  it('have commas from a thousand on', () =>
    expect([999, 1000, 1234567, -12345.6].map((value) => format.count(value))).toEqual([
      '999',
      '1,000',
      '1,234,567',
      '−12,346',
    ]));
  it('never show minus zero', () =>
    expect([format.decimal(-0.04, 1), format.decimal(-0, 0), format.pounds(-0.2)]).toEqual(['0.0', '0', '£0']));
  it('keep commas out of decimals', () => expect(format.decimal(1234.5678, 3)).toBe('1,234.568'));
  it('are pounds with the sign in front', () =>
    expect([format.pounds(12400), format.pounds(-5)]).toEqual(['£12,400', '−£5']));
  it('are hours, with a decimal below ten', () =>
    expect([format.hours(31.2), format.hours(3.45), format.hours(9.96)]).toEqual([
      '31 hours',
      '3.5 hours',
      '10 hours',
    ]));
  it('of one thing are singular', () =>
    expect([format.counted(1, 'run is', 'runs are'), format.counted(2, 'run is', 'runs are')]).toEqual([
      '1 run is',
      '2 runs are',
    ]));
  it('are counts of runs', () =>
    expect([format.runsOf(97, 100), format.runsOf(1, 1)]).toEqual(['97 of 100 runs', '1 of 1 run']));
});

describe('shares', () => {
  it('are never rounded to all or nothing', () =>
    expect([0, 0.004, 0.5, 0.996, 1].map(format.percent)).toEqual(['0%', 'under 1%', '50%', 'over 99%', '100%']));
});

describe('moments', () => {
  it('after, before and at restoration', () => {
    expect([4.24, -0.5, 0.04, -0.04].map(format.afterRestoration)).toEqual([
      '4.2 working days after restoration',
      '0.5 working days before restoration',
      'at restoration',
      'at restoration',
    ]);
  });
  it('are UK dates', () => {
    expect(format.longDate('2024-07-19')).toBe('Friday 19 July 2024');
    expect(format.shortDate('2024-08-05')).toBe('Mon 5 Aug');
    expect(format.dayMonth('2024-12-01')).toBe('1 December');
  });
  it('cross the end of a month and a leap day', () =>
    expect([
      format.addDays('2024-07-31', 1),
      format.addDays('2024-02-28', 1),
      format.addDays('2024-01-01', -1),
    ]).toEqual(['2024-08-01', '2024-02-29', '2023-12-31']));
  it('end the results period on its last date', () =>
    expect(format.lastDate({ start: '2024-07-01', warmUpDays: 14, days: 28 })).toBe('2024-08-11'));
  it('are times of day', () =>
    expect([0, 510, 1439.9, 1440].map(format.clockTime)).toEqual(['00:00', '08:30', '23:59', '24:00']));
});

describe('lists', () => {
  it('end with and', () =>
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(format.list)).toEqual(['', 'a', 'a and b', 'a, b and c']));
});
