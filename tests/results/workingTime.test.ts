import { describe, expect, it } from 'vitest';
import { elapsedWorkingDays, workCalendar } from '../../src/results/workingTime.ts';
import { tickOf } from '../../src/scenario/calendar.ts';
import { made, START } from './handMade.ts';

const { frame } = made({ days: 14, closedDates: ['2024-07-23'] });
const site = frame.sites[0]!;
const calendar = workCalendar(site.workingDates, frame);
const elapsed = (from: string, to: string) =>
  elapsedWorkingDays(calendar, site, tickOf(START, from), tickOf(START, to));

describe('elapsed working days', () => {
  it('of a whole day are 1', () => expect(elapsed('2024-07-15 08:00', '2024-07-15 18:00')).toBe(1));
  it('of a morning are half', () => expect(elapsed('2024-07-15 08:00', '2024-07-15 13:00')).toBe(0.5));
  it('do not count the night', () => expect(elapsed('2024-07-15 18:00', '2024-07-16 08:00')).toBe(0));
  it('do not count the weekend', () => expect(elapsed('2024-07-19 17:00', '2024-07-22 09:00')).toBeCloseTo(0.2, 12));
  it('do not count a closed date', () => expect(elapsed('2024-07-22 08:00', '2024-07-24 18:00')).toBe(2));
  it('from before opening to after closing are 1', () =>
    expect(elapsed('2024-07-15 05:09', '2024-07-15 23:00')).toBe(1));
  it('of the CrowdStrike Friday to the Wednesday after, 05:09 to 12:00, are 3.4', () => {
    const open = made({ days: 14 });
    const week = workCalendar(open.frame.sites[0]!.workingDates, open.frame);
    expect(
      elapsedWorkingDays(week, site, tickOf(START, '2024-07-19 05:09'), tickOf(START, '2024-07-24 12:00')),
    ).toBeCloseTo(3.4, 12);
  });
  it('are negative when the end comes first', () => expect(elapsed('2024-07-16 13:00', '2024-07-15 13:00')).toBe(-1));
  it('add up', () =>
    expect(elapsed('2024-07-15 09:30', '2024-07-18 15:45')).toBeCloseTo(
      elapsed('2024-07-15 09:30', '2024-07-17 03:00') + elapsed('2024-07-17 03:00', '2024-07-18 15:45'),
      12,
    ));
  it('of a site that never works are 0', () =>
    expect(elapsedWorkingDays(workCalendar([], frame), { workingDayTicks: 0 }, 0, 1e8)).toBe(0));
  it('see a lunch break', () => {
    const hour = 360_000;
    const split = workCalendar(
      [
        {
          day: 0,
          windows: [
            { from: 9 * hour, to: 12 * hour },
            { from: 14 * hour, to: 17 * hour },
          ],
        },
      ],
      { warmUpTick: 0, hours: 24 },
    );
    expect(elapsedWorkingDays(split, { workingDayTicks: 6 * hour }, 11 * hour, 15 * hour)).toBeCloseTo(2 / 6, 12);
    expect(split.fullDayEnd[9]).toBe(17);
    expect(split.fullDayEnd[10]).toBe(-1);
  });
});
