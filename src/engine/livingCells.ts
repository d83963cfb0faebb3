/** The cells of a run lived through, worlds side by side: what they share with the twin is lived through once. */
import { TICKS_PER_DAY } from '../scenario/calendar.ts';
import { cellOf, type Cell } from './cell.ts';
import { Forest, type Keys, type Received } from './forest.ts';
import { noIncident } from './incident.ts';
import type { Steps } from './inSteps.ts';
import type { Plan } from './plan.ts';
import { scriptOf, type Script } from './script.ts';
import type { SurgeItem } from './surges.ts';
import { World } from './world.ts';

/** What does not change from run to run of a plan. */
interface Workshop {
  readonly cells: readonly Cell[];
  readonly twinScript: Script;
}

/**
 * Buffers for one cell at a time, near at hand for the next. Studies of one length take turns at them: where numbers are
 * not known nearly every run has a plan of its own.
 */
interface Room {
  readonly length: string;
  readonly forest: Forest;
  /** Hubs receive other items in other worlds, so the twin has a forest of its own there. */
  readonly twinForest: Forest;
  readonly twin: World;
  /** One for each strategy, made when first needed. */
  readonly worlds: World[];
}

/** A room with a cell in it. Where the cell is no hub its twin lives on the forest of all. */
interface Bench extends Room {
  readonly cell: Cell;
  readonly twinScript: Script;
}

const workshops = new WeakMap<Plan, Workshop>();

export function workshopOf(plan: Plan): Workshop {
  let workshop = workshops.get(plan);
  if (!workshop) {
    const central = plan.central && workshopOf(plan.central);
    const cells = plan.cells.map((sites, c) => cellOf(plan, sites, central?.cells[c]));
    const twinScript = scriptOf(plan, '', 0, noIncident(plan), undefined);
    workshop = { cells, twinScript };
    workshops.set(plan, workshop);
  }
  return workshop;
}

/** The room last left, for whoever comes next. A run that begins while another is between two of its steps has one of its own. */
let freeRoom: Room | undefined;

function takeRoom(plan: Plan, cell: Cell): Room {
  const length = [plan.warmUp, plan.horizon, plan.frame.hours].join();
  const room = freeRoom;
  freeRoom = undefined;
  if (room?.length === length) return room;
  return { length, forest: new Forest(cell), twinForest: new Forest(cell), twin: new World(plan), worlds: [] };
}

/** Called with every world of every cell when the cell is done, while its buffers are valid. Strategy -1 is the twin. */
export type Visit = (strategy: number, bench: Bench, forest: Forest, world: World, script: Script) => void;

/** What each world has sent to hubs; the twin comes first. */
export type Sent = readonly Received[][];

export const nothingSent = (worlds: number): Received[][] => Array.from({ length: worlds }, () => []);

/** What everybody in a run lives on, with or without the incident. */
export interface Luck {
  readonly keys: Keys;
  /** Extra items of each queue, which the twin never sees. */
  readonly surges: readonly (readonly SurgeItem[] | undefined)[];
}

/**
 * Lives through every world of the cells chosen. One given up between two steps leaves nothing behind but its room: buffers
 * are begun anew. Where only differences from the twin are asked for, `leaveFrom` is the tick from which on a twin is left
 * as soon as every world has become it again: from there on they differ in nothing.
 */
export function* runCells(
  plan: Plan,
  { keys, surges }: Luck,
  scripts: readonly Script[],
  sent: Sent,
  cells: readonly number[],
  visit: Visit,
  leaveFrom = plan.horizon,
): Steps<void> {
  const { cells: all, twinScript } = workshopOf(plan);
  const room = takeRoom(plan, all[0]!);
  const { forest, twinForest, worlds } = room;
  while (worlds.length < scripts.length) worlds.push(new World(plan));
  try {
    for (const c of cells) {
      const cell = all[c]!;
      const bench = { ...room, cell, twinScript, twinForest: cell.isHub ? twinForest : forest };
      forest.cell = cell;
      forest.draw(keys, surges);
      yield;
      if (cell.isHub) yield* runHub(bench, keys, scripts, sent, visit);
      else yield* runSites(bench, scripts, sent, visit, leaveFrom);
    }
  } finally {
    freeRoom = room;
  }
}

/**
 * Everything before the first effect is shared with the twin, and everything after a strategy's world has become
 * the twin's again; a cell without any effect is its twin. Worlds and twin go forward together, day by day.
 */
function* runSites(bench: Bench, scripts: readonly Script[], sent: Sent, visit: Visit, leaveFrom: number): Steps<void> {
  const { cell, forest, twin, worlds, twinScript } = bench;
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
  twin.advance(away.includes(true) ? horizon : leaveFrom);
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
function* runHub(bench: Bench, keys: Keys, scripts: readonly Script[], sent: Sent, visit: Visit): Steps<void> {
  const { cell, forest, twinForest, twin, worlds, twinScript } = bench;
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

/**
 * The cells of a plan that send to hubs, and those that are hubs: all of them, or those on which some sites depend. A hub
 * depends on everybody who may send to it, any other site on its own cell alone.
 */
export function cellsOf(
  plan: Plan,
  sites?: readonly number[],
): { readonly senders: readonly number[]; readonly hubs: readonly number[] } {
  const needed = sites?.some((site) => plan.isHub[site]) ? undefined : sites;
  const all = plan.cells.flatMap((cell, c) => (!needed || cell.some((site) => needed.includes(site)) ? [c] : []));
  const isHub = (c: number): boolean => plan.cells[c]!.some((site) => plan.isHub[site]);
  return { senders: all.filter((c) => !isHub(c)), hubs: all.filter(isHub) };
}

/** Items expected of some sites in a working day. */
function workOf(plan: Plan, sites: readonly number[]): number {
  let sum = 0;
  for (const site of sites) {
    let ofSite = 0;
    for (const q of plan.sites[site]!.queues) ofSite += plan.queues[q]!.itemsPerWorkingDay;
    sum += ofSite;
  }
  return sum;
}

/** Cells dealt into shares of about the same work, the largest first. */
export function shares(plan: Plan, of: number, sites?: readonly number[]): number[][] {
  const work: number[] = [];
  for (const cell of plan.cells) work.push(workOf(plan, cell));
  const hands = Array.from({ length: of }, () => ({ cells: [] as number[], work: 0 }));
  for (const c of [...cellsOf(plan, sites).senders].sort((a, b) => work[b]! - work[a]! || a - b)) {
    const hand = hands.reduce((least, other) => (other.work < least.work ? other : least));
    hand.cells.push(c);
    hand.work += work[c]!;
  }
  return hands.map(({ cells }) => cells);
}
