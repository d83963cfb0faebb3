/**
 * Who waits, in which order, and who is next. Queue q has two lists, 2q of ordinary items and 2q + 1 of rebooked
 * people; each has a part to be looked at and a part set aside because its items cannot start (deferred).
 */
import type { Cell } from './cell.ts';
import type { Forest } from './forest.ts';
import type { ItemStates } from './itemStates.ts';
import { Lists } from './lists.ts';

export class Waiting {
  /** Per queue: an item can start when its luck is below this. */
  theta = new Float64Array(0);
  /** Per pool: items waiting that are not deferred. */
  count = new Int32Array(0);
  readonly lists = new Lists();
  readonly #items: ItemStates;
  #cell!: Cell;
  #forest!: Forest;

  constructor(items: ItemStates) {
    this.#items = items;
  }

  bind(forest: Forest, items: number): void {
    this.#forest = forest;
    this.#cell = forest.cell;
    const queues = this.#cell.queues.length;
    const pools = this.#cell.globalPool.length;
    this.lists.makeRoom(queues * 4, items * 2);
    if (this.theta.length !== queues) this.theta = new Float64Array(queues);
    if (this.count.length !== pools) this.count = new Int32Array(pools);
  }

  clear(): void {
    this.lists.clear();
    this.count.fill(0);
  }

  copyFrom(other: Waiting, items: number): void {
    this.lists.copyFrom(other.lists, items);
    this.count.set(other.count);
  }

  queueOf(item: number): number {
    const { count, reentryOf } = this.#items;
    return item < count ? this.#forest.queue[item]! : this.#cell.reentryOfQueue[this.#forest.queue[reentryOf[item]!]!]!;
  }

  luckOf(item: number): number {
    const { count, reentryOf } = this.#items;
    return this.#forest.luck[item < count ? item : reentryOf[item]!]!;
  }

  /** Joins a list (2q or 2q + 1) in its order. */
  join(list: number, item: number): void {
    this.#insertFromTail(2 * list, item);
    this.#move(list, 1);
  }

  leave(item: number): void {
    const part = this.lists.on[item]!;
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
        const following = lists.next[item]!;
        if (this.luckOf(item) < theta) {
          lists.remove(item);
          while (place >= 0 && !this.#comesBefore(item, place)) place = lists.next[place]!;
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
    const { due } = this.#items;
    let best = -1;
    let priority = 0;
    for (let k = 0; k < offers.length; k++) {
      if (best >= 0 && priorities[k] !== priority) break;
      const item = this.#offer(offers[k]!);
      if (item < 0) continue;
      if (best < 0 || due[item]! < due[best]!) best = item;
      priority = priorities[k]!;
    }
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
      this.#items.looked[item] = 1;
      this.#insertFromTail(2 * list + 1, item);
    }
  }

  #move(list: number, by: number): void {
    const pool = this.#cell.poolOfQueue[list >> 1]!;
    this.count[pool] = this.count[pool]! + by;
  }

  /** Items come nearly in order, so the place is found from the end. */
  #insertFromTail(part: number, item: number): void {
    const { prev, tail } = this.lists;
    let before = -1;
    for (let at = tail[part]!; at >= 0 && this.#comesBefore(item, at); at = prev[at]!) before = at;
    this.lists.insert(part, item, before);
  }

  /** Rule 10: due, then origin; re-entry (rule 21) in the order made, then origin. */
  #comesBefore(a: number, b: number): boolean {
    const { count, due, reentryMade, reentryOf } = this.#items;
    if (a < count) return due[a] === due[b] ? this.#originBefore(a, b) : due[a]! < due[b]!;
    if (reentryMade[a] !== reentryMade[b]) return reentryMade[a]! < reentryMade[b]!;
    return this.#originBefore(reentryOf[a]!, reentryOf[b]!);
  }

  #originBefore(a: number, b: number): boolean {
    const { originQueue, index, lineage } = this.#forest;
    if (originQueue[a] !== originQueue[b]) return originQueue[a]! < originQueue[b]!;
    if (index[a] !== index[b]) return index[a]! < index[b]!;
    return lineage[a]! >>> 0 < lineage[b]! >>> 0;
  }
}
