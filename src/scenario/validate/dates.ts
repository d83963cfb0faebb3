/** Dates: actions within the results period, closed dates within the study, clock changes. */
import { earliestOf } from '../../catalog/faults/common.ts';
import { dateOf, dayNumber, weekdayOf } from '../calendar.ts';
import { describeValue, type Path } from '../issue.ts';
import type { Context } from './context.ts';

/** Clock changes of Europe/London: the last Sundays of March and October of a year, as day numbers. */
export function clockChanges(year: number): [number, number] {
  const lastSunday = (month: '03' | '10'): number => {
    const last = dayNumber(`${String(year).padStart(4, '0')}-${month}-31`);
    return last - ((weekdayOf(last) + 1) % 7);
  };
  return [lastSunday('03'), lastSunday('10')];
}

export function checkDates(context: Context): void {
  checkHorizon(context);
  context.scenario.actions.forEach((action, k) => {
    const path: Path = ['actions', k];
    if ('from' in action.when) {
      checkMoment(context, [...path, 'when', 'from'], action.when.from, `The action ${action.id}`);
      checkAfterFaults(context, [...path, 'when'], action.when, action.id);
      const to = dayNumber(action.when.to.slice(0, 10));
      if (to > context.days.end || (to === context.days.end && !action.when.to.endsWith('00:00')))
        context.warn([...path, 'when', 'to'], `The action ${action.id} is cut short by the end of the study.`, {
          found: describeValue(action.when.to),
          expected: `at most ${dateOf(context.days.end)} 00:00`,
        });
    }
    if (action.kind === 'pause' && typeof action.into.from === 'string')
      checkMoment(context, [...path, 'into', 'from'], action.into.from, `The window of ${action.id}`);
    if ('shifts' in action && 'from' in action.when)
      checkShifts(context, [...path, 'shifts'], action.when, action.shifts, action.id);
  });
  checkClosedDates(context, ['closedDates'], context.scenario.closedDates);
  context.scenario.sites.forEach(
    (site, s) => site.closedDates && checkClosedDates(context, ['sites', s, 'closedDates'], site.closedDates),
  );
}

function checkHorizon(context: Context): void {
  const { scenario, days } = context;
  if (scenario.warmUpDays === 0)
    context.warn(['warmUpDays'], 'Without warm-up every queue is empty when the results begin.', {
      found: '0',
      expected: 'about 14, so that ordinary queues have formed',
    });
  for (let year = Number(dateOf(days.first).slice(0, 4)); year <= Number(dateOf(days.end).slice(0, 4)); year++) {
    for (const change of clockChanges(year)) {
      if (change >= days.first && change < days.end)
        context.warn(
          ['start'],
          `The clocks change on ${dateOf(change)}, within the study; the model takes every day as 24 hours.`,
          { expected: 'a study that does not cross the last Sunday of March or October' },
        );
    }
  }
}

/** Nothing of the incident or of a strategy may happen outside the results period. */
export function checkMoment(context: Context, path: Path, dateTime: string, what: string): void {
  const day = dayNumber(dateTime.slice(0, 10));
  const { results, end } = context.days;
  const expected = `from ${dateOf(results)} 00:00 to ${dateOf(end - 1)} 23:59`;
  if (day < results) {
    const when = day < context.days.first ? 'before the study begins' : 'during warm-up';
    context.error(
      path,
      `${what} begins ${when}; results begin ${context.scenario.warmUpDays} days after the start, on ${dateOf(results)}.`,
      { found: describeValue(dateTime), expected },
    );
  } else if (day >= end)
    context.error(path, `${what} begins after the study ends.`, { found: describeValue(dateTime), expected });
}

/** An action takes effect only in runs with an incident, so hours before it would change the past. */
function checkAfterFaults(
  context: Context,
  path: Path,
  when: { readonly from: string; readonly to: string },
  id: string,
): void {
  // Those that another fault sets off come after it.
  const first = context.scenario.incident.faults
    .flatMap(({ at }) => earliestOf(at) ?? [])
    .reduce((earliest, at) => (earliest === '' || at < earliest ? at : earliest), '');
  if (first === '' || when.from >= first) return;
  const over = when.to <= first;
  context.warn(
    [...path, over ? 'to' : 'from'],
    over
      ? `The action ${id} is over before the first fault.`
      : `The action ${id} begins before the first fault, when nobody knows of it yet.`,
    { found: describeValue(over ? when.to : when.from), expected: `${first} or later` },
  );
}

function checkShifts(
  context: Context,
  path: Path,
  when: { readonly from: string; readonly to: string },
  shifts: readonly { readonly days: readonly number[]; readonly from: number; readonly to: number }[],
  id: string,
): void {
  const moment = (dateTime: string): number =>
    dayNumber(dateTime.slice(0, 10)) * 1440 + Number(dateTime.slice(11, 13)) * 60 + Number(dateTime.slice(14, 16));
  const from = moment(when.from);
  const to = moment(when.to);
  shifts.forEach((shift, k) => {
    for (let day = Math.floor(from / 1440); day * 1440 < to; day++) {
      if (shift.days.includes(weekdayOf(day)) && day * 1440 + shift.from < to && day * 1440 + shift.to > from) return;
    }
    context.warn([...path, k], `These hours of ${id} never fall within its window.`, {
      expected: `days and hours between ${when.from} and ${when.to}`,
    });
  });
}

function checkClosedDates(context: Context, path: Path, dates: readonly string[]): void {
  const { first, end } = context.days;
  dates.forEach((date, k) => {
    const day = dayNumber(date);
    if (day < first || day >= end)
      context.warn([...path, k], 'This closed date lies outside the study and changes nothing.', {
        found: describeValue(date),
        expected: `${dateOf(first)} to ${dateOf(end - 1)}`,
      });
  });
}

/** Date factors of arrivals: dates that exist. */
export function checkDateFactors(context: Context): void {
  for (const shape of context.shapes) {
    for (const { value, path } of shape.services.values()) {
      if (!value.arrivals || !('poisson' in value.arrivals)) continue;
      for (const date of Object.keys(value.arrivals.poisson.dateFactors)) {
        const at = path[path.length - 1] === 'template' ? path : [...path, 'arrivals', 'poisson', 'dateFactors', date];
        const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && dateOf(dayNumber(date)) === date;
        if (!isDate)
          context.error(at, 'This is not a date.', {
            found: describeValue(date),
            expected: 'a date such as 2024-07-19',
          });
        else if (dayNumber(date) < context.days.first || dayNumber(date) >= context.days.end)
          context.warn(at, 'This date lies outside the study and changes nothing.', { found: describeValue(date) });
      }
    }
  }
}
