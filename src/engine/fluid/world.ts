/** What one script makes of a block: bands, staff, closings and decisions, laid flat to be stepped through. */
import type { Incident } from '../incident.ts';
import { exp } from '../math.ts';
import type { Plan } from '../plan.ts';
import type { Decisions, Script } from '../script.ts';
import { bandsOf, overlaps, type Bands } from './bands.ts';
import { STEP_MINUTES, STEP_TICKS } from './clock.ts';
import { closingsOf, markActive, staffOf, surgesAt, type BlockWork, type FlowClosing } from './work.ts';

/** Those due for the first time or again, those who missed a slot, and of these the ones who get one that was held back. */
export const KIND = { ordinary: 0, rebooked: 1, released: 2 } as const;
export const KINDS = 3;

/** What a pool is offered, by priority: the places of its lists among all that waits. */
export interface Offers {
  readonly queue: Int32Array;
  /** Where the bands of each list begin among all bands, and among all that waits. */
  readonly band: Int32Array;
  readonly place: Int32Array;
  readonly bands: Int32Array;
  readonly priority: Int32Array;
}

/** Amounts by queue of the plan and step. */
export type Sent = Map<number, Float64Array>;

export interface BlockWorld {
  readonly work: BlockWork;
  readonly bands: readonly Bands[];
  /** Where the bands of each queue begin among all; the last is their number. */
  readonly first: readonly number[];
  readonly width: Float64Array;
  /** Per queue: how its bands lie in those of re-entry. */
  readonly typedUp: readonly (readonly Float64Array[])[];
  /** Per pool: staff-minutes in each step, and of people who do nothing but re-entry. */
  readonly staff: readonly Float64Array[];
  readonly team: readonly (Float64Array | undefined)[];
  /** 1 for steps in which somebody works or something comes, and some time after. */
  readonly active: Uint8Array;
  /** Per queue: own arrivals in each step, extra demand included. */
  readonly arrivals: readonly (Float64Array | undefined)[];
  readonly decisions: readonly (Decisions | undefined)[];
  readonly closings: readonly (readonly FlowClosing[])[];
  readonly offers: readonly Offers[];
  readonly reentryOffers: readonly Offers[];
  /** Per queue: share of those who wait that gives up within a step, and of those who will try again that does. */
  readonly givesUp: Float64Array;
  readonly triesAgain: Float64Array;
  /** What it sends to hubs in each step, by queue of the plan. */
  readonly sent: Sent;
  /** What all blocks of the world have sent to it, when it is a hub. */
  readonly received: Sent;
}

export function blockWorld(
  plan: Plan,
  work: BlockWork,
  script: Script,
  twin: Script,
  incident: Incident,
  received: Sent,
): BlockWorld {
  const { block, queues } = work;
  const site = plan.sites[block.sites[0]!]!;
  const bands = site.queues.map((q) => bandsOf(plan.queues[q]!, script.segments[q]!, script.normal[q]!));
  const first = [0];
  for (const { end } of bands) first.push(first[first.length - 1]! + end.length);
  const steps = plan.horizon / STEP_TICKS;
  const isChanged = (position: number): boolean =>
    block.sites.some((s) => {
      const p = plan.sites[s]!.pools[position]!;
      return script.pools[p] !== twin.pools[p];
    });
  const changed = site.pools.map((_, p) => isChanged(p));
  const staff = site.pools.map((_, p) =>
    changed[p] ? staffOf(plan, block, p, steps, (pool) => script.pools[pool]!.staff) : work.staff[p]!,
  );
  const team = site.pools.map((_, p) =>
    changed[p] ? staffOf(plan, block, p, steps, (pool) => script.pools[pool]!.reentryOnly) : undefined,
  );
  const surges = surgesAt(plan, block, incident);
  const more = [...staff.filter((_, p) => changed[p]), ...team.flatMap((by) => by ?? []), ...surges.values()];
  const patience = queues.map(({ spec }) => spec?.patience);
  return {
    work,
    bands,
    first,
    width: Float64Array.from(bands.flatMap(({ width }) => [...width])),
    typedUp:
      work.reentry < 0
        ? []
        : bands.map((own) =>
            own.stages.some(({ reentryMinutes }) => reentryMinutes.some((minutes) => minutes > 0))
              ? overlaps(own, bands[work.reentry]!)
              : [],
          ),
    staff,
    team,
    active: more.length > 0 ? markActive(work.active.slice(), more) : work.active,
    arrivals: work.arrivals.map((own, k) => {
      const extra = surges.get(k);
      return extra ? extra.map((amount, step) => amount + (own?.[step] ?? 0)) : own;
    }),
    decisions: site.queues.map((q) => script.decisions[q]),
    closings: site.pools.map((p, position) => (changed[position] ? closingsOf(script, p) : work.closings[position]!)),
    offers: site.pools.map((_, p) => offersOf(work, first, (queue) => work.poolOf[queue] === p)),
    reentryOffers: site.pools.map((_, p) =>
      offersOf(work, first, (queue) => work.poolOf[queue] === p && queue === work.reentry),
    ),
    givesUp: Float64Array.from(patience, (one) => (one ? 1 - exp(-STEP_MINUTES / one.mean) : 0)),
    triesAgain: Float64Array.from(patience, (one) =>
      one && 'exponential' in one.returns.after ? 1 - exp(-STEP_MINUTES / one.returns.after.exponential.mean) : 0,
    ),
    sent: new Map(),
    received,
  };
}

function offersOf({ queues }: BlockWork, first: readonly number[], isOffered: (queue: number) => boolean): Offers {
  const lists = queues
    .flatMap(({ priority, spec }, queue) => {
      if (!isOffered(queue)) return [];
      const ordinary = { queue, kind: KIND.ordinary as number, priority };
      if (!spec?.missedSlot) return [ordinary];
      const rebooked = { queue, kind: KIND.rebooked, priority: spec.missedSlot.priority };
      return [ordinary, { queue, kind: KIND.released, priority }, rebooked];
    })
    .sort((a, b) => a.priority - b.priority || a.queue - b.queue || a.kind - b.kind);
  const all = first[queues.length]!;
  return {
    queue: Int32Array.from(lists, ({ queue }) => queue),
    band: Int32Array.from(lists, ({ queue }) => first[queue]!),
    place: Int32Array.from(lists, ({ queue, kind }) => kind * all + first[queue]!),
    bands: Int32Array.from(lists, ({ queue }) => first[queue + 1]! - first[queue]!),
    priority: Int32Array.from(lists, ({ priority }) => priority),
  };
}
