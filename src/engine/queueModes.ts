/** Modes of queues over time: what the incident leaves of their needs, with the backups that are in force and their seats. */
import type { Steps } from '../catalog/types.ts';
import type { CoverInForce } from './backups.ts';
import type { Incident } from './incident.ts';
import { segmentsOf, type Segment } from './modes.ts';
import type { SiteLevels } from './components.ts';
import type { Plan, PlanNeed, PlanQueue } from './plan.ts';
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
  const found: Segment[][] = [];
  for (const q of queues) {
    const queue = plan.queues[q]!;
    const { levels, slowness } = incident.sites[queue.site]!;
    const here = ofQueue[q]!;
    // Where nothing is prepared and nothing slow the levels are all there is to it.
    const isBare = here.length + slowness.length === 0;
    found.push(
      isBare ? uncovered(queue, levels) : segmentsOf(queue, levels, here, seatedStaff(pools[queue.pool]!), slowness),
    );
  }
  return found;
}

const known = new WeakMap<SiteLevels, Map<readonly PlanNeed[], Segment[]>>();

/** Nobody has to share any. */
const NO_SEATS: Steps = { ticks: [0], values: [0] };

/** The same for every queue with these needs. */
function uncovered(queue: PlanQueue, levels: SiteLevels): Segment[] {
  let byNeeds = known.get(levels);
  if (!byNeeds) known.set(levels, (byNeeds = new Map<readonly PlanNeed[], Segment[]>()));
  let segments = byNeeds.get(queue.needs);
  if (!segments) byNeeds.set(queue.needs, (segments = segmentsOf(queue, levels, [], NO_SEATS)));
  return segments;
}
