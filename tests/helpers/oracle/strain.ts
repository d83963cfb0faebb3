/** People away and more work than usual: who is left of a pool, and which sites are strained (rules 6a, 23a). */
import type { Interval, Steps } from '../../../src/catalog/types.ts';
import type { Struck } from './faults.ts';
import type { StaffPool } from './staff.ts';
import { valueAt, type Presence } from './steps.ts';

/** A share of a pool's people away for a while, by one fault. */
export interface Away extends Interval {
  readonly share: number;
}

export function awayFrom(pool: StaffPool, incident: readonly Struck[]): Away[] {
  return incident.flatMap(({ absences }) => {
    const struck = absences.filter((absence) => absence.pool === pool.id && pool.sites.includes(absence.site));
    const first = struck[0];
    // One fault is away from all its sites for the same time.
    return first ? [{ from: first.from, to: first.to, share: (first.share * struck.length) / pool.sites.length }] : [];
  });
}

/** Those of the people who are left, moment by moment. */
export function whoIsLeft(people: Steps, away: readonly Away[]): Presence[] {
  const moments = [...new Set([...people.ticks, ...away.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return moments.map((from, k) => {
    const planned = valueAt(people, from);
    const missing = away
      .filter((absence) => absence.from <= from && from < absence.to)
      .reduce((sum, { share }) => sum + Math.floor(share * planned + 0.5), 0);
    return { from, to: moments[k + 1] ?? Infinity, people: Math.max(0, planned - missing) };
  });
}

/** Per site: when people are away from a pool of it, or more of its work comes. */
export function strainOf(pools: readonly StaffPool[], sites: number, incident: readonly Struck[]): Interval[][] {
  const strain: Interval[][] = Array.from({ length: sites }, () => []);
  for (const { surges, absences } of incident) {
    for (const surge of surges) strain[surge.site]!.push(surge);
    for (const absence of absences) {
      if (absence.share === 0) continue;
      const pool = pools.find(({ id, sites: own }) => id === absence.pool && own.includes(absence.site))!;
      for (const site of pool.sites) strain[site]!.push(absence);
    }
  }
  return strain;
}
