/**
 * Kinds of items of a cell in one run: what all items share that descend in the same way from own arrivals of one
 * queue, down to the halves of their random numbers. Only which one of its kind an item is remains to be said.
 */
import type { Cell, Elsewhere } from './cell.ts';
import type { HandlingTimes } from './distributions.ts';
import { enlarged } from './enlarged.ts';
import type { Plan } from './plan.ts';
import { childLineage, idCode, Purpose, purposeHalf, streamKey, type StreamKey } from './streams.ts';

/** In place of a follow-on entry: ringing somebody to rebook them. It comes before what follows. */
export const CONTACT = 255;
/** In place of a follow-on entry: the item itself, at another service of the site or at a partner. */
export const ELSEWHERE = 254;
/** From here on a child does not follow when its parent is done. */
export const SPECIAL = ELSEWHERE;

export type Keys = (globalQueue: number) => StreamKey;

/** The item streams of a run, made when first asked for. */
export function itemKeys(plan: Plan, seed: string, run: number): Keys {
  const keys: (StreamKey | undefined)[] = [];
  return (q) => {
    const queue = plan.queues[q]!;
    return (keys[q] ??= streamKey(seed, run, 'item', plan.sites[queue.site]!.id, queue.service));
  };
}

/** Numbers are below 1: whoever waits too long for a slot is rung. */
const ALWAYS = 1;
const NOWHERE: readonly Elsewhere[] = [];
/** Of no stream: nothing of these kinds ever comes. */
const NO_STREAM: StreamKey = { a: 0, b: 0 };

const WORDS = ['queue', 'originQueue', 'word', 'lineage', 'luckHalf', 'handlingHalf', 'half', 'firstChild'] as const;
const BYTES = ['edge', 'children'] as const;

/** Everything about a kind stands under its number; the own arrivals of a queue have the queue's. */
export class Kinds {
  count = 0;
  /** The most that may follow from one item. */
  mostChildren = 0;
  queue = new Int32Array(64);
  /** The plan's number of the queue of the own arrivals they descend from. */
  originQueue = new Int32Array(64);
  /** That queue's stream, and the first word of it. */
  readonly key: StreamKey[] = [];
  word = new Int32Array(64);
  lineage = new Int32Array(64);
  luckHalf = new Int32Array(64);
  handlingHalf = new Int32Array(64);
  /** Undefined for re-entry, which nothing that is drawn comes to. */
  readonly times: (HandlingTimes | undefined)[] = [];
  /** There is a child of this kind when the bits with this half are below the limit, which is a share of all bits. */
  half = new Int32Array(64);
  limit = new Float64Array(64);
  /** Which follow-on entry of their parent's queue they are, or CONTACT or ELSEWHERE; 0 for roots. */
  edge = new Uint8Array(64);
  /** What may follow from each: so many kinds, one after another from the first. */
  firstChild = new Int32Array(64);
  children = new Uint8Array(64);
  #cell!: Cell;
  #keys!: Keys;

  /** Starts anew, with the own arrivals of every queue. */
  begin(cell: Cell, keys: Keys): void {
    this.#cell = cell;
    this.#keys = keys;
    this.count = 0;
    const { queues, globalQueue } = cell;
    for (let q = 0; q < queues.length; q++)
      this.#add(q, globalQueue[q]!, queues[q]!.spec?.arrivals ? keys(globalQueue[q]!) : NO_STREAM, 0, 0);
    for (let q = 0; q < queues.length; q++) if (queues[q]!.spec?.arrivals) this.#expect(q, true);
    this.#expectAll(queues.length);
  }

  /** Forgets all but so many. */
  keep(count: number): void {
    this.count = count;
  }

  /** Own arrivals of another descent: extra ones. */
  extra(queue: number, lineage: number): number {
    return this.#root(queue, this.#cell.globalQueue[queue]!, lineage, true);
  }

  /** What a hub receives: it keeps its luck, and nothing is decided on it. */
  received(queue: number, originQueue: number, lineage: number, luckHalf: number): number {
    return this.#root(queue, originQueue, lineage, false, luckHalf);
  }

  #root(queue: number, originQueue: number, lineage: number, isDecided: boolean, luckHalf?: number): number {
    const kind = this.#add(queue, originQueue, this.#keys(originQueue), lineage, 0, luckHalf);
    this.#expect(kind, isDecided);
    this.#expectAll(kind + 1);
    return kind;
  }

  #add(
    queue: number,
    originQueue: number,
    key: StreamKey,
    lineage: number,
    edge: number,
    luckHalf = purposeHalf(key, Purpose.luck, lineage),
  ): number {
    const kind = this.count++;
    if (kind === this.queue.length) this.#grow();
    this.queue[kind] = queue;
    this.originQueue[kind] = originQueue;
    this.key[kind] = key;
    this.word[kind] = key.a;
    this.lineage[kind] = lineage;
    this.edge[kind] = edge;
    this.luckHalf[kind] = luckHalf;
    this.handlingHalf[kind] = purposeHalf(key, Purpose.handling, lineage);
    this.times[kind] = this.#cell.handling[queue];
    this.children[kind] = 0;
    return kind;
  }

  /** Adds what may follow from kinds from one on, and from those in turn. */
  #expectAll(from: number): void {
    for (let kind = from; kind < this.count; kind++) this.#expect(kind, true);
  }

  /** Adds what may follow from a kind: ringing, going elsewhere, follow-on work. */
  #expect(parent: number, isDecided: boolean): void {
    const q = this.queue[parent]!;
    const lineage = this.lineage[parent]!;
    const key = this.key[parent]!;
    const { plan, queues, contactOfQueue, elsewhere, followOn } = this.#cell;
    const first = this.count;
    this.firstChild[parent] = first;
    const add = (queue: number, edge: number, share: number, its: number, half: number, luckHalf?: number): void => {
      const child = this.#add(queue, this.originQueue[parent]!, key, its, edge, luckHalf);
      this.half[child] = half;
      this.limit[child] = share * 4294967296;
    };
    const contact = contactOfQueue[q]!;
    if (contact >= 0) add(contact, CONTACT, ALWAYS, childLineage(lineage, queues[q]!.contactCode), 0);
    for (const where of isDecided && this.edge[parent]! < SPECIAL ? elsewhere[q]! : NOWHERE) {
      const { site, service } = queues[where.queue]!;
      const its = where.isPartner
        ? hubLineage(lineage, plan.sites[site]!.id, service, 0)
        : childLineage(lineage, idCode(`instead/${service}`));
      const half = purposeHalf(key, where.isPartner ? Purpose.divert : Purpose.switch, lineage);
      // The item itself: with its luck, and handling by what it comes to.
      add(where.queue, ELSEWHERE, where.share, its, half, this.luckHalf[parent]);
    }
    followOn[q]!.forEach(({ queue, code, share }, edge) => {
      const child = childLineage(lineage, code);
      add(queue, edge, share, child, purposeHalf(key, Purpose.followOn, child));
    });
    this.children[parent] = this.count - first;
    this.mostChildren = Math.max(this.mostChildren, this.count - first);
  }

  #grow(): void {
    const size = this.queue.length * 2;
    for (const name of WORDS) this[name] = enlarged(this[name], new Int32Array(size));
    for (const name of BYTES) this[name] = enlarged(this[name], new Uint8Array(size));
    this.limit = enlarged(this.limit, new Float64Array(size));
  }
}

/** Lineage of an item received by a hub. */
export function hubLineage(lineage: number, hubSite: string, hubService: string, attempt: number): number {
  return childLineage(childLineage(lineage, idCode(`${hubSite}/${hubService}`)), attempt);
}
