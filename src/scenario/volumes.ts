/** Ordinary weekly work of a site, and what is planned for it: rules 5 and 6. */
import { meanMinutes } from '../catalog/means.ts';
import type { Pool, Service } from '../catalog/templates/template.ts';

/** Own items of a service in a week, no-shows included. */
export function weeklyVolume(service: Service, patients: number): number {
  if (!service.arrivals) return 0;
  const volume = 'poisson' in service.arrivals ? service.arrivals.poisson : service.arrivals.scheduled;
  return volume.perWeek ?? (volume.perThousandPerWeek! * patients) / 1000;
}

/** Those of them who come. */
export function comingVolume(service: Service, patients: number): number {
  const noShow = service.arrivals && 'scheduled' in service.arrivals ? service.arrivals.scheduled.noShow : 0;
  return weeklyVolume(service, patients) * (1 - noShow);
}

/**
 * Expected items by service in a week: own ones that come, and follow-on work; nothing that disruption adds. Undefined
 * when follow-on work goes round in a circle.
 */
export function expectedItems(
  services: ReadonlyMap<string, Service>,
  patients: number,
): ReadonlyMap<string, number> | undefined {
  const known = new Map<string, number>();
  const open = new Set<string>();
  const expect = (name: string): number | undefined => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (open.has(name)) return undefined;
    open.add(name);
    let items = comingVolume(services.get(name)!, patients);
    for (const [parent, spec] of services) {
      for (const entry of spec.followOn) {
        if (entry.service !== name) continue;
        const above = expect(parent);
        if (above === undefined) return undefined;
        items += above * entry.share;
      }
    }
    open.delete(name);
    known.set(name, items);
    return items;
  };
  for (const name of services.keys()) if (expect(name) === undefined) return undefined;
  return known;
}

/** Work a week as a number per patient and a fixed number, so that sites of one template share it. */
export interface Volume {
  readonly perPatient: number;
  readonly fixed: number;
}

export function aWeek(volume: Volume, patients: number): number {
  return volume.perPatient * patients + volume.fixed;
}

/** Expected items of every service: they grow evenly with the patients. */
export function itemVolumes(services: ReadonlyMap<string, Service>): ReadonlyMap<string, Volume> | undefined {
  const without = expectedItems(services, 0);
  const withOne = expectedItems(services, 1);
  if (!without || !withOne) return undefined;
  return new Map(
    [...without].map(([name, fixed]) => [name, { perPatient: withOne.get(name)! - fixed, fixed }] as const),
  );
}

/** Minutes of ordinary work a week for one pool. */
export function workOf(
  pool: string,
  services: ReadonlyMap<string, Service>,
  expected: ReadonlyMap<string, Volume>,
): Volume {
  let perPatient = 0;
  let fixed = 0;
  for (const [id, service] of services) {
    if (service.pool !== pool) continue;
    const minutes = meanMinutes(service.minutes);
    const volume = expected.get(id)!;
    perPatient += volume.perPatient * minutes;
    fixed += volume.fixed * minutes;
  }
  return { perPatient, fixed };
}

/** Minutes of one person's shifts in an ordinary week. */
export function shiftMinutes(pool: Pool): number {
  return pool.shifts.reduce((sum, shift) => sum + shift.days.length * (shift.to - shift.from), 0);
}
