/** Where an item stands among those who wait for the same people. */
import type { Cell } from '../cell.ts';
import { DUE, type ItemStates } from '../itemStates.ts';
import type { Waiting } from '../waiting.ts';

export interface Place {
  readonly priority: number;
  /** Items that the pool would take before it, of those that can start. */
  readonly ahead: number;
  /** Of these, items of a more urgent kind of work. */
  readonly moreUrgent: number;
}

export function placeOf(cell: Cell, waiting: Waiting, items: ItemStates, item: number): Place {
  const q = waiting.queueOf(item);
  const p = cell.poolOfQueue[q]!;
  const { lists } = waiting;
  const own = lists.on(item) >> 1;
  const offers = cell.offers[p]!;
  const at = offers.indexOf(own);
  const priority = cell.offerPriority[p]![at]!;
  const due = items.get(item, DUE);
  let ahead = 0;
  let moreUrgent = 0;
  for (let k = 0; k < offers.length; k++) {
    const list = offers[k]!;
    const urgency = cell.offerPriority[p]![k]!;
    if (urgency > priority) break;
    const theta = waiting.theta[list >> 1]!;
    for (let other = lists.head[2 * list]!; other >= 0; other = lists.next(other)) {
      if (other === item) break;
      if (waiting.luckOf(other) >= theta) continue;
      const before =
        urgency < priority || list === own || items.get(other, DUE) < due || (items.get(other, DUE) === due && k < at);
      if (!before) continue;
      ahead++;
      if (urgency < priority) moreUrgent++;
    }
  }
  return { priority, ahead, moreUrgent };
}
