/** What one script makes of a block: bands, staff, closings and decisions, ready to be stepped through. */
import type { Incident } from '../incident.ts';
import type { Plan } from '../plan.ts';
import type { Decisions, Script } from '../script.ts';
import { bandsOf, overlaps, type Bands } from './bands.ts';
import { STEP_TICKS } from './clock.ts';
import { staffOf, surgesAt, type BlockWork } from './work.ts';

/** Those due for the first time or again, those who missed a slot, and of these the ones who get one that was held back. */
export const KIND = { ordinary: 0, rebooked: 1, released: 2 } as const;
export const KINDS = 3;

/** Work of one kind of one queue. */
export interface List {
  readonly queue: number;
  readonly kind: number;
  readonly priority: number;
}

/** Closing times of a pool, in time order: the step at whose end it is, and the day it ends. */
export interface FlowClosing {
  readonly step: number;
  readonly day: number;
}

/** Amounts by queue of the plan and step. */
export type Sent = Map<number, Float64Array>;

export interface BlockWorld {
  readonly work: BlockWork;
  readonly bands: readonly Bands[];
  /** Where the bands of each queue begin among all; the last is their number. */
  readonly first: readonly number[];
  /** Per queue: how its bands lie in those of re-entry. */
  readonly typedUp: readonly (readonly Float64Array[])[];
  /** Per pool: staff-minutes in each step, and of people who do nothing but re-entry. */
  readonly staff: readonly Float64Array[];
  readonly team: readonly (Float64Array | undefined)[];
  readonly surges: ReadonlyMap<number, Float64Array>;
  readonly decisions: readonly (Decisions | undefined)[];
  readonly closings: readonly (readonly FlowClosing[])[];
  /** Per pool: what it is offered, by priority. */
  readonly lists: readonly (readonly List[])[];
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
  return {
    work,
    bands,
    first,
    typedUp: work.reentry < 0 ? [] : bands.map((own) => overlaps(own, bands[work.reentry]!)),
    staff: site.pools.map((_, p) =>
      isChanged(p) ? staffOf(plan, block, p, steps, (pool) => script.pools[pool]!.staff) : work.staff[p]!,
    ),
    team: site.pools.map((_, p) =>
      isChanged(p) ? staffOf(plan, block, p, steps, (pool) => script.pools[pool]!.reentryOnly) : undefined,
    ),
    surges: surgesAt(plan, block, incident),
    decisions: site.queues.map((q) => script.decisions[q]),
    closings: site.pools.map((p) =>
      script.closings[p]!.map(({ tick, day }) => ({ step: Math.ceil(tick / STEP_TICKS) - 1, day })),
    ),
    lists: site.pools.map((_, p) =>
      queues
        .flatMap(({ priority, spec }, queue): List[] => {
          if (work.poolOf[queue] !== p) return [];
          const ordinary = { queue, kind: KIND.ordinary, priority };
          const missed = spec?.missedSlot;
          if (!missed) return [ordinary];
          return [
            ordinary,
            { queue, kind: KIND.released, priority },
            { queue, kind: KIND.rebooked, priority: missed.priority },
          ];
        })
        .sort((a, b) => a.priority - b.priority || a.queue - b.queue || a.kind - b.kind),
    ),
    sent: new Map(),
    received,
  };
}
