/**
 * The oracle: a plain event simulation written from src/engine/RULES.md alone. It shares with the engine the
 * keyed draws, the distributions and the names of things, and nothing else.
 */
import type { ItemRecord } from '../../../src/catalog/types.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { circumstancesOf } from './circumstances.ts';
import { byPlace, RE_ENTRY, type Item } from './items.ts';
import type { SampleCount } from './tally.ts';
import { played } from './played.ts';
import { World } from './world.ts';

export { came, went, type SampleCount } from './tally.ts';

/** Every item of one world, in order of site, service (re-entry last), origin, index, lineage and attempt. */
export function simulatePlainly(model: Model, seed: string, run: number, strategyId: string | null): ItemRecord[] {
  const { world } = played(model, seed, run, strategyId);
  const services = model.sites.map((site) => [...Object.keys(site.services), RE_ENTRY]);
  return world.items.sort(byPlace).map((item) => recordOf(model, services, item));
}

/** At every hourly sample, for every service with re-entry last: what came and where it is. */
export function sampleCounts(model: Model, seed: string, run: number, strategyId: string | null): SampleCount[] {
  const { opened } = played(model, seed, run, strategyId);
  const circumstances = circumstancesOf(model, seed, run, strategyId)(opened);
  const world = new World(circumstances);
  const counts: SampleCount[] = [];
  world.play((tick) => {
    if (tick < circumstances.span.warmUp) return undefined;
    // Counted from the items themselves, so that the tallies have something to be wrong against.
    const now = model.sites.map((site) =>
      [...Object.keys(site.services), RE_ENTRY].map(() => ({ waiting: 0, deferred: 0, inService: 0 })),
    );
    for (const item of world.items) {
      const count = now[item.site]![item.service]!;
      if (item.fate === 'in-service') count.inService++;
      if (item.fate === 'waiting') count[world.canStart(item, tick) ? 'waiting' : 'deferred']++;
    }
    model.sites.forEach((site, s) => {
      [...Object.keys(site.services), RE_ENTRY].forEach((service, place) => {
        if (place === Object.keys(site.services).length && !site.reentry) return;
        counts.push({ tick, site: site.id, service, ...world.tallies[s]![place]!, ...now[s]![place]! });
      });
    });
    return undefined;
  });
  return counts;
}

/** `services` are the ids of each site's services, re-entry last. */
function recordOf(model: Model, services: readonly (readonly string[])[], item: Item): ItemRecord {
  return {
    site: model.sites[item.site]!.id,
    service: services[item.site]![item.service]!,
    originSite: model.sites[item.originSite]!.id,
    originService: services[item.originSite]![item.originService]!,
    index: item.index,
    lineage: item.lineage,
    attempt: item.attempt,
    firstDue: item.firstDue,
    due: item.due,
    start: item.start,
    end: item.end,
    left: item.left,
    fate: item.fate,
    degraded: item.degraded,
    record: item.record,
  };
}
