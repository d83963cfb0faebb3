/**
 * Who waits, in which order, and who is next. Queue q has two lists, 2q of ordinary items and 2q + 1 of rebooked
 * people; each has a part to be looked at and a part set aside because its items cannot start (deferred).
 */
import type { Cell } from './cell.ts';
import type { Forest } from './forest.ts';
import { DUE, LOOKED, SHIFT, type ItemStates } from './itemStates.ts';
import { Lists } from './lists.ts';

export class Waiting {
  /** Per queue: an item can start when its luck is below this. */
  theta = new Float64Array(0);
  /** Per pool: items waiting that are not deferred. */
  count = new Int32Array(0);
  readonly lists: Lists;
  readonly #items: ItemStates;
  #cell!: Cell;
  #forest!: Forest;

  constructor(items: ItemStates) {
    this.#items = items;
    this.lists = new Lists(items);
  }

  bind(forest: Forest): void {
    this.#forest = forest;
    this.#cell = forest.cell;
    const queues = this.#cell.queues.length;
    const pools = this.#cell.globalPool.length;
    this.lists.makeRoom(queues * 4);
    if (this.theta.length !== queues) this.theta = new Float64Array(queues);
    if (this.count.length !== pools) this.count = new Int32Array(pools);
  }

  clear(): void {
    this.lists.clear();
    this.count.fill(0);
  }

  copyFrom(other: Waiting): void {
    this.lists.copyFrom(other.lists);
    this.count.set(other.count);
  }

  queueOf(item: number): number {
    const items = this.#items;
    if (item < items.count) return this.#forest.queue[item]!;
    return this.#cell.reentryOfQueue[this.#forest.queue[items.reentryOf(item)]!]!;
  }

  luckOf(item: number): number {
    const items = this.#items;
    return this.#forest.luckOf(item < items.count ? item : items.reentryOf(item));
  }

  /** Joins a list (2q or 2q + 1) in its order. */
  join(list: number, item: number): void {
    this.#insertFromTail(2 * list, item);
    this.#move(list, 1);
  }

  leave(item: number): void {
    const part = this.lists.on(item);
    if ((part & 1) === 0) this.#move(part >> 1, -1);
    this.lists.remove(item);
  }

  /** Deferred items of a queue that can start now take their places again. */
  lookAgain(queue: number): void {
    for (const list of [2 * queue, 2 * queue + 1]) {
      const { lists } = this;
      const theta = this.theta[queue]!;
      let place = lists.head[2 * list]!;
      for (let item = lists.head[2 * list + 1]!; item >= 0;) {
        const following = lists.next(item);
        if (this.luckOf(item) < theta) {
          lists.remove(item);
          while (place >= 0 && !this.#comesBefore(item, place)) place = lists.next(place);
          lists.insert(2 * list, item, place);
          this.#move(list, 1);
        }
        item = following;
      }
    }
  }

  /** The item a free pool takes: lowest priority number, then earliest due, then the order of the lists; -1 for none. */
  next(pool: number): number {
    const offers = this.#cell.offers[pool]!;
    const priorities = this.#cell.offerPriority[pool]!;
    const { head } = this.lists;
    const { words } = this.#items;
    let best = -1;
    let due = 0;
    let priority = 0;
    for (let k = 0; k < offers.length; k++) {
      // Most lists are empty.
      if (head[2 * offers[k]!]! < 0) continue;
      if (best >= 0 && priorities[k] !== priority) break;
      const item = this.#offer(offers[k]!);
      if (item < 0) continue;
      const itsDue = words[(item << SHIFT) + DUE]!;
      if (best < 0 || itsDue < due) {
        best = item;
        due = itsDue;
      }
      priority = priorities[k]!;
    }
    return best;
  }

  /** The same among those to be typed up alone. */
  nextReentry(pool: number): number {
    const { queues, offers, offerPriority } = this.#cell;
    const { words } = this.#items;
    let best = -1;
    let priority = 0;
    offers[pool]!.forEach((list, k) => {
      const ofList = offerPriority[pool]![k]!;
      if (!queues[list >> 1]!.isReentry || (best >= 0 && ofList > priority)) return;
      const item = this.#offer(list);
      if (item < 0) return;
      if (best < 0 || words[(item << SHIFT) + DUE]! < words[(best << SHIFT) + DUE]!) best = item;
      priority = ofList;
    });
    return best;
  }

  /** First item of a list that can start; those before it that cannot are set aside. */
  #offer(list: number): number {
    const { lists } = this;
    const theta = this.theta[list >> 1]!;
    for (;;) {
      const item = lists.head[2 * list]!;
      if (item < 0 || theta >= 1 || this.luckOf(item) < theta) return item;
      lists.remove(item);
      this.#move(list, -1);
      this.#items.words[(item << SHIFT) + LOOKED] = 1;
      this.#insertFromTail(2 * list + 1, item);
    }
  }

  #move(list: number, by: number): void {
    const pool = this.#cell.poolOfQueue[list >> 1]!;
    this.count[pool] = this.count[pool]! + by;
  }

  /** Items come nearly in order, so the place is found from the end. */
  #insertFromTail(part: number, item: number): void {
    const { lists } = this;
    let before = -1;
    for (let at = lists.tail[part]!; at >= 0 && this.#comesBefore(item, at); at = lists.prev(at)) before = at;
    lists.insert(part, item, before);
  }

  /** Rule 10: due, then origin; re-entry (rule 21) in the order made, then origin. */
  #comesBefore(a: number, b: number): boolean {
    const items = this.#items;
    if (a < items.count) {
      const first = items.words[(a << SHIFT) + DUE]!;
      const second = items.words[(b << SHIFT) + DUE]!;
      return first === second ? this.#originBefore(a, b) : first < second;
    }
    const first = items.reentryMade(a);
    const second = items.reentryMade(b);
    return first === second ? this.#originBefore(items.reentryOf(a), items.reentryOf(b)) : first < second;
  }

  #originBefore(a: number, b: number): boolean {
    const { originQueue, index, lineage } = this.#forest;
    if (originQueue[a] !== originQueue[b]) return originQueue[a]! < originQueue[b]!;
    if (index[a] !== index[b]) return index[a]! < index[b]!;
    return lineage[a]! >>> 0 < lineage[b]! >>> 0;
  }
}
