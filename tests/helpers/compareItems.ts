/** Compares two lists of items and tells the first difference so that a person can follow it up. */
import type { ItemRecord } from '../../src/catalog/types.ts';

/** The fields two simulations must agree on; `attempt` orders the list and is compared with the rest. */
const FIELDS = ['attempt', 'firstDue', 'due', 'start', 'end', 'left', 'fate', 'degraded', 'record'] as const;

const nameOf = (item: ItemRecord): string =>
  `${item.site}/${item.service}, item ${item.originSite}/${item.originService} ${item.index}, lineage ${item.lineage}`;

/** The first difference in words, or null when the lists are the same item by item. */
export function firstDifference(oracle: readonly ItemRecord[], engine: readonly ItemRecord[]): string | null {
  const length = Math.max(oracle.length, engine.length);
  for (let k = 0; k < length; k++) {
    const a = oracle[k];
    const b = engine[k];
    if (!a || !b || nameOf(a) !== nameOf(b)) {
      return `item ${k}: the oracle has ${a ? nameOf(a) : 'no more'}, the engine ${b ? nameOf(b) : 'no more'}\n  oracle ${JSON.stringify(a)}\n  engine ${JSON.stringify(b)}`;
    }
    const fields = FIELDS.filter((field) => a[field] !== b[field]);
    if (fields.length > 0)
      return `${nameOf(a)} differs in ${fields.join(', ')}\n  oracle ${JSON.stringify(a)}\n  engine ${JSON.stringify(b)}`;
  }
  return null;
}
