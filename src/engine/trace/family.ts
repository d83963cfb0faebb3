/** The names of a cell's items: which arrival each descends from, and what brought it. */
import type { Cell } from '../cell.ts';
import { CONTACT, type Forest, type Received } from '../forest.ts';
import type { ItemStates } from '../itemStates.ts';
import { REENTRY } from '../plan.ts';
import { surgeLineage } from '../surges.ts';
import type { ItemName } from './events.ts';

/** What was sent to hubs so far, by what each item is there. */
export class Post {
  readonly #sent = new Map<string, ItemName>();

  add(as: Received, name: ItemName): void {
    this.#sent.set(keyOf(as.queue, as.originQueue, as.index, as.lineage), name);
  }

  find(queue: number, originQueue: number, index: number, lineage: number): ItemName | undefined {
    return this.#sent.get(keyOf(queue, originQueue, index, lineage));
  }
}

function keyOf(queue: number, originQueue: number, index: number, lineage: number): string {
  return `${queue}/${originQueue}/${index}/${lineage >>> 0}`;
}

export class Family {
  readonly #cell: Cell;
  readonly #forest: Forest;
  readonly #items: ItemStates;
  readonly #post: Post;
  readonly #surges = new Map<number, string>();

  constructor(cell: Cell, forest: Forest, items: ItemStates, post: Post) {
    this.#cell = cell;
    this.#forest = forest;
    this.#items = items;
    this.#post = post;
    this.#findSurges();
  }

  /** Extra items of surges, those received, and all that may follow: base items have none among them. */
  #findSurges(): void {
    const { baseCount, count, due, lineage, childStart, childCount } = this.#forest;
    const surgeOf = new Map(
      this.#cell.plan.model.scenario.incident.faults
        .filter(({ kind }) => kind === 'demand-surge')
        .map(({ id }) => [surgeLineage(id), id]),
    );
    for (let item = baseCount; item < count; item++) {
      if (due[item]! >= 0) {
        const surge = this.sentFrom(item)?.surge ?? surgeOf.get(lineage[item]!);
        if (surge !== undefined) this.#surges.set(item, surge);
      }
      const surge = this.#surges.get(item);
      if (surge === undefined) continue;
      for (let k = 0; k < childCount[item]!; k++) this.#surges.set(childStart[item]! + k, surge);
    }
  }

  /** The item it was before a hub received it. */
  sentFrom(item: number): ItemName | undefined {
    const { queue, originQueue, index, lineage, ownCount } = this.#forest;
    if (item < ownCount || item >= this.#items.count) return undefined;
    return this.#post.find(this.#cell.globalQueue[queue[item]!]!, originQueue[item]!, index[item]!, lineage[item]!);
  }

  /** The item of the forest itself, or the one that a re-entry item types up. */
  sourceOf(item: number): number {
    return item < this.#items.count ? item : this.#items.reentryOf(item);
  }

  /** Plan's number of the queue an item is in. */
  queueOf(item: number): number {
    const own = this.#forest.queue[this.sourceOf(item)]!;
    return this.#cell.globalQueue[item < this.#items.count ? own : this.#cell.reentryOfQueue[own]!]!;
  }

  nameOf(item: number): ItemName {
    const { plan } = this.#cell;
    const source = this.sourceOf(item);
    const { originQueue, index, lineage } = this.#forest;
    const queue = plan.queues[this.queueOf(item)]!;
    const origin = plan.queues[originQueue[source]!]!;
    const surge = this.#surges.get(source);
    const originSite = plan.sites[origin.site]!.id;
    return {
      id: `${originSite}/${origin.service}/${index[source]!}${surge === undefined ? '' : `+${surge}`}`,
      site: plan.sites[queue.site]!.id,
      service: queue.isReentry ? REENTRY : queue.service,
      originSite,
      originService: origin.service,
      index: index[source]!,
      lineage: lineage[source]! >>> 0,
      surge,
      typesUp: queue.isReentry ? plan.queues[this.#cell.globalQueue[this.#forest.queue[source]!]!]!.service : undefined,
    };
  }

  /** How an item came to be there for the first time. */
  howCame(item: number): 'arrived' | 'booked' | 'surge' | 'received' | 'followed' | 'contact' {
    const { due, ownCount, baseCount, edge, queue } = this.#forest;
    if (due[item]! < 0) return edge[item] === CONTACT ? 'contact' : 'followed';
    if (item >= ownCount) return 'received';
    if (item >= baseCount) return 'surge';
    return this.#cell.queues[queue[item]!]!.slots ? 'booked' : 'arrived';
  }
}
