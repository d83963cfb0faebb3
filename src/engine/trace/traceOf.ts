/** One world of a run, told: everything that happens in it, or what a filter lets through, in time order. */
import type { Plan } from '../plan.ts';
import { circumstancesOf, type Circumstances } from './circumstances.ts';
import { passes, type Filter, type TraceEvent } from './events.ts';
import { faultEvents } from './faultEvents.ts';
import { eachCell, isHubCell } from './lived.ts';
import { Recorder } from './recorder.ts';

export interface Trace {
  readonly events: readonly TraceEvent[];
  /** How many events there are in all; more than are given when only the first so many were wanted. */
  readonly count: number;
}

/** `strategy` null is the twin. Of many events only the first `most` are kept. */
export function traceOf(
  plan: Plan,
  seed: string,
  run: number,
  strategy: string | null,
  filter: Filter = {},
  most = Infinity,
): Trace {
  const circumstances = circumstancesOf(plan, seed, run, strategy);
  const ofFaults = faultEvents(circumstances).filter((event) => passes(event, filter));
  ofFaults.sort((a, b) => a.tick - b.tick);
  const parts: TraceEvent[][] = [ofFaults.slice(0, most)];
  let count = ofFaults.length;
  eachCell(
    circumstances,
    (sites) => mayConcern(circumstances, sites, filter),
    (stage) => {
      const told: TraceEvent[] = [];
      parts.push(told);
      const wanted = mayConcern(circumstances, stage.cell.sites, filter);
      stage.world.witness = new Recorder(circumstances, stage, filter, (event) => {
        if (!wanted) return;
        count++;
        if (told.length < most) told.push(event);
      });
      stage.world.advance(plan.horizon);
    },
  );
  // Within a cell the order is that in which things happened; across cells, and faults first, it is time.
  const events = parts.flat().sort((a, b) => a.tick - b.tick);
  return { events: events.slice(0, most), count };
}

/** Whether anything of a cell can pass: an item's story is told at its own site and at hubs. */
function mayConcern({ plan }: Circumstances, sites: readonly number[], { item, site }: Filter): boolean {
  const has = (id: string): boolean => sites.some((s) => plan.sites[s]!.id === id);
  if (item) return has(item.site) || isHubCell(plan, sites);
  return site === undefined || has(site);
}
