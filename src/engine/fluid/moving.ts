/** Amounts that join a queue, go away for a while, or are sent elsewhere. */
import { TICKS_PER_DAY } from '../../scenario/calendar.ts';
import { nextOpening } from '../plan.ts';
import { STEP_TICKS, stepOf } from './clock.ts';
import type { FlowState } from './state.ts';
import { KIND, KINDS } from './world.ts';

export function join(f: FlowState, k: number, kind: number, b: number, amount: number): void {
  f.waiting[(kind * f.waiting.length) / KINDS + f.world.first[k]! + b]! += amount;
  const recent = f.recent[k];
  if (recent && kind === KIND.ordinary) recent[f.at % recent.length]! += amount;
}

/** Of every luck alike. */
export function joinAll(f: FlowState, k: number, amount: number): void {
  const { width, first } = f.world;
  const waiting = f.waiting;
  for (let at = first[k]!; at < first[k + 1]!; at++) waiting[at]! += amount * width[at]!;
  const recent = f.recent[k];
  if (recent) recent[f.at % recent.length]! += amount;
}

/** Away until a step, or to the end. */
export function park(
  f: FlowState,
  k: number,
  kind: number,
  b: number,
  until: number | undefined,
  amount: number,
): void {
  if (amount <= 0) return;
  if (until !== undefined && until <= f.at) {
    join(f, k, kind, b, amount);
    return;
  }
  f.parked[k]! += amount;
  if (until === undefined || until >= f.steps) return;
  f.later.add(until, (kind * f.waiting.length) / KINDS + f.world.first[k]! + b, amount);
}

export function parkFor(f: FlowState, k: number, b: number, delays: readonly number[], amount: number): void {
  for (const delay of delays) park(f, k, KIND.ordinary, b, f.at + Math.max(1, delay), amount / delays.length);
}

export function send(f: FlowState, hub: number, amount: number): void {
  const { sent } = f.world;
  let by = sent.get(hub);
  if (!by) sent.set(hub, (by = new Float64Array(f.steps)));
  by[f.at]! += amount;
}

/** The step of the first opening so many working days from now. */
export function openingAfter(
  f: FlowState,
  k: number,
  workingDays: number,
  day = Math.floor((f.at * STEP_TICKS) / TICKS_PER_DAY),
): number | undefined {
  const tick = nextOpening(f.plan, f.world.work.queues[k]!, day, workingDays);
  return tick < 0 ? undefined : stepOf(tick);
}
