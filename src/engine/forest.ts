/**
 * Every item that can exist in a cell in one run, with its luck, drawn once: own arrivals in the order in which they
 * come, and after them the work that would follow, generation by generation in its parents' order. The twin and all
 * strategies live on the same forest, so they differ only in what happens to the items, never in the items.
 */
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../scenario/calendar.ts';
import type { Cell, Elsewhere } from './cell.ts';
import { logOfUniform } from './math.ts';
import type { Plan } from './plan.ts';
import type { SurgeItem } from './surges.ts';
import {
  childLineage,
  idCode,
  itemHalf,
  Purpose,
  purposeHalf,
  streamKey,
  uniformAt,
  uniformOf,
  type StreamKey,
} from './streams.ts';

/** In place of a follow-on entry: ringing somebody to rebook them. It comes before what follows. */
export const CONTACT = 255;
/** In place of a follow-on entry: the item itself, at another service of the site or at a partner. */
export const ELSEWHERE = 254;
/** From here on a child does not follow when its parent is done. */
export const SPECIAL = ELSEWHERE;

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

const WORDS = ['queue', 'handling', 'due', 'index', 'lineage', 'originQueue', 'childStart'] as const;
const BYTES = ['childCount', 'edge', 'noShow'] as const;

export class Forest {
  /** Whose items these are; a forest serves one cell after another. */
  cell: Cell;
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
  /** What may follow from an item stands together; for any item, what follows from it and all later ones stands from here on. */
  childStart = new Int32Array(0);
  childCount = new Uint8Array(0);
  /** Which follow-on entry of its parent's queue an item is, or CONTACT. */
  edge = new Uint8Array(0);
  noShow = new Uint8Array(0);
  /** Own items, those of surges and received ones in order of due. */
  order: Int32Array = new Int32Array(0);
  /** Without surges: what comes to the twin. */
  #baseOrder: Int32Array = new Int32Array(0);
  /** Where each generation of base items ends; the first is the own arrivals. */
  generations: number[] = [];

  /** Own arrivals; all items after them follow from others, are of surges or received. */
  get roots(): number {
    return this.generations[0] ?? 0;
  }
  readonly #arrivals = new Arrivals();
  #keys: Keys = () => ({ a: 0, b: 0 });

  constructor(cell: Cell) {
    this.cell = cell;
  }

  /** The stream of an item's origin. */
  key(slot: number): StreamKey {
    return this.#keys(this.originQueue[slot]!);
  }

  luckOf(slot: number): number {
    return this.luck[slot]!;
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
    const arrivals = this.#arrivals;
    arrivals.count = 0;
    cell.queues.forEach((queue, q) => {
      const key = keys(cell.globalQueue[q]!);
      if (queue.slots) for (let k = 0; k < queue.slots.length; k++) arrivals.add(queue.slots[k]!, q, k);
      else if (queue.spec?.arrivals && 'poisson' in queue.spec.arrivals)
        poissonArrivals(arrivals, cell.rates[q]!, q, key);
    });
    this.#take(arrivals);
    this.generations = [this.count];
    this.#grow(0, this.generations);
    this.baseCount = this.count;
    this.#baseOrder = this.order;
    cell.globalQueue.forEach((global, q) => surges[global]?.forEach((item) => this.#addRoot(q, global, item)));
    const extra = this.count;
    this.#grow(this.baseCount, []);
    this.ownCount = this.count;
    this.#mergeByDue(this.baseCount, extra);
  }

  /** An item of a surge: like an own arrival, with a lineage that tells it from those. */
  #addRoot(q: number, originQueue: number, { due, index, lineage }: SurgeItem): void {
    const slot = this.#add(q, originQueue, index, lineage, due);
    this.luck[slot] = uniformAt(this.key(slot), index, Purpose.luck, lineage);
    this.#drawHandling(slot, q);
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

  /**
   * Where items stand that come, or may follow from those that come, from one own arrival up to another (in order of
   * due): from and to, generation by generation.
   */
  between(from: number, to: number): number[] {
    const stretches: number[] = [];
    let a = from;
    let b = to;
    for (let k = 0; k < this.generations.length; k++) {
      stretches.push(a, b);
      const end = this.generations[k]!;
      const next = this.generations[k + 1];
      if (next === undefined) break;
      a = a < end ? this.childStart[a]! : next;
      b = b < end ? this.childStart[b]! : next;
    }
    return stretches;
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
    this.#grow(first, [], roots);
    this.#mergeByDue(first, roots);
  }

  /** Takes received items away, so that the next world can bring its own. */
  forget(order: Int32Array): void {
    this.count = this.ownCount;
    this.order = order;
  }

  /** Own arrivals become items in order of due, each with its luck and handling. */
  #take(arrivals: Arrivals): void {
    const { cell } = this;
    const roots = arrivals.count;
    const sorted = arrivals.sorted(cell.plan.horizon);
    const keys = cell.queues.map((_, q) => this.#keys(cell.globalQueue[q]!));
    const luckHalf = keys.map((key) => purposeHalf(key, Purpose.luck));
    const handlingHalf = keys.map((key) => purposeHalf(key, Purpose.handling));
    const noShow = cell.queues.map(({ spec }) =>
      spec?.arrivals && 'scheduled' in spec.arrivals ? spec.arrivals.scheduled.noShow : 0,
    );
    while (this.queue.length < roots) this.#enlarge();
    for (let slot = 0; slot < roots; slot++) {
      const from = sorted[slot]!;
      const q = arrivals.queue[from]!;
      const index = arrivals.index[from]!;
      const key = keys[q]!;
      const half = itemHalf(key, index);
      this.#set(slot, q, cell.globalQueue[q]!, index, 0, arrivals.due[from]!);
      this.luck[slot] = uniformOf(half, luckHalf[q]!);
      this.handling[slot] = this.#ticksOf(q, uniformOf(half, handlingHalf[q]!));
      if (noShow[q]! > 0 && uniformAt(key, index, Purpose.noShow) < noShow[q]!) this.noShow[slot] = 1;
    }
    this.count = roots;
    if (this.order.length !== roots || !isIdentity.has(this.order)) {
      this.order = Int32Array.from({ length: roots }, (_, k) => k);
      isIdentity.add(this.order);
    }
  }

  #drawHandling(slot: number, q: number): void {
    this.handling[slot] = this.#ticksOf(
      q,
      uniformAt(this.key(slot), this.index[slot]!, Purpose.handling, this.lineage[slot]!),
    );
  }

  #ticksOf(q: number, u: number): number {
    return Math.max(1, Math.min(1e9, Math.round(this.cell.handling[q]!.at(u) * TICKS_PER_MINUTE)));
  }

  /**
   * Draws what would follow from every item from a slot on, generation after generation. Nothing is decided on items
   * before `decidedFrom`, so they never go elsewhere.
   */
  #grow(from: number, generations: number[], decidedFrom = from): void {
    const { cell } = this;
    let end = this.count;
    for (let slot = from; slot < this.count; slot++) {
      if (slot === end) generations.push((end = this.count));
      this.childStart[slot] = this.count;
      if (this.noShow[slot] === 1) continue;
      const q = this.queue[slot]!;
      const entries = cell.followOn[q]!;
      const contact = cell.contactOfQueue[q]!;
      const elsewhere = slot >= decidedFrom && this.edge[slot]! < SPECIAL ? cell.elsewhere[q]! : NOWHERE;
      if (entries.length === 0 && contact < 0 && elsewhere.length === 0) continue;
      const key = this.key(slot);
      const index = this.index[slot]!;
      const lineage = this.lineage[slot]!;
      if (contact >= 0) this.#addChild(contact, slot, childLineage(lineage, cell.queues[q]!.contactCode), CONTACT);
      for (const where of elsewhere) this.#addElsewhere(where, slot, key, index, lineage);
      for (let k = 0; k < entries.length; k++) {
        const entry = entries[k]!;
        const child = childLineage(lineage, entry.code);
        if (uniformAt(key, index, Purpose.followOn, child) < entry.share) this.#addChild(entry.queue, slot, child, k);
      }
    }
  }

  /** The item itself as it comes elsewhere: with its luck, and handling by what it comes to. */
  #addElsewhere(where: Elsewhere, parent: number, key: StreamKey, index: number, lineage: number): void {
    const purpose = where.isPartner ? Purpose.divert : Purpose.switch;
    if (uniformAt(key, index, purpose, lineage) >= where.share) return;
    const { plan, queues } = this.cell;
    const { site, service } = queues[where.queue]!;
    const its = where.isPartner
      ? hubLineage(lineage, plan.sites[site]!.id, service, 0)
      : childLineage(lineage, idCode(`instead/${service}`));
    const slot = this.count;
    this.#addChild(where.queue, parent, its, ELSEWHERE);
    this.luck[slot] = this.luck[parent]!;
  }

  #addChild(q: number, parent: number, lineage: number, edge: number): void {
    const index = this.index[parent]!;
    const slot = this.#add(q, this.originQueue[parent]!, index, lineage, -1);
    this.edge[slot] = edge;
    this.childCount[parent] = this.childCount[parent]! + 1;
    // Few people have to be rung or go elsewhere: what they bring is drawn when they do.
    if (edge >= SPECIAL) this.handling[slot] = 0;
    else this.#drawChild(slot);
  }

  /** Draws what a contact, or an item that goes elsewhere, brings, the first time that any world needs it. */
  complete(slot: number): void {
    if (this.handling[slot] === 0) this.#drawChild(slot);
  }

  #drawChild(slot: number): void {
    const lineage = this.lineage[slot]!;
    const key = this.key(slot);
    const half = itemHalf(key, this.index[slot]!);
    if (this.edge[slot] !== ELSEWHERE) this.luck[slot] = uniformOf(half, purposeHalf(key, Purpose.luck, lineage));
    const u = uniformOf(half, purposeHalf(key, Purpose.handling, lineage));
    this.handling[slot] = this.#ticksOf(this.queue[slot]!, u);
  }

  #add(q: number, originQueue: number, index: number, lineage: number, due: number): number {
    const slot = this.count++;
    if (slot >= this.queue.length) this.#enlarge();
    this.#set(slot, q, originQueue, index, lineage, due);
    return slot;
  }

  #set(slot: number, q: number, originQueue: number, index: number, lineage: number, due: number): void {
    this.queue[slot] = q;
    this.originQueue[slot] = originQueue;
    this.index[slot] = index;
    this.lineage[slot] = lineage;
    this.due[slot] = due;
    this.childStart[slot] = 0;
    this.childCount[slot] = 0;
    this.edge[slot] = 0;
    this.noShow[slot] = 0;
  }

  #enlarge(): void {
    const size = Math.max(4096, this.queue.length * 2);
    for (const name of WORDS) this[name] = enlarged(this[name], new Int32Array(size));
    for (const name of BYTES) this[name] = enlarged(this[name], new Uint8Array(size));
    this.luck = enlarged(this.luck, new Float64Array(size));
  }
}

/** Orders that name every item in turn, so that they need not be made anew for as many items. */
const isIdentity = new WeakSet<Int32Array>();

function enlarged<T extends Int32Array | Uint8Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/** Poisson arrivals of a queue: unit-rate gaps run through the expected arrivals of each hour. */
function poissonArrivals(arrivals: Arrivals, rates: Float64Array, q: number, key: StreamKey): void {
  const gap = purposeHalf(key, Purpose.gap);
  let index = 0;
  let sum = -logOfUniform(1 - uniformOf(itemHalf(key, 0), gap));
  let reached = 0;
  for (let hour = 0; hour < rates.length; hour++) {
    const rate = rates[hour]!;
    if (rate <= 0) continue;
    while (reached + rate > sum) {
      const within = Math.min(TICKS_PER_HOUR - 1, Math.floor(((sum - reached) / rate) * TICKS_PER_HOUR));
      arrivals.add(hour * TICKS_PER_HOUR + within, q, index);
      index++;
      sum += -logOfUniform(1 - uniformOf(itemHalf(key, index), gap));
    }
    reached += rate;
  }
}

const NOWHERE: readonly Elsewhere[] = [];

/** Buckets of a minute hold a few items of a group of practices at most. */
const BUCKET = TICKS_PER_MINUTE;

/** Own arrivals queue by queue, before they are put in order. */
class Arrivals {
  count = 0;
  due = new Int32Array(4096);
  queue = new Int32Array(4096);
  index = new Int32Array(4096);
  #order = new Int32Array(4096);
  #starts = new Int32Array(0);

  add(due: number, queue: number, index: number): void {
    if (this.count === this.due.length) {
      const size = this.count * 2;
      for (const name of ['due', 'queue', 'index'] as const) this[name] = enlarged(this[name], new Int32Array(size));
      this.#order = new Int32Array(size);
    }
    const at = this.count++;
    this.due[at] = due;
    this.queue[at] = queue;
    this.index[at] = index;
  }

  /** Places in order of due: a counting sort by minute, then insertion within it. */
  sorted(horizon: number): Int32Array {
    const minutes = Math.ceil(horizon / BUCKET) + 1;
    if (this.#starts.length !== minutes + 1) this.#starts = new Int32Array(minutes + 1);
    const starts = this.#starts.fill(0);
    const { due, count } = this;
    for (let k = 0; k < count; k++) {
      const minute = ((due[k]! / BUCKET) | 0) + 1;
      starts[minute] = starts[minute]! + 1;
    }
    for (let m = 0; m < minutes; m++) starts[m + 1] = starts[m + 1]! + starts[m]!;
    const order = this.#order;
    // Filled from the back, so that a start is where its minute begins when all are placed.
    for (let k = count - 1; k >= 0; k--) {
      const minute = ((due[k]! / BUCKET) | 0) + 1;
      const at = starts[minute]! - 1;
      starts[minute] = at;
      order[at] = k;
    }
    for (let k = 1; k < count; k++) {
      const item = order[k]!;
      let at = k;
      for (; at > 0 && due[order[at - 1]!]! > due[item]!; at--) order[at] = order[at - 1]!;
      order[at] = item;
    }
    return order;
  }
}

/** Lineage of an item received by a hub. */
export function hubLineage(lineage: number, hubSite: string, hubService: string, attempt: number): number {
  return childLineage(childLineage(lineage, idCode(`${hubSite}/${hubService}`)), attempt);
}
