/** A cell: the sites that share staff, simulated together, with everything about them as flat arrays. */
import type { Service } from '../catalog/templates/template.ts';
import { dateOf, ticks, weekdayOf } from '../scenario/calendar.ts';
import { handlingSampler, type HandlingTimes } from './distributions.ts';
import { partnerOf } from '../catalog/actions/buddy.ts';
import type { Days } from './shifts.ts';
import { ringOf, type Plan, type PlanQueue } from './plan.ts';

/** Queues and pools of a cell are numbered within it, in file order; `global` gives the plan's number. */
export interface Cell {
  readonly plan: Plan;
  readonly sites: readonly number[];
  readonly isHub: boolean;
  readonly queues: readonly PlanQueue[];
  readonly globalQueue: Int32Array;
  readonly localQueue: ReadonlyMap<number, number>;
  readonly globalPool: Int32Array;
  readonly poolOfQueue: Int32Array;
  readonly reentryOfQueue: Int32Array;
  readonly contactOfQueue: Int32Array;
  /** Where an item of each queue may come in its place when it first becomes due: another service of the site, or a partner's. */
  readonly elsewhere: readonly (readonly Elsewhere[])[];
  /** Local queue of each follow-on entry. */
  readonly followOn: readonly (readonly {
    readonly queue: number;
    readonly code: number;
    readonly share: number;
    readonly after: PlanQueue['followOn'][number]['after'];
  }[])[];
  /**
   * Lists of a pool in the order in which they are asked, by priority: list 2q is the ordinary queue q and
   * 2q + 1 its rebooked people. `offerPriority` tells where one priority ends.
   */
  readonly offers: readonly Int32Array[];
  readonly offerPriority: readonly Int32Array[];
  readonly handling: readonly (HandlingTimes | undefined)[];
  /** Expected own arrivals in each hour of the study; empty without Poisson arrivals. */
  readonly rates: readonly Float64Array[];
  // What the loop asks of services again and again, flat: objects from a file have too many shapes to be read quickly.
  /** Ticks until the wait for a missed slot ends; 0 for none. */
  readonly missedWait: Int32Array;
  /** Mean patience in minutes, Infinity for those who wait as long as it takes; and 1 when everybody has just so much. */
  readonly patience: Float64Array;
  readonly isPatienceFixed: Uint8Array;
  /** Where the follow-on entries of each queue begin in `followDelay`. */
  readonly followFrom: Int32Array;
  /** Ticks from the end of an item to the due of what follows, where these are always the same; -1 elsewhere. */
  readonly followDelay: Int32Array;
}

/** A queue to which items of another may go instead, by a switch-off or a buddy of the file, whatever a strategy uses. */
export interface Elsewhere {
  readonly queue: number;
  readonly isPartner: boolean;
  /** No item whose draw is at or above this ever goes there. */
  readonly share: number;
}

/** `central` is the same cell with the central numbers: what rests on names alone is as it is there, and so is what has the same numbers. */
export function cellOf(plan: Plan, sites: readonly number[], central?: Cell): Cell {
  const names = central ?? namesOf(plan, sites);
  const { localQueue } = names;
  const count = names.globalQueue.length;
  const queues: PlanQueue[] = [];
  const followOn: Cell['followOn'][number][] = [];
  const elsewhere: Elsewhere[][] = [];
  const handling: (HandlingTimes | undefined)[] = [];
  const rates: Float64Array[] = [];
  const missedWait = new Int32Array(count);
  const patience = new Float64Array(count).fill(Infinity);
  const isPatienceFixed = new Uint8Array(count);
  const followFrom = new Int32Array(count);
  const followDelay: number[] = [];
  const { actions } = plan.model.scenario;
  const goElsewhere = actions.some(({ kind }) => kind === 'switch-off' || kind === 'buddy');
  let isAskedAlike = central !== undefined;
  // Each world has cells of its own, so this is a loop and not a function for each list.
  for (let q = 0; q < count; q++) {
    const queue = plan.queues[names.globalQueue[q]!]!;
    const { spec } = queue;
    const like = central?.queues[q];
    queues.push(queue);
    followOn.push(queue === like ? central!.followOn[q]! : localEntries(queue.followOn, localQueue));
    elsewhere.push(goElsewhere ? localEntries(elsewhereOf(plan, queue), localQueue) : []);
    handling.push(spec ? handlingSampler(spec.minutes) : undefined);
    rates.push(hourlyRates(plan, queue));
    if (spec?.missedSlot) missedWait[q] = Math.max(1, ticks(spec.missedSlot.wait));
    if (spec?.patience) {
      patience[q] = spec.patience.mean;
      isPatienceFixed[q] = spec.patience.fixed ? 1 : 0;
    }
    followFrom[q] = followDelay.length;
    for (const { after } of queue.followOn) followDelay.push('fixed' in after ? ticks(after.fixed) : -1);
    isAskedAlike &&= isAskedAs(queue, like!);
  }
  const { offers, offerPriority } = isAskedAlike ? central! : offersOf(names.globalPool, queues);
  // One by one, so that all cells are of one shape: the loop reads them all the time.
  return {
    plan,
    sites,
    isHub: names.isHub,
    queues,
    globalQueue: names.globalQueue,
    localQueue,
    globalPool: names.globalPool,
    poolOfQueue: names.poolOfQueue,
    reentryOfQueue: names.reentryOfQueue,
    contactOfQueue: names.contactOfQueue,
    elsewhere,
    followOn,
    offers,
    offerPriority,
    handling,
    rates,
    missedWait,
    patience,
    isPatienceFixed,
    followFrom,
    followDelay: Int32Array.from(followDelay),
  };
}

/** The same with the queues' numbers within the cell. */
function localEntries<T extends { readonly queue: number }>(
  entries: readonly T[],
  localQueue: ReadonlyMap<number, number>,
): T[] {
  return entries.map((entry) => ({ ...entry, queue: localQueue.get(entry.queue)! }));
}

type Names = Pick<
  Cell,
  'isHub' | 'globalQueue' | 'localQueue' | 'globalPool' | 'poolOfQueue' | 'reentryOfQueue' | 'contactOfQueue'
>;

function namesOf(plan: Plan, sites: readonly number[]): Names {
  const global = sites.flatMap((s) => plan.sites[s]!.queues);
  const localQueue = new Map(global.map((q, k) => [q, k]));
  const pools = [...new Set(sites.flatMap((s) => plan.sites[s]!.pools))].sort((a, b) => a - b);
  const localPool = new Map(pools.map((p, k) => [p, k]));
  const local = (q: number): number => (q < 0 ? -1 : localQueue.get(q)!);
  const each = (of: (queue: PlanQueue) => number): Int32Array => Int32Array.from(global, (q) => of(plan.queues[q]!));
  return {
    isHub: sites.some((s) => plan.isHub[s]),
    globalQueue: Int32Array.from(global),
    localQueue,
    globalPool: Int32Array.from(pools),
    poolOfQueue: each((queue) => localPool.get(queue.pool)!),
    reentryOfQueue: each((queue) => local(queue.reentry)),
    contactOfQueue: each((queue) => local(queue.contact)),
  };
}

type Offers = Pick<Cell, 'offers' | 'offerPriority'>;

const isAskedAs = (a: PlanQueue, b: PlanQueue): boolean =>
  a.priority === b.priority && a.spec?.missedSlot?.priority === b.spec?.missedSlot?.priority;

function offersOf(pools: Int32Array, queues: readonly PlanQueue[]): Offers {
  const offers: Int32Array[] = [];
  const offerPriority: Int32Array[] = [];
  for (const p of pools) {
    const lists = queues.flatMap((queue, k) => {
      if (queue.pool !== p) return [];
      const ordinary = { list: 2 * k, priority: queue.priority };
      const missed = queue.spec?.missedSlot;
      return missed ? [ordinary, { list: 2 * k + 1, priority: missed.priority }] : [ordinary];
    });
    lists.sort((a, b) => a.priority - b.priority || a.list - b.list);
    offers.push(Int32Array.from(lists, ({ list }) => list));
    offerPriority.push(Int32Array.from(lists, ({ priority }) => priority));
  }
  return { offers, offerPriority };
}

function elsewhereOf(plan: Plan, queue: PlanQueue): Elsewhere[] {
  const found = new Map<number, Elsewhere>();
  const add = (to: number | undefined, isPartner: boolean, share: number): void => {
    const q = to ?? -1;
    if (q >= 0) found.set(q, { queue: q, isPartner, share: Math.max(share, found.get(q)?.share ?? 0) });
  };
  const { actions } = plan.model.scenario;
  const own = plan.sites[queue.site]!;
  // Partners come after all diverts and other partners on one draw.
  const sent = actions.reduce(
    (sum, action) =>
      (action.kind === 'divert' || action.kind === 'buddy') && action.service === queue.service
        ? sum + action.share
        : sum,
    0,
  );
  for (const action of actions) {
    if (queue.isReentry || !('service' in action) || action.service !== queue.service) continue;
    if (action.kind === 'switch-off') add(own.queueOf.get(action.instead.service), false, action.instead.share);
    if (action.kind !== 'buddy') continue;
    const partner = partnerOf(action.partners, own.id, (group) => ringOf(plan, group, action.service));
    const k = partner === undefined ? undefined : plan.siteIndex.get(partner);
    if (k !== undefined && k !== queue.site) add(plan.sites[k]!.queueOf.get(action.service), true, sent);
  }
  return [...found.values()];
}

type Poisson = Extract<NonNullable<Service['arrivals']>, { poisson: unknown }>['poisson'];

const ratesKnown = new WeakMap<PlanQueue, Float64Array>();
/** Of every queue without Poisson arrivals; nobody writes to rates. */
let noRates = new Float64Array(0);

/** Expected arrivals in each hour of the study: worked out once for all worlds that have the very same queue. */
export function hourlyRates(plan: Plan, queue: PlanQueue): Float64Array {
  const arrivals = queue.spec?.arrivals;
  const hours = plan.days.count * 24;
  if (!arrivals || !('poisson' in arrivals)) {
    if (noRates.length !== hours) noRates = new Float64Array(hours);
    return noRates;
  }
  let rates = ratesKnown.get(queue);
  if (!rates) ratesKnown.set(queue, (rates = ratesOf(arrivals.poisson, queue.weeklyVolume, plan.days)));
  return rates;
}

function ratesOf({ profile, dateFactors }: Poisson, weeklyVolume: number, days: Days): Float64Array {
  const rates = new Float64Array(days.count * 24);
  const hasFactors = Object.keys(dateFactors).length > 0;
  const total = profile.reduce((sum, day) => day.reduce((so, weight) => so + weight, sum), 0);
  for (let day = 0; day < days.count; day++) {
    const date = days.first + day;
    // One week is like another unless a date has a factor of its own.
    if (day >= 7 && !hasFactors) {
      rates.copyWithin(day * 24, (day - 7) * 24, (day - 6) * 24);
      continue;
    }
    const factor = hasFactors ? (dateFactors[dateOf(date)] ?? 1) : 1;
    const weights = profile[weekdayOf(date)]!;
    for (let hour = 0; hour < 24; hour++) rates[day * 24 + hour] = ((weeklyVolume * weights[hour]!) / total) * factor;
  }
  return rates;
}
