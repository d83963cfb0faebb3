/** Who starts next: pools take the best of their queues, and what is down makes work slower. */
import { ticks } from '../../scenario/calendar.ts';
import { NEVER } from '../exogenous.ts';
import { ATTEMPT, DEADLINE, END, REBOOKED, SEEN, SHIFT, START, STATE, State } from '../itemStates.ts';
import { log } from '../math.ts';
import { RECORD_RANK } from '../modes.ts';
import { Purpose } from '../streams.ts';
import { useForm } from './changing.ts';
import { BY_TEAM, LEAVE, RELEASE } from './events.ts';
import { uniform } from './moving.ts';
import { settle } from './pools.ts';
import type { WorldState } from './state.ts';

export function startAll(w: WorldState, now: number): void {
  const waiting = w.waiting;
  // Pools of a site have only forms in common: the first in the file takes the last one.
  if (w.dirtyCount > 1 && w.forms.size > 0) w.dirtyPools.subarray(0, w.dirtyCount).sort();
  for (let k = 0; k < w.dirtyCount; k++) {
    const p = w.dirtyPools[k]!;
    w.dirty[p] = 0;
    while (w.busy[p]! < w.staff[p]! && waiting.count[p]! > 0) {
      const item = waiting.next(p);
      if (item < 0) break;
      start(w, item, p, now, false);
    }
    while (w.teamBusy[p]! < w.team[p]! && waiting.count[p]! > 0) {
      const item = waiting.nextReentry(p);
      if (item < 0) break;
      start(w, item, p, now, true);
    }
  }
  w.dirtyCount = 0;
  // Most items start at once; only those that do not need a moment at which they give up.
  for (let k = 0; k < w.fresh.count; k++) {
    const item = w.fresh.at(k);
    if (w.items.get(item, STATE) === State.waiting) setDeadline(w, item, now);
  }
  w.fresh.count = 0;
}

/** `byTeam`: by people who start nothing but re-entry. */
function start(w: WorldState, item: number, p: number, now: number, byTeam: boolean): void {
  const { items } = w;
  const q = w.waiting.queueOf(item);
  w.waiting.leave(item);
  w.tally.backlogMoves(q, -1);
  w.tally.outstandingMoves(q, -1);
  if (item < items.count) {
    serve(w, item, q, p, now, w.forest.handling[item]!);
    return;
  }
  const handling = items.reentryHandling(item);
  w.tally.reentryMoves(-handling);
  serve(w, item, q, p, now, handling, byTeam);
}

export function serve(
  w: WorldState,
  item: number,
  q: number,
  p: number,
  now: number,
  normally: number,
  byTeam = false,
): void {
  const { words } = w.items;
  const at = item << SHIFT;
  const handling = w.anyDown[q] === 1 ? degraded(w, item, q, normally, now) : normally;
  const end = Math.min(NEVER, now + handling);
  words[at + STATE] = State.inService;
  words[at + START] = now;
  words[at + END] = end;
  if (byTeam) {
    words[at + DEADLINE] = BY_TEAM;
    w.teamBusy[p] = w.teamBusy[p]! + 1;
  } else {
    settle(w, p, now);
    w.busy[p] = w.busy[p]! + 1;
  }
  if (end < w.horizon) w.agenda.add(end, RELEASE, item);
  w.witness?.started(item, now);
}

/** Handling while something the item needs is down for it; notes what record is seen and what must be typed up. */
function degraded(w: WorldState, item: number, q: number, handling: number, now: number): number {
  const { items } = w;
  const luck = w.waiting.luckOf(item);
  let slowdown = 1;
  let reentry = 0;
  let record = RECORD_RANK.full;
  let down = false;
  let forms: string[] | undefined;
  for (const { level, until, mode } of w.segments[q]!.needs) {
    if (luck < level || luck >= until) continue;
    down = true;
    if (mode.forms !== undefined && !forms?.includes(mode.forms)) (forms ??= []).push(mode.forms);
    slowdown = Math.max(slowdown, mode.slowdown);
    reentry = Math.max(reentry, mode.reentryMinutes);
    record = Math.min(record, RECORD_RANK[mode.record]);
  }
  if (!down) return handling;
  items.words[(item << SHIFT) + SEEN] = 1 + record;
  if (item < items.count) items.owed[item] = reentry > 0 ? Math.max(1, ticks(reentry)) : 0;
  if (forms) for (const backup of forms) useForm(w, q, backup, now);
  return Math.max(1, Math.round(handling * slowdown));
}

/** When an item that waits gives up. */
export function setDeadline(w: WorldState, item: number, now: number): void {
  const { words } = w.items;
  const at = item << SHIFT;
  if (words[at + REBOOKED] === 1) return;
  const q = w.forest.queue[item]!;
  let wait = w.cell.missedWait[q]!;
  if (wait === 0) {
    const mean = w.cell.patience[q]!;
    if (mean === Infinity) return;
    const minutes =
      w.cell.isPatienceFixed[q] === 1
        ? mean
        : mean * -log(1 - uniform(w, item, Purpose.patience, words[at + ATTEMPT]!));
    wait = Math.max(1, ticks(minutes));
  }
  const deadline = now + wait;
  if (deadline >= w.horizon) return;
  words[at + DEADLINE] = deadline;
  w.agenda.add(deadline, LEAVE, item);
}
