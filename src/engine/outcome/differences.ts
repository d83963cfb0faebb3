/** Where a world differs from its twin: which items, and until when. */
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import {
  ATTEMPT,
  DUE,
  END,
  FIRST_DUE,
  hasCome,
  HISTORY,
  LEFT,
  PARKED_AT,
  REBOOKED,
  SHIFT,
  START,
  State,
  STATE,
  type ItemStates,
} from '../itemStates.ts';
import type { Script } from '../script.ts';
import type { Draft } from './draft.ts';

/** The last moment at which an item in a state could be told from one that never was. */
export function lastMoment(state: number, end: number, left: number, horizon: number): number {
  switch (state) {
    case State.done:
      return end;
    case State.notYet:
    case State.never:
      return -1;
    case State.lost:
    case State.hub:
    case State.noShow:
      return left;
    default:
      return horizon;
  }
}

function lastMomentOf({ words }: ItemStates, item: number, horizon: number): number {
  const at = item << SHIFT;
  return lastMoment(words[at + STATE]!, words[at + END]!, words[at + LEFT]!, horizon);
}

/** The tick from which an item is as it is in the twin; -1 when it never differs. */
function differsUntil(a: ItemStates, x: number, b: ItemStates, y: number, horizon: number): number {
  const p = a.words;
  const q = b.words;
  const at = x << SHIFT;
  const to = y << SHIFT;
  const state = p[at + STATE]!;
  if (!hasCome(state) && !hasCome(q[to + STATE]!)) return -1;
  const same =
    state === q[to + STATE] &&
    p[at + DUE] === q[to + DUE] &&
    p[at + FIRST_DUE] === q[to + FIRST_DUE] &&
    p[at + START] === q[to + START] &&
    p[at + END] === q[to + END] &&
    p[at + LEFT] === q[to + LEFT] &&
    p[at + ATTEMPT] === q[to + ATTEMPT] &&
    p[at + REBOOKED] === q[to + REBOOKED];
  if (same) return p[at + HISTORY] === q[to + HISTORY] ? -1 : Math.max(p[at + PARKED_AT]!, q[to + PARKED_AT]!);
  return Math.max(lastMomentOf(a, x, horizon), lastMomentOf(b, y, horizon));
}

/** Per site of a hub: the last tick at which anything differs from the twin, effects that lie ahead included. */
export function noteDifferences(
  cell: Cell,
  forest: Forest,
  world: ItemStates,
  twinForest: Forest,
  twin: ItemStates,
  script: Script,
  outcome: Draft,
): void {
  const { plan } = cell;
  const last = outcome.lastDifference;
  const note = (q: number, tick: number): void => {
    const site = cell.queues[q]!.site;
    if (tick > last[site]!) last[site] = tick;
  };
  for (const site of cell.sites) last[site] = Math.max(last[site]!, script.lastEffect[site]!);
  for (let item = 0; item < forest.baseCount; item++) {
    const until = differsUntil(world, item, twin, item, plan.horizon);
    if (until >= 0) note(forest.queue[item]!, until);
  }
  if (forest.count > forest.baseCount || twinForest.count > twinForest.baseCount) {
    const inTwin = new Map<string, number>();
    for (let item = twinForest.baseCount; item < twinForest.count; item++) inTwin.set(name(twinForest, item), item);
    for (let item = forest.baseCount; item < forest.count; item++) {
      const known = name(forest, item);
      const twinItem = inTwin.get(known);
      inTwin.delete(known);
      const until =
        twinItem === undefined
          ? lastMomentOf(world, item, plan.horizon)
          : differsUntil(world, item, twin, twinItem, plan.horizon);
      if (until >= 0) note(forest.queue[item]!, until);
    }
    for (const item of inTwin.values()) note(twinForest.queue[item]!, lastMomentOf(twin, item, plan.horizon));
  }
  noteReentry(cell, forest, world, outcome);
}

/** Re-entry is never in the twin. */
export function noteReentry(cell: Cell, forest: Forest, items: ItemStates, { lastDifference: last }: Draft): void {
  for (let item = items.count; item < items.total; item++) {
    const { site } = cell.queues[forest.queue[items.reentryOf(item)]!]!;
    const tick = lastMomentOf(items, item, cell.plan.horizon);
    if (tick > last[site]!) last[site] = tick;
  }
}

function name(forest: Forest, item: number): string {
  return `${forest.queue[item]}|${forest.originQueue[item]}|${forest.index[item]}|${forest.lineage[item]}`;
}
