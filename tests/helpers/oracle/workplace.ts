/** A staff pool at work: the queues it serves, in order, and which item it would take next (rules 10, 24b). */
import type { Need } from '../../../src/catalog/templates/template.ts';
import type { Circumstances, StaffedPool } from './circumstances.ts';
import type { Forms } from './forms.ts';
import { byDue, byMade, insert, RE_ENTRY, type Item } from './items.ts';
import { conditionAt, coveredNeeds, type Condition, type CoveredNeed } from './modes.ts';
import { lastAtOrBefore, stepAt, valueAt } from './steps.ts';

/** Items that wait at one service of a site: ordinary, rebooked or re-entry. */
export class Queue {
  readonly items: Item[] = [];
  private readonly needs: readonly CoveredNeed[];
  private known: {
    readonly condition: Condition;
    readonly from: number;
    readonly to: number;
    readonly timesOver: number;
  } | null = null;

  constructor(
    private readonly world: Circumstances,
    private readonly forms: Forms,
    readonly workplace: Workplace,
    readonly site: number,
    readonly serviceId: string,
    needs: readonly Need[],
    readonly priority: number,
  ) {
    this.needs = coveredNeeds(world.levels, world.backups, site, serviceId, needs);
    workplace.serve(this);
  }

  get isReentry(): boolean {
    return this.serviceId === RE_ENTRY;
  }

  add(item: Item): void {
    insert(this.items, item, this.isReentry ? byMade : byDue);
  }

  /** Takes an item out; a released rebooked one may wait elsewhere, so it must be here. */
  remove(item: Item): void {
    const place = this.items.indexOf(item);
    if (place < 0) throw new Error('an item left a queue in which it does not wait');
    this.items.splice(place, 1);
  }

  /** What can be done now; worked out anew whenever a level, a backup, its forms or the staff may have changed. */
  condition(tick: number): Condition {
    const { known } = this;
    const { timesOver } = this.forms;
    if (!known || tick < known.from || tick >= known.to || timesOver !== known.timesOver) {
      const { onShift, staff: all } = this.workplace.staffed;
      // Who comes on top of a shift takes nobody's seat (rule 20b).
      const staff = valueAt(onShift, tick) || valueAt(all, tick);
      const { changes } = this.workplace;
      const next = changes[lastAtOrBefore(changes, tick) + 1] ?? Infinity;
      this.known = {
        condition: conditionAt(this.world.levels, this.forms, this.site, this.needs, staff, tick),
        from: tick,
        to: next,
        timesOver,
      };
    }
    return this.known!.condition;
  }

  firstStartable(tick: number): Item | undefined {
    if (this.items.length === 0) return undefined;
    const { theta } = this.condition(tick);
    return this.items.find((item) => item.luck < theta);
  }
}

/** An item that could be started now, and where it waits. */
export interface Offer {
  readonly queue: Queue;
  readonly item: Item;
}

export class Workplace {
  /** Items in the hands of the pool's own people, and of those who came to type up only. */
  busy = 0;
  typing = 0;
  /** Whether it has to look at its queues once everything of this tick has happened. */
  isRestless = false;
  /** In order of site, service, ordinary before rebooked, re-entry last. */
  private readonly queues: Queue[] = [];
  /** Moments at which staff, levels or backups of its sites may change. */
  readonly changes: readonly number[];

  constructor(
    world: Circumstances,
    readonly staffed: StaffedPool,
  ) {
    const { levels, backups } = world;
    const moments = staffed.pool.sites.flatMap((site) => [
      ...levels.changes[site]!,
      ...backups.flatMap(({ inForce }) => inForce[site]!.flatMap(({ from, to }) => [from, to])),
    ]);
    this.changes = [
      ...new Set([...staffed.staff.ticks, ...staffed.onShift.ticks, ...staffed.team.ticks, ...moments]),
    ].sort((a, b) => a - b);
  }

  serve(queue: Queue): void {
    this.queues.push(queue);
  }

  hasSomebodyFree(tick: number): boolean {
    return this.busy < this.staffed.staff.values[stepAt(this.staffed.staff, tick)]!;
  }

  /** Whether somebody is free of those who only type up (rule 24b). */
  hasATypistFree(tick: number): boolean {
    return this.typing < valueAt(this.staffed.team, tick);
  }

  /** Lowest priority number first, then earliest due; on a tie the queue that comes first. */
  bestOffer(tick: number, of: 'everything' | 're-entry' = 'everything'): Offer | null {
    let best: Offer | null = null;
    for (const queue of this.queues) {
      if (of === 're-entry' && !queue.isReentry) continue;
      const item = queue.firstStartable(tick);
      if (!item) continue;
      if (
        !best ||
        queue.priority < best.queue.priority ||
        (queue.priority === best.queue.priority && item.due < best.item.due)
      )
        best = { queue, item };
    }
    return best;
  }
}

/** The queues of a site, made in the order in which their pools look at them. */
export function siteQueues(
  world: Circumstances,
  forms: Forms,
  site: number,
  workplaceOf: (poolId: string) => Workplace,
) {
  const { services, reentry } = world.model.sites[site]!;
  return {
    services: Object.entries(services).map(([id, service]) => {
      const workplace = workplaceOf(service.pool);
      return {
        ordinary: new Queue(world, forms, workplace, site, id, service.needs, service.priority),
        rebooked: new Queue(
          world,
          forms,
          workplace,
          site,
          id,
          service.needs,
          service.missedSlot?.priority ?? service.priority,
        ),
      };
    }),
    reentry: reentry
      ? new Queue(world, forms, workplaceOf(reentry.pool), site, RE_ENTRY, reentry.needs, reentry.priority)
      : null,
  };
}
