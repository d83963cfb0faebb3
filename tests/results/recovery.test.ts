import { describe, expect, it } from 'vitest';
import { lastAboveZero, levelsOf, recoveryOf } from '../../src/results/recovery.ts';
import { workCalendar } from '../../src/results/workingTime.ts';
import { block, dice, made } from './handMade.ts';

// Hour 0 is Monday 15 July 2024 00:00; every day works 08:00 to 18:00.
const { frame } = made({ days: 14 });
const HOURS = frame.hours;
const ends = workCalendar(frame.sites[0]!.workingDates, frame).fullDayEnd;
const levels = { failure: 10, recovery: 5 };
const recovery = (...blocks: readonly [from: number, to: number, level: number][]) => {
  const series = new Array<number>(HOURS).fill(0);
  for (const [from, to, level] of blocks)
    block(HOURS, from, to, level).forEach((value, hour) => (series[hour]! += value));
  return recoveryOf(series, levels, ends);
};
const hour = (day: number, clock: number) => day * 24 + clock;

describe('the levels', () => {
  it('are 10% and 5% of a normal working day', () => expect(levelsOf(200)).toEqual({ failure: 20, recovery: 10 }));
  it('are never below one item', () => expect(levelsOf(4)).toEqual({ failure: 1, recovery: 1 }));
  it('lie apart for a service of 15 items a day', () => expect(levelsOf(15)).toEqual({ failure: 1.5, recovery: 1 }));
});

describe('the end of the next full working day', () => {
  it('is this day’s before it opens', () => expect(ends[hour(0, 8)]).toBe(hour(0, 18)));
  it('is tomorrow’s once it has opened', () => expect(ends[hour(0, 9)]).toBe(hour(1, 18)));
  it('is Monday’s from Friday morning on', () => expect(ends[hour(4, 9)]).toBe(hour(7, 18)));
  it('is Monday’s at the weekend', () => expect(ends[hour(5, 12)]).toBe(hour(7, 18)));
  it('is not there on the last Friday', () => expect(ends[hour(11, 9)]).toBe(-1));
  it('counts a sample at a closing time between hours as inside the day', () => {
    const halfPast = [
      { day: 7, windows: [{ from: frame.warmUpTick + 8 * 360_000, to: frame.warmUpTick + 18.5 * 360_000 }] },
    ];
    expect(workCalendar(halfPast, frame).fullDayEnd[0]).toBe(19);
  });
});

describe('a service', () => {
  it('that is never above the failure level is not disrupted', () =>
    expect(recovery([10, 60, 10])).toEqual({ kind: 'not-disrupted' }));
  it('is disrupted only strictly above the failure level', () => {
    expect(recovery([10, 12, 10])).toEqual({ kind: 'not-disrupted' });
    expect(recovery([10, 12, 11])).toEqual({ kind: 'back', sample: 12, relapses: 0 });
  });
  it('is back at the first sample at or below the recovery level', () =>
    expect(recovery([10, 20, 50], [20, 40, 5])).toEqual({ kind: 'back', sample: 20, relapses: 0 }));
  it('is not back while it is between recovery and failure level', () =>
    expect(recovery([10, 20, 50], [20, 40, 6])).toEqual({ kind: 'back', sample: 40, relapses: 0 }));
  it('is not back if it rises above the recovery level before the end of the next full working day', () => {
    // Calm from Monday 20:00, but 6 items again on Tuesday from 17:00 to 19:00.
    expect(recovery([10, 20, 50], [hour(1, 17), hour(1, 19), 6])).toEqual({
      kind: 'back',
      sample: hour(1, 19),
      relapses: 0,
    });
  });
  it('is back although it rises above the recovery level after the full working day', () => {
    expect(recovery([10, 20, 50], [hour(1, 18), hour(1, 20), 6])).toEqual({ kind: 'back', sample: 20, relapses: 0 });
  });
  it('calm from Tuesday morning must stay so until Wednesday evening', () => {
    expect(recovery([10, hour(1, 9), 50], [hour(2, 17), hour(2, 18), 6])).toEqual({
      kind: 'back',
      sample: hour(2, 18),
      relapses: 0,
    });
  });
  it('calm from Tuesday 08:00, when work starts, needs Tuesday only', () => {
    expect(recovery([10, hour(1, 8), 50], [hour(2, 17), hour(2, 18), 6])).toEqual({
      kind: 'back',
      sample: hour(1, 8),
      relapses: 0,
    });
  });
  it('that clears on a Saturday is back on that Saturday if Monday stays calm', () =>
    expect(recovery([hour(4, 9), hour(5, 12), 50])).toEqual({ kind: 'back', sample: hour(5, 12), relapses: 0 }));
  it('that clears on a Saturday and is flooded on Monday is not back on Saturday', () => {
    expect(recovery([hour(4, 9), hour(5, 12), 50], [hour(7, 10), hour(7, 15), 8])).toEqual({
      kind: 'back',
      sample: hour(7, 15),
      relapses: 0,
    });
  });
  it('disrupted again after being back reports the last recovery and the relapse', () => {
    expect(recovery([10, 20, 50], [hour(3, 9), hour(3, 14), 30])).toEqual({
      kind: 'back',
      sample: hour(3, 14),
      relapses: 1,
    });
  });
  it('that relapses and stays so is not back', () =>
    expect(recovery([10, 20, 50], [hour(8, 9), HOURS, 30])).toEqual({ kind: 'not-back', relapses: 1 }));
  it('above the recovery level to the end is not back', () =>
    expect(recovery([10, 20, 50], [20, HOURS, 6])).toEqual({ kind: 'not-back', relapses: 0 }));
  it('calm too late for a full working day is not back', () => {
    // The last working day of the horizon is Friday of the second week: calm after 08:00 on it cannot be confirmed.
    expect(recovery([10, hour(11, 9), 50])).toEqual({ kind: 'not-back', relapses: 0 });
    expect(recovery([10, hour(11, 8), 50])).toEqual({ kind: 'back', sample: hour(11, 8), relapses: 0 });
  });
  it('with less outstanding than its twin counts as recovered', () =>
    expect(recovery([10, 20, 50], [20, 60, -30])).toEqual({ kind: 'back', sample: 20, relapses: 0 }));
});

describe('a plain reading of the definition', () => {
  /** As model.md says it, sample by sample, without any shortcut. */
  function plain(series: readonly number[]): ReturnType<typeof recoveryOf> {
    let state: 'never' | 'disrupted' | 'back' = 'never';
    let sample = -1;
    let relapses = 0;
    for (let s = 0; s < series.length; s++) {
      if (state !== 'disrupted' && series[s]! > levels.failure) {
        if (state === 'back') relapses++;
        state = 'disrupted';
      }
      if (state !== 'disrupted') continue;
      const end = ends[s]!;
      if (end >= 0 && series.slice(s, end).every((value) => value <= levels.recovery)) {
        state = 'back';
        sample = s;
      }
    }
    return state === 'never'
      ? { kind: 'not-disrupted' }
      : state === 'back'
        ? { kind: 'back', sample, relapses }
        : { kind: 'not-back', relapses };
  }

  it('agrees in 2,000 random cases', () => {
    const roll = dice(1);
    const kinds = new Map<string, number>();
    for (let n = 0; n < 2000; n++) {
      const series = new Array<number>(HOURS).fill(0);
      for (let k = 0, blocks = 1 + Math.floor(roll() * 5); k < blocks; k++) {
        const from = Math.floor(roll() * HOURS);
        const to = from + Math.floor(roll() * 60);
        const level = Math.floor(roll() * 25) - 3;
        for (let s = from; s < Math.min(to, HOURS); s++) series[s]! += level;
      }
      const found = recoveryOf(series, levels, ends);
      expect(found).toEqual(plain(series));
      const kind = found.kind === 'not-disrupted' ? found.kind : `${found.kind} ${Math.min(1, found.relapses)}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    for (const kind of ['not-disrupted', 'back 0', 'back 1', 'not-back 0', 'not-back 1'])
      expect(kinds.get(kind), kind).toBeGreaterThan(50);
  });
});

describe('the first sample from which a series is 0 to the end', () => {
  it('is 0 when it always is', () => expect(lastAboveZero([0, 0, 0])).toBe(0));
  it('comes after the last one above', () => expect(lastAboveZero([0, 3, 0, 1, 0, 0])).toBe(4));
  it('is past the end when the last one is above', () => expect(lastAboveZero([0, 0, 2])).toBe(3));
});
