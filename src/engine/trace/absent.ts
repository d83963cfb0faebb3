/** Who stays away from a pool at a moment, and because of which fault. */
import { absencesOf, present } from '../absence.ts';
import { staffSteps } from '../shifts.ts';
import { valueAt } from '../steps.ts';
import type { FaultInRun } from '../faultTimes.ts';
import type { Circumstances } from './circumstances.ts';

export interface Absent {
  readonly fault: FaultInRun;
  readonly people: number;
}

/** People of the base shifts kept away by each fault; the last ones may be fewer than a fault's share of them. */
export function absentAt({ plan, faults, incident }: Circumstances, pool: number, now: number): Absent[] {
  if (!incident.absences.some((absence) => absence.pool === pool && absence.from <= now && now < absence.to)) return [];
  const { shifts, staff } = plan.pools[pool]!;
  const planned = staffSteps(shifts, staff);
  const effects = faults.map(({ effects: all }) => all.filter((effect) => effect.kind === 'absence'));
  let left = valueAt(planned, now);
  return faults.flatMap((fault, k): Absent[] => {
    const until = absencesOf(plan, effects.slice(0, k + 1).flat()).filter((absence) => absence.pool === pool);
    const there = valueAt(present(planned, until), now);
    const people = left - there;
    left = there;
    return people > 0 ? [{ fault, people }] : [];
  });
}
