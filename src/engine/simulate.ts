/** One run: the twin and every strategy on the same draws, site groups first, hubs after them. */
import type { Fate, ItemRecord, RecordSeen, RunOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY } from '../scenario/calendar.ts';
import { cellOf, type Cell } from './cell.ts';
import { Forest, itemKeys, type Keys, type Received } from './forest.ts';
import { incidentOf, noIncident, type Incident } from './incident.ts';
import {
  addDraft,
  collect,
  collectOwn,
  emptyDraft,
  noteDifferences,
  sealed,
  type Draft,
  type Hash,
} from './outcome.ts';
import { REENTRY, type Plan } from './plan.ts';
import { scriptOf, type Script } from './script.ts';
import { ATTEMPT, DUE, END, FIRST_DUE, LEFT, SEEN, START, STATE, State, hasCome } from './itemStates.ts';
import { surgesOf, type SurgeItem } from './surges.ts';
import { World } from './world.ts';

/** Runs whose every item is folded into the hash. */
export const HASHED_RUNS = 10;

/** What does not change from run to run of a plan, and the room in which its runs are lived through. */
interface Workshop extends Room {
  readonly cells: readonly Cell[];
  readonly twinScript: Script;
}

/**
 * Buffers for one cell at a time, near at hand for the next. Studies of one length share them: where numbers are not
 * known nearly every run has a plan of its own.
 */
interface Room {
  readonly forest: Forest;
  /** Hubs receive other items in other worlds, so the twin has a forest of its own there. */
  readonly twinForest: Forest;
  readonly twin: World;
  /** One for each strategy, made when first needed. */
  readonly worlds: World[];
}

interface Bench {
  readonly cell: Cell;
  readonly forest: Forest;
  readonly twinForest: Forest;
}

const workshops = new WeakMap<Plan, Workshop>();

function workshopOf(plan: Plan): Workshop {
  let workshop = workshops.get(plan);
  if (!workshop) {
    const cells = plan.cells.map((sites) => cellOf(plan, sites));
    const twinScript = scriptOf(plan, '', 0, noIncident(plan), undefined);
    workshop = { ...roomFor(plan, cells[0]!), cells, twinScript };
    workshops.set(plan, workshop);
  }
  return workshop;
}

let lastRoom: { readonly length: string; readonly room: Room } | undefined;

function roomFor(plan: Plan, cell: Cell): Room {
  const length = [plan.warmUp, plan.horizon, plan.frame.hours].join();
  if (lastRoom?.length !== length) {
    const room = { forest: new Forest(cell), twinForest: new Forest(cell), twin: new World(plan), worlds: [] };
    lastRoom = { length, room };
  }
  return lastRoom.room;
}

/** Called with every world of every cell when the cell is done, while its buffers are valid. Strategy -1 is the twin. */
type Visit = (strategy: number, bench: Bench, forest: Forest, world: World, script: Script) => void;

/** What each world has sent to hubs; the twin comes first. */
type Sent = readonly Received[][];

const nothingSent = (worlds: number): Received[][] => Array.from({ length: worlds }, () => []);

/** What everybody in a run lives on, with or without the incident. */
interface Luck {
  readonly keys: Keys;
  /** Extra items of each queue, which the twin never sees. */
  readonly surges: readonly (readonly SurgeItem[] | undefined)[];
}

/** Work in steps of some milliseconds, so that a thread can hear between two of them that nobody wants it any more. */
export type Steps<T> = Generator<void, T, void>;

/** All steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Lives through every world of the cells chosen. One given up between two steps leaves nothing behind: buffers are begun anew. */
function* runCells(
  plan: Plan,
  { keys, surges }: Luck,
  scripts: readonly Script[],
  sent: Sent,
  cells: readonly number[],
  visit: Visit,
): Steps<void> {
  const workshop = workshopOf(plan);
  while (workshop.worlds.length < scripts.length) workshop.worlds.push(new World(plan));
  for (const c of cells) {
    const cell = workshop.cells[c]!;
    const { forest, twinForest } = workshop;
    const bench = { cell, forest, twinForest: cell.isHub ? twinForest : forest };
    forest.cell = cell;
    forest.draw(keys, surges);
    yield;
    if (cell.isHub) yield* runHub(workshop, bench, keys, scripts, sent, visit);
    else yield* runSites(workshop, bench, scripts, sent, visit);
  }
}

/**
 * Everything before the first effect is shared with the twin, and everything after a strategy's world has become
 * the twin's again; a cell without any effect is its twin. Worlds and twin go forward together, day by day.
 */
function* runSites(
  { twin, worlds, twinScript }: Workshop,
  bench: Bench,
  scripts: readonly Script[],
  sent: Sent,
  visit: Visit,
): Steps<void> {
  const { cell, forest } = bench;
  const { horizon } = cell.plan;
  const first = Math.min(...scripts.flatMap((script) => cell.sites.map((site) => script.firstEffect[site]!)));
  twin.begin(forest, twinScript);
  twin.advance(Math.min(first, horizon));
  const alive = first < horizon ? twin.alive() : [];
  const lived = scripts.map((script, strategy) => {
    if (cell.sites.every((site) => script.firstEffect[site]! >= horizon)) return twin;
    const world = worlds[strategy]!;
    world.fork(twin, script, first, alive);
    return world;
  });
  const away = scripts.map((_, strategy) => lived[strategy] !== twin);
  const parted = scripts.map(() => false);
  const quietFrom = scripts.map((script) => Math.max(...cell.sites.map((site) => script.lastEffect[site]!)) + 1);
  for (let day = Math.floor(first / TICKS_PER_DAY) + 1; away.includes(true) && day * TICKS_PER_DAY < horizon; day++) {
    const now = day * TICKS_PER_DAY;
    yield;
    twin.advance(now);
    for (let strategy = 0; strategy < scripts.length; strategy++) {
      if (!away[strategy]) continue;
      const world = lived[strategy]!;
      world.advance(now);
      if (now < quietFrom[strategy]! || !world.isAt(twin, now)) continue;
      world.part(twin, now);
      away[strategy] = false;
      parted[strategy] = true;
    }
  }
  twin.advance(horizon);
  twin.finish();
  for (const item of twin.sent) sent[0]!.push(item);
  visit(-1, bench, forest, twin, twinScript);
  for (const [strategy, script] of scripts.entries()) {
    yield;
    const world = lived[strategy]!;
    if (parted[strategy]) world.rejoin(twin);
    else if (world !== twin) {
      world.advance(horizon);
      world.finish();
    }
    for (const item of world.sent) sent[strategy + 1]!.push(item);
    visit(strategy, bench, forest, world, script);
  }
}

/** A hub lives on what the sites sent it, which differs from world to world. */
function* runHub(
  { twin, worlds, twinScript }: Workshop,
  bench: Bench,
  keys: Keys,
  scripts: readonly Script[],
  sent: Sent,
  visit: Visit,
): Steps<void> {
  const { cell, forest, twinForest } = bench;
  const forThis = (world: number): Received[] => sent[world]!.filter((item) => cell.localQueue.has(item.queue));
  twinForest.cell = cell;
  twinForest.draw(keys);
  twinForest.receive(forThis(0));
  twin.run(twinForest, twinScript);
  visit(-1, bench, twinForest, twin, twinScript);
  const ownOrder = forest.order;
  for (const [strategy, script] of scripts.entries()) {
    yield;
    forest.forget(ownOrder);
    forest.receive(forThis(strategy + 1));
    const world = worlds[strategy]!;
    world.run(forest, script);
    visit(strategy, bench, forest, world, script);
  }
}

/** What one run did in some of the cells that send to hubs, counted apart from the others. */
export interface Part {
  readonly twin: Draft;
  readonly strategies: readonly Draft[];
  readonly sent: Sent;
}

/**
 * The cells of a plan that send to hubs, and those that are hubs: all of them, or those on which some sites depend. A hub
 * depends on everybody who may send to it, any other site on its own cell alone.
 */
function cellsOf(
  plan: Plan,
  sites?: readonly number[],
): { readonly senders: readonly number[]; readonly hubs: readonly number[] } {
  const needed = sites?.some((site) => plan.isHub[site]) ? undefined : sites;
  const all = plan.cells.flatMap((cell, c) => (!needed || cell.some((site) => needed.includes(site)) ? [c] : []));
  const isHub = (c: number): boolean => plan.cells[c]!.some((site) => plan.isHub[site]);
  return { senders: all.filter((c) => !isHub(c)), hubs: all.filter(isHub) };
}

/** One run of a plan: the incident, and what every strategy makes of it, in parts that may live in several threads. */
export class Run {
  readonly #plan: Plan;
  readonly #run: number;
  readonly #incident: Incident;
  readonly #scripts: readonly Script[];
  readonly #luck: Luck;
  /** The only sites whose outcome is asked for. */
  readonly #sites: readonly number[] | undefined;

  constructor(
    plan: Plan,
    seed: string,
    run: number,
    strategyIds: readonly string[] = allStrategies(plan),
    sites?: readonly number[],
  ) {
    this.#plan = plan;
    this.#sites = sites;
    this.#run = run;
    this.#incident = incidentOf(plan, seed, run);
    this.#scripts = strategyIds.map((id) => scriptOf(plan, seed, run, this.#incident, usesOf(plan, id)));
    this.#luck = { keys: itemKeys(plan, seed, run), surges: surgesOf(plan, seed, run, this.#incident) };
  }

  /** One of `of` shares of the cells that send to hubs, dealt by expected work. */
  *part(part: number, of: number): Steps<Part> {
    const counted: Part = {
      twin: emptyDraft(this.#plan),
      strategies: this.#scripts.map(() => emptyDraft(this.#plan)),
      sent: nothingSent(this.#scripts.length + 1),
    };
    yield* this.#count(counted, shares(this.#plan, of, this.#sites)[part]!);
    return counted;
  }

  /** Puts all parts together, whoever counted them, and lives through the hubs; takes the first part over. */
  *whole([first, ...others]: readonly Part[]): Steps<RunOutcome> {
    for (const other of others) {
      addDraft(first!.twin, other.twin);
      first!.strategies.forEach((draft, k) => addDraft(draft, other.strategies[k]!));
      other.sent.forEach((items, world) => items.forEach((item) => first!.sent[world]!.push(item)));
    }
    yield* this.#count(first!, cellsOf(this.#plan, this.#sites).hubs);
    const { sites } = this.#incident;
    return {
      run: this.#run,
      twin: sealed(first!.twin, workshopOf(this.#plan).twinScript),
      strategies: first!.strategies.map((draft, k) => sealed(draft, this.#scripts[k]!)),
      incidentTick: Int32Array.from(sites, (site) => site.hitAt ?? -1),
      restoredTick: Int32Array.from(sites, (site) =>
        site.hitAt === undefined ? -1 : (site.restoredAt ?? this.#plan.horizon),
      ),
    };
  }

  *#count({ twin, strategies, sent }: Part, cells: readonly number[]): Steps<void> {
    const twinWorld = workshopOf(this.#plan).twin;
    const hashed = this.#run < HASHED_RUNS;
    let twinHash: Hash = [0, 0];
    const visit: Visit = (strategy, { cell, twinForest }, forest, world, script) => {
      if (strategy < 0) {
        twinHash = collect(cell, forest, world, script, twin, hashed);
        return;
      }
      const draft = strategies[strategy]!;
      if (!cell.isHub) {
        collectOwn(cell, forest, world, twinWorld, script, twin, twinHash, draft, hashed);
        return;
      }
      collect(cell, forest, world, script, draft, hashed);
      noteDifferences(cell, forest, world.items, twinForest, twinWorld.items, script, draft);
    };
    yield* runCells(this.#plan, this.#luck, this.#scripts, sent, cells, visit);
  }
}

function allStrategies(plan: Plan): string[] {
  return plan.model.scenario.strategies.map((strategy) => strategy.id);
}

/**
 * Simulates one run of the twin and of the strategies named (all of the scenario's by default), in that order. With `sites`
 * only what these depend on is lived through: their own figures are what they are among all, all others are nothing.
 */
export function simulateRun(
  plan: Plan,
  seed: string,
  run: number,
  strategyIds: readonly string[] = allStrategies(plan),
  sites?: readonly number[],
): RunOutcome {
  return atOnce(simulatingRun(plan, seed, run, strategyIds, sites));
}

/** The same in steps. */
export function* simulatingRun(
  plan: Plan,
  seed: string,
  run: number,
  strategyIds: readonly string[] = allStrategies(plan),
  sites?: readonly number[],
): Steps<RunOutcome> {
  const whole = new Run(plan, seed, run, strategyIds, sites);
  return yield* whole.whole([yield* whole.part(0, 1)]);
}

/** Cells dealt into shares of about the same work, the largest first. */
function shares(plan: Plan, of: number, sites?: readonly number[]): number[][] {
  const work = (c: number): number =>
    plan.cells[c]!.reduce(
      (sum, site) => sum + plan.sites[site]!.queues.reduce((items, q) => items + plan.queues[q]!.itemsPerWorkingDay, 0),
      0,
    );
  const hands = Array.from({ length: of }, () => ({ cells: [] as number[], work: 0 }));
  for (const c of [...cellsOf(plan, sites).senders].sort((a, b) => work(b) - work(a) || a - b)) {
    const hand = hands.reduce((least, other) => (other.work < least.work ? other : least));
    hand.cells.push(c);
    hand.work += work(c);
  }
  return hands.map(({ cells }) => cells);
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
  const { twin } = workshopOf(plan);
  const { senders, hubs } = cellsOf(plan);
  const sent = nothingSent(scripts.length + 1);
  atOnce(
    runCells(
      plan,
      { keys: itemKeys(plan, seed, run), surges: surgesOf(plan, seed, run, incident) },
      scripts,
      sent,
      [...senders, ...hubs],
      (strategy, { cell }, forest, world) => {
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
