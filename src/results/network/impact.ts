/** What breaks when something fails and nothing is prepared: sites, services, and the share of all work that rests on it. */
import { levelsWhen, type Network, type NetworkNeed, type NetworkService, type Shape } from './network.ts';

/** A service of sites of one shape that cannot work as always. */
export interface Hit {
  readonly shape: Shape;
  readonly service: NetworkService;
  /** Position of the service in the shape. */
  readonly position: number;
  readonly failing: readonly NetworkNeed[];
  /** Share of its work that can be done all the same. */
  readonly left: number;
}

export interface ServiceHit {
  readonly template: string;
  readonly id: string;
  readonly title: string;
  readonly timeCritical: boolean;
  readonly sites: number;
}

export interface Impact {
  readonly failed: readonly string[];
  readonly hits: readonly Hit[];
  /** Positions of sites with a service that is hit, in file order. */
  readonly sites: readonly number[];
  /** By kind of site, in file order. */
  readonly services: readonly ServiceHit[];
  /** Staff-hours of an ordinary week that rest on it, and those of them that could not be done at all. */
  readonly hours: number;
  readonly stoppedHours: number;
}

/** What the failure of some components does, wherever they are in use, when nothing else fails. */
export function impactOf(network: Network, failed: readonly string[]): Impact {
  const down = new Set(failed);
  const hits = network.shapes.flatMap((shape): Hit[] => {
    if (!failed.some((key) => shape.inUse.has(key))) return [];
    const level = levelsWhen(network, shape, (key) => (down.has(key) ? 0 : 1));
    return shape.services.flatMap((service, position): Hit[] => {
      const failing = service.needs.filter(({ key }) => level(key) < 1);
      if (failing.length === 0) return [];
      const left = failing.reduce((least, { key, share }) => Math.min(least, share + (1 - share) * level(key)), 1);
      return [{ shape, service, position, failing, left }];
    });
  });
  let hours = 0;
  let stoppedHours = 0;
  const services = new Map<string, { -readonly [K in keyof ServiceHit]: ServiceHit[K] }>();
  for (const { shape, service, position, left } of hits) {
    for (const s of shape.sites) {
      hours += network.hours[s]![position]!;
      stoppedHours += network.hours[s]![position]! * (1 - left);
    }
    const { id, title, timeCritical } = service;
    const name = `${shape.template}/${id}`;
    const found = services.get(name);
    if (found) found.sites += shape.sites.length;
    else services.set(name, { template: shape.template, id, title, timeCritical, sites: shape.sites.length });
  }
  const sites = new Set(hits.flatMap(({ shape }) => shape.sites));
  return {
    failed,
    hits,
    sites: [...sites].sort((a, b) => a - b),
    services: [...services.values()],
    hours,
    stoppedHours,
  };
}

/** What fails with a part of the map: a supplier takes all its components with it. */
export function failedWith(network: Network, part: { readonly supplier: string } | { readonly key: string }): string[] {
  return 'key' in part ? [part.key] : [...(network.suppliers.get(part.supplier) ?? [])];
}
