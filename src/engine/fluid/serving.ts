/** What people start, and what follows from it. */
import { workingDateAfter } from '../plan.ts';
import { STEP_MINUTES, STEPS_PER_DAY } from './clock.ts';
import { delaySteps } from './deciding.ts';
import { NOTHING, type FlowState } from './state.ts';
import type { Offers } from './world.ts';

/** People take what comes first by priority; what there is more than they can do of one priority they take of alike. */
export function start(f: FlowState, p: number): void {
  const { work, staff, team, offers, reentryOffers } = f.world;
  const minutes = staff[p]![f.at]!;
  const forReentry = team[p]?.[f.at] ?? 0;
  if (minutes > 0) {
    const most = (work.inHand[p]! * minutes) / STEP_MINUTES;
    const capacity = minutes + Math.max(0, most - f.inHand[p]!);
    const left = serve(f, offers[p]!, capacity);
    f.inHand[p] = Math.min(most, Math.max(0, f.inHand[p]! + capacity - left - minutes));
  } else f.inHand[p] = 0;
  if (forReentry > 0) serve(f, reentryOffers[p]!, forReentry);
}

/** Starts as much of what is offered as there are minutes for; gives the minutes left. */
function serve(f: FlowState, offers: Offers, minutes: number): number {
  const { band, place, bands, priority } = offers;
  const waiting = f.waiting;
  const canStart = f.canStart;
  const each = f.minutes;
  let left = minutes;
  for (let i = 0; i < priority.length && left > NOTHING;) {
    let wanted = 0;
    let j = i;
    for (; j < priority.length && priority[j] === priority[i]; j++) {
      const from = place[j]!;
      const own = band[j]!;
      for (let b = 0; b < bands[j]!; b++) if (canStart[own + b] === 1) wanted += waiting[from + b]! * each[own + b]!;
    }
    if (wanted > NOTHING) {
      const share = left < wanted ? left / wanted : 1;
      for (let n = i; n < j; n++) begin(f, offers, n, share);
      left -= wanted * share;
    }
    i = j;
  }
  return left;
}

function begin(f: FlowState, { queue, band, place, bands }: Offers, n: number, share: number): void {
  const { work } = f.world;
  const waiting = f.waiting;
  const canStart = f.canStart;
  const reentryMinutes = f.reentryMinutes;
  const from = place[n]!;
  const own = band[n]!;
  const leaves = work.reentry >= 0 && queue[n] !== work.reentry;
  let begun = 0;
  for (let b = 0; b < bands[n]!; b++) {
    if (canStart[own + b] !== 1) continue;
    const amount = waiting[from + b]! * share;
    waiting[from + b]! -= amount;
    begun += amount;
    if (leaves && reentryMinutes[own + b]! > 0) {
      f.owed[own + b]! += amount * reentryMinutes[own + b]!;
      f.anyOwed = true;
    }
  }
  if (begun > 0 && work.followOn[queue[n]!]!.length > 0) follow(f, queue[n]!, begun);
}

/** Work that follows comes when its parent is done: what has begun in one step is done in the next. */
function follow(f: FlowState, queue: number, amount: number): void {
  const done = f.at + 1;
  const { ahead } = f.world.work;
  for (const { to, share, after } of f.world.work.followOn[queue]!) {
    const following = f.following[to]!;
    if ('workingDays' in after) {
      const day = Math.floor(done / STEPS_PER_DAY);
      const site = f.plan.sites[f.world.work.queues[queue]!.site]!;
      const date = after.workingDays === 0 ? day : workingDateAfter(site, day, after.workingDays);
      const due = date === undefined ? f.steps : done + (date - day) * STEPS_PER_DAY;
      if (due < f.steps) following[due % ahead]! += amount * share;
      continue;
    }
    const delays = delaySteps(after);
    for (const delay of delays) following[(done + delay) % ahead]! += (amount * share) / delays.length;
  }
}
