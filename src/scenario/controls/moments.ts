/** An incident at another time: every moment that a fault states, and what follows it on stated dates. */
import type { Action } from '../../catalog/actions/index.ts';
import { earliestOf } from '../../catalog/faults/common.ts';
import type { Fault } from '../../catalog/faults/index.ts';
import { dateOf, dayNumber } from '../calendar.ts';
import type { Scenario } from '../schema.ts';
import { describeTime } from './control.ts';

const DAY = 1440;

/** Minutes after midnight. */
export function minuteOf(dateTime: string): number {
  return Number(dateTime.slice(11, 13)) * 60 + Number(dateTime.slice(14, 16));
}

/** Minutes from 1970-01-01 and back, for moments that keep their distance. */
function momentOf(dateTime: string): number {
  return dayNumber(dateTime.slice(0, 10)) * DAY + minuteOf(dateTime);
}

function later(dateTime: string, minutes: number): string {
  const moment = momentOf(dateTime) + minutes;
  const day = Math.floor(moment / DAY);
  return `${dateOf(day)} ${describeTime(moment - day * DAY)}`;
}

/** A fault with every moment it states so many minutes later. */
export function faultMovedBy(fault: Fault, minutes: number): Fault {
  const { at } = fault;
  const moved =
    typeof at === 'string'
      ? later(at, minutes)
      : 'between' in at
        ? { between: at.between.map((moment) => later(moment, minutes)) as [string, string] }
        : at;
  if (fault.kind !== 'faulty-update' || typeof fault.halted !== 'string') return { ...fault, at: moved };
  return { ...fault, at: moved, halted: later(fault.halted, minutes) };
}

/** The date on which the incident begins; undefined when nothing that it states says so. */
export function beginsOn({ incident }: Scenario): number | undefined {
  const moments = incident.faults.flatMap(({ at }) => earliestOf(at) ?? []);
  return moments.length === 0 ? undefined : Math.min(...moments.map((moment) => dayNumber(moment.slice(0, 10))));
}

/** The whole incident so many days later, and with it what is done about it on stated dates. */
export function incidentMovedBy(scenario: Scenario, days: number): Scenario {
  const { incident } = scenario;
  const moments = incident.faults.flatMap(({ at }) => earliestOf(at) ?? []);
  const begins = Math.min(...moments.map(momentOf));
  return {
    ...scenario,
    incident: { ...incident, faults: incident.faults.map((fault) => faultMovedBy(fault, days * DAY)) },
    actions: scenario.actions.map((action) => actionMovedBy(action, begins, days * DAY)),
  };
}

/**
 * An action that is said to be from one moment to another keeps its distance to the incident. One that has shifts of its own
 * on certain days of the week goes by whole weeks, to the first of its windows that begins after the incident has.
 */
function actionMovedBy(action: Action, begins: number, minutes: number): Action {
  const { when } = action;
  if (!('from' in when)) return action;
  const week = 7 * DAY;
  const byWeeks = 'shifts' in action && action.shifts !== undefined;
  const after = momentOf(when.from) - begins;
  const moved = byWeeks ? Math.ceil((minutes - Math.max(0, after)) / week) * week : minutes;
  return { ...action, when: { ...when, from: later(when.from, moved), to: later(when.to, moved) } };
}
