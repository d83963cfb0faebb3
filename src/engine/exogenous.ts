/** What moves a cell from outside: staff and modes that change, and closings, in time order as flat arrays. */
import type { Cell } from './cell.ts';
import type { Segment } from './modes.ts';
import type { Script } from './script.ts';
import { stepAt } from './steps.ts';

export const STAFF = 0;
export const MODE = 1;

/** A tick past every horizon: it ends lists, so that nobody reads beyond them. */
export const NEVER = 0x7fffffff;

/** Changes in time order; the last tick is NEVER. */
export interface Changes {
  readonly tick: Int32Array;
  readonly kind: Uint8Array;
  readonly target: Int32Array;
  /** For staff the step of the pool's, for a mode the segment of the queue's. */
  readonly value: Int32Array;
}

/** In time order; the last tick is NEVER. */
export interface Closings {
  readonly tick: Int32Array;
  readonly pool: Int32Array;
  readonly day: Int32Array;
}

export interface Exogenous {
  /** What base shifts do, which every world of the cell shares, and what this script does besides or instead. */
  readonly base: Changes;
  readonly own: Changes;
  /** Per pool: 1 when its staff is in `own` and not as in `base`. */
  readonly replaced: Uint8Array;
  readonly closings: Closings;
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
  readonly changes: Changes;
  readonly closings: Closings;
}

const bases = new WeakMap<Cell, Base>();

/** Changes of staff and modes, and closings, of a cell under a script; `segments` are the modes of each queue. */
export function exogenousOf(
  cell: Cell,
  script: Script,
  horizon: number,
  segments: (queue: number) => readonly Segment[] = (q) => script.segments[cell.globalQueue[q]!]!,
): Exogenous {
  let base = bases.get(cell);
  // The first script a cell sees is its twin's.
  if (!base)
    bases.set(
      cell,
      (base = {
        script,
        changes: flat(staffChanges(cell, script, horizon, () => true)),
        closings: closingsOf(cell, script),
      }),
    );
  const ordinary = base;
  const replaced = Uint8Array.from(cell.globalPool, (global) =>
    script.pools[global] === ordinary.script.pools[global] ? 0 : 1,
  );
  const anyReplaced = replaced.includes(1);
  return {
    base: base.changes,
    own: ownChanges(cell, script, horizon, replaced, segments),
    replaced,
    closings: anyReplaced ? closingsOf(cell, script) : base.closings,
  };
}

/** What a script does besides base shifts or instead; `segments` are the modes of each queue. */
export function ownChanges(
  cell: Cell,
  script: Script,
  horizon: number,
  replaced: Uint8Array,
  segments: (queue: number) => readonly Segment[],
): Changes {
  const staff = replaced.includes(1) ? staffChanges(cell, script, horizon, (p) => replaced[p] === 1) : [];
  return flat([...staff, ...modeChanges(cell, segments, horizon)].sort(inOrder));
}

/** Place of the first tick at or after a tick, in a list in time order. */
export function placeOf(ticks: Int32Array, from: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function flat(changes: readonly Change[]): Changes {
  return {
    tick: Int32Array.from([...changes.map((change) => change.tick), NEVER]),
    kind: Uint8Array.from(changes, (change) => change.kind),
    target: Int32Array.from(changes, (change) => change.target),
    value: Int32Array.from(changes, (change) => change.value),
  };
}

function staffChanges(cell: Cell, script: Script, horizon: number, of: (pool: number) => boolean): Change[] {
  const changes: Change[] = [];
  cell.globalPool.forEach((global, p) => {
    if (!of(p)) return;
    const pool = script.pools[global]!;
    const moves = new Set([pool.staff, pool.rostered, pool.late, pool.reentryOnly].flatMap((steps) => steps.ticks));
    for (const tick of moves)
      if (tick < horizon) changes.push({ tick, kind: STAFF, target: p, value: stepAt(pool.staff, tick) });
  });
  return changes.sort(inOrder);
}

function modeChanges(cell: Cell, segmentsOf: (queue: number) => readonly Segment[], horizon: number): Change[] {
  const changes: Change[] = [];
  cell.globalQueue.forEach((_, q) => {
    const segments = segmentsOf(q);
    for (let k = 1; k < segments.length; k++) {
      const { tick } = segments[k]!;
      if (tick < horizon) changes.push({ tick, kind: MODE, target: q, value: k });
    }
  });
  return changes;
}

function closingsOf(cell: Cell, script: Script): Closings {
  const closings: DatedClosing[] = [];
  cell.globalPool.forEach((global, p) => {
    if (!cell.queues.some((queue, q) => cell.poolOfQueue[q] === p && queue.spec?.atClose)) return;
    for (const { tick, day } of script.closings[global]!) closings.push({ tick, day, pool: p });
  });
  closings.sort((a, b) => a.tick - b.tick || a.pool - b.pool);
  return {
    tick: Int32Array.from([...closings.map((closing) => closing.tick), NEVER]),
    pool: Int32Array.from(closings, (closing) => closing.pool),
    day: Int32Array.from(closings, (closing) => closing.day),
  };
}
