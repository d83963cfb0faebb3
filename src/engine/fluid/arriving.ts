/** What becomes due: arrivals, with what is decided on them, those who come back, and what can be typed up. */
import { stepAt, valueAt } from '../steps.ts';
import { STEP_TICKS } from './clock.ts';
import { decideFlow, delaySteps, type Fates } from './deciding.ts';
import { join, joinAll, openingAfter, park, parkFor, send } from './moving.ts';
import { NOTHING, type FlowState } from './state.ts';
import { KIND, KINDS } from './world.ts';

export function comeBack(f: FlowState, amounts: readonly number[]): void {
  const { first, decisions } = f.world;
  const all = f.waiting.length / KINDS;
  const now = f.at * STEP_TICKS;
  for (let n = 0; n < amounts.length; n += 2) {
    const kind = Math.floor(amounts[n]! / all);
    const place = amounts[n]! % all;
    const amount = amounts[n + 1]!;
    let k = 0;
    while (first[k + 1]! <= place) k++;
    f.parked[k]! -= amount;
    let released = 0;
    if (kind === KIND.rebooked)
      for (const { from, to, share } of decisions[k]?.releases ?? [])
        if (from <= now && now < to) released = Math.min(1, released + share);
    if (released > 0) join(f, k, KIND.released, place - first[k]!, amount * released);
    join(f, k, kind, place - first[k]!, amount * (1 - released));
  }
}

/** What was done without the system and can be typed up as soon as it would be handled normally. */
export function becomeDue(f: FlowState): void {
  const { work, bands, first, typedUp } = f.world;
  const to = first[work.reentry]!;
  f.anyOwed = false;
  for (let k = 0; k < work.queues.length; k++) {
    const { end, normal } = bands[k]!;
    let level = 1;
    for (let b = 0; b < end.length; b++) {
      const at = first[k]! + b;
      if (f.owed[at]! <= 0) continue;
      for (const step of normal) if (step.from <= f.at) level = step.level;
      if (end[b]! > level + NOTHING) {
        f.anyOwed = true;
        continue;
      }
      typedUp[k]![b]!.forEach((share, j) => (f.waiting[to + j]! += f.owed[at]! * share));
      f.owed[at] = 0;
    }
  }
}

export function arrive(f: FlowState, k: number): void {
  const { work, arrivals, decisions, received } = f.world;
  const t = f.at;
  const by = arrivals[k];
  let own = by ? by[t]! : 0;
  const following = f.following[k];
  const follows = following ? following[t % work.ahead]! : 0;
  if (following) following[t % work.ahead] = 0;
  if (work.block.isHub) {
    const comes = received.get(global(f, k))?.[t] ?? 0;
    if (comes > 0) joinAll(f, k, comes);
  }
  const decided = decisions[k];
  if (!decided) {
    const comes = own + follows;
    if (comes > 0) joinAll(f, k, comes);
    return;
  }
  const now = t * STEP_TICKS;
  if (decided.cut) {
    const share = valueAt(decided.cut.threshold, now);
    letGo(f, k, f.cut, decided.cut.threshold, delaySteps(work.queues[k]!.spec!.follows!.after));
    f.cut[k]! += own * share;
    f.parked[k]! += own * share;
    own *= 1 - share;
  }
  if (decided.held) {
    const { threshold, holds } = decided.held;
    const share = valueAt(threshold, now);
    letGo(f, k, f.held, threshold, handedOver(holds[0]!.spread));
    f.held[k]! += own * share;
    f.parked[k]! += own * share;
    own *= 1 - share;
  }
  if (own + follows <= 0) return;
  const stays = decideFlow(decided, t, own + follows, (f.fatesOf[k] ??= fates(f, k)));
  if (stays > 0) joinAll(f, k, stays);
}

/** What is held back comes as the share held falls. */
function letGo(
  f: FlowState,
  k: number,
  held: Float64Array,
  threshold: Parameters<typeof valueAt>[0],
  delays: readonly number[],
): void {
  if (held[k]! <= NOTHING) return;
  const before = threshold.values[stepAt(threshold, Math.max(0, (f.at - 1) * STEP_TICKS))]!;
  const now = valueAt(threshold, f.at * STEP_TICKS);
  if (now >= before && now > 0) return;
  const comes = held[k]! * (before > 0 ? Math.max(0, 1 - now / before) : 1);
  held[k]! -= comes;
  const { width } = f.world.bands[k]!;
  f.parked[k]! -= comes;
  for (let b = 0; b < width.length; b++) parkFor(f, k, b, delays, comes * width[b]!);
}

function fates(f: FlowState, k: number): Fates {
  const { width } = f.world.bands[k]!;
  const { queues } = f.plan.sites[f.world.work.block.sites[0]!]!;
  return {
    back: (step, amount) => {
      for (let b = 0; b < width.length; b++) park(f, k, KIND.ordinary, b, step, amount * width[b]!);
    },
    hub: (queue, amount) => send(f, queue, amount),
    instead: (queue, amount) => {
      const to = queues.indexOf(queue);
      if (to >= 0) joinAll(f, to, amount);
    },
    nextOpening: () => openingAfter(f, k, 1),
  };
}

/** The plan's number of a queue of the block's first site. */
function global(f: FlowState, k: number): number {
  return f.plan.sites[f.world.work.block.sites[0]!]!.queues[k]!;
}

/** Handed over evenly within a time. */
function handedOver(spread: number): readonly number[] {
  const steps = Math.max(1, Math.round(spread / STEP_TICKS));
  return Array.from({ length: steps }, (_, k) => k);
}
