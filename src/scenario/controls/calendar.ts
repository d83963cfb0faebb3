/** When: the date on which the incident begins, and for how long it is followed. */
import { dateOf, dayNumber, shortDate } from '../calendar.ts';
import type { Context } from '../validate/context.ts';
import { bounds, type Control } from './control.ts';
import { beginsOn, incidentMovedBy } from './moments.ts';

/** Days that are followed at least after the date on which the incident begins. */
const AFTER = 14;

/** None where nothing of the incident has a date. */
export function dateControls({ scenario }: Context): Control[] {
  const begins = beginsOn(scenario);
  if (begins === undefined) return [];
  const start = dayNumber(scenario.start);
  const value = begins - start;
  const last = scenario.warmUpDays + scenario.days - AFTER;
  return [
    {
      id: 'date',
      label: 'Begins on',
      group: 'What happens',
      unit: 'date',
      ...bounds(value, { min: scenario.warmUpDays, max: last, step: 1 }),
      value,
      describe: (day) => shortDate(dateOf(start + Math.round(day))),
      apply: (given, to) => incidentMovedBy(given, Math.round(to) - (beginsOn(given)! - dayNumber(given.start))),
    },
  ];
}

export function periodControl({ scenario }: Context): Control {
  const { days: value } = scenario;
  const first = dayNumber(scenario.start) + scenario.warmUpDays;
  return {
    id: 'days',
    label: 'Followed until',
    group: 'What happens',
    unit: 'date',
    ...bounds(value, { min: value, max: value + 56, step: 7 }),
    value,
    describe: (days) => shortDate(dateOf(first + Math.round(days) - 1)),
    apply: (given, to) => ({ ...given, days: Math.round(to) }),
  };
}
