/** Until when a start is in time, and how long an item waited for it. */
import { TICKS_PER_DAY, ticks } from '../../scenario/calendar.ts';
import type { Cell } from '../cell.ts';
import { workingDateAfter, type Plan } from '../plan.ts';

/** Per queue of a cell then day on which an item first becomes due: the longest wait that is still in time, in ticks. */
export interface Limits {
  readonly target: Int32Array;
  readonly critical: Int32Array;
  /** Per queue: 1 where work is time-critical. */
  readonly isCritical: Uint8Array;
}

/** Nobody waits longer: ticks of a study are counted in 32 bits. */
const FOREVER = 0x7fffffff;

const known = new WeakMap<Cell, Limits>();

export function limitsOf(cell: Cell): Limits {
  const before = known.get(cell);
  if (before) return before;
  const { plan, queues } = cell;
  const days = plan.days.count;
  const limits: Limits = {
    target: new Int32Array(queues.length * days).fill(FOREVER),
    critical: new Int32Array(queues.length * days).fill(FOREVER),
    isCritical: Uint8Array.from(queues, ({ spec }) => (spec?.timeCritical === undefined ? 0 : 1)),
  };
  queues.forEach(({ spec, site }, q) => {
    if (!spec) return;
    const row = q * days;
    fill(limits.target.subarray(row, row + days), plan, site, spec.target);
    if (spec.timeCritical !== undefined) fill(limits.critical.subarray(row, row + days), plan, site, spec.timeCritical);
  });
  known.set(cell, limits);
  return limits;
}

/** From a length of time or a number of working days; without an end when that lies past the horizon. */
function fill(row: Int32Array, plan: Plan, site: number, limit: number | { workingDays: number }): void {
  if (typeof limit === 'number') {
    row.fill(Math.min(FOREVER, ticks(limit)));
    return;
  }
  if (limit.workingDays === 0) {
    row.fill(0);
    return;
  }
  for (let day = 0; day < row.length; day++) {
    const date = workingDateAfter(plan.sites[site]!, day, limit.workingDays);
    if (date !== undefined) row[day] = (date - day) * TICKS_PER_DAY;
  }
}

/** How long an item waited from first due: told at the horizon for those who still wait. */
export function waitOf(firstDue: number, start: number, left: number, horizon: number): number {
  return (start >= 0 ? start : left >= 0 ? left : horizon) - firstDue;
}

/** Whoever still waits at the horizon is late when the limit has passed by then. */
export function waitedOf(wait: number, start: number, left: number): number {
  return start >= 0 || left >= 0 ? wait : wait - 1;
}

/** The day of a tick. */
export const dayOf = (tick: number): number => (tick / TICKS_PER_DAY) | 0;
