/** What each kind of fault does where it strikes: levels lowered, components slowed, people away, more work (rules 18 to 19a). */
import type { Prevention } from '../../../src/catalog/backups/index.ts';
import type { Fault } from '../../../src/catalog/faults/index.ts';
import type { Repair } from '../../../src/catalog/faults/repair.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { tickOf, ticks } from '../../../src/scenario/calendar.ts';
import { allAtOnce, Draw, type Begun, type OfKind } from './begun.ts';
import { shareOf, sortedBy } from './choose.ts';
import { comesBack, type Blow } from './comesBack.ts';
import { handsOnEffects, type HandsOn } from './handsOn.ts';
import type { Effect } from './levels.ts';
import { ransomwareEffects } from './ransomware.ts';

export interface Absence extends Interval {
  readonly site: number;
  readonly pool: string;
  readonly share: number;
}

export interface Surge extends Interval {
  readonly site: number;
  readonly service: string;
  readonly extra: OfKind<'demand-surge'>['extra'];
}

export interface Damage {
  readonly levels: readonly Effect[];
  readonly absences: readonly Absence[];
  readonly surges: readonly Surge[];
}

export function damageOf(fault: Fault, begun: Begun): Damage {
  const none: Damage = { levels: [], absences: [], surges: [] };
  switch (fault.kind) {
    case 'outage':
      return { ...none, levels: deviceFault(fault, begun, allAtOnce(begun), fault.level, 0) };
    case 'faulty-update': {
      const halted =
        typeof fault.halted === 'string'
          ? tickOf(begun.model.scenario.start, fault.halted)
          : begun.begin + ticks(fault.halted.after);
      return { ...none, levels: deviceFault(fault, begun, byRings(fault, begun, halted), 0, halted) };
    }
    case 'ransomware':
      return { ...none, levels: ransomwareEffects(fault, begun) };
    case 'slow': {
      const blow = { refs: [fault.component], level: 1, slow: fault.slowdown, strikes: allAtOnce(begun) };
      return { ...none, levels: fromAfar(fault.repair, begun, blow) };
    }
    case 'site-loss': {
      const blow = { refs: fault.components, level: fault.level, slow: 1, strikes: allAtOnce(begun) };
      return { ...none, levels: fromAfar(fault.repair, begun, blow) };
    }
    case 'staff-absence':
      return { ...none, absences: absencesOf(fault, begun) };
    case 'demand-surge':
      return { ...none, surges: surgesOf(fault, begun) };
  }
}

/** Outages and updates, which may take somebody to visit each device. */
function deviceFault(
  fault: OfKind<'outage' | 'faulty-update'>,
  begun: Begun,
  strikes: ReadonlyMap<number, number>,
  level: number,
  notBefore: number,
): Effect[] {
  if ('handsOn' in fault.repair) {
    const work = begun.preventions.reduce(withEngineers, fault.repair.handsOn);
    return handsOnEffects(begun, fault, work, strikes, notBefore);
  }
  return fromAfar(fault.repair, begun, { refs: [fault.component], level, slow: 1, strikes });
}

function withEngineers(work: HandsOn, engineers: Prevention): HandsOn {
  if (engineers.kind !== 'engineers-on-site') return work;
  return {
    ...work,
    technicians: work.technicians + engineers.technicians,
    minutesEach: Math.min(work.minutesEach, engineers.minutesEach),
    starts: Math.min(work.starts, engineers.starts),
  };
}

function fromAfar(repair: Exclude<Repair, { handsOn: unknown }>, begun: Begun, blow: Blow): Effect[] {
  if ('staged' in repair) return comesBack(begun, blow, repair.staged, 0);
  return comesBack(begun, blow, undefined, ticks(delayMinutes(repair.central, begun.draw(Draw.central))));
}

/** When an update strikes each site; those that a halt, the end of the horizon or any set of rings spares are left out. */
function byRings(fault: OfKind<'faulty-update'>, { begin, hit, span, preventions, drawAt }: Begun, halted: number) {
  const order = sortedBy(hit, drawAt(Draw.hit));
  const sets = [
    fault.rings,
    ...preventions.flatMap((staged) => (staged.kind === 'staged-updates' ? [staged.rings] : [])),
  ];
  const strikes = new Map<number, number>();
  order.forEach((site, position) => {
    const afters = sets.map((rings) => ringAt(rings, position, order.length)?.after);
    if (afters.some((after) => after === undefined)) return;
    const strike = begin + Math.max(...afters.map((after) => ticks(after!)));
    if (strike < halted && strike < span.horizon) strikes.set(site, strike);
  });
  return strikes;
}

type Rings = OfKind<'faulty-update'>['rings'];

/** The ring that takes a position in the order of the sites hit; none beyond the last. */
function ringAt(rings: Rings, position: number, sites: number): Rings[number] | undefined {
  let reached = 0;
  return rings.find((ring) => {
    reached += ring.share;
    return position < shareOf(reached, sites);
  });
}

const lasting = (fault: OfKind<'staff-absence' | 'demand-surge'>, { begin, draw }: Begun): Interval => ({
  from: begin,
  to: begin + ticks(delayMinutes(fault.lasts, draw(Draw.central))),
});

function absencesOf(fault: OfKind<'staff-absence'>, begun: Begun): Absence[] {
  return begun.hit.flatMap((site) =>
    Object.keys(begun.model.sites[site]!.pools)
      .filter((pool) => fault.pools === 'all' || fault.pools.includes(pool))
      .map((pool) => ({ site, pool, share: fault.share, ...lasting(fault, begun) })),
  );
}

function surgesOf(fault: OfKind<'demand-surge'>, begun: Begun): Surge[] {
  return begun.hit.flatMap((site) =>
    Object.keys(begun.model.sites[site]!.services)
      .filter((service) => fault.services.includes(service))
      .map((service) => ({ site, service, extra: fault.extra, ...lasting(fault, begun) })),
  );
}
