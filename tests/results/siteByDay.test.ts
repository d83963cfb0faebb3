import { describe, expect, it } from 'vitest';
import { byGroup, daysOfInterest, siteRows } from '../../src/results/siteByDay.ts';
import { siteSummaries } from '../../src/results/sites.ts';
import { block, LETTERS, made, setOf, VISITS } from './handMade.ts';

const from = made({ sites: 3 });
const { hours } = from.frame;
// Site 0 has 20 visits too many until Tuesday 12:00 in run 0 and for good in run 1, site 1 none; site 2 is not hit but has some.
const set = setOf(from, [
  {
    strategies: [{ visits: [block(hours, 9, 36, 20), [], block(hours, 9, 60, 10)], counts: { missed: [2, 0, 0] } }, {}],
    failed: [8, 8, -1],
    restored: [16, 16, -1],
  },
  {
    strategies: [{ visits: [block(hours, 9, hours, 20), [], []], counts: { missed: [0, -1, 0] } }, {}],
    failed: [8, 8, -1],
    restored: [16, 16, -1],
  },
]);
const rows = siteRows(set, 'today');

describe('a site by day', () => {
  it('has the mean over runs of the largest extra work of each day, in staff-hours', () => {
    const perVisit = VISITS.minutes / 60;
    expect(rows[0]!.hours[0]).toBeCloseTo(20 * perVisit);
    expect(rows[0]!.hours[1]).toBeCloseTo(20 * perVisit);
    expect(rows[0]!.hours[2]).toBeCloseTo(10 * perVisit);
    expect(rows[2]!.hours[0]).toBeCloseTo(5 * perVisit);
    expect(rows.map((row) => row.hours)).toEqual(siteSummaries(set, 'today').map((site) => site.byDay));
  });
  it('knows the work of a normal day, by which sites of different size are compared', () =>
    expect(rows[0]!.normalHours).toBeCloseTo((VISITS.perDay * VISITS.minutes + LETTERS.perDay * LETTERS.minutes) / 60));
  it('is back after the working days since its own restoration, or not at all', () => {
    // Restored at 16:00 on Monday, back at 12:00 on Tuesday: 2 hours and 4 hours of a day of ten.
    expect(rows[0]!.back).toEqual({ kind: 'back', days: 0.6 });
    expect(rows[0]!.backLate).toEqual({ kind: 'not-back' });
    expect(rows[1]!.back).toEqual({ kind: 'not-disrupted' });
  });
  it('that is not hit counts from the last restoration when others give it more to do, and is untouched otherwise', () => {
    expect(rows[2]!.back).toEqual({ kind: 'back', days: 1.6 + 0.0 });
    expect(siteRows(set, 'better')[2]!.back).toEqual({ kind: 'untouched' });
  });
  it('tells what was missed, less than without the incident too', () =>
    expect(rows.map((row) => row.missed)).toEqual([1, -0.5, 0]));
  it('is the same whether sites are worked out together or piece by piece', () =>
    expect([...siteRows(set, 'today', 0, 1), ...siteRows(set, 'today', 1, 9)]).toEqual(rows));
});

describe('the days shown', () => {
  it('begin with the incident and end a few days after the slowest site is back', () => {
    const short = setOf(from, [{ strategies: [{ visits: [block(hours, 33, 60, 20)] }, {}], failed: 32 }]);
    const days = daysOfInterest(short, ['today', 'better']);
    expect([days[0]!.date, days.at(-1)!.date]).toEqual(['2024-07-16', '2024-07-20']);
    expect(daysOfInterest(short, ['better']).length).toBeLessThan(days.length);
  });
  it('go to the end of the period when somebody is not back, and never beyond', () => {
    const never = setOf(from, [{ strategies: [{ visits: [block(hours, 9, hours, 20)] }, {}] }]);
    expect(daysOfInterest(never, ['today']).at(-1)!.date).toBe('2024-08-11');
  });
  it('are none when nobody is hit', () => {
    const nobody = setOf(from, [{ strategies: [{}, {}], failed: -1, restored: -1 }]);
    expect(daysOfInterest(nobody, ['today'])).toEqual([]);
  });
});

describe('groups', () => {
  it('have the work of their sites together, the slowest recovery, and every site once', () => {
    const [north, south] = byGroup(set, rows);
    expect([north!.title, south!.title]).toEqual(['North: the first two', 'South: all others']);
    expect(north!.hours[0]).toBeCloseTo(rows[0]!.hours[0]! + rows[1]!.hours[0]!);
    expect(north!.back).toEqual(rows[0]!.back);
    expect(north!.missed).toBe(0.5);
    expect([...north!.sites, ...south!.sites].map((site) => site.id)).toEqual(rows.map((row) => row.id));
  });
  it('gather sites of no group at the end', () => {
    const alone = rows.map((row, k) => (k === 0 ? { ...row, group: undefined } : row));
    expect(byGroup(set, alone).at(-1)!.title).toBe('In no group');
  });
});
