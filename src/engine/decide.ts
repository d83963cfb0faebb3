/** What is decided when an item first becomes due: demand cut, held, divert, shed or pause (rules 25, 26 and 26a). */
import type { Interval, Steps } from '../catalog/types.ts';
import { ticks } from '../scenario/calendar.ts';
import { delayMinutes } from './distributions.ts';
import type { Cell } from './cell.ts';
import type { Decisions } from './script.ts';
import { stepAt, valueAt } from './steps.ts';
import { Purpose } from './streams.ts';

/** Why an item left for a while; part of its history. */
export const Parked = {
  cut: 1,
  diverted: 2,
  shed: 3,
  paused: 4,
  gaveUp: 5,
  rebooked: 6,
  closed: 7,
  buddy: 8,
  switched: 9,
  held: 20,
} as const;

/** `back` -1: parked and not back within the study; undefined: it does not come back. */
export interface Decision {
  readonly why: number;
  readonly back: number | undefined;
  /** Plan's number of the hub queue it is sent to, or -1. */
  readonly hub: number;
  /** Plan's number of the queue, of a partner or another service of the site, that it comes to in its place. */
  readonly elsewhere?: number;
}

/** Who draws, and when. */
export interface Drawing {
  readonly now: number;
  uniform(purpose: number): number;
}

export interface Deciding extends Drawing {
  readonly queue: Cell['queues'][number];
  readonly decisions: Decisions;
  readonly isOwnArrival: boolean;
  /** Start of the next working date's shifts, or -1. */
  nextOpening(): number;
}

/** What becomes of an item instead of joining its queue; undefined when it joins. */
export function decide(item: Deciding): Decision | undefined {
  return cutDemand(item) ?? hold(item) ?? switchOff(item) ?? divert(item) ?? shed(item) ?? pause(item);
}

/** Several measures of one kind take consecutive intervals of one draw. */
export function chosen<T extends Interval & { readonly share: number }>(
  choices: readonly T[],
  item: Drawing,
  purpose: number,
): T | undefined {
  const { now } = item;
  let luck: number | undefined;
  for (let k = 0; k < choices.length; k++) {
    const choice = choices[k]!;
    if (now < choice.from || now >= choice.to) continue;
    luck ??= item.uniform(purpose);
    if (luck < choice.share) return choice;
    luck -= choice.share;
  }
  return undefined;
}

function cutDemand(item: Deciding): Decision | undefined {
  const { cut } = item.decisions;
  if (!cut || !item.isOwnArrival) return undefined;
  const over = overAt(cut.threshold, item.now, item.uniform(Purpose.demandCut));
  if (over === undefined) return undefined;
  const delay = ticks(delayMinutes(item.queue.spec!.follows!.after, item.uniform(Purpose.demandReturn)));
  return { why: Parked.cut, back: over < 0 ? -1 : over + delay, hub: -1 };
}

/** Kept by the interface that it came through, and handed over some time after that works again. */
function hold(item: Deciding): Decision | undefined {
  const { held } = item.decisions;
  if (!held || !item.isOwnArrival) return undefined;
  const { now } = item;
  const luck = item.uniform(Purpose.held);
  const over = overAt(held.threshold, now, luck);
  if (over === undefined) return undefined;
  const { spread } = held.holds.find(({ threshold }) => luck < valueAt(threshold, now))!;
  const back = over < 0 ? -1 : over + Math.floor(item.uniform(Purpose.heldSpread) * spread);
  return { why: Parked.held, back, hub: -1 };
}

/** When something no longer holds for an item that it holds for now: -1 never, undefined when it does not hold now. */
function overAt(threshold: Steps, now: number, luck: number): number | undefined {
  let step = stepAt(threshold, now);
  if (luck >= threshold.values[step]!) return undefined;
  while (step < threshold.ticks.length && luck < threshold.values[step]!) step++;
  return step < threshold.ticks.length ? threshold.ticks[step]! : -1;
}

/** While a service is switched off nobody gets in by it: some use another one at once, some come back. */
function switchOff(item: Deciding): Decision | undefined {
  const { now } = item;
  const { switches } = item.decisions;
  if (switches.length === 0) return undefined;
  const off = switches.find(({ from, to }) => from <= now && now < to);
  if (!off) return undefined;
  if (item.uniform(Purpose.switch) < off.instead.share)
    return { why: Parked.switched, back: undefined, hub: -1, elsewhere: off.insteadQueue };
  const back = backAfter(item, off.returns, Purpose.switchReturn, Purpose.switchReturnDelay);
  return { why: Parked.switched, back, hub: -1 };
}

/** Hubs first, then partner sites, on consecutive intervals of one draw. */
function divert(item: Deciding): Decision | undefined {
  const choice = chosen(item.decisions.sentOn, item, Purpose.divert);
  if (!choice) return undefined;
  const back = backAfter(item, choice.returns, Purpose.divertReturn, Purpose.divertReturnDelay);
  if ('hubQueue' in choice) return { why: Parked.diverted, back, hub: choice.hubQueue };
  return { why: Parked.buddy, back, hub: -1, elsewhere: choice.partnerQueue };
}

function shed(item: Deciding): Decision | undefined {
  const choice = chosen(item.decisions.sheds, item, Purpose.shed);
  if (!choice) return undefined;
  return {
    why: Parked.shed,
    back: backAfter(item, choice.returns, Purpose.shedReturn, Purpose.shedReturnDelay),
    hub: -1,
  };
}

/** When somebody who was asked to come later is back; undefined when not at all. */
function backAfter(
  item: Deciding,
  { share, after }: Decisions['sheds'][number]['returns'],
  returns: number,
  delay: number,
): number | undefined {
  if (item.uniform(returns) >= share) return undefined;
  if (after === 'next-working-day') return item.nextOpening();
  return item.now + Math.max(1, ticks(delayMinutes(after, item.uniform(delay))));
}

function pause(item: Deciding): Decision | undefined {
  const choice = chosen(item.decisions.pauses, item, Purpose.pause);
  return choice && { why: Parked.paused, back: within(choice.into, item.uniform(Purpose.pauseDue), item.now), hub: -1 };
}

/** The moment at a fraction of the time within intervals, after now; -1 when there is no such time. */
function within(intervals: readonly Interval[], fraction: number, now: number): number {
  const total = intervals.reduce((sum, { from, to }) => sum + to - from, 0);
  if (total <= 0) return -1;
  let left = Math.floor(fraction * total);
  for (const { from, to } of intervals) {
    if (left < to - from) return Math.max(now + 1, from + left);
    left -= to - from;
  }
  return -1;
}
