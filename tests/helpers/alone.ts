/** One world simulated from its first tick to its last on its own, without the short cuts that runs take together. */
import type { WorldOutcome } from '../../src/catalog/types.ts';
import { cellOf, type Cell } from '../../src/engine/cell.ts';
import { Forest, itemKeys, type Received } from '../../src/engine/forest.ts';
import { incidentOf, noIncident } from '../../src/engine/incident.ts';
import type { Plan } from '../../src/engine/index.ts';
import { collect, emptyDraft, sealed } from '../../src/engine/outcome.ts';
import { scriptOf, type Script } from '../../src/engine/script.ts';
import { surgesOf } from '../../src/engine/surges.ts';
import { World } from '../../src/engine/world.ts';
import { SEED } from './cases.ts';

/** What incident and strategy do at every site; null is the twin. */
export function scriptAlone(plan: Plan, strategy: string | null, run: number): Script {
  if (strategy === null) return scriptOf(plan, SEED, run, noIncident(plan), undefined);
  return scriptOf(
    plan,
    SEED,
    run,
    incidentOf(plan, SEED, run),
    plan.model.scenario.strategies.find(({ id }) => id === strategy)!.uses,
  );
}

/** Calls `live` with every cell's world before anything has happened; `live` must take it to the horizon. */
export function simulateAlone(
  plan: Plan,
  strategy: string | null,
  run: number,
  live: (world: World, cell: Cell, forest: Forest, script: Script) => void,
): void {
  const script = scriptAlone(plan, strategy, run);
  const keys = itemKeys(plan, SEED, run);
  const surges = strategy === null ? [] : surgesOf(plan, SEED, run, incidentOf(plan, SEED, run));
  const sent: Received[] = [];
  for (const sites of plan.cells) {
    const cell = cellOf(plan, sites);
    const forest = new Forest(cell);
    forest.draw(keys, surges);
    if (cell.isHub) forest.receive(sent.filter((item) => cell.localQueue.has(item.queue)));
    const world = new World(plan);
    world.begin(forest, script);
    live(world, cell, forest, script);
    sent.push(...world.sent);
  }
}

/** Per site when the last change that incident, strategy or what backlogs have started makes there is over. */
export function lastEffectAlone(plan: Plan, strategy: string | null, run: number): number[] {
  const { lastEffect, watches } = scriptAlone(plan, strategy, run);
  const last = [...lastEffect];
  if (watches.size === 0) return last;
  simulateAlone(plan, strategy, run, (world, { sites }) => {
    world.advance(plan.horizon);
    world.finish();
    for (const site of sites) last[site] = world.grown?.lastEffect[site] ?? last[site]!;
  });
  return last;
}

/** The outcome of one world alone; the last difference to the twin is left out. */
export function outcomeAlone(plan: Plan, strategy: string | null, run: number): WorldOutcome {
  const draft = emptyDraft(plan);
  simulateAlone(plan, strategy, run, (world, cell, forest, script) => {
    world.advance(plan.horizon);
    world.finish();
    collect(cell, forest, world, script, draft, true);
  });
  return sealed(draft, scriptAlone(plan, strategy, run));
}
