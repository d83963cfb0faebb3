/** What moves a cell from outside: staff and modes that change, and closings, in time order as flat arrays. */
import type { Cell } from './cell.ts';
import type { Segment } from './modes.ts';
import type { Script } from './script.ts';
import type { PoolScript } from './staffScript.ts';
import { mergedTicks } from './steps.ts';

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
  if (!base) bases.set(cell, (base = baseOf(cell, script, horizon)));
  const { globalPool } = cell;
  const replaced = new Uint8Array(globalPool.length);
  for (let p = 0; p < replaced.length; p++)
    if (script.pools[globalPool[p]!] !== base.script.pools[globalPool[p]!]) replaced[p] = 1;
  return {
    base: base.changes,
    own: ownChanges(cell, script, horizon, replaced, segments),
    replaced,
    closings: replaced.includes(1) ? closingsOf(cell, script) : base.closings,
  };
}

function baseOf(cell: Cell, script: Script, horizon: number): Base {
  const every = new Uint8Array(cell.globalPool.length).fill(1);
  return { script, changes: ownChanges(cell, script, horizon, every, () => []), closings: closingsOf(cell, script) };
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

/**
 * What a script does besides base shifts or instead, by tick, kind and target: staff of the pools `replaced`, and
 * `segments`, the modes of each queue. These are whole numbers, so that one number stands for a change and sorting
 * takes no comparisons of our own.
 */
export function ownChanges(
  cell: Cell,
  script: Script,
  horizon: number,
  replaced: Uint8Array,
  segments: (queue: number) => readonly Segment[],
): Changes {
  const { globalPool, globalQueue } = cell;
  const targets = Math.max(globalPool.length, globalQueue.length);
  const found: number[] = [];
  const add = (tick: number, kind: number, target: number): void => {
    if (tick < horizon) found.push((tick * 2 + kind) * targets + target);
  };
  for (let p = 0; p < globalPool.length; p++)
    if (replaced[p] === 1) for (const tick of movesOf(script.pools[globalPool[p]!]!)) add(tick, STAFF, p);
  for (let q = 0; q < globalQueue.length; q++) {
    const modes = segments(q);
    for (let k = 1; k < modes.length; k++) add(modes[k]!.tick, MODE, q);
  }
  const count = found.length;
  const changes: Changes = {
    tick: new Int32Array(count + 1).fill(NEVER, count),
    kind: new Uint8Array(count),
    target: new Int32Array(count),
    value: new Int32Array(count),
  };
  // Steps of staff and segments come one after another, so each is found from the one before.
  const step = new Int32Array(globalPool.length);
  const mode = new Int32Array(globalQueue.length);
  const inOrder = new Float64Array(found).sort();
  for (let k = 0; k < count; k++) {
    const when = Math.floor(inOrder[k]! / targets);
    const target = inOrder[k]! - when * targets;
    const tick = Math.floor(when / 2);
    const kind = when - tick * 2;
    changes.tick[k] = tick;
    changes.kind[k] = kind;
    changes.target[k] = target;
    if (kind === MODE) changes.value[k] = ++mode[target]!;
    else {
      const { ticks } = script.pools[globalPool[target]!]!.staff;
      let at = step[target]!;
      while (at + 1 < ticks.length && ticks[at + 1]! <= tick) at++;
      changes.value[k] = step[target] = at;
    }
  }
  return changes;
}

/** Every tick at which anything about a pool's staff changes. */
function movesOf({ staff, rostered, late, reentryOnly }: PoolScript): readonly number[] {
  const onlyBase = staff === rostered && late.ticks.length === 1 && reentryOnly.ticks.length === 1;
  return onlyBase && staff.ticks[0] === 0 ? staff.ticks : mergedTicks([staff, rostered, late, reentryOnly]);
}

/** In the order of ticks and then pools; two of one tick and pool as the script has them. */
function closingsOf(cell: Cell, script: Script): Closings {
  const pools = cell.globalPool.length;
  const found: number[] = [];
  for (let p = 0; p < pools; p++) {
    if (!cell.queues.some((queue, q) => cell.poolOfQueue[q] === p && queue.spec?.atClose)) continue;
    for (const { tick } of script.closings[cell.globalPool[p]!]!) found.push(tick * pools + p);
  }
  const count = found.length;
  const closings: Closings = {
    tick: new Int32Array(count + 1).fill(NEVER, count),
    pool: new Int32Array(count),
    day: new Int32Array(count),
  };
  const reached = new Int32Array(pools);
  const inOrder = new Float64Array(found).sort();
  for (let k = 0; k < count; k++) {
    const tick = Math.floor(inOrder[k]! / pools);
    const pool = inOrder[k]! - tick * pools;
    closings.tick[k] = tick;
    closings.pool[k] = pool;
    closings.day[k] = script.closings[cell.globalPool[pool]!]![reached[pool]!++]!.day;
  }
  return closings;
}
