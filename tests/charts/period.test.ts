import { describe, expect, it } from 'vitest';
import { between, SHORTEST_HOURS, zoomed } from '../../src/charts/period.ts';
import { dice } from '../results/handMade.ts';

const whole = { from: 0, to: 671 };

describe('a part of the results period', () => {
  it('is what lies between two ends, in either order and never beyond the period', () => {
    expect(between(100, 50, whole)).toEqual({ from: 50, to: 100 });
    expect(between(-20, 40.2, whole)).toEqual({ from: 0, to: 41 });
    expect(between(660, 900, whole)).toEqual({ from: 660, to: 671 });
  });

  it('is never shorter than can be shown', () => {
    expect(between(50, 51, whole)).toEqual({ from: 50, to: 50 + SHORTEST_HOURS });
    expect(between(671, 671, whole)).toEqual({ from: 671 - SHORTEST_HOURS, to: 671 });
    expect(zoomed({ from: 10, to: 17 }, 12, 0.5, whole).to).toBe(zoomed({ from: 10, to: 17 }, 12, 0.5, whole).from + 6);
  });

  it('comes closer about the hour that is looked at, and goes back to the whole', () => {
    expect(zoomed({ from: 0, to: 200 }, 50, 0.5, whole)).toEqual({ from: 25, to: 125 });
    expect(zoomed({ from: 25, to: 125 }, 50, 2, whole)).toEqual({ from: 0, to: 200 });
    let period = { from: 300, to: 306 };
    for (let k = 0; k < 10; k++) period = zoomed(period, 303, 2, whole);
    expect(period).toEqual(whole);
  });

  it('stays within the period, and holds the hour looked at, however one zooms', () => {
    const roll = dice(5);
    for (let k = 0; k < 2000; k++) {
      const start = between(roll() * 671, roll() * 671, whole);
      const at = Math.round(start.from + roll() * (start.to - start.from));
      const next = zoomed(start, at, [0.5, 2][k % 2]!, whole);
      expect(next.from).toBeGreaterThanOrEqual(0);
      expect(next.to).toBeLessThanOrEqual(671);
      expect(next.from <= at && at <= next.to).toBe(true);
    }
  });
});
