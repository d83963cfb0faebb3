import { describe, expect, it } from 'vitest';
import {
  amountWords,
  figureWords,
  groupWords,
  signWords,
  spreadWords,
  titleWords,
} from '../../src/app/why/whyWords.ts';
import { explain, type Asked } from '../../src/results/why/index.ts';
import { block, made, setOf } from '../results/handMade.ts';

const HOURS = 28 * 24;
const from = made({ sites: 1, strategies: [{ id: 'today', baseline: true }, { id: 'paper' }] });
const set = setOf(
  from,
  [60, 60, HOURS, 84].map((until, run) => ({
    strategies: [
      { visits: [block(HOURS, 9, until, 30)], counts: { late: [40 + run] }, cost: 100 },
      { counts: { late: [38] }, cost: 1300 + run },
    ],
    failed: 8,
    restored: 16,
  })),
);
const names = { short: (id: string): string => (id === 'today' ? 'Today' : 'Paper pack'), resultsFrom: '2024-07-15' };
const told = (asked: Asked) => {
  const why = explain(set, asked);
  return {
    title: titleWords(asked, why, names),
    figure: figureWords(asked, why),
    spread: spreadWords(asked, why),
    sign: signWords(asked, why, names),
    groups: why.groups.map((group) => groupWords(group, asked, why, names)),
  };
};

describe('the words of the answer to why', () => {
  it('are of a mean with its unit, and of how the runs spread', () => {
    expect(told({ kind: 'measure', strategy: 'today', measure: 'late' })).toEqual({
      title: 'Late',
      figure: 'On average over 4 runs: 42 pieces of work.',
      spread: '4 runs, from 40 to 43, nine in ten of them from 40 to 43; the one in the middle has 41.',
      sign: '',
      groups: [],
    });
    expect(told({ kind: 'measure', strategy: 'paper', measure: 'late' }).spread).toBe('4 runs, each with 38.');
  });

  it('are of a moment that some runs do not reach', () => {
    const asked = { kind: 'recovery', strategy: 'today', whose: 'typicalSite', clock: 'restoration' } as const;
    expect(told(asked)).toMatchObject({
      title: 'Back to normal, typical practice',
      figure: 'In the middle run: 1.6 working days.',
      spread: '4 runs, from 1.6 to not back, nine in ten of them from 1.6 to not back.',
    });
    expect(told({ ...asked, by: '2024-07-17' })).toMatchObject({
      title: 'Back to normal, typical practice, by the end of Wed 17 Jul',
      figure: 'In 2 of 4 runs (50%).',
      groups: ['Back by then in 2 of 4 runs', 'Not back by then in 2 of 4 runs'],
    });
    expect(told({ ...asked, strategy: 'paper' }).figure).toBe('In the middle run: not disrupted.');
  });

  it('of a difference have its sign, its interval, and what a minus means', () => {
    const asked = { kind: 'difference', strategy: 'paper', against: 'today', measure: 'late' } as const;
    const late = told(asked);
    expect(late.title).toBe('Late, “Paper pack” less “Today”');
    expect(late.figure).toMatch(/^On average over 4 runs: −3.5 pieces of work, with a 95% interval of −\S+ to −\S+\.$/);
    expect(late.sign).toMatch(/a minus is less under “Paper pack” than under “Today”\.$/);
    expect(late.groups).toEqual([
      '“Paper pack” better in 4 of 4 runs',
      'Equal in no run',
      '“Paper pack” worse in no run',
    ]);
    const cost = told({ ...asked, measure: 'cost' });
    expect(cost.figure).toMatch(/^On average over 4 runs: \+£1,202, with a 95% interval of \+£\S+ to \+£\S+\.$/);
    expect(told({ ...asked, measure: 'typicalSite' }).sign).toContain('a minus is sooner under');
  });

  it('of a bar say where it lies and how many runs are in it', () => {
    const scale = { start: 39.5, width: 1, count: 4, whole: true };
    const asked = { kind: 'measure', strategy: 'today', measure: 'late', bin: { scale, at: 1 } } as const;
    expect(told(asked)).toMatchObject({
      title: 'Late: 41 pieces of work',
      figure: 'In 1 of 4 runs (25%).',
      groups: ['In this bar: 1 of 4 runs'],
    });
  });

  it('of an hour name it, and write amounts as the chart does', () => {
    const asked = { kind: 'hour', strategy: 'today', quantity: 'extra', hour: 10, unit: 'hours' } as const;
    expect(told(asked)).toMatchObject({
      title: 'Extra work outstanding, Monday 15 July 2024 at 10:00',
      figure: 'In the middle run: 6 staff-hours.',
    });
    const amount = amountWords(explain(set, asked), false);
    expect([0.04, 1240.4, -3, Infinity, -Infinity].map(amount)).toEqual([
      '0.04',
      '1,240',
      '−3',
      'not back',
      'not disrupted',
    ]);
  });

  it('of a site that is hit in no run say so', () => {
    const { runs, ...head } = set;
    const spared = { ...head, runs: runs.map((run) => ({ ...run, incidentTick: run.incidentTick.map(() => -1) })) };
    const asked: Asked = {
      kind: 'sites',
      strategy: 'paper',
      sites: ['site-0'],
      title: 'Practice 0',
      figure: { is: 'back', late: false },
    };
    expect(figureWords(asked, explain(spared, asked))).toBe('It is hit, or has more to do, in no run.');
  });
});
