import { describe, expect, it } from 'vitest';
import { groupsFinding, heatFinding, longestFinding, workFinding } from '../../src/charts/disruptionFindings.ts';
import { plainNumber } from '../../src/charts/number.ts';
import { byService, DISRUPTIONS } from '../../src/results/byService.ts';
import { summarise } from '../../src/results/summarise.ts';
import { PARTS, whereWorkWent } from '../../src/results/whereWorkWent.ts';
import type { QueueCount } from '../../src/catalog/types.ts';
import { dice, made, setOf, type Extras } from '../results/handMade.ts';

const PART_WORDS = [
  { more: 'later', fewer: 'fewer later' },
  { more: 'passed on', fewer: 'fewer passed on' },
  { more: 'gave up', fewer: 'fewer gave up' },
  { more: 'outstanding', fewer: 'fewer outstanding' },
  { more: 'never arose', fewer: 'arose on top' },
];

/** Studies with counts of every size, less than the twin's too, and with nothing at all. */
function generated(seed: number) {
  const roll = dice(seed);
  const strategies = ['today', 'better', 'best'].slice(0, 1 + Math.floor(roll() * 3));
  const from = made({
    sites: 1 + Math.floor(roll() * 3),
    strategies: strategies.map((id, k) => ({ id, baseline: k === 0 })),
  });
  const size = [0, 3, 400, 90_000][Math.floor(roll() * 4)]!;
  const number = (): number => Math.round((roll() - 0.3) * size);
  const extras = (): Extras => ({
    counts: Object.fromEntries(
      (['late', 'missed', 'closed', 'lost', 'toHubs', 'withoutRecord'] as QueueCount[]).map((count) => [
        count,
        from.frame.sites.map(number),
      ]),
    ),
    days: { [7 + Math.floor(roll() * 5)]: { sameDay: Math.max(0, 40 - number()), starts: Math.max(0, 40 + number()) } },
  });
  return setOf(
    from,
    Array.from({ length: 1 + Math.floor(roll() * 4) }, () => ({ strategies: strategies.map(extras) })),
  );
}

const amounts = (text: string): string[] => text.replace(/“[^”]*”/g, '').match(/−?\d[\d,]*(?:\.\d+)?/g) ?? [];

describe('titles of the charts of disruption', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('say nothing but what is drawn (study %i)', (seed) => {
    const set = generated(seed);
    const result = summarise(set);
    for (const service of [undefined, 'practice/visits']) {
      const work = whereWorkWent(set, service);
      const bars = work.strategies.map((one, s) => ({
        name: one.id,
        baseline: s === 0,
        values: PARTS.map((part) => one.parts[part].mean!),
      }));
      const title = workFinding(bars, PART_WORDS, service ? 'people' : 'hours of work');
      const { values } = bars[0]!;
      const total = values.reduce((sum, value) => sum + value, 0);
      const drawn = [total, ...values].map((value) => plainNumber(Math.abs(value)));
      for (const amount of amounts(title)) expect(drawn).toContain(amount);
      if (total >= 0.005) expect(title).toContain('not dealt with on the day');
      if (total <= -0.005) expect(title).toContain('more dealt with on the day');
      values.forEach((value, k) => {
        const { more, fewer } = PART_WORDS[k]!;
        if (value < 0) expect(title).not.toMatch(new RegExp(`\\d ${more}(,|$)`));
        else expect(title).not.toContain(` ${fewer}`);
      });
    }
    for (const measure of DISRUPTIONS) {
      const groups = byService(set, result, measure, ['today', 'better', 'best']).rows.map((row) => ({
        title: row.title,
        rows: row.strategies.map(({ id, spread }) => ({ name: id, baseline: id === 'today', value: spread.mean! })),
      }));
      const title = groupsFinding(groups, 'Subject', 'pieces of work');
      const all = groups.flatMap((group) => group.rows);
      const drawn = all.map((row) => plainNumber(row.value));
      for (const amount of amounts(title)) expect(drawn).toContain(amount);
      const most = Math.max(0, ...all.filter((row) => row.baseline).map((row) => row.value));
      if (title.includes('most under “today”')) expect(title).toContain(plainNumber(most));
      if (title.includes('no more than')) expect(most).toBeLessThan(0.005);
    }
  });

  it('say so when there is nothing, and speak of one in the singular', () => {
    expect(workFinding([], PART_WORDS, 'people')).toBe('No strategy is switched on');
    expect(workFinding([{ name: 'Today', baseline: true, values: [0, 0, 0, 0, 0] }], PART_WORDS, 'people')).toBe(
      'Under “Today” as much is dealt with on its own day as without the incident',
    );
    expect(workFinding([{ name: 'Today', baseline: true, values: [1, 0, 0, 0, 0] }], PART_WORDS, 'people')).toBe(
      '1 person not dealt with on the day it was due under “Today”: 1 later',
    );
    expect(groupsFinding([], 'Missed', 'pieces of work')).toBe('Missed: nothing under any strategy shown');
    expect(longestFinding([], 'staff-hours')).toBe('No staff time on top under any strategy shown');
    expect(heatFinding([], [], 'days', String)).toBe('No extra work outstanding at any of them on these days');
  });

  it('name the largest, where it is and when', () => {
    const group = (title: string, today: number, better: number) => ({
      title,
      rows: [
        { name: 'Today', baseline: true, value: today },
        { name: 'Better', baseline: false, value: better },
      ],
    });
    expect(groupsFinding([group('Results', 12, 3), group('Referrals', 4, 9)], 'Missed', 'pieces of work')).toBe(
      'Missed: most under “Today” in “Results”, 12 pieces of work; 3 under “Better”',
    );
    expect(groupsFinding([group('Results', -1, 3)], 'Missed', 'pieces of work')).toBe(
      'Missed: no more than without the incident under “Today”; at most 3 pieces of work under “Better” (Results)',
    );
    expect(longestFinding([group('Overtime', 4, 3), group('Extra staff', 0, 40)], 'staff-hours')).toBe(
      'Largest: extra staff, 40 staff-hours under “Better”',
    );
    expect(
      heatFinding(
        [
          { title: 'A', values: [1, 4] },
          { title: 'B', values: [4.2, 0] },
        ],
        ['Fri 19 Jul', 'Sat 20 Jul'],
        'days of normal work',
        plainNumber,
      ),
    ).toBe('Most at B: 4.2 days of normal work outstanding on Fri 19 Jul');
  });
});
