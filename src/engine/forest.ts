/**
 * Every item that can exist in a cell in one run, drawn once: own arrivals in the order in which they come, and after
 * them the work that would follow, generation by generation in its parents' order. The twin and all strategies live
 * on the same forest, so they differ only in what happens to the items, never in the items.
 */
import { Arrivals } from './arrivals.ts';
import type { Cell } from './cell.ts';
import { enlarged } from './enlarged.ts';
import { Kinds, SPECIAL, type Keys } from './kinds.ts';
import { bitsOf, itemHalfOf, uniformOf, type StreamKey } from './streams.ts';
import type { SurgeItem } from './surges.ts';

export { CONTACT, ELSEWHERE, hubLineage, itemKeys, SPECIAL, type Keys } from './kinds.ts';

/** An item on its way to a hub. */
export interface Received {
  readonly tick: number;
  readonly queue: number;
  readonly originQueue: number;
  readonly index: number;
  readonly lineage: number;
  /** The purpose's half of its luck, which it keeps. */
  readonly luckHalf: number;
}

const WORDS = ['kind', 'queue', 'handling', 'due', 'index', 'lineage', 'originQueue', 'childStart'] as const;
const BYTES = ['childCount', 'edge', 'noShow'] as const;
/** So many items are looked at in one go for what follows from them. */
const STRETCH = 1024;

export class Forest {
  /** Whose items these are; a forest serves one cell after another. */
  cell: Cell;
  /** Items that every world has, the twin too; those of surges follow. */
  baseCount = 0;
  /** Items drawn for the run; received ones of a world are added after them and taken away again. */
  ownCount = 0;
  count = 0;
  kind = new Int32Array(0);
  queue = new Int32Array(0);
  handling = new Int32Array(0);
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
  #ascending = new Int32Array(0);
  /** Without surges: what comes to the twin. */
  #baseOrder: Int32Array = new Int32Array(0);
  /** Where each generation of base items ends; the first is the own arrivals. */
  generations: number[] = [];
  readonly #arrivals = new Arrivals();
  readonly #kinds = new Kinds();
  /** Kinds drawn for the run; those received by a world come after them. */
  #ownKinds = 0;

  constructor(cell: Cell) {
    this.cell = cell;
  }

  /** Own arrivals; all items after them follow from others, are of surges or received. */
  get roots(): number {
    return this.generations[0] ?? 0;
  }

  /** The stream of an item's origin. */
  key(slot: number): StreamKey {
    return this.#kinds.key[this.kind[slot]!]!;
  }

  /** The purpose's half of an item's luck, which it takes along wherever it goes. */
  luckHalf(slot: number): number {
    return this.#kinds.luckHalf[this.kind[slot]!]!;
  }

  /** Needed only while something is down, so it is drawn when asked for. */
  luckOf(slot: number): number {
    const { word, luckHalf } = this.#kinds;
    const kind = this.kind[slot]!;
    return uniformOf(itemHalfOf(word[kind]!, this.index[slot]!), luckHalf[kind]!);
  }

  /** What comes in a world with or without the incident. */
  orderOf(isSurged: boolean): Int32Array {
    return isSurged || this.ownCount === this.baseCount ? this.order : this.#baseOrder;
  }

  /** `surges` holds the extra items of each queue of the plan. */
  draw(keys: Keys, surges: readonly (readonly SurgeItem[] | undefined)[] = []): void {
    const { cell } = this;
    this.#kinds.begin(cell, keys);
    this.#take();
    this.generations = [this.count];
    this.#grow(0, this.generations);
    this.baseCount = this.count;
    this.#baseOrder = this.order;
    cell.globalQueue.forEach((global, q) => {
      const items = surges[global];
      if (items) this.#addExtra(q, items);
    });
    const extra = this.count;
    this.#grow(this.baseCount, []);
    this.ownCount = this.count;
    this.#ownKinds = this.#kinds.count;
    this.#mergeByDue(this.baseCount, extra);
  }

  /** Own arrivals become items in order of due. */
  #take(): void {
    const arrivals = this.#arrivals;
    arrivals.draw(this.cell, this.#kinds);
    const roots = arrivals.count;
    this.#makeRoom(roots);
    this.lineage.fill(0, 0, roots);
    this.edge.fill(0, 0, roots);
    this.childCount.fill(0, 0, roots);
    arrivals.place(this.cell.plan.horizon, this);
    const { kind, queue, originQueue } = this;
    const { globalQueue } = this.cell;
    for (let slot = 0; slot < roots; slot++) {
      const q = kind[slot]!;
      queue[slot] = q;
      originQueue[slot] = globalQueue[q]!;
    }
    this.count = roots;
    this.order = this.#upTo(roots);
  }

  /** The first items, one after another. */
  #upTo(count: number): Int32Array {
    if (this.#ascending.length < count) {
      this.#ascending = new Int32Array(this.queue.length);
      for (let k = 0; k < this.#ascending.length; k++) this.#ascending[k] = k;
    }
    return this.#ascending.subarray(0, count);
  }

  /** Items of a surge at a queue: like own arrivals, with a lineage that tells them from those. */
  #addExtra(q: number, items: readonly SurgeItem[]): void {
    let kind = -1;
    for (const { due, index, lineage } of items) {
      if (kind < 0 || this.#kinds.lineage[kind] !== lineage) kind = this.#kinds.extra(q, lineage);
      this.#addRoot(kind, index, due);
    }
  }

  #addRoot(kind: number, index: number, due: number): void {
    const slot = this.count++;
    this.#makeRoom(this.count);
    this.kind[slot] = kind;
    this.queue[slot] = this.#kinds.queue[kind]!;
    this.originQueue[slot] = this.#kinds.originQueue[kind]!;
    this.lineage[slot] = this.#kinds.lineage[kind]!;
    this.edge[slot] = 0;
    this.due[slot] = due;
    this.index[slot] = index;
    this.childCount[slot] = 0;
    this.noShow[slot] = 0;
    this.#drawHandling(slot);
  }

  #drawHandling(slot: number): void {
    const { word, handlingHalf, times } = this.#kinds;
    const kind = this.kind[slot]!;
    times[kind]!.drawOne(this.handling, slot, this.index[slot]!, kind, word, handlingHalf);
  }

  /** Draws what a contact, or an item that goes elsewhere, brings, the first time that any world needs it. */
  complete(slot: number): void {
    if (this.handling[slot] === 0) this.#drawHandling(slot);
  }

  /** Draws what would follow from every item from a slot on, generation after generation. */
  #grow(from: number, generations: number[]): void {
    for (let start = from, end = this.count; start < end; start = end, end = this.count) {
      for (let at = start; at < end; at += STRETCH) this.#follow(at, Math.min(end, at + STRETCH));
      if (this.count > end) generations.push(this.count);
    }
  }

  /** What would follow from some items. */
  #follow(from: number, to: number): void {
    const first = this.count;
    // One more, because a child is written before it is known whether there is one.
    this.#makeRoom(first + (to - from) * this.#kinds.mostChildren + 1);
    const { kind, index, childStart, childCount, noShow } = this;
    const { word, firstChild, children, half: halves, limit } = this.#kinds;
    let count = first;
    for (let slot = from; slot < to; slot++) {
      childStart[slot] = count;
      const its = kind[slot]!;
      const most = children[its]!;
      if (most === 0 || noShow[slot] === 1) continue;
      const own = index[slot]!;
      const half = itemHalfOf(word[its]!, own);
      const end = firstChild[its]! + most;
      for (let child = firstChild[its]!; child < end; child++) {
        kind[count] = child;
        index[count] = own;
        count += Number(bitsOf(half, halves[child]!) + 0.5 < limit[child]!);
      }
      childCount[slot] = count - childStart[slot]!;
    }
    this.count = count;
    this.#describe(first, count);
  }

  /** What is known of items of which only the kind and the index are told yet: nobody knows when they will be due. */
  #describe(from: number, to: number): void {
    const { kind, queue, originQueue, lineage, edge, index, handling } = this;
    const kinds = this.#kinds;
    const { times, word, handlingHalf } = kinds;
    for (let slot = from; slot < to; slot++) {
      const its = kind[slot]!;
      queue[slot] = kinds.queue[its]!;
      originQueue[slot] = kinds.originQueue[its]!;
      lineage[slot] = kinds.lineage[its]!;
      const which = (edge[slot] = kinds.edge[its]!);
      // Few people have to be rung or go elsewhere: what they bring is drawn when they do.
      if (which >= SPECIAL) handling[slot] = 0;
      else times[its]!.drawOne(handling, slot, index[slot]!, its, word, handlingHalf);
    }
    this.due.fill(-1, from, to);
    this.childCount.fill(0, from, to);
    this.noShow.fill(0, from, to);
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
    this.#kinds.keep(this.#ownKinds);
    if (received.length === 0) return;
    const { localQueue } = this.cell;
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
      const kind = this.#kinds.received(localQueue.get(item.queue)!, item.originQueue, item.lineage, item.luckHalf);
      this.#addRoot(kind, item.index, item.tick);
    }
    const roots = this.count;
    this.#grow(first, []);
    this.#mergeByDue(first, roots);
  }

  /** Takes received items away, so that the next world can bring its own. */
  forget(order: Int32Array): void {
    this.count = this.ownCount;
    this.order = order;
  }

  #makeRoom(count: number): void {
    if (count <= this.queue.length) return;
    let size = Math.max(4096, this.queue.length * 2);
    while (size < count) size *= 2;
    for (const name of WORDS) this[name] = enlarged(this[name], new Int32Array(size));
    for (const name of BYTES) this[name] = enlarged(this[name], new Uint8Array(size));
  }
}
