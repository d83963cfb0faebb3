/** What a world did, counted from its items once it has run: measures, difference to its twin, hash. */
import { COUNT_AT } from '../catalog/types.ts';
import type { Cell } from './cell.ts';
import type { Forest } from './forest.ts';
import { countChanges, stretchesOf } from './outcome/changes.ts';
import { noteReentry } from './outcome/differences.ts';
import { copyCell, COUNTS, type Draft } from './outcome/draft.ts';
import { ItemHash, type Hash } from './outcome/hashing.ts';
import type { LongestWaits } from './outcome/longestWaits.ts';
import { countReentry } from './outcome/reentry.ts';
import { countItems } from './outcome/whole.ts';
import type { Script } from './script.ts';
import type { World } from './world.ts';

export { noteDifferences } from './outcome/differences.ts';
export { addDraft, emptyDraft, giveBack, sealed, type Draft } from './outcome/draft.ts';

/** What is known of a cell's twin once it is counted, for the worlds forked from it. */
export interface Counted {
  /** The cell's part of the hash. */
  readonly hash: Hash;
  readonly waits: LongestWaits;
}

/** What one cell did in one world: all of it. `hashed` also takes every item into the hash. */
export function collect(
  cell: Cell,
  forest: Forest,
  world: World,
  script: Script,
  outcome: Draft,
  hashed: boolean,
): Counted {
  const { items } = world;
  curvesBetween(cell, world, outcome, 0, cell.plan.frame.hours);
  collectTally(cell, world, world.grown ?? script, outcome);
  if (world.grown) for (const site of cell.sites) outcome.lastDifference[site] = world.grown.lastEffect[site]!;
  const waits = countItems(cell, forest, items, outcome);
  countReentry(cell, forest, items, outcome);
  sumPools(cell, outcome);
  if (!hashed) return { hash: NO_HASH, waits };
  const hash = new ItemHash(cell, forest);
  hash.addItems(items);
  hash.addReentry(items);
  return { hash: addHash(outcome, hash.after(NO_HASH)), waits };
}

/**
 * The same for a world that was forked from its twin, whose outcome is known: only what came after the fork, and
 * before the two were one again, is counted anew. Notes per site when it last differed from the twin.
 */
export function collectOwn(
  cell: Cell,
  forest: Forest,
  world: World,
  twin: World,
  script: Script,
  twinOutcome: Draft,
  twinCounted: Counted,
  outcome: Draft,
  hashed: boolean,
): void {
  const { items, own } = world;
  copyCell(cell, twinOutcome, outcome);
  const { lastEffect } = world.grown ?? script;
  for (const site of cell.sites) outcome.lastDifference[site] = lastEffect[site]!;
  collectTally(cell, world, world.grown ?? script, outcome);
  if (!own) {
    addHash(outcome, twinCounted.hash);
    return;
  }
  curvesBetween(cell, world, outcome, own.fromSample, own.toSample);
  const stretches = stretchesOf(forest, own);
  const changed = countChanges(cell, forest, world, twin, twinCounted.waits, stretches, outcome);
  countReentry(cell, forest, items, outcome);
  noteReentry(cell, forest, items, outcome);
  sumPools(cell, outcome);
  if (!hashed) return;
  const hash = new ItemHash(cell, forest);
  hash.exchange(items, twin.items, stretches, changed);
  hash.addReentry(items);
  addHash(outcome, hash.after(twinCounted.hash));
}

const NO_HASH: Hash = [0, 0];

function addHash(outcome: Draft, hash: Hash): Hash {
  outcome.hash = [(outcome.hash[0] + hash[0]) | 0, (outcome.hash[1] + hash[1]) | 0];
  return hash;
}

/** Curves of a world from one hourly sample up to another, going on from what stands before. */
function curvesBetween(cell: Cell, world: World, outcome: Draft, from: number, to: number): void {
  const { hours } = cell.plan.frame;
  const { backlog, outstanding, reentry, width } = world.tally;
  const until = Math.min(to, hours);
  for (let q = 0; q < cell.queues.length; q++) {
    const row = cell.globalQueue[q]! * hours;
    let waiting = from > 0 ? outcome.backlog[row + from - 1]! : 0;
    let open = from > 0 ? outcome.outstanding[row + from - 1]! : 0;
    for (let h = from; h < until; h++) {
      waiting += backlog[q * width + h]!;
      open += outstanding[q * width + h]!;
      outcome.backlog[row + h] = waiting;
      outcome.outstanding[row + h] = open;
    }
  }
  // The twin, which knows no re-entry, adds nothing before or after.
  let open = 0;
  for (let h = from; h < until; h++) {
    open += reentry[h]!;
    outcome.reentryTicks[h] = outcome.reentryTicks[h]! + open;
  }
}

function collectTally(cell: Cell, world: World, script: Script, outcome: Draft): void {
  const { plan } = cell;
  const { tally } = world;
  for (let q = 0; q < cell.queues.length; q++) {
    const at = cell.globalQueue[q]! * COUNTS;
    outcome.counts[at + COUNT_AT.closed] = tally.closed[q]!;
    outcome.counts[at + COUNT_AT.toHubs] = tally.toHubs[q]!;
    outcome.counts[at + COUNT_AT.rebooked] = tally.rebooked[q]!;
    outcome.counts[at + COUNT_AT.returned] = tally.returned[q]!;
    outcome.counts[at + COUNT_AT.shed] = tally.putOff[q]!;
  }
  for (let p = 0; p < cell.globalPool.length; p++) {
    const global = cell.globalPool[p]!;
    const site = plan.pools[global]!.sites[0]!;
    outcome.overtimeTicks[site]! += tally.overtime[p]!;
    outcome.stayLateTicks[site]! += tally.stayLate[p]!;
    outcome.extraStaffTicks[site]! += script.pools[global]!.extraStaffTicks;
    outcome.poolCost[global] = tally.stayLate[p]! * script.lateCostPerTick[global]! + script.calledCost[global]!;
  }
}

/** What pools were in use is what their queues took. */
function sumPools(cell: Cell, outcome: Draft): void {
  const { globalQueue, globalPool, poolOfQueue } = cell;
  for (const pool of globalPool) outcome.poolBusyTicks[pool] = 0;
  for (let q = 0; q < globalQueue.length; q++)
    outcome.poolBusyTicks[globalPool[poolOfQueue[q]!]!]! +=
      outcome.counts[globalQueue[q]! * COUNTS + COUNT_AT.busyTicks]!;
}
