/** Every item of one world, told whole. */
import type { Fate, ItemRecord, RecordSeen } from '../catalog/types.ts';
import { itemKeys, type Forest } from './forest.ts';
import { incidentOf } from './incident.ts';
import { atOnce } from './inSteps.ts';
import { ATTEMPT, DUE, END, FIRST_DUE, hasCome, LEFT, SEEN, START, State, STATE } from './itemStates.ts';
import { cellsOf, nothingSent, runCells } from './livingCells.ts';
import { REENTRY, type Plan } from './plan.ts';
import { scriptOf } from './script.ts';
import { usesOf } from './simulate.ts';
import { surgesOf } from './surges.ts';
import type { World } from './world.ts';

const FATES: Readonly<Record<number, Fate>> = {
  [State.waiting]: 'waiting',
  [State.inService]: 'in-service',
  [State.parked]: 'parked',
  [State.done]: 'done',
  [State.lost]: 'lost',
  [State.hub]: 'hub',
  [State.noShow]: 'no-show',
};
const RECORDS: readonly RecordSeen[] = ['none', 'read', 'full'];

/** Every item of one world, told whole; `strategyId` null is the twin. */
export function itemsOf(plan: Plan, seed: string, run: number, strategyId: string | null): ItemRecord[] {
  const incident = incidentOf(plan, seed, run);
  const scripts = strategyId === null ? [] : [scriptOf(plan, seed, run, incident, usesOf(plan, strategyId))];
  const wanted = strategyId === null ? -1 : 0;
  const found: { record: ItemRecord; order: readonly number[] }[] = [];
  const { senders, hubs } = cellsOf(plan);
  const sent = nothingSent(scripts.length + 1);
  atOnce(
    runCells(
      plan,
      { keys: itemKeys(plan, seed, run), surges: surgesOf(plan, seed, run, incident) },
      scripts,
      sent,
      [...senders, ...hubs],
      (strategy, { cell, twin }, forest, world) => {
        if (strategy !== wanted) return;
        if (world.own) completed(world, twin, forest);
        const { items } = world;
        for (let item = 0; item < items.total; item++) {
          const state = items.get(item, STATE);
          if (!hasCome(state)) continue;
          const isReentry = item >= items.count;
          const source = isReentry ? items.reentryOf(item) : item;
          const q = isReentry ? cell.reentryOfQueue[forest.queue[source]!]! : forest.queue[item]!;
          const queue = cell.queues[q]!;
          const origin = plan.queues[forest.originQueue[source]!]!;
          const seen = items.get(item, SEEN);
          const lineage = forest.lineage[source]! >>> 0;
          const attempt = items.get(item, ATTEMPT);
          found.push({
            order: [cell.globalQueue[q]!, forest.originQueue[source]!, forest.index[source]!, lineage, attempt],
            record: {
              site: plan.sites[queue.site]!.id,
              service: queue.isReentry ? REENTRY : queue.service,
              originSite: plan.sites[origin.site]!.id,
              originService: origin.service,
              index: forest.index[source]!,
              lineage,
              attempt,
              firstDue: items.get(item, FIRST_DUE),
              due: items.get(item, DUE),
              start: items.get(item, START),
              end: items.get(item, END),
              left: items.get(item, LEFT),
              fate: FATES[state]!,
              degraded: seen > 0,
              record: seen > 0 ? RECORDS[seen - 1]! : 'full',
            },
          });
        }
      },
    ),
  );
  found.sort((a, b) => {
    for (let k = 0; k < a.order.length; k++) if (a.order[k] !== b.order[k]) return a.order[k]! - b.order[k]!;
    return 0;
  });
  return found.map(({ record }) => record);
}

/** Takes over from the twin what a forked world left there: everything that it did not touch itself. */
function completed(world: World, twin: World, forest: Forest): void {
  const { alive, from, to } = world.own!;
  const isOwn = new Uint8Array(forest.count);
  for (const item of alive) isOwn[item] = 1;
  isOwn.fill(1, forest.baseCount, forest.ownCount);
  const stretches = forest.between(from, to);
  for (let k = 0; k < stretches.length; k += 2) isOwn.fill(1, stretches[k], stretches[k + 1]);
  for (let item = 0; item < forest.count; item++)
    if (isOwn[item] === 0 || (world.rejoined && world.items.get(item, STATE) < State.done))
      world.items.copy(twin.items, item);
}
