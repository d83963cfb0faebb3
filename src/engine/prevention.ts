/** Preventions: the faults of an incident as staged updates and engineers on site leave them. */
import type { Prevention } from '../catalog/backups/index.ts';
import { countOf } from '../catalog/effects.ts';
import type { Fault } from '../catalog/faults/index.ts';
import { changesFault } from '../scenario/prevents.ts';

/** A fault after all preventions, in file order. `hit` is the number of sites that it hits, or would but for a halt. */
export function prevented(fault: Fault, preventions: readonly Prevention[], hit: () => number): Fault {
  return preventions.reduce(
    (now, prevention) => (changesFault(prevention, now) ? changed(now, prevention, hit) : now),
    fault,
  );
}

function changed(fault: Fault, prevention: Prevention, hit: () => number): Fault {
  if (prevention.kind === 'staged-updates')
    return fault.kind === 'faulty-update' ? { ...fault, rings: laterOf(fault.rings, prevention.rings, hit()) } : fault;
  if ((fault.kind !== 'outage' && fault.kind !== 'faulty-update') || !('handsOn' in fault.repair)) return fault;
  const { handsOn } = fault.repair;
  return {
    ...fault,
    repair: {
      handsOn: {
        ...handsOn,
        technicians: handsOn.technicians + prevention.technicians,
        minutesEach: Math.min(handsOn.minutesEach, prevention.minutesEach),
        starts: Math.min(handsOn.starts, prevention.starts),
      },
    },
  };
}

interface Ring {
  readonly share: number;
  readonly after: number;
}

/**
 * Rings by which every site is reached at the later of two moments, and spared when either spares it. Rings are cut
 * at places in the order of the sites hit, so that sums of shares round to the same places.
 */
export function laterOf(rings: readonly Ring[], others: readonly Ring[], hit: number): Ring[] {
  const [reached, held] = [places(rings, hit), places(others, hit)];
  const later: { share: number; after: number }[] = [];
  let from = 0;
  for (const end of [...new Set([...reached, ...held].map((ring) => ring.end))].sort((a, b) => a - b)) {
    const [a, b] = [reached, held].map((list) => list.find((ring) => from < ring.end));
    if (end <= from || a === undefined || b === undefined) continue;
    later.push({ share: (end - from) / hit, after: Math.max(a.after, b.after) });
    from = end;
  }
  return later;
}

/** Where each ring ends in the order of the sites hit. */
function places(rings: readonly Ring[], hit: number): { end: number; after: number }[] {
  let reached = 0;
  return rings.map(({ share, after }) => {
    reached += share;
    return { end: Math.min(hit, countOf(reached, hit)), after };
  });
}
