/** Items that are done: what follows from them, and what must be typed up. */
import { TICKS_PER_DAY, ticks } from '../../scenario/calendar.ts';
import { delayMinutes } from '../distributions.ts';
import { SPECIAL } from '../forest.ts';
import { DEADLINE, SEEN, SHIFT, STATE, State } from '../itemStates.ts';
import { workingDateAfter } from '../plan.ts';
import { stepAt } from '../steps.ts';
import { Purpose } from '../streams.ts';
import { BY_TEAM } from './events.ts';
import { hasGoneAhead, never, schedule, uniform } from './moving.ts';
import { settle, soil } from './pools.ts';
import type { WorldState } from './state.ts';

export function finishItem(w: WorldState, item: number, now: number): void {
  const { items } = w;
  const { words } = items;
  const at = item << SHIFT;
  const q = w.waiting.queueOf(item);
  const p = w.cell.poolOfQueue[q]!;
  if (item >= items.count && words[at + DEADLINE] === BY_TEAM) w.teamBusy[p] = w.teamBusy[p]! - 1;
  else {
    settle(w, p, now);
    w.busy[p] = w.busy[p]! - 1;
  }
  if (w.waiting.count[p]! > 0) soil(w, p);
  words[at + STATE] = State.done;
  w.witness?.done(item, now);
  if (item >= items.count) return;
  const { childCount, childStart, edge } = w.forest;
  const first = childStart[item]!;
  for (let child = first; child < first + childCount[item]!; child++)
    if (edge[child]! < SPECIAL) follow(w, child, q, now);
    else if (!hasGoneAhead(w, child, item)) never(w, child);
  if (words[at + SEEN]! > 0 && items.owed[item]! > 0) makeReentry(w, item, q, now);
}

function follow(w: WorldState, child: number, parentQueue: number, now: number): void {
  const { followFrom, followDelay } = w.cell;
  const entry = w.forest.edge[child]!;
  const fixed = followDelay[followFrom[parentQueue]! + entry]!;
  const due = fixed >= 0 ? now + fixed : dueLater(w, child, parentQueue, entry, now);
  w.witness?.follows(child, now, due < w.horizon ? due : -1);
  if (due < w.horizon) schedule(w, child, due, now);
  else never(w, child);
}

/** When something follows that may take another time each time; the horizon when not within the study. */
function dueLater(w: WorldState, child: number, parentQueue: number, entry: number, now: number): number {
  const { after } = w.cell.followOn[parentQueue]![entry]!;
  if (!('workingDays' in after)) return now + ticks(delayMinutes(after, uniform(w, child, Purpose.followDelay, 0)));
  const day = Math.floor(now / TICKS_PER_DAY);
  const site = w.cell.plan.sites[w.cell.queues[parentQueue]!.site]!;
  const date = after.workingDays === 0 ? day : workingDateAfter(site, day, after.workingDays);
  return date === undefined ? w.horizon : now + (date - day) * TICKS_PER_DAY;
}

/** Re-entry is due at the first moment when the item would have been handled normally. */
function makeReentry(w: WorldState, item: number, q: number, now: number): void {
  const { items } = w;
  const made = items.makeReentry(item, now);
  w.tally.outstandingMoves(w.cell.reentryOfQueue[q]!, 1);
  w.tally.reentryMoves(items.owed[item]!);
  const luck = w.forest.luckOf(item);
  const normal = w.script.normal[w.cell.globalQueue[q]!]!;
  for (let step = stepAt(normal, now); step < normal.ticks.length; step++) {
    if (luck >= normal.values[step]!) continue;
    const due = Math.max(now, normal.ticks[step]!);
    w.witness?.reentry(made, now, due < w.horizon ? due : -1);
    if (due < w.horizon) schedule(w, made, due, now);
    return;
  }
  w.witness?.reentry(made, now, -1);
}
