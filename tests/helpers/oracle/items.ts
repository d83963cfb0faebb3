/** Items as objects: what they carry from their origin, and in which order they wait (rules 9, 10, 21). */
import type { Fate, RecordSeen } from '../../../src/catalog/types.ts';
import { uniformAt, type Purpose, type StreamKey } from '../../../src/engine/streams.ts';

/** Stands where a service id stands. */
export const RE_ENTRY = 're-entry';

export interface Item {
  readonly site: number;
  /** Place of its service within the site; one past the last for re-entry. */
  readonly service: number;
  readonly originSite: number;
  readonly originService: number;
  readonly index: number;
  readonly lineage: number;
  readonly stream: StreamKey;
  readonly luck: number;
  /** Undegraded, in ticks. */
  readonly handling: number;
  attempt: number;
  rebooked: boolean;
  firstDue: number;
  due: number;
  start: number;
  end: number;
  left: number;
  fate: Fate;
  degraded: boolean;
  record: RecordSeen;
  /** Minutes of typing up it will cause once done. */
  reentryMinutes: number;
  /** For a re-entry item: when it was made. */
  made: number;
}

export type Origin = Pick<Item, 'originSite' | 'originService' | 'index' | 'stream'>;

export function newItem(
  place: { site: number; service: number },
  origin: Origin,
  lineage: number,
  luck: number,
  handling: number,
): Item {
  return {
    site: place.site,
    service: place.service,
    originSite: origin.originSite,
    originService: origin.originService,
    index: origin.index,
    stream: origin.stream,
    lineage: lineage >>> 0,
    luck,
    handling,
    attempt: 0,
    rebooked: false,
    firstDue: -1,
    due: -1,
    start: -1,
    end: -1,
    left: -1,
    fate: 'parked',
    degraded: false,
    record: 'full',
    reentryMinutes: 0,
    made: -1,
  };
}

/** A number of an item that does not change with its attempts. */
export const drawOnce = (item: Origin, purpose: Purpose, lineage: number): number =>
  uniformAt(item.stream, item.index, purpose, lineage);

/** A number that is drawn anew at each attempt. */
export const drawAgain = (item: Item, purpose: Purpose): number =>
  uniformAt(item.stream, item.index, purpose, item.lineage, item.attempt);

const byOrigin = (a: Item, b: Item): number =>
  a.originSite - b.originSite || a.originService - b.originService || a.index - b.index || a.lineage - b.lineage;

export const byDue = (a: Item, b: Item): number => a.due - b.due || byOrigin(a, b);

export const byMade = (a: Item, b: Item): number => a.made - b.made || byOrigin(a, b);

/** The order in which items are listed. */
export const byPlace = (a: Item, b: Item): number =>
  a.site - b.site || a.service - b.service || byOrigin(a, b) || a.attempt - b.attempt;

/** Puts an item where it belongs in a sorted list. */
export function insert(list: Item[], item: Item, order: (a: Item, b: Item) => number): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(list[middle]!, item) <= 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, item);
}
