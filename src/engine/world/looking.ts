/** Looking at backlogs every full hour: what they start or end takes effect no earlier than the next one (rule 23b). */
import { afterLook, type Called } from '../backlogTrigger.ts';
import { exogenousOf, placeOf } from '../exogenous.ts';
import { setSegment } from './changing.ts';
import type { WorldState } from './state.ts';

/** Called when everything up to a full hour has happened, that tick included. */
export function look(w: WorldState, now: number): void {
  let hasChanged = false;
  for (let k = 0; k < w.watches.length; k++) {
    const watch = w.watches[k]!;
    if (now < watch.from) continue;
    const before = w.windows[k]!;
    const backlog = backlogOf(w, w.cell.localQueue.get(watch.queue)!);
    const after = afterLook(watch.when, now, backlog, before, w.horizon);
    if (after === before) continue;
    w.windows[k] = after;
    hasChanged = true;
    w.witness?.looked(watch, now, backlog, after[after.length - 1]!, after.length > before.length);
  }
  if (hasChanged) takeUp(w, now);
}

/** What backlogs have started so far. */
export function calledIn(w: WorldState): Called[] {
  return w.watches.flatMap((watch, k) => (w.windows[k]!.length > 0 ? [{ watch, windows: w.windows[k]! }] : []));
}

/** Items due and not started: ordinary ones and rebooked ones, set aside or not. */
function backlogOf(w: WorldState, q: number): number {
  const { lists } = w.waiting;
  let count = 0;
  for (let part = 4 * q; part < 4 * q + 4; part++)
    for (let item = lists.head[part]!; item >= 0; item = lists.next(item)) count++;
  return count;
}

/** Goes on under the script with the windows of now, which is the one before up to the next full hour. */
function takeUp(w: WorldState, now: number): void {
  const { cell } = w;
  const script = w.plain.withCalled(cell.sites, calledIn(w));
  w.script = script;
  w.grown = script;
  for (let q = 0; q < cell.queues.length; q++) {
    const global = cell.globalQueue[q]!;
    const usedUp = w.usedUp.get(cell.queues[q]!.site);
    const segments = usedUp ? script.segmentsWithout(global, usedUp) : script.segments[global]!;
    w.segmentLists[q] = segments;
    setSegment(
      w,
      q,
      segments.findLast(({ tick }) => tick <= now)!,
    );
    w.decides[q] = script.decisions[global] ? 1 : 0;
  }
  w.exogenous = exogenousOf(cell, script, w.horizon, (q) => w.segmentLists[q]!);
  w.baseChange = placeOf(w.exogenous.base.tick, now + 1);
  w.ownChange = placeOf(w.exogenous.own.tick, now + 1);
  w.closing = placeOf(w.exogenous.closings.tick, now + 1);
}
