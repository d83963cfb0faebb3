/** What is decided when work arrives (`decide.ts`), in expectation: which shares stay, leave, are sent on or come later. */
import type { DelayDistribution } from '../../catalog/fields.ts';
import type { Interval } from '../../catalog/types.ts';
import { ticks } from '../../scenario/calendar.ts';
import { delayMinutes } from '../distributions.ts';
import type { Decisions } from '../script.ts';
import { STEP_TICKS, stepOf } from './clock.ts';

export interface Fates {
  /** So much comes back to its queue at a step; undefined: never within the study. */
  back(step: number | undefined, amount: number): void;
  hub(queue: number, amount: number): void;
  /** Comes to another queue of the plan, of the same site, in place of its own. */
  instead(queue: number, amount: number): void;
  /** Start of the next working date's shifts, or undefined. */
  nextOpening(): number | undefined;
}

/** Five equal shares of what is delayed are as late as the middle of each fifth. */
const FIFTHS = [0.1, 0.3, 0.5, 0.7, 0.9];
const known = new WeakMap<object, readonly number[]>();

/** Steps of delay, each for an equal share. */
export function delaySteps(distribution: DelayDistribution): readonly number[] {
  let steps = known.get(distribution);
  if (!steps) {
    steps =
      'fixed' in distribution
        ? [Math.round(ticks(distribution.fixed) / STEP_TICKS)]
        : FIFTHS.map((u) => Math.round(ticks(delayMinutes(distribution, u)) / STEP_TICKS));
    known.set(distribution, steps);
  }
  return steps;
}

/** Of an amount that arrives at a step, what joins its queue now. Buddies are left out: what they would take stays. */
export function decideFlow(decisions: Decisions, step: number, amount: number, fates: Fates): number {
  const now = step * STEP_TICKS;
  const inForce = ({ from, to }: Interval): boolean => from <= now && now < to;
  const later = (returning: number, after: 'next-working-day' | DelayDistribution): void => {
    if (after === 'next-working-day') {
      fates.back(fates.nextOpening(), returning);
      return;
    }
    const delays = delaySteps(after);
    for (const delay of delays) fates.back(step + Math.max(1, delay), returning / delays.length);
  };
  const off = decisions.switches.find(inForce);
  if (off) {
    fates.instead(off.insteadQueue, amount * off.instead.share);
    later(amount * (1 - off.instead.share) * off.returns.share, off.returns.after);
    return 0;
  }
  let stays = amount;
  for (const divert of decisions.diverts) {
    if (!inForce(divert)) continue;
    const goes = Math.min(stays, amount * divert.share);
    fates.hub(divert.hubQueue, goes);
    later(goes * divert.returns.share, divert.returns.after);
    stays -= goes;
  }
  const offered = stays;
  for (const shed of decisions.sheds) {
    if (!inForce(shed)) continue;
    const goes = Math.min(stays, offered * shed.share);
    later(goes * shed.returns.share, shed.returns.after);
    stays -= goes;
  }
  const kept = stays;
  for (const pause of decisions.pauses) {
    if (!inForce(pause)) continue;
    const goes = Math.min(stays, kept * pause.share);
    spread(pause.into, goes, step, fates);
    stays -= goes;
  }
  return stays;
}

/** Evenly over the time within intervals, after now; parked to the end when there is none. */
function spread(into: readonly Interval[], amount: number, now: number, fates: Fates): void {
  const total = into.reduce((sum, { from, to }) => sum + to - from, 0);
  if (total <= 0) {
    fates.back(undefined, amount);
    return;
  }
  for (const { from, to } of into)
    for (let step = stepOf(from); step * STEP_TICKS < to; step++) {
      const within = Math.min(to, (step + 1) * STEP_TICKS) - Math.max(from, step * STEP_TICKS);
      fates.back(Math.max(now + 1, step), (amount * within) / total);
    }
}
