/**
 * Every item that can exist in a cell in one run, with its luck, drawn once: own arrivals and the work that
 * would follow from them. The twin and all strategies live on the same forest, so they differ only in what
 * happens to the items, never in the items.
 */
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';
import { log } from './math.ts';
import type { Plan, PlanQueue } from './plan.ts';
import type { SurgeItem } from './surges.ts';
import { childLineage, idCode, Purpose, streamKey, uniformAt, type StreamKey } from './streams.ts';

/** In place of a follow-on entry: ringing somebody to rebook them. */
export const CONTACT = 255;

/** An item on its way to a hub. */
export interface Received {
  readonly tick: number;
  readonly queue: number;
  readonly originQueue: number;
  readonly index: number;
  readonly lineage: number;
  readonly luck: number;
}

export type Keys = (globalQueue: number) => StreamKey;

/** The item streams of a run, made when first asked for. */
export function itemKeys(plan: Plan, seed: string, run: number): Keys {
  const keys: (StreamKey | undefined)[] = [];
  return (q) => {
    const queue = plan.queues[q]!;
    return (keys[q] ??= streamKey(seed, run, 'item', plan.sites[queue.site]!.id, queue.service));
  };
}

export class Forest {
  readonly cell: Cell;
  /** Items that every world has, the twin too; those of surges follow. */
  baseCount = 0;
  /** Items drawn for the run; received ones of a world are added after them and taken away again. */
  ownCount = 0;
  count = 0;
  queue = new Int32Array(0);
  handling = new Int32Array(0);
  luck = new Float64Array(0);
  /** Due of own and received items; follow-on work is due when its parent is done. */
  due = new Int32Array(0);
  index = new Int32Array(0);
  lineage = new Int32Array(0);
  originQueue = new Int32Array(0);
  /** Follow-on work of an item stands together; its contact item, if any, just before. */
  childStart = new Int32Array(0);
  childCount = new Uint8Array(0);
  /** Which follow-on entry of its parent's queue an item is. */
  edge = new Uint8Array(0);
  noShow = new Uint8Array(0);
  /** Own items, those of surges and received ones in order of due. */
  order: Int32Array = new Int32Array(0);
  /** Without surges: what comes to the twin. */
  #baseOrder: Int32Array = new Int32Array(0);
  #keys: Keys = () => ({ a: 0, b: 0 });

  constructor(cell: Cell) {
    this.cell = cell;
  }

  /** The stream of an item's origin. */
  key(slot: number): StreamKey {
    return this.#keys(this.originQueue[slot]!);
  }

  /** What comes in a world with or without the incident. */
  orderOf(isSurged: boolean): Int32Array {
    return isSurged || this.ownCount === this.baseCount ? this.order : this.#baseOrder;
  }

  /** `surges` holds the extra items of each queue of the plan. */
  draw(keys: Keys, surges: readonly (readonly SurgeItem[] | undefined)[] = []): void {
    this.#keys = keys;
    this.count = 0;
    const { cell } = this;
    cell.queues.forEach((queue, q) => {
      const key = keys(cell.globalQueue[q]!);
      if (queue.slots) this.#drawSlots(q, queue, key);
      else if (queue.spec?.arrivals && 'poisson' in queue.spec.arrivals) this.#drawPoisson(q, key);
    });
    const roots = this.count;
    this.#grow(0);
    this.baseCount = this.count;
    this.#sort(roots);
    this.#baseOrder = this.order;
    cell.globalQueue.forEach((global, q) => surges[global]?.forEach((item) => this.#addRoot(q, global, item)));
    const extra = this.count;
    this.#grow(this.baseCount);
    this.ownCount = this.count;
    this.#mergeByDue(this.baseCount, extra);
  }

  /** Adds what a world sends to this hub, in the order of rule 10, and what follows from it. */
  receive(received: readonly Received[]): void {
    this.count = this.ownCount;
    if (received.length === 0) return;
    const { cell } = this;
    const sorted = [...received].sort(
      (a, b) =>
        a.tick - b.tick ||
        a.queue - b.queue ||
        a.originQueue - b.originQueue ||
        a.index - b.index ||
        (a.lineage >>> 0) - (b.lineage >>> 0),
    );
    const first = this.count;
    for (const item of sorted) {
      const q = cell.localQueue.get(item.queue)!;
      const slot = this.#add(q, item.originQueue, item.index, item.lineage, item.tick);
      this.luck[slot] = item.luck;
      this.#drawHandling(slot, q);
    }
    const roots = this.count;
    this.#grow(first);
    this.#mergeByDue(first, roots);
  }

  /** Puts the roots from a slot on among those that are in order already, which come first within a tick. */
  #mergeByDue(from: number, to: number): void {
    if (to === from) return;
    const { due, order: own } = this;
    const added = Int32Array.from({ length: to - from }, (_, k) => from + k).sort((x, y) => due[x]! - due[y]! || x - y);
    const merged = new Int32Array(own.length + added.length);
    let a = 0;
    let b = 0;
    for (let k = 0; k < merged.length; k++) {
      if (b >= added.length || (a < own.length && due[own[a]!]! <= due[added[b]!]!)) merged[k] = own[a++]!;
      else merged[k] = added[b++]!;
    }
    this.order = merged;
  }

  /** An item of a surge: like an own arrival, with a lineage that tells it from those. */
  #addRoot(q: number, originQueue: number, { due, index, lineage }: SurgeItem): void {
    const slot = this.#add(q, originQueue, index, lineage, due);
    this.luck[slot] = uniformAt(this.key(slot), index, Purpose.luck, lineage);
    this.#drawHandling(slot, q);
  }

  /** Takes received items away, so that the next world can bring its own. */
  forget(order: Int32Array): void {
    this.count = this.ownCount;
    this.order = order;
  }

  #drawSlots(q: number, queue: PlanQueue, key: StreamKey): void {
    const chance =
      queue.spec!.arrivals && 'scheduled' in queue.spec!.arrivals ? queue.spec!.arrivals.scheduled.noShow : 0;
    const slots = queue.slots!;
    for (let k = 0; k < slots.length; k++) {
      const slot = this.#add(q, this.cell.globalQueue[q]!, k, 0, slots[k]!);
      if (chance > 0 && uniformAt(key, k, Purpose.noShow) < chance) this.noShow[slot] = 1;
      this.#drawOwn(slot, q, key);
    }
  }

  #drawPoisson(q: number, key: StreamKey): void {
    const rates = this.cell.rates[q]!;
    const global = this.cell.globalQueue[q]!;
    let index = 0;
    let sum = -log(1 - uniformAt(key, 0, Purpose.gap));
    let reached = 0;
    for (let hour = 0; hour < rates.length; hour++) {
      const rate = rates[hour]!;
      if (rate <= 0) continue;
      while (reached + rate > sum) {
        const tick =
          hour * TICKS_PER_HOUR + Math.min(TICKS_PER_HOUR - 1, Math.floor(((sum - reached) / rate) * TICKS_PER_HOUR));
        const slot = this.#add(q, global, index, 0, tick);
        this.#drawOwn(slot, q, key);
        index++;
        sum += -log(1 - uniformAt(key, index, Purpose.gap));
      }
      reached += rate;
    }
  }

  #drawOwn(slot: number, q: number, key: StreamKey): void {
    const index = this.index[slot]!;
    this.luck[slot] = uniformAt(key, index, Purpose.luck);
    this.handling[slot] = this.#ticksOf(q, uniformAt(key, index, Purpose.handling));
  }

  #drawHandling(slot: number, q: number): void {
    this.handling[slot] = this.#ticksOf(
      q,
      uniformAt(this.key(slot), this.index[slot]!, Purpose.handling, this.lineage[slot]!),
    );
  }

  #ticksOf(q: number, u: number): number {
    return Math.max(1, Math.min(1e9, Math.round(this.cell.handling[q]!(u) * TICKS_PER_MINUTE)));
  }

  /** Draws what would follow from every item from a slot on, generation after generation. */
  #grow(from: number): void {
    const { cell } = this;
    for (let slot = from; slot < this.count; slot++) {
      if (this.noShow[slot] === 1) continue;
      const q = this.queue[slot]!;
      const entries = cell.followOn[q]!;
      const contact = cell.contactOfQueue[q]!;
      if (entries.length === 0 && contact < 0) continue;
      const key = this.key(slot);
      const index = this.index[slot]!;
      const lineage = this.lineage[slot]!;
      if (contact >= 0) this.#addChild(contact, slot, childLineage(lineage, cell.queues[q]!.contactCode), CONTACT);
      this.childStart[slot] = this.count;
      for (let k = 0; k < entries.length; k++) {
        const entry = entries[k]!;
        const child = childLineage(lineage, entry.code);
        if (uniformAt(key, index, Purpose.followOn, child) >= entry.share) continue;
        this.#addChild(entry.queue, slot, child, k);
        this.childCount[slot] = this.childCount[slot]! + 1;
      }
    }
  }

  #addChild(q: number, parent: number, lineage: number, edge: number): void {
    const index = this.index[parent]!;
    const slot = this.#add(q, this.originQueue[parent]!, index, lineage, -1);
    this.edge[slot] = edge;
    this.luck[slot] = uniformAt(this.key(slot), index, Purpose.luck, lineage);
    this.#drawHandling(slot, q);
  }

  #add(q: number, originQueue: number, index: number, lineage: number, due: number): number {
    const slot = this.count++;
    if (slot >= this.queue.length) this.#enlarge();
    this.queue[slot] = q;
    this.originQueue[slot] = originQueue;
    this.index[slot] = index;
    this.lineage[slot] = lineage;
    this.due[slot] = due;
    this.childStart[slot] = 0;
    this.childCount[slot] = 0;
    this.edge[slot] = 0;
    this.noShow[slot] = 0;
    return slot;
  }

  #enlarge(): void {
    const size = Math.max(4096, this.queue.length * 2);
    const int = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(size);
      larger.set(old);
      return larger;
    };
    const byte = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const larger = new Uint8Array(size);
      larger.set(old);
      return larger;
    };
    this.queue = int(this.queue);
    this.handling = int(this.handling);
    const luck = new Float64Array(size);
    luck.set(this.luck);
    this.luck = luck;
    this.due = int(this.due);
    this.index = int(this.index);
    this.lineage = int(this.lineage);
    this.originQueue = int(this.originQueue);
    this.childStart = int(this.childStart);
    this.childCount = byte(this.childCount);
    this.edge = byte(this.edge);
    this.noShow = byte(this.noShow);
  }

  /** Own arrivals by due: a counting sort by hour, then insertion within it. */
  #sort(roots: number): void {
    const hours = Math.ceil(this.cell.plan.horizon / BUCKET) + 1;
    const starts = new Int32Array(hours + 1);
    for (let slot = 0; slot < roots; slot++) starts[Math.floor(this.due[slot]! / BUCKET) + 1]!++;
    for (let h = 0; h < hours; h++) starts[h + 1]! += starts[h]!;
    const order = new Int32Array(roots);
    const next = starts.slice();
    const { due } = this;
    for (let slot = 0; slot < roots; slot++) {
      const h = Math.floor(due[slot]! / BUCKET);
      let at = next[h]!++;
      const first = starts[h]!;
      while (at > first && due[order[at - 1]!]! > due[slot]!) {
        order[at] = order[at - 1]!;
        at--;
      }
      order[at] = slot;
    }
    this.order = order;
  }
}

/** Buckets of a minute hold a few items of a group of practices at most. */
const BUCKET = TICKS_PER_MINUTE;

/** Lineage of an item received by a hub. */
export function hubLineage(lineage: number, hubSite: string, hubService: string, attempt: number): number {
  return childLineage(childLineage(lineage, idCode(`${hubSite}/${hubService}`)), attempt);
}
