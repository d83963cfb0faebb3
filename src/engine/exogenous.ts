/** What moves a cell from outside: staff and modes that change, and closings, in time order as flat arrays. */
import type { Cell } from './cell.ts';
import type { Script } from './script.ts';
import { stepAt } from './steps.ts';

export const STAFF = 0;
export const MODE = 1;

export interface Exogenous {
  readonly tick: Float64Array;
  readonly kind: Uint8Array;
  readonly target: Int32Array;
  readonly value: Int32Array;
  readonly closingTick: Float64Array;
  readonly closingPool: Int32Array;
  readonly closingDay: Int32Array;
}

/** Changes of staff and modes, and closings, of a cell from a tick on, in time order. */
export function exogenousOf(cell: Cell, script: Script, from: number, horizon: number): Exogenous {
  const changes: { tick: number; kind: number; target: number; value: number }[] = [];
  cell.globalPool.forEach((global, p) => {
    const pool = script.pools[global]!;
    const moves = new Set([...pool.staff.ticks, ...pool.rostered.ticks, ...pool.late.ticks]);
    for (const tick of moves) if (tick >= from && tick < horizon) changes.push({ tick, kind: STAFF, target: p, value: stepAt(pool.staff, tick) });
  });
  cell.globalQueue.forEach((global, q) => {
    script.segments[global]!.forEach((segment, k) => {
      if (k > 0 && segment.tick >= from && segment.tick < horizon) changes.push({ tick: segment.tick, kind: MODE, target: q, value: k });
    });
  });
  changes.sort((a, b) => a.tick - b.tick || a.kind - b.kind || a.target - b.target);
  const closings: { tick: number; day: number; pool: number }[] = [];
  cell.globalPool.forEach((global, p) => {
    if (!cell.queues.some((queue, q) => cell.poolOfQueue[q] === p && queue.spec?.atClose)) return;
    for (const { tick, day } of script.closings[global]!) if (tick >= from) closings.push({ tick, day, pool: p });
  });
  closings.sort((a, b) => a.tick - b.tick || a.pool - b.pool);
  return {
    tick: Float64Array.from(changes, (change) => change.tick),
    kind: Uint8Array.from(changes, (change) => change.kind),
    target: Int32Array.from(changes, (change) => change.target),
    value: Int32Array.from(changes, (change) => change.value),
    closingTick: Float64Array.from(closings, (closing) => closing.tick),
    closingPool: Int32Array.from(closings, (closing) => closing.pool),
    closingDay: Int32Array.from(closings, (closing) => closing.day),
  };
}
