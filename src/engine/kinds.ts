/**
 * Kinds of items of a cell in one run: what all items share that descend in the same way from own arrivals of one
 * queue, down to the halves of their random numbers. Only which one of its kind an item is remains to be said.
 */
import type { Cell, Elsewhere } from './cell.ts';
import type { HandlingTimes } from './distributions.ts';
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

export interface Kind {
  readonly number: number;
  readonly queue: number;
  /** The plan's number of the queue of the own arrivals they descend from, and its stream. */
  readonly originQueue: number;
  readonly key: StreamKey;
  readonly lineage: number;
  /** Which follow-on entry of their parent's queue they are, or CONTACT or ELSEWHERE; 0 for roots. */
  readonly edge: number;
  readonly luckHalf: number;
  readonly handlingHalf: number;
  /** Undefined for re-entry, which nothing that is drawn comes to. */
  readonly times: HandlingTimes | undefined;
  /** What may follow from each. */
  readonly children: ChildKind[];
}

/** A child of this kind there is when the number with this half is below the share. */
interface ChildKind {
  readonly kind: Kind;
  readonly half: number;
  readonly share: number;
}

/** Numbers are below 1: whoever waits too long for a slot is rung. */
const ALWAYS = 1;
const NOWHERE: readonly Elsewhere[] = [];

export class Kinds {
  /** By number; the own arrivals of a queue have the queue's. */
  readonly all: Kind[] = [];
  /** The most that may follow from one item. */
  mostChildren = 0;
  #cell!: Cell;
  #keys!: Keys;

  /** Starts anew, with the own arrivals of every queue. */
  begin(cell: Cell, keys: Keys): void {
    this.#cell = cell;
    this.#keys = keys;
    this.all.length = 0;
    cell.queues.forEach((_, q) => this.#add(q, cell.globalQueue[q]!, 0, 0));
    for (let q = 0; q < cell.queues.length; q++) this.#expect(this.all[q]!, true);
  }

  /** Own arrivals of another descent: extra ones. */
  extra(queue: number, lineage: number): Kind {
    const kind = this.#add(queue, this.#cell.globalQueue[queue]!, lineage, 0);
    this.#expect(kind, true);
    return kind;
  }

  /** What a hub receives: it keeps its luck, and nothing is decided on it. */
  received(queue: number, originQueue: number, lineage: number, luckHalf: number): Kind {
    const kind = this.#add(queue, originQueue, lineage, 0, luckHalf);
    this.#expect(kind, false);
    return kind;
  }

  #add(queue: number, originQueue: number, lineage: number, edge: number, luckHalf?: number): Kind {
    const key = this.#keys(originQueue);
    const kind: Kind = {
      number: this.all.length,
      queue,
      originQueue,
      key,
      lineage,
      edge,
      luckHalf: luckHalf ?? purposeHalf(key, Purpose.luck, lineage),
      handlingHalf: purposeHalf(key, Purpose.handling, lineage),
      times: this.#cell.handling[queue],
      children: [],
    };
    this.all.push(kind);
    return kind;
  }

  /** Adds what may follow from a kind, and from that in turn: ringing, going elsewhere, follow-on work. */
  #expect(parent: Kind, isDecided: boolean): void {
    const { key, lineage, queue: q, originQueue } = parent;
    const { plan, queues, contactOfQueue, elsewhere, followOn } = this.#cell;
    const add = (queue: number, edge: number, share: number, its: number, half: number, luckHalf?: number): void => {
      const kind = this.#add(queue, originQueue, its, edge, luckHalf);
      parent.children.push({ kind, half, share });
      this.#expect(kind, true);
    };
    const contact = contactOfQueue[q]!;
    if (contact >= 0) add(contact, CONTACT, ALWAYS, childLineage(lineage, queues[q]!.contactCode), 0);
    for (const where of isDecided && parent.edge < SPECIAL ? elsewhere[q]! : NOWHERE) {
      const { site, service } = queues[where.queue]!;
      const its = where.isPartner
        ? hubLineage(lineage, plan.sites[site]!.id, service, 0)
        : childLineage(lineage, idCode(`instead/${service}`));
      const half = purposeHalf(key, where.isPartner ? Purpose.divert : Purpose.switch, lineage);
      // The item itself: with its luck, and handling by what it comes to.
      add(where.queue, ELSEWHERE, where.share, its, half, parent.luckHalf);
    }
    followOn[q]!.forEach(({ queue, code, share }, edge) => {
      const child = childLineage(lineage, code);
      add(queue, edge, share, child, purposeHalf(key, Purpose.followOn, child));
    });
    this.mostChildren = Math.max(this.mostChildren, parent.children.length);
  }
}

/** Lineage of an item received by a hub. */
export function hubLineage(lineage: number, hubSite: string, hubService: string, attempt: number): number {
  return childLineage(childLineage(lineage, idCode(`${hubSite}/${hubService}`)), attempt);
}
