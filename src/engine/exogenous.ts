/** What moves a cell from outside: staff and modes that change, and closings, in time order as flat arrays. */
import type { Cell } from './cell.ts';
import type { Script } from './script.ts';
import { stepAt } from './steps.ts';

export const STAFF = 0;
export const MODE = 1;

/** A tick past every horizon: it ends lists, so that nobody reads beyond them. */
export const NEVER = 0x7fffffff;

/** The last tick of either list is NEVER. */
export interface Exogenous {
  readonly tick: Int32Array;
  readonly kind: Uint8Array;
  readonly target: Int32Array;
  readonly value: Int32Array;
  readonly closingTick: Int32Array;
  readonly closingPool: Int32Array;
  readonly closingDay: Int32Array;
}

interface Change {
  readonly tick: number;
  readonly kind: number;
  readonly target: number;
  readonly value: number;
}

interface DatedClosing {
  readonly tick: number;
  readonly day: number;
  readonly pool: number;
}

const inOrder = (a: Change, b: Change): number => a.tick - b.tick || a.kind - b.kind || a.target - b.target;

/** What base shifts alone do to a cell: the same in every world in which nobody extra comes. */
interface Base {
  readonly script: Script;
  readonly changes: readonly Change[];
  readonly closings: readonly DatedClosing[];
}

const bases = new WeakMap<Cell, Base>();

/** Changes of staff and modes, and closings, of a cell from a tick on, in time order. */
export function exogenousOf(cell: Cell, script: Script, from: number, horizon: number): Exogenous {
  let base = bases.get(cell);
  // The first script a cell sees is its twin's.
  if (!base)
    bases.set(
      cell,
      (base = { script, changes: staffChanges(cell, script, horizon, () => true), closings: closingsOf(cell, script) }),
    );
  const ordinary = base;
  const differs = (p: number): boolean => {
    const global = cell.globalPool[p]!;
    return script.pools[global] !== ordinary.script.pools[global];
  };
  const anyDiffers = cell.globalPool.some((_, p) => differs(p));
  const staff = anyDiffers
    ? merge(
        ordinary.changes.filter((change) => !differs(change.target)),
        staffChanges(cell, script, horizon, differs),
        inOrder,
      )
    : ordinary.changes;
  const changes = merge(staff, modeChanges(cell, script, horizon), inOrder).filter((change) => change.tick >= from);
  const closings = (anyDiffers ? closingsOf(cell, script) : ordinary.closings).filter(
    (closing) => closing.tick >= from,
  );
  return {
    tick: Int32Array.from([...changes.map((change) => change.tick), NEVER]),
    kind: Uint8Array.from(changes, (change) => change.kind),
    target: Int32Array.from(changes, (change) => change.target),
    value: Int32Array.from(changes, (change) => change.value),
    closingTick: Int32Array.from([...closings.map((closing) => closing.tick), NEVER]),
    closingPool: Int32Array.from(closings, (closing) => closing.pool),
    closingDay: Int32Array.from(closings, (closing) => closing.day),
  };
}

function staffChanges(cell: Cell, script: Script, horizon: number, of: (pool: number) => boolean): Change[] {
  const changes: Change[] = [];
  cell.globalPool.forEach((global, p) => {
    if (!of(p)) return;
    const pool = script.pools[global]!;
    const moves = new Set([...pool.staff.ticks, ...pool.rostered.ticks, ...pool.late.ticks]);
    for (const tick of moves)
      if (tick < horizon) changes.push({ tick, kind: STAFF, target: p, value: stepAt(pool.staff, tick) });
  });
  return changes.sort(inOrder);
}

function modeChanges(cell: Cell, script: Script, horizon: number): Change[] {
  const changes: Change[] = [];
  cell.globalQueue.forEach((global, q) => {
    const segments = script.segments[global]!;
    for (let k = 1; k < segments.length; k++) {
      const { tick } = segments[k]!;
      if (tick < horizon) changes.push({ tick, kind: MODE, target: q, value: k });
    }
  });
  return changes.sort(inOrder);
}

function closingsOf(cell: Cell, script: Script): DatedClosing[] {
  const closings: DatedClosing[] = [];
  cell.globalPool.forEach((global, p) => {
    if (!cell.queues.some((queue, q) => cell.poolOfQueue[q] === p && queue.spec?.atClose)) return;
    for (const { tick, day } of script.closings[global]!) closings.push({ tick, day, pool: p });
  });
  return closings.sort((a, b) => a.tick - b.tick || a.pool - b.pool);
}

/** Two sorted lists as one. */
function merge<T>(a: readonly T[], b: readonly T[], order: (x: T, y: T) => number): readonly T[] {
  if (b.length === 0) return a;
  const merged: T[] = [];
  let k = 0;
  for (const item of a) {
    while (k < b.length && order(b[k]!, item) < 0) merged.push(b[k++]!);
    merged.push(item);
  }
  while (k < b.length) merged.push(b[k++]!);
  return merged;
}
