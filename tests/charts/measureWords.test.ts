import { describe, expect, it } from 'vitest';
import { fitted, ticksThatFit } from '../../src/charts/fit.ts';
import { textWidth } from '../../src/charts/labels.ts';
import { measureFormat } from '../../src/charts/measureWords.ts';
import { linear } from '../../src/charts/scale.ts';
import { stepBand, stepPath } from '../../src/charts/steps.ts';

const format = (unit: string) => measureFormat({ label: 'Late', unit });

describe('amounts of a measure', () => {
  it('have their unit, in the singular once, and never round something to nothing', () => {
    expect(format('working days').amount(3.04)).toBe('3.0 working days');
    expect(format('working days').amount(0.02)).toBe('less than 0.1 working days');
    expect(format('pieces of work').amount(1)).toBe('1 piece of work');
    expect(format('staff-hours').amount(1240.4)).toBe('1,240 staff-hours');
    expect(format('pounds').amount(12400)).toBe('£12,400');
    expect(format('pounds').amount(0.2)).toBe('less than £1');
  });

  it('have a sign as differences, and none when they round to nothing', () => {
    expect([0.7, -0.7, 0, 0.01].map(format('working days').signed)).toEqual(['+0.7', '−0.7', '0.0', '0.0']);
    expect([300, -300].map(format('pounds').signed)).toEqual(['+£300', '−£300']);
  });

  it('are sooner or later only when they are moments', () => {
    expect(['working days', 'hours', 'hours waited', 'people'].map((unit) => format(unit).isTime)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('where there is little room', () => {
  it('texts are cut to it, with an ellipsis', () => {
    expect(fitted('Read-only', 200, 13, true)).toBe('Read-only');
    const cut = fitted('A read-only record on every desk', 100, 13, true);
    expect(cut).toMatch(/^A read.*…$/);
    expect(textWidth(cut, 13, true)).toBeLessThanOrEqual(100);
  });

  it('ticks are left out until they stand side by side', () => {
    const told = (value: number): string => value.toFixed(0);
    for (const width of [20, 60, 200, 900])
      for (const high of [5, 1e4, 1e9]) {
        const ticks = ticksThatFit(linear([0, high], [0, width]), 0, width, told);
        if (ticks.length > 1)
          expect(ticks.reduce((sum, tick) => sum + textWidth(told(tick), 12), 0)).toBeLessThan(width);
      }
  });
});

describe('step curves', () => {
  const x = (day: number): number => day * 10;
  const y = (value: number): number => 100 - value;

  it('are level across each day', () => {
    expect(stepPath([0, 50], x, y)).toBe('M0.0,100.0L10.0,100.0L10.0,50.0L20.0,50.0');
    expect(stepPath([], x, y)).toBe('');
  });

  it('have a band that goes along the highs and back along the lows', () => {
    expect(stepBand([{ value: 5, low: 0, high: 10 }], x, y)).toBe('M0.0,90.0L10.0,90.0L10.0,100.0L0.0,100.0Z');
  });
});
