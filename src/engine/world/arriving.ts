/** Items becoming due: what is decided on them, and how they join a queue. */
import { chosen, decide } from '../decide.ts';
import { ELSEWHERE, SPECIAL } from '../forest.ts';
import { DEADLINE, DUE, FIRST_DUE, LEFT, REBOOKED, SHIFT, STATE, State } from '../itemStates.ts';
import { Purpose } from '../streams.ts';
import { ItemDue } from './itemDue.ts';
import { gone, park, send } from './moving.ts';
import { soil } from './pools.ts';
import { serve, setDeadline } from './starting.ts';
import type { WorldState } from './state.ts';

/** `withOthers`: more come within the same tick, so that it must be seen who goes first. */
export function arrive(w: WorldState, item: number, now: number, withOthers: boolean): void {
  const { items } = w;
  const forest = w.forest;
  items.come(item, now);
  if (forest.noShow[item] === 1) {
    items.words[(item << SHIFT) + STATE] = State.noShow;
    items.words[(item << SHIFT) + LEFT] = now;
    w.witness?.noShow(item, now);
    return;
  }
  w.witness?.due(item, now);
  if (withOthers || !startsAtOnce(w, item, now)) firstBecomeDue(w, item, now);
}

/** Most of those whom nobody is before start at once, without ever standing in a queue. */
function startsAtOnce(w: WorldState, item: number, now: number): boolean {
  const { forest } = w;
  const q = forest.queue[item]!;
  const p = w.cell.poolOfQueue[q]!;
  if (
    w.busy[p]! >= w.staff[p]! ||
    w.waiting.count[p] !== 0 ||
    w.decides[q] !== 0 ||
    w.dirtyCount !== 0 ||
    (w.waiting.theta[q]! < 1 && forest.luckOf(item) >= w.waiting.theta[q]!)
  )
    return false;
  serve(w, item, q, p, now, forest.handling[item]!);
  return true;
}

/** An item whose time has come: follow-on and contact work for the first time, returns, re-entry. */
export function becomeDue(w: WorldState, item: number, now: number): void {
  const { items } = w;
  const at = item << SHIFT;
  if (item >= items.count) items.words[at + FIRST_DUE] = now;
  else if (items.words[at + STATE] === State.notYet) {
    items.come(item, now);
    w.witness?.due(item, now);
    // A witness is told of every queue that is joined, however shortly.
    if (w.witness || isJoined(w, now) || !startsAtOnce(w, item, now)) firstBecomeDue(w, item, now);
    return;
  }
  w.witness?.due(item, now);
  enqueue(w, item, now);
}

/** Whether others become due within the same tick, so that it must be seen who goes first. */
function isJoined({ agenda, dueNow, order, arrival, forest }: WorldState, now: number): boolean {
  return agenda.next === now || dueNow.count > 0 || (arrival < order.length && forest.due[order[arrival]!] === now);
}

function firstBecomeDue(w: WorldState, item: number, now: number): void {
  const q = w.forest.queue[item]!;
  w.tally.outstandingMoves(q, 1);
  if (w.decides[q] === 1 && isDecidable(w, item) && decided(w, item, q, now)) return;
  enqueue(w, item, now);
}

/** Own arrivals, extra ones too, and follow-on work; not what a hub receives, nor ringing people to rebook them. */
function isDecidable(w: WorldState, item: number): boolean {
  const { due, ownCount, edge } = w.forest;
  return due[item]! >= 0 ? item < ownCount : edge[item]! < SPECIAL;
}

/** True when it was decided that an item does not join its queue now. */
function decided(w: WorldState, item: number, q: number, now: number): boolean {
  const decision = decide(new ItemDue(w, item, q, now));
  if (!decision) return false;
  const { why, back, hub, elsewhere = -1 } = decision;
  const itself = elsewhere < 0 ? -1 : comeElsewhere(w, item, elsewhere, now);
  if (hub >= 0) send(w, item, now, hub);
  else if (itself < 0) w.tally.event(w.tally.putOff, q, now);
  if (back !== undefined) park(w, item, now, back, why);
  else gone(w, item, now, hub >= 0 || itself >= 0 ? State.hub : State.lost);
  if (itself >= 0) firstBecomeDue(w, itself, now);
  return true;
}

/** The item as it comes in its own place to another service of its site or to a partner; nothing is decided on it there. */
function comeElsewhere(w: WorldState, item: number, queue: number, now: number): number {
  const { childCount, childStart, edge, queue: queueOf } = w.forest;
  const local = w.cell.localQueue.get(queue)!;
  const end = childStart[item]! + childCount[item]!;
  let child = childStart[item]!;
  while (child < end && (edge[child] !== ELSEWHERE || queueOf[child] !== local)) child++;
  if (child === end) throw new Error(`an item of queue ${queueOf[item]} was not expected to go to queue ${local}`);
  w.forest.complete(child);
  w.items.come(child, now);
  // On its way already, when all else that might have followed from the item is given up.
  w.items.words[(child << SHIFT) + STATE] = State.parked;
  return child;
}

/** Joins its waiting list and is looked at when the pool next starts work. */
function enqueue(w: WorldState, item: number, now: number): void {
  const { items } = w;
  const { words } = items;
  const at = item << SHIFT;
  const q = w.waiting.queueOf(item);
  words[at + DUE] = now;
  words[at + STATE] = State.waiting;
  words[at + DEADLINE] = -1;
  w.tally.backlogMoves(q, 1);
  const behind = words[at + REBOOKED] === 1 && !isReleased(w, item, q, now);
  w.waiting.join(behind ? 2 * q + 1 : 2 * q, item);
  const p = w.cell.poolOfQueue[q]!;
  // Whoever is done within the tick has left already: where all are busy nobody starts in it any more.
  if (w.busy[p]! >= w.staff[p]! && w.team[p] === 0) {
    if (item < items.count) setDeadline(w, item, now);
  } else {
    soil(w, p);
    if (item < items.count) w.fresh.push(item);
  }
  w.witness?.joined(item, now);
}

function isReleased(w: WorldState, item: number, q: number, now: number): boolean {
  const decisions = w.script.decisions[w.cell.globalQueue[q]!];
  return (
    decisions !== undefined && chosen(decisions.releases, new ItemDue(w, item, q, now), Purpose.release) !== undefined
  );
}
