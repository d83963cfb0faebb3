/** What the loop asks of a cell's services again and again, as flat arrays: objects from a file have too many shapes to be read quickly. */
import { ticks } from '../scenario/calendar.ts';
import type { Cell } from './cell.ts';

export interface LoopTables {
  /** Per queue: where its follow-on entries begin in `followDelay`. */
  readonly followFrom: Int32Array;
  /** Ticks from the end of an item to the due of what follows, where these are always the same; -1 elsewhere. */
  readonly followDelay: Int32Array;
  /** Per queue: mean patience in minutes, and how it is: one of the three below. */
  readonly patience: Float64Array;
  readonly patienceKind: Uint8Array;
}

export const ENDLESS = 0;
export const FIXED = 1;
export const EXPONENTIAL = 2;

const known = new WeakMap<Cell, LoopTables>();

export function loopTablesOf(cell: Cell): LoopTables {
  let tables = known.get(cell);
  if (!tables) known.set(cell, (tables = tablesFor(cell)));
  return tables;
}

function tablesFor({ queues, followOn }: Cell): LoopTables {
  const followFrom = new Int32Array(queues.length);
  let count = 0;
  followOn.forEach((entries, q) => {
    followFrom[q] = count;
    count += entries.length;
  });
  const patienceOf = (q: number) => queues[q]!.spec?.patience;
  return {
    followFrom,
    followDelay: Int32Array.from(followOn.flat(), ({ after }) => ('fixed' in after ? ticks(after.fixed) : -1)),
    patience: Float64Array.from(queues, (_, q) => patienceOf(q)?.mean ?? 0),
    patienceKind: Uint8Array.from(queues, (_, q) => {
      const patience = patienceOf(q);
      return patience ? (patience.fixed ? FIXED : EXPONENTIAL) : ENDLESS;
    }),
  };
}
