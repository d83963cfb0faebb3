/** Staff pools: who shares one, how many people are planned, and when they are there (rules 5, 6, 36). */
import type { Pool, Service } from '../../../src/catalog/templates/template.ts';
import { meanMinutes } from '../../../src/engine/distributions.ts';
import { ticks } from '../../../src/scenario/calendar.ts';
import type { Model, ModelSite } from '../../../src/scenario/model.ts';
import { closedDays, datedShifts, type DatedShift, type Span } from './calendar.ts';
import type { Presence } from './steps.ts';

export interface StaffPool {
  readonly id: string;
  /** Sites it belongs to, in file order. */
  readonly sites: number[];
  readonly definition: Pool;
  readonly shifts: readonly DatedShift[];
  /** Planned people in every shift, with the fraction. */
  people: number;
}

/** Weekly volume of a service's own arrivals, no-shows included (rule 5). */
export function weeklyVolume(site: ModelSite, service: Service): number {
  if (!service.arrivals) return 0;
  const volume = 'poisson' in service.arrivals ? service.arrivals.poisson : service.arrivals.scheduled;
  return volume.perThousandPerWeek !== undefined ? (volume.perThousandPerWeek * site.patients) / 1000 : volume.perWeek!;
}

/** Items of a service in an ordinary week, with what other services of the site send it. */
export function weeklyItems(site: ModelSite, id: string): number {
  const service = site.services[id]!;
  const kept = service.arrivals && 'scheduled' in service.arrivals ? 1 - service.arrivals.scheduled.noShow : 1;
  let items = weeklyVolume(site, service) * kept;
  for (const [parentId, parent] of Object.entries(site.services)) {
    for (const follow of parent.followOn)
      if (follow.service === id) items += weeklyItems(site, parentId) * follow.share;
  }
  return items;
}

/** Every pool once, and for each site which pool stands behind each id; planned for the work of the central model. */
export function staffPools(
  model: Model,
  span: Span,
  central: Model,
): { pools: StaffPool[]; of: ReadonlyMap<string, StaffPool>[] } {
  const pools: StaffPool[] = [];
  const shared = new Map<string, StaffPool>();
  const of = model.sites.map((site, s) => {
    const own = new Map<string, StaffPool>();
    for (const [id, definition] of Object.entries(site.pools)) {
      const key = definition.shared && site.groups[0] !== undefined ? `${id}|${site.template}|${site.groups[0]}` : null;
      let pool = key === null ? undefined : shared.get(key);
      if (!pool) {
        pool = {
          id,
          sites: [],
          definition,
          shifts: datedShifts(span, definition.shifts, closedDays(span, site.closedDates)),
          people: 0,
        };
        pools.push(pool);
        if (key !== null) shared.set(key, pool);
      }
      pool.sites.push(s);
      own.set(id, pool);
    }
    return own;
  });
  for (const pool of pools) pool.people = plannedPeople(central, pool);
  return { pools, of };
}

/** The pool's own numbers are those of the world, the work that of the central model (rule 36). */
function plannedPeople(central: Model, pool: StaffPool): number {
  const { staff, utilisation, shifts } = pool.definition;
  if (staff !== undefined) return staff;
  let work = 0;
  for (const s of pool.sites) {
    const site = central.sites[s]!;
    for (const [id, service] of Object.entries(site.services)) {
      if (service.pool === pool.id) work += weeklyItems(site, id) * meanMinutes(service.minutes);
    }
  }
  const minutes = shifts.reduce((sum, shift) => sum + shift.days.length * (shift.to - shift.from), 0);
  return Math.round((work / (utilisation! * minutes)) * 1e6) / 1e6;
}

/** Ticks for which the part-time person of a shift of a length is there. */
function partTicks(pool: StaffPool, length: number): number {
  return Math.round((pool.people - Math.floor(pool.people)) * length);
}

/** Base staff over the horizon. */
export function basePresence(pool: StaffPool): Presence[] {
  return pool.shifts.flatMap(({ from, to }) => [
    { from, to, people: Math.floor(pool.people) },
    { from, to: from + partTicks(pool, to - from), people: 1 },
  ]);
}

/** Staff-ticks of an ordinary week. */
export function weeklyStaffTicks(pool: StaffPool): number {
  return pool.definition.shifts.reduce((sum, shift) => {
    const length = ticks(shift.to - shift.from);
    return sum + shift.days.length * (Math.floor(pool.people) * length + partTicks(pool, length));
  }, 0);
}
