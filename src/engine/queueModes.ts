/** Modes of queues over time: what the incident leaves of their needs, with the backups that are in force and their seats. */
import type { CoverInForce } from './backups.ts';
import type { Incident } from './incident.ts';
import { segmentsOf, type Segment } from './modes.ts';
import type { Plan } from './plan.ts';
import { seatedStaff, type PoolScript } from './staffScript.ts';

/** Modes of a queue when the forms of some backups are used up at its site. */
export function segmentsWithout(
  plan: Plan,
  incident: Incident,
  covers: readonly CoverInForce[],
  pools: readonly PoolScript[],
): (queue: number, usedUp: ReadonlySet<string>) => readonly Segment[] {
  return (q, usedUp) =>
    segmentsUnder(
      plan,
      incident,
      covers.filter(({ queue, forms }) => queue === q && !(forms && usedUp.has(forms.backup))),
      pools,
      [q],
    )[0]!;
}

export function segmentsUnder(
  plan: Plan,
  incident: Incident,
  covers: readonly CoverInForce[],
  pools: readonly PoolScript[],
  queues: readonly number[] = plan.queues.map((_, q) => q),
): Segment[][] {
  const ofQueue = plan.queues.map((): CoverInForce[] => []);
  for (const cover of covers) ofQueue[cover.queue]!.push(cover);
  return queues.map((q) => {
    const queue = plan.queues[q]!;
    return segmentsOf(
      queue,
      incident.sites[queue.site]!.levels,
      ofQueue[q]!,
      seatedStaff(pools[queue.pool]!),
      incident.sites[queue.site]!.slowness,
    );
  });
}
