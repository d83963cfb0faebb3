/** Items that leave a queue without having been served: patience, missed slots, closing time. */
import { TICKS_PER_DAY, ticks } from '../../scenario/calendar.ts';
import type { Cell } from '../cell.ts';
import { Parked } from '../decide.ts';
import { delayMinutes } from '../distributions.ts';
import { ATTEMPT, DEADLINE, REBOOKED, SHIFT, STATE, State } from '../itemStates.ts';
import { nextOpening } from '../plan.ts';
import { hubQueue } from '../script.ts';
import { Purpose } from '../streams.ts';
import { gone, park, send, uniform } from './moving.ts';
import type { WorldState } from './state.ts';

type AtClose = NonNullable<NonNullable<Cell['queues'][number]['spec']>['atClose']>;

/** Patience or the wait for a slot has ended, unless the item has started or moved on meanwhile. */
export function leave(w: WorldState, item: number, now: number): void {
  const { items } = w;
  if (items.get(item, STATE) !== State.waiting || items.get(item, DEADLINE) !== now) return;
  const q = w.forest.queue[item]!;
  w.waiting.leave(item);
  w.tally.backlogMoves(q, -1);
  if (w.cell.missedWait[q]! > 0) {
    w.witness?.waitedInVain(item, now, Parked.rebooked);
    rebook(w, item, q, now);
    return;
  }
  w.witness?.waitedInVain(item, now, Parked.gaveUp);
  const { hubs, returns } = w.cell.queues[q]!.spec!.patience!;
  const attempt = items.get(item, ATTEMPT);
  const luck = leaveForHub(w, item, now, hubs, uniform(w, item, Purpose.leaveRoute, attempt));
  if (luck === undefined) return;
  if (luck < returns.share) {
    const delay = Math.max(1, ticks(delayMinutes(returns.after, uniform(w, item, Purpose.returnDelay, attempt))));
    park(w, item, now, now + delay, Parked.gaveUp);
  } else gone(w, item, now, State.lost);
}

function rebook(w: WorldState, item: number, q: number, now: number): void {
  const missed = w.cell.queues[q]!.spec!.missedSlot!;
  w.tally.event(w.tally.rebooked, q, now);
  if (w.cell.contactOfQueue[q]! >= 0) {
    const contact = w.forest.childStart[item]!;
    w.forest.complete(contact);
    w.dueNow.push(contact);
  }
  w.items.words[(item << SHIFT) + REBOOKED] = 1;
  const back =
    missed.noticeWorkingDays === 0
      ? now
      : nextOpening(w.cell.plan, w.cell.queues[q]!, Math.floor(now / TICKS_PER_DAY), missed.noticeWorkingDays);
  park(w, item, now, back, Parked.rebooked);
}

/** Everybody waiting for a same-day service of the pool leaves; rebooked people have a day of their own. */
export function close(w: WorldState, p: number, day: number, now: number): void {
  const cell = w.cell;
  const { lists } = w.waiting;
  w.witness?.closing(p, now);
  for (let q = 0; q < cell.queues.length; q++) {
    const atClose = cell.poolOfQueue[q] === p ? cell.queues[q]!.spec?.atClose : undefined;
    if (!atClose) continue;
    for (const part of [4 * q, 4 * q + 1]) {
      for (let item = lists.head[part]!; item >= 0;) {
        const following = lists.next(item);
        if (w.items.get(item, REBOOKED) === 0) closeOut(w, item, q, atClose, day, now);
        item = following;
      }
    }
  }
}

function closeOut(w: WorldState, item: number, q: number, atClose: AtClose, day: number, now: number): void {
  w.waiting.leave(item);
  w.tally.backlogMoves(q, -1);
  w.tally.event(w.tally.closed, q, now);
  w.witness?.waitedInVain(item, now, Parked.closed);
  const luck = leaveForHub(
    w,
    item,
    now,
    atClose.hubs,
    uniform(w, item, Purpose.closeRoute, w.items.get(item, ATTEMPT)),
  );
  if (luck === undefined) return;
  if (luck < atClose.nextDay) park(w, item, now, nextOpening(w.cell.plan, w.cell.queues[q]!, day, 1), Parked.closed);
  else gone(w, item, now, State.lost);
}

/** Sends an item to the hub its luck names; otherwise gives what is left of the luck. */
function leaveForHub(
  w: WorldState,
  item: number,
  now: number,
  hubs: AtClose['hubs'],
  luck: number,
): number | undefined {
  let left = luck;
  for (const hub of hubs) {
    if (left < hub.share) {
      send(w, item, now, hubQueue(w.cell.plan, hub));
      gone(w, item, now, State.hub);
      return undefined;
    }
    left -= hub.share;
  }
  return left;
}
