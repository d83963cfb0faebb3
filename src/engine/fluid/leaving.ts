/** Those who leave a queue without having been seen: patience, missed slots, closing time. */
import type { Service } from '../../catalog/templates/template.ts';
import { NEVER } from '../exogenous.ts';
import { hubQueue } from '../script.ts';
import { delaySteps } from './deciding.ts';
import { joinAll, openingAfter, park, parkFor, send } from './moving.ts';
import { NOTHING, type FlowState } from './state.ts';
import { KIND } from './world.ts';

/** Patience, and the wait for a slot, that are over. */
export function leave(f: FlowState, k: number): void {
  const spec = f.world.work.queues[k]!.spec!;
  if (spec.missedSlot) missSlots(f, k, spec.missedSlot.noticeWorkingDays);
  else giveUp(f, k, spec.patience!);
}

function missSlots(f: FlowState, k: number, notice: number): void {
  const { work, width, first } = f.world;
  const waiting = f.waiting;
  const recent = f.recent[k]!;
  let lately = 0;
  for (let n = 0; n < recent.length; n++) lately += recent[n]!;
  recent[f.at % recent.length] = 0;
  let missed = 0;
  let opening: number | undefined;
  for (let at = first[k]!; at < first[k + 1]!; at++) {
    const over = waiting[at]! - lately * width[at]!;
    if (over <= NOTHING) continue;
    if (missed === 0) opening = notice === 0 ? f.at : openingAfter(f, k, notice);
    missed += over;
    waiting[at]! -= over;
    park(f, k, KIND.rebooked, at - first[k]!, opening, over);
  }
  const contact = work.contact[k]!;
  if (missed > 0 && contact >= 0) joinAll(f, contact, missed);
}

function giveUp(f: FlowState, k: number, { hubs, returns }: NonNullable<Service['patience']>): void {
  const { first, givesUp, triesAgain } = f.world;
  const waiting = f.waiting;
  const tries = triesAgain[k]!;
  for (let at = first[k]!; at < first[k + 1]!; at++) {
    const again = f.trying[at]! * tries;
    const leaving = waiting[at]! * givesUp[k]!;
    if (again <= NOTHING && leaving <= NOTHING) continue;
    waiting[at]! += again - leaving;
    f.trying[at]! -= again;
    f.parked[k]! -= again;
    if (tries > 0) {
      f.trying[at]! += leaving * returns.share;
      f.parked[k]! += leaving * returns.share;
    } else parkFor(f, k, at - first[k]!, delaySteps(returns.after), leaving * returns.share);
    for (const hub of hubs) send(f, hubQueue(f.plan, hub), leaving * hub.share);
  }
}

/** Everybody who waits for a same-day service leaves, in the stated shares. */
export function close(f: FlowState, p: number): void {
  const { work, bands, first, closings } = f.world;
  const closing = closings[p]![f.closing[p]!]!;
  f.closing[p]!++;
  f.nextClosing[p] = closings[p]![f.closing[p]!]?.step ?? NEVER;
  for (let k = 0; k < work.queues.length; k++) {
    const atClose = work.poolOf[k] === p ? work.queues[k]!.spec?.atClose : undefined;
    if (!atClose) continue;
    const opening = openingAfter(f, k, 1, closing.day);
    for (let b = 0; b < bands[k]!.width.length; b++) {
      const leaving = f.waiting[first[k]! + b]!;
      if (leaving <= 0) continue;
      f.waiting[first[k]! + b] = 0;
      for (const hub of atClose.hubs) send(f, hubQueue(f.plan, hub), leaving * hub.share);
      park(f, k, KIND.ordinary, b, opening, leaving * atClose.nextDay);
    }
    f.recent[k]?.fill(0);
  }
}
