/** What a world is played with: desks, queues, pools, the event list and the books, and how an item comes into being (rule 9). */
import { handlingSampler } from '../../../src/engine/distributions.ts';
import { Purpose } from '../../../src/engine/streams.ts';
import type { Service } from '../../../src/catalog/templates/template.ts';
import { ticks } from '../../../src/scenario/calendar.ts';
import { Agenda } from './agenda.ts';
import type { Circumstances } from './circumstances.ts';
import { drawOnce, newItem, type Item, type Origin } from './items.ts';
import { Forms } from './forms.ts';
import { emptyTally, type Tally } from './tally.ts';
import { siteQueues, Workplace, type Queue } from './workplace.ts';

/** A service at a site. */
export interface Desk {
  readonly site: number;
  readonly place: number;
  readonly id: string;
  readonly service: Service;
  /** Minutes of handling at a uniform number. */
  readonly minutesAt: (u: number) => number;
  readonly pool: Workplace;
  readonly ordinary: Queue;
  readonly rebooked: Queue;
}

/** The state of a world; what happens in it is written in the classes that build on it. */
export class Stage {
  /** Every item that exists; a follow-on that comes only after the horizon never does. */
  readonly items: Item[] = [];
  /** Per site, per service with re-entry last: what has happened so far. */
  readonly tallies: Tally[][];
  protected readonly workplaces: Workplace[];
  protected readonly desks: Desk[][];
  protected readonly reentryQueues: (Queue | null)[];
  protected readonly agenda: Agenda;
  protected readonly forms: Forms;
  protected now = 0;

  constructor(protected readonly world: Circumstances) {
    const { model, span, pools, poolOf } = world;
    this.agenda = new Agenda(span.horizon);
    this.forms = new Forms(world.backups);
    const workplaces = new Map(pools.map((pool) => [pool, new Workplace(world, pool)]));
    this.workplaces = [...workplaces.values()];
    const queues = model.sites.map((_, site) =>
      siteQueues(world, this.forms, site, (poolId) => workplaces.get(poolOf[site]!.get(poolId)!)!),
    );
    this.reentryQueues = queues.map(({ reentry }) => reentry);
    this.desks = model.sites.map((site, s) =>
      Object.entries(site.services).map(([id, service], place) => {
        const pool = workplaces.get(poolOf[s]!.get(service.pool)!)!;
        const handling = handlingSampler(service.minutes);
        const minutesAt = (u: number): number => handling.at(u);
        return { site: s, place, id, service, minutesAt, pool, ...queues[s]!.services[place]! };
      }),
    );
    this.tallies = this.desks.map((desks) => [...desks, null].map(() => emptyTally()));
  }

  /** A new item of a service; it has its own luck unless it is given one. */
  protected make(desk: Desk, origin: Origin, lineage: number, luck?: number): Item {
    const handling = Math.max(1, ticks(desk.minutesAt(drawOnce(origin, Purpose.handling, lineage))));
    const item = newItem(
      { site: desk.site, service: desk.place },
      origin,
      lineage,
      luck ?? drawOnce(origin, Purpose.luck, lineage),
      handling,
    );
    this.items.push(item);
    return item;
  }

  protected tally(item: Item): Tally {
    return this.tallies[item.site]![item.service]!;
  }

  protected deskOf(site: number, serviceId: string): Desk {
    const desk = this.desks[site]?.find(({ id }) => id === serviceId);
    if (!desk) throw new Error(`no service ${serviceId} at ${this.world.model.sites[site]?.id}`);
    return desk;
  }
}
