/** Ordinary weekly work of a site, and the people planned for it: rules 5 and 6, for warnings before anything runs. */
import { meanMinutes } from '../catalog/means.ts';
import type { Pool, Service } from '../catalog/templates/template.ts';

/** Items a week as a number per patient and a fixed number, so that sites of one template share the work. */
export interface Volume {
  readonly perPatient: number;
  readonly fixed: number;
}

export function itemsAWeek(volume: Volume, patients: number): number {
  return volume.perPatient * patients + volume.fixed;
}

/** Own demand that comes. */
export function ownVolume(service: Service): Volume {
  if (!service.arrivals) return { perPatient: 0, fixed: 0 };
  const isScheduled = 'scheduled' in service.arrivals;
  const { perWeek, perThousandPerWeek } =
    'scheduled' in service.arrivals ? service.arrivals.scheduled : service.arrivals.poisson;
  const coming = isScheduled && 'scheduled' in service.arrivals ? 1 - service.arrivals.scheduled.noShow : 1;
  return perWeek === undefined
    ? { perPatient: ((perThousandPerWeek ?? 0) / 1000) * coming, fixed: 0 }
    : { perPatient: 0, fixed: perWeek * coming };
}

/** Expected items of every service: own ones that come, and follow-on work. Undefined when follow-on work goes round in a circle. */
export function expectedItems(services: ReadonlyMap<string, Service>): ReadonlyMap<string, Volume> | undefined {
  const incoming = new Map<string, { from: string; share: number }[]>();
  for (const [from, service] of services) {
    for (const { service: to, share } of service.followOn)
      incoming.set(to, [...(incoming.get(to) ?? []), { from, share }]);
  }
  const known = new Map<string, Volume>();
  const open = new Set<string>();
  const expect = (id: string): Volume | undefined => {
    const before = known.get(id);
    if (before) return before;
    const service = services.get(id);
    if (!service) return { perPatient: 0, fixed: 0 };
    if (open.has(id)) return undefined;
    open.add(id);
    let { perPatient, fixed } = ownVolume(service);
    for (const { from, share } of incoming.get(id) ?? []) {
      const parent = expect(from);
      if (!parent) return undefined;
      perPatient += parent.perPatient * share;
      fixed += parent.fixed * share;
    }
    open.delete(id);
    const volume = { perPatient, fixed };
    known.set(id, volume);
    return volume;
  };
  for (const id of services.keys()) if (!expect(id)) return undefined;
  return known;
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
