/** What moves a world from outside: staff and modes that change, and forms that run out. */
import { ownChanges, placeOf, STAFF, type Changes } from '../exogenous.ts';
import type { Segment } from '../modes.ts';
import { stepAt } from '../steps.ts';
import { soil, touch } from './pools.ts';
import type { WorldState } from './state.ts';

export function nextExogenous(w: WorldState): number {
  const { base, own, closings } = w.exogenous;
  return Math.min(base.tick[w.baseChange]!, own.tick[w.ownChange]!, closings.tick[w.closing]!);
}

/** Every change of staff and modes at this tick. */
export function change(w: WorldState, now: number): void {
  const { base, own, replaced } = w.exogenous;
  for (; base.tick[w.baseChange] === now; w.baseChange++)
    if (replaced[base.target[w.baseChange]!] === 0) apply(w, base, w.baseChange, now);
  for (; own.tick[w.ownChange] === now; w.ownChange++) apply(w, own, w.ownChange, now);
}

function apply(w: WorldState, changes: Changes, k: number, now: number): void {
  const target = changes.target[k]!;
  const value = changes.value[k]!;
  const cell = w.cell;
  if (changes.kind[k] === STAFF) {
    touch(w, target, now);
    const pool = w.script.pools[cell.globalPool[target]!]!;
    w.staff[target] = pool.staff.values[value]!;
    w.rostered[target] = pool.rostered.values[stepAt(pool.rostered, now)]!;
    w.late[target] = pool.late.values[stepAt(pool.late, now)]!;
    w.team[target] = pool.reentryOnly.values[stepAt(pool.reentryOnly, now)]!;
    soil(w, target);
    w.witness?.staff(target, now);
    return;
  }
  const segment = w.segmentLists[target]![value]!;
  const rises = segment.theta > w.waiting.theta[target]!;
  setSegment(w, target, segment);
  if (rises) w.waiting.lookAgain(target);
  soil(w, cell.poolOfQueue[target]!);
  w.witness?.mode(target, now);
}

export function setSegment(w: WorldState, q: number, segment: Segment): void {
  w.segments[q] = segment;
  w.waiting.theta[q] = segment.theta;
  w.anyDown[q] = segment.needs.some((need) => need.level < 1) ? 1 : 0;
}

/** One form less; with the last one the backup is over at the site for good. */
export function useForm(w: WorldState, q: number, backup: string, now: number): void {
  const cell = w.cell;
  const { site } = cell.queues[q]!;
  const left = w.forms.get(`${site} ${backup}`)! - 1;
  w.forms.set(`${site} ${backup}`, left);
  if (left > 0) return;
  const usedUp = w.usedUp.get(site) ?? new Set<string>();
  w.usedUp.set(site, usedUp.add(backup));
  cell.queues.forEach((queue, k) => {
    if (queue.site !== site) return;
    const segments = w.script.segmentsWithout(cell.globalQueue[k]!, usedUp);
    w.segmentLists[k] = segments;
    setSegment(
      w,
      k,
      segments.findLast(({ tick }) => tick <= now)!,
    );
  });
  const exogenous = w.exogenous;
  const own = ownChanges(cell, w.script, w.horizon, exogenous.replaced, (k) => w.segmentLists[k]!);
  w.exogenous = { ...exogenous, own };
  w.ownChange = placeOf(own.tick, now + 1);
  w.next = nextExogenous(w);
}
