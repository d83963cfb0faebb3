/** One run: the twin and every strategy on the same draws, site groups first, hubs after them. */
import type { Fate, ItemRecord, RecordSeen, RunOutcome, WorldOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY } from '../scenario/calendar.ts';
import { cellOf, type Cell } from './cell.ts';
import { Forest, itemKeys, type Keys, type Received } from './forest.ts';
import { incidentOf, noIncident, type Incident } from './incident.ts';
import { collect, collectDifferences, emptyOutcome, type Mutable } from './outcome.ts';
import { REENTRY, type Plan } from './plan.ts';
import { scriptOf, type Script } from './script.ts';
import { State } from './itemStates.ts';
import { surgesOf } from './surges.ts';
import { World } from './world.ts';

/** Runs whose every item is folded into the hash. */
export const HASHED_RUNS = 10;

/** Buffers and what does not change from run to run, kept per plan. */
interface Workshop {
  readonly benches: readonly Bench[];
  readonly nothing: Incident;
  readonly twinScript: Script;
  readonly twin: World;
  /** One for each strategy, made when first needed. */
  readonly worlds: World[];
}

interface Bench {
  readonly cell: Cell;
  readonly forest: Forest;
  /** Hubs receive other items in other worlds, so the twin keeps a forest of its own there. */
  readonly twinForest: Forest;
}

const workshops = new WeakMap<Plan, Workshop>();

function workshopOf(plan: Plan): Workshop {
  let workshop = workshops.get(plan);
  if (!workshop) {
    const nothing = noIncident(plan);
    workshop = {
      nothing,
      twinScript: scriptOf(plan, '', 0, nothing, undefined),
      twin: new World(plan),
      worlds: [],
      benches: plan.cells.map((sites) => {
        const cell = cellOf(plan, sites);
        const forest = new Forest(cell);
        return { cell, forest, twinForest: cell.isHub ? new Forest(cell) : forest };
      }),
    };
    workshops.set(plan, workshop);
  }
  return workshop;
}

/** Called with every world of every cell when the cell is done, while its buffers are valid. Strategy -1 is the twin. */
type Visit = (strategy: number, bench: Bench, forest: Forest, world: World, script: Script) => void;

function runAll(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  scripts: readonly Script[],
  visit: Visit,
): void {
  const workshop = workshopOf(plan);
  while (workshop.worlds.length < scripts.length) workshop.worlds.push(new World(plan));
  const keys = itemKeys(plan, seed, run);
  const surges = surgesOf(plan, seed, run, incident);
  const sent: Received[][] = Array.from({ length: scripts.length + 1 }, () => []);
  for (const bench of workshop.benches) {
    bench.forest.draw(keys, surges);
    if (bench.cell.isHub) runHub(workshop, bench, keys, scripts, sent, visit);
    else runSites(workshop, bench, scripts, sent, visit);
  }
}

/**
 * Everything before the first effect is shared with the twin, and everything after a strategy's world has become
 * the twin's again; a cell without any effect is its twin. Worlds and twin go forward together, day by day.
 */
function runSites(
  { twin, worlds, twinScript }: Workshop,
  bench: Bench,
  scripts: readonly Script[],
  sent: readonly Received[][],
  visit: Visit,
): void {
  const { cell, forest } = bench;
  const { horizon } = cell.plan;
  const first = Math.min(...scripts.flatMap((script) => cell.sites.map((site) => script.firstEffect[site]!)));
  twin.begin(forest, twinScript);
  twin.advance(Math.min(first, horizon));
  const lived = scripts.map((script, strategy) => {
    if (cell.sites.every((site) => script.firstEffect[site]! >= horizon)) return twin;
    const world = worlds[strategy]!;
    world.fork(twin, script, first);
    return world;
  });
  const away = scripts.map((_, strategy) => lived[strategy] !== twin);
  const parted = scripts.map(() => false);
  const quietFrom = scripts.map((script) => Math.max(...cell.sites.map((site) => script.lastEffect[site]!)) + 1);
  for (let day = Math.floor(first / TICKS_PER_DAY) + 1; away.includes(true) && day * TICKS_PER_DAY < horizon; day++) {
    const now = day * TICKS_PER_DAY;
    twin.advance(now);
    for (let strategy = 0; strategy < scripts.length; strategy++) {
      if (!away[strategy]) continue;
      const world = lived[strategy]!;
      world.advance(now);
      if (now < quietFrom[strategy]! || !world.isAt(twin, now)) continue;
      world.part(twin);
      away[strategy] = false;
      parted[strategy] = true;
    }
  }
  twin.advance(horizon);
  twin.finish();
  for (const item of twin.sent) sent[0]!.push(item);
  visit(-1, bench, forest, twin, twinScript);
  scripts.forEach((script, strategy) => {
    const world = lived[strategy]!;
    if (parted[strategy]) world.rejoin(twin);
    else if (world !== twin) {
      world.advance(horizon);
      world.finish();
    }
    for (const item of world.sent) sent[strategy + 1]!.push(item);
    visit(strategy, bench, forest, world, script);
  });
}

/** A hub lives on what the sites sent it, which differs from world to world. */
function runHub(
  { twin, worlds, twinScript }: Workshop,
  bench: Bench,
  keys: Keys,
  scripts: readonly Script[],
  sent: readonly Received[][],
  visit: Visit,
): void {
  const { cell, forest, twinForest } = bench;
  const forThis = (world: number): Received[] => sent[world]!.filter((item) => cell.localQueue.has(item.queue));
  twinForest.draw(keys);
  twinForest.receive(forThis(0));
  twin.run(twinForest, twinScript);
  visit(-1, bench, twinForest, twin, twinScript);
  const ownOrder = forest.order;
  scripts.forEach((script, strategy) => {
    forest.forget(ownOrder);
    forest.receive(forThis(strategy + 1));
    const world = worlds[strategy]!;
    world.run(forest, script);
    visit(strategy, bench, forest, world, script);
  });
}

/** Simulates one run of the twin and of the strategies named (all of the scenario's by default), in that order. */
export function simulateRun(
  plan: Plan,
  seed: string,
  run: number,
  strategyIds: readonly string[] = plan.model.scenario.strategies.map((strategy) => strategy.id),
): RunOutcome {
  const incident = incidentOf(plan, seed, run);
  const scripts = strategyIds.map((id) => scriptOf(plan, seed, run, incident, usesOf(plan, id)));
  const { twin: twinWorld, twinScript } = workshopOf(plan);
  const hashed = run < HASHED_RUNS;
  const twin = emptyOutcome(plan, twinScript);
  const strategies = scripts.map((script) => emptyOutcome(plan, script));
  runAll(plan, seed, run, incident, scripts, (strategy, bench, forest, world, script) => {
    const outcome: Mutable<WorldOutcome> = strategy < 0 ? twin : strategies[strategy]!;
    collect(bench.cell, forest, world, script, outcome, hashed);
    if (strategy >= 0)
      collectDifferences(bench.cell, forest, world.items, bench.twinForest, twinWorld.items, script, outcome);
  });
  return {
    run,
    twin,
    strategies,
    incidentTick: Int32Array.from(incident.sites, (site) => site.hitAt ?? -1),
    restoredTick: Int32Array.from(incident.sites, (site) =>
      site.hitAt === undefined ? -1 : (site.restoredAt ?? plan.horizon),
    ),
  };
}

function usesOf(plan: Plan, strategyId: string): readonly string[] {
  const strategy = plan.model.scenario.strategies.find(({ id }) => id === strategyId);
  if (!strategy) throw new Error(`no strategy ${strategyId} in scenario ${plan.model.scenario.id}`);
  return strategy.uses;
}

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
  runAll(plan, seed, run, incident, scripts, (strategy, { cell }, forest, { items: world }) => {
    if (strategy !== wanted) return;
    for (let item = 0; item < world.total; item++) {
      if (world.state[item] === State.notYet) continue;
      const isReentry = item >= world.count;
      const source = isReentry ? world.reentryOf[item]! : item;
      const q = isReentry ? cell.reentryOfQueue[forest.queue[source]!]! : forest.queue[item]!;
      const queue = cell.queues[q]!;
      const origin = plan.queues[forest.originQueue[source]!]!;
      const seen = world.seen[item]!;
      const lineage = forest.lineage[source]! >>> 0;
      found.push({
        order: [
          cell.globalQueue[q]!,
          forest.originQueue[source]!,
          forest.index[source]!,
          lineage,
          world.attempt[item]!,
        ],
        record: {
          site: plan.sites[queue.site]!.id,
          service: queue.isReentry ? REENTRY : queue.service,
          originSite: plan.sites[origin.site]!.id,
          originService: origin.service,
          index: forest.index[source]!,
          lineage,
          attempt: world.attempt[item]!,
          firstDue: world.firstDue[item]!,
          due: world.due[item]!,
          start: world.start[item]!,
          end: world.end[item]!,
          left: world.left[item]!,
          fate: FATES[world.state[item]!]!,
          degraded: seen > 0,
          record: seen > 0 ? RECORDS[seen - 1]! : 'full',
        },
      });
    }
  });
  found.sort((a, b) => {
    for (let k = 0; k < a.order.length; k++) if (a.order[k] !== b.order[k]) return a.order[k]! - b.order[k]!;
    return 0;
  });
  return found.map(({ record }) => record);
}
