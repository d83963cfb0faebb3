/** Modes of queues over time: what the incident leaves of their needs, with the backups that are in force and their seats. */
import type { CoverInForce } from './backups.ts';
import type { Incident } from './incident.ts';
import { segmentsOf, type Segment } from './modes.ts';
import type { SiteLevels } from './components.ts';
import type { Plan, PlanNeed } from './plan.ts';
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
    const { needs, site, pool } = plan.queues[q]!;
    const { levels, slowness } = incident.sites[site]!;
    const make = (): Segment[] => segmentsOf({ needs }, levels, ofQueue[q]!, seatedStaff(pools[pool]!), slowness);
    return ofQueue[q]!.length + slowness.length === 0 ? uncovered(levels, needs, make) : make();
  });
}

const known = new WeakMap<SiteLevels, Map<readonly PlanNeed[], Segment[]>>();

/** Where nothing is prepared and nothing slow the levels are all there is to it: the same for every queue with these needs. */
function uncovered(levels: SiteLevels, needs: readonly PlanNeed[], make: () => Segment[]): Segment[] {
  let byNeeds = known.get(levels);
  if (!byNeeds) known.set(levels, (byNeeds = new Map<readonly PlanNeed[], Segment[]>()));
  let segments = byNeeds.get(needs);
  if (!segments) byNeeds.set(needs, (segments = make()));
  return segments;
}
