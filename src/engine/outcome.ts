/** What a world did, counted from its items once it has run: measures, difference to its twin, hash. */
import { COUNT_AT } from '../catalog/types.ts';
import type { Cell } from './cell.ts';
import type { Forest } from './forest.ts';
import { Changes, lastMoment } from './outcome/differences.ts';
import { copyCell, COUNTS, type Draft } from './outcome/draft.ts';
import { Ledger, type Hash } from './outcome/ledger.ts';
import type { Script } from './script.ts';
import type { World } from './world.ts';

export { noteDifferences } from './outcome/differences.ts';
export { addDraft, emptyDraft, sealed, type Draft } from './outcome/draft.ts';
export type { Hash } from './outcome/ledger.ts';

/** What one cell did in one world: all of it. `hashed` also takes every item into the hash; gives the cell's part of it. */
export function collect(
  cell: Cell,
  forest: Forest,
  world: World,
  script: Script,
  outcome: Draft,
  hashed: boolean,
): Hash {
  curvesBetween(cell, world, outcome, 0, cell.plan.frame.hours);
  collectTally(cell, world, world.grown ?? script, outcome);
  if (world.grown) for (const site of cell.sites) outcome.lastDifference[site] = world.grown.lastEffect[site]!;
  const ledger = new Ledger(cell, forest, outcome, hashed);
  const { items } = world;
  for (let item = 0; item < items.total; item++) ledger.count(items, item, 1);
  return ledger.close([0, 0]);
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
  twinHash: Hash,
  outcome: Draft,
  hashed: boolean,
): void {
  copyCell(cell, twinOutcome, outcome);
  const { lastEffect } = world.grown ?? script;
  for (const site of cell.sites) outcome.lastDifference[site] = lastEffect[site]!;
  const own = world.own;
  if (own) curvesBetween(cell, world, outcome, own.fromSample, own.toSample);
  collectTally(cell, world, world.grown ?? script, outcome);
  const ledger = new Ledger(cell, forest, outcome, hashed);
  if (!own) {
    ledger.close(twinHash);
    return;
  }
  const changed = new Changes(cell, forest, world, twin, own, outcome);
  changed.each((item, a, b) => {
    ledger.count(b, item, -1);
    ledger.count(a, item, 1);
  });
  for (let item = world.items.count; item < world.items.total; item++) {
    ledger.count(world.items, item, 1);
    changed.note(forest.queue[world.items.reentryOf(item)]!, lastMoment(world.items, item, cell.plan.horizon));
  }
  changed.settleLongestWaits();
  ledger.close(twinHash);
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
  cell.queues.forEach((_, q) => {
    const at = cell.globalQueue[q]! * COUNTS;
    outcome.counts[at + COUNT_AT.closed] = tally.closed[q]!;
    outcome.counts[at + COUNT_AT.toHubs] = tally.toHubs[q]!;
    outcome.counts[at + COUNT_AT.rebooked] = tally.rebooked[q]!;
    outcome.counts[at + COUNT_AT.returned] = tally.returned[q]!;
    outcome.counts[at + COUNT_AT.shed] = tally.putOff[q]!;
  });
  cell.globalPool.forEach((global, p) => {
    const site = plan.pools[global]!.sites[0]!;
    outcome.overtimeTicks[site]! += tally.overtime[p]!;
    outcome.stayLateTicks[site]! += tally.stayLate[p]!;
    outcome.extraStaffTicks[site]! += script.pools[global]!.extraStaffTicks;
    outcome.poolCost[global] = tally.stayLate[p]! * script.lateCostPerTick[global]! + script.calledCost[global]!;
  });
}
