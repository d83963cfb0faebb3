/** How much work a site expects in an ordinary week: what its staff is planned for. */
import type { Service } from '../catalog/templates/template.ts';
import type { ModelSite } from '../scenario/model.ts';

/** Own items of a service in a week, no-shows included. */
export function weeklyVolume(service: Service, patients: number): number {
  if (!service.arrivals) return 0;
  const volume = 'poisson' in service.arrivals ? service.arrivals.poisson : service.arrivals.scheduled;
  return volume.perWeek ?? (volume.perThousandPerWeek! * patients) / 1000;
}

/** Expected items by service in a week: own ones that come, and follow-on work; nothing that disruption adds. */
export function expectedWeeklyItems(site: Pick<ModelSite, 'services' | 'patients'>): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const expect = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const service = site.services[name]!;
    const noShow = service.arrivals && 'scheduled' in service.arrivals ? service.arrivals.scheduled.noShow : 0;
    let items = weeklyVolume(service, site.patients) * (1 - noShow);
    for (const [parent, spec] of Object.entries(site.services)) {
      for (const entry of spec.followOn) if (entry.service === name) items += expect(parent) * entry.share;
    }
    known.set(name, items);
    return items;
  };
  Object.keys(site.services).forEach(expect);
  return known;
}
