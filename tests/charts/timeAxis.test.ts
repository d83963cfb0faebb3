import { describe, expect, it } from 'vitest';
import { daysBetween, labelledDays, moment, windowOfInterest } from '../../src/charts/timeAxis.ts';

const START = '2024-07-15'; // a Monday

describe('the calendar under a chart', () => {
  it('names hours by weekday, date and wall time', () => {
    expect(moment(START, 0)).toBe('Mon 15 Jul, 00:00');
    expect(moment(START, 4 * 24 + 5.15)).toBe('Fri 19 Jul, 05:09');
    expect(moment(START, 4 * 24 + 18, 'full')).toBe('Friday 19 July 2024 at 18:00');
    expect(moment(START, 17 * 24)).toBe('Thu 1 Aug, 00:00');
  });

  it('shades Saturday and Sunday and says the month where it begins', () => {
    const days = daysBetween(START, 0, 28 * 24);
    expect(days).toHaveLength(28);
    expect(days.filter((day) => day.weekend).map((day) => day.date)).toEqual([
      '20',
      '21',
      '27',
      '28',
      '3',
      '4',
      '10',
      '11',
    ]);
    expect(days.filter((day) => day.month).map((day) => `${day.date} ${day.month}`)).toEqual(['15 Jul', '1 Aug']);
  });

  it('labels every day with room for it, then every second, then Mondays', () => {
    const days = daysBetween(START, 0, 14 * 24);
    expect(labelledDays(days, 80)).toHaveLength(14);
    expect(labelledDays(days, 20).map((day) => day.name)).toEqual(['Mon', 'Wed', 'Fri', 'Mon', 'Wed', 'Fri']);
    expect(labelledDays(days, 8).map((day) => day.name)).toEqual(['Mon', 'Mon']);
  });
});

describe('the days that are drawn', () => {
  const settlesAfter = (hour: number): number[] =>
    Array.from({ length: 672 }, (_, k) => (k >= 104 && k < hour ? 100 : 0));

  it('begin the day before the incident and end with the week in which all lines have settled', () => {
    expect(windowOfInterest(START, 672, 101, [settlesAfter(10 * 24)])).toEqual({ from: 72, to: 14 * 24 });
    expect(windowOfInterest(START, 672, 101, [settlesAfter(10 * 24), settlesAfter(15 * 24)])).toEqual({
      from: 72,
      to: 21 * 24,
    });
  });

  it('go to the end of the results when a line never settles', () => {
    expect(windowOfInterest(START, 672, 101, [settlesAfter(672)]).to).toBe(672);
  });

  it('stand still while a slider moves the settling by a few hours within a week', () => {
    const ends = [200, 220, 240, 260, 280].map((hour) => windowOfInterest(START, 672, 101, [settlesAfter(hour)]).to);
    expect(new Set(ends).size).toBe(1);
  });

  it('show a week when nobody is hit', () => {
    expect(windowOfInterest(START, 672, 0, [new Array(672).fill(0)])).toEqual({ from: 0, to: 14 * 24 });
  });
});
