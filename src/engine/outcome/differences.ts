/** Where a world differs from its twin: which items, and until when. */
import { COUNT_AT } from '../../catalog/types.ts';
import type { Cell } from '../cell.ts';
import type { Forest } from '../forest.ts';
import {
  ATTEMPT,
  DUE,
  END,
  FIRST_DUE,
  hasCome,
  HISTORY,
  LEFT,
  LOOKED,
  PARKED_AT,
  REBOOKED,
  SEEN,
  SHIFT,
  START,
  State,
  STATE,
  type ItemStates,
} from '../itemStates.ts';
import type { Script } from '../script.ts';
import type { Own, World } from '../world.ts';
import { COUNTS, type Draft } from './draft.ts';
import { waitOf } from './limits.ts';

/** The items of a forked world that are not as in its twin. */
export class Changes {
  readonly #cell: Cell;
  readonly #forest: Forest;
  readonly #world: World;
  readonly #twin: World;
  readonly #own: Own;
  readonly #outcome: Draft;
  /** Per item: 1 when it differs. */
  readonly #changed: Uint8Array;
  /** Per queue: 1 when its longest wait in the twin is none here. */
  readonly #unsettled: Uint8Array;

  constructor(cell: Cell, forest: Forest, world: World, twin: World, own: Own, outcome: Draft) {
    this.#cell = cell;
    this.#forest = forest;
    this.#world = world;
    this.#twin = twin;
    this.#own = own;
    this.#outcome = outcome;
    this.#changed = new Uint8Array(world.items.count);
    this.#unsettled = new Uint8Array(cell.queues.length);
  }

  /** Every item that differs at any time, as it ends in the world and in the twin. */
  each(visit: (item: number, world: ItemStates, twin: ItemStates) => void): void {
    for (const item of this.#own.alive) this.#look(item, visit);
    const stretches = this.#forest.between(this.#own.from, this.#own.to);
    for (let k = 0; k < stretches.length; k += 2)
      for (let item = stretches[k]!; item < stretches[k + 1]!; item++) this.#look(item, visit);
    for (let item = this.#forest.baseCount; item < this.#forest.ownCount; item++) this.#look(item, visit);
  }

  note(queue: number, tick: number): void {
    const last = this.#outcome.lastDifference;
    const { site } = this.#cell.queues[queue]!;
    if (tick > last[site]!) last[site] = tick;
  }

  #look(item: number, visit: (item: number, world: ItemStates, twin: ItemStates) => void): void {
    const a = this.#world.items;
    const b = this.#twin.items;
    const at = item << SHIFT;
    if (this.#world.rejoined && a.words[at + STATE]! < State.done) {
      // From here on it is the twin's, but it may have been passed over before.
      const passedOver = a.words[at + LOOKED]!;
      a.copy(b, item);
      a.words[at + LOOKED] = a.words[at + LOOKED]! | passedOver;
    }
    const { horizon } = this.#cell.plan;
    const until = differsUntil(a, item, b, item, horizon);
    if (until < 0 && a.words[at + SEEN] === b.words[at + SEEN] && a.words[at + LOOKED] === b.words[at + LOOKED]) return;
    const q = this.#forest.queue[item]!;
    if (until >= 0) this.note(q, until);
    this.#changed[item] = 1;
    const longest = this.#cell.globalQueue[q]! * COUNTS + COUNT_AT.longestWaitTicks;
    if (waitOf(b, item, this.#cell.plan) === this.#outcome.counts[longest]) this.#unsettled[q] = 1;
    visit(item, a, b);
  }

  /** Looks through all items of the queues whose longest wait may have become shorter. */
  settleLongestWaits(): void {
    const unsettled = this.#unsettled;
    if (!unsettled.includes(1)) return;
    const { globalQueue, plan } = this.#cell;
    const { counts } = this.#outcome;
    const longest = new Int32Array(unsettled.length);
    const { queue } = this.#forest;
    const changed = this.#changed;
    const ours = this.#world.items;
    const theirs = this.#twin.items;
    for (let item = 0; item < changed.length; item++) {
      const q = queue[item]!;
      if (unsettled[q] === 0) continue;
      const wait = waitOf(changed[item] === 1 ? ours : theirs, item, plan);
      if (wait > longest[q]!) longest[q] = wait;
    }
    for (let q = 0; q < longest.length; q++)
      if (unsettled[q] === 1) counts[globalQueue[q]! * COUNTS + COUNT_AT.longestWaitTicks] = longest[q]!;
  }
}

/** The last moment at which an item's state could be told from that of an item that never was. */
export function lastMoment(items: ItemStates, item: number, horizon: number): number {
  switch (items.get(item, STATE)) {
    case State.notYet:
    case State.never:
      return -1;
    case State.done:
      return items.get(item, END);
    case State.lost:
    case State.hub:
    case State.noShow:
      return items.get(item, LEFT);
    default:
      return horizon;
  }
}

/** The tick from which an item is as it is in the twin; -1 when it never differs. */
function differsUntil(a: ItemStates, x: number, b: ItemStates, y: number, horizon: number): number {
  const p = a.words;
  const q = b.words;
  const at = x << SHIFT;
  const to = y << SHIFT;
  const state = p[at + STATE]!;
  if (!hasCome(state) && !hasCome(q[to + STATE]!)) return -1;
  const same =
    state === q[to + STATE] &&
    p[at + DUE] === q[to + DUE] &&
    p[at + FIRST_DUE] === q[to + FIRST_DUE] &&
    p[at + START] === q[to + START] &&
    p[at + END] === q[to + END] &&
    p[at + LEFT] === q[to + LEFT] &&
    p[at + ATTEMPT] === q[to + ATTEMPT] &&
    p[at + REBOOKED] === q[to + REBOOKED];
  if (same) return p[at + HISTORY] === q[to + HISTORY] ? -1 : Math.max(p[at + PARKED_AT]!, q[to + PARKED_AT]!);
  return Math.max(lastMoment(a, x, horizon), lastMoment(b, y, horizon));
}

/** Per site of a hub: the last tick at which anything differs from the twin, effects that lie ahead included. */
export function noteDifferences(
  cell: Cell,
  forest: Forest,
  world: ItemStates,
  twinForest: Forest,
  twin: ItemStates,
  script: Script,
  outcome: Draft,
): void {
  const { plan } = cell;
  const last = outcome.lastDifference;
  const note = (q: number, tick: number): void => {
    const site = cell.queues[q]!.site;
    if (tick > last[site]!) last[site] = tick;
  };
  for (const site of cell.sites) last[site] = Math.max(last[site]!, script.lastEffect[site]!);
  for (let item = 0; item < forest.baseCount; item++) {
    const until = differsUntil(world, item, twin, item, plan.horizon);
    if (until >= 0) note(forest.queue[item]!, until);
  }
  if (forest.count > forest.baseCount || twinForest.count > twinForest.baseCount) {
    const inTwin = new Map<string, number>();
    for (let item = twinForest.baseCount; item < twinForest.count; item++) inTwin.set(name(twinForest, item), item);
    for (let item = forest.baseCount; item < forest.count; item++) {
      const known = name(forest, item);
      const twinItem = inTwin.get(known);
      inTwin.delete(known);
      const until =
        twinItem === undefined
          ? lastMoment(world, item, plan.horizon)
          : differsUntil(world, item, twin, twinItem, plan.horizon);
      if (until >= 0) note(forest.queue[item]!, until);
    }
    for (const item of inTwin.values()) note(twinForest.queue[item]!, lastMoment(twin, item, plan.horizon));
  }
  for (let item = world.count; item < world.total; item++)
    note(forest.queue[world.reentryOf(item)]!, lastMoment(world, item, plan.horizon));
}

function name(forest: Forest, item: number): string {
  return `${forest.queue[item]}|${forest.originQueue[item]}|${forest.index[item]}|${forest.lineage[item]}`;
}
