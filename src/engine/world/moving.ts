/** What becomes of an item that is on its way, leaves for now or leaves for good; the draws that are its own. */
import { CONTACT, ELSEWHERE, hubLineage } from '../forest.ts';
import { ATTEMPT, DUE, HISTORY, LEFT, PARKED_AT, REBOOKED, SHIFT, STATE, State } from '../itemStates.ts';
import { uniformAt } from '../streams.ts';
import { BECOME_DUE } from './events.ts';
import type { WorldState } from './state.ts';

export function uniform(w: WorldState, item: number, purpose: number, attempt: number): number {
  const forest = w.forest;
  return uniformAt(forest.key(item), forest.index[item]!, purpose, forest.lineage[item]!, attempt);
}

/** What is on its way is part of a world's state: it must be the same for two worlds to be one again. */
export function schedule(w: WorldState, item: number, due: number, now: number): void {
  w.items.words[(item << SHIFT) + DUE] = due;
  if (due === now) w.dueNow.push(item);
  else if (due < w.horizon) w.agenda.add(due, BECOME_DUE, item);
}

/** An item that will not come, and what would have followed from it. */
export function never(w: WorldState, item: number): void {
  const { childStart, childCount } = w.forest;
  w.items.words[(item << SHIFT) + STATE] = State.never;
  for (let k = 0; k < childCount[item]!; k++) never(w, childStart[item]! + k);
}

/** Whether an item that does not follow when its parent is done has come before that; a fork takes over nothing of one done by then. */
export function hasGoneAhead(w: WorldState, child: number, parent: number): boolean {
  const edge = w.forest.edge[child];
  if (edge === CONTACT) return w.items.get(parent, REBOOKED) === 1;
  return edge === ELSEWHERE && w.items.get(child, STATE) !== State.notYet;
}

/** Leaves for now and will return; `back` -1 means not within the study. */
export function park(w: WorldState, item: number, now: number, back: number, why: number): void {
  const { words } = w.items;
  const at = item << SHIFT;
  words[at + STATE] = State.parked;
  words[at + ATTEMPT] = words[at + ATTEMPT]! + 1;
  words[at + PARKED_AT] = now;
  words[at + HISTORY] = Math.imul(words[at + HISTORY]! ^ now, 0x9e3779b1) ^ why;
  w.tally.event(w.tally.returned, w.forest.queue[item]!, now);
  w.witness?.parked(item, now, back >= w.horizon ? -1 : back, why);
  if (back < 0 || back >= w.horizon) words[at + DUE] = -1;
  else schedule(w, item, back, now);
}

export function gone(w: WorldState, item: number, now: number, state: number): void {
  const { words } = w.items;
  words[(item << SHIFT) + STATE] = state;
  words[(item << SHIFT) + LEFT] = now;
  const { childCount, childStart } = w.forest;
  for (let child = childStart[item]!, k = childCount[item]!; k > 0; child++, k--)
    if (!hasGoneAhead(w, child, item)) never(w, child);
  w.tally.outstandingMoves(w.forest.queue[item]!, -1);
  w.witness?.gone(item, now);
}

export function send(w: WorldState, item: number, now: number, queue: number): void {
  const forest = w.forest;
  const { plan } = w.cell;
  const hub = plan.queues[queue]!;
  w.tally.event(w.tally.toHubs, forest.queue[item]!, now);
  w.sent.push({
    tick: now,
    queue,
    originQueue: forest.originQueue[item]!,
    index: forest.index[item]!,
    lineage: hubLineage(forest.lineage[item]!, plan.sites[hub.site]!.id, hub.service, w.items.get(item, ATTEMPT)),
    luckHalf: forest.luckHalf(item),
  });
  w.witness?.sent(item, now, w.sent[w.sent.length - 1]!);
}
