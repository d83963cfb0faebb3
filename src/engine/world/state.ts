/** Where a world stands: what it lives on, where it is in it, who is at work, who waits. */
import type { Interval } from '../../catalog/types.ts';
import { Agenda } from '../agenda.ts';
import type { Watch } from '../backlogTrigger.ts';
import type { Cell } from '../cell.ts';
import { exogenousOf, NEVER, placeOf, type Exogenous } from '../exogenous.ts';
import type { Forest, Received } from '../forest.ts';
import { ItemStates } from '../itemStates.ts';
import type { Segment } from '../modes.ts';
import type { Plan } from '../plan.ts';
import type { Script } from '../script.ts';
import { Tally } from '../tally.ts';
import { Waiting } from '../waiting.ts';
import type { Witness } from '../witness.ts';
import { setSegment } from './changing.ts';
import { Stack } from './stack.ts';

/** Where a world may differ from the one it was forked from: items that were not done with, and everything that came later. */
export interface Own {
  /** Items that were not done with at the fork. */
  readonly alive: readonly number[];
  /** Own arrivals from here to there, in order of due, and what may follow from them. */
  readonly from: number;
  readonly to: number;
  /** The first sample and the one after the last at which curves may differ. */
  readonly fromSample: number;
  readonly toSample: number;
}

/** Buffers serve any cell of the plan, one after another; the loop and its parts work on them directly. */
export class WorldState {
  readonly items = new ItemStates();
  readonly tally: Tally;
  readonly agenda = new Agenda();
  readonly waiting = new Waiting(this.items);
  /** What was sent to hubs, in time order. */
  readonly sent: Received[] = [];
  readonly warmUp: number;
  readonly horizon: number;
  witness: Witness | undefined;
  cell!: Cell;
  forest!: Forest;
  script!: Script;
  /** Actions that a backlog may start here, the windows that it has started for each, and the next full hour to look at it. */
  watches: readonly Watch[] = [];
  windows: (readonly Interval[])[] = [];
  nextLook = NEVER;
  /** The script without and with those windows; the latter once there are some. */
  plain!: Script;
  grown: Script | undefined;
  /** What comes, in order of due. */
  order: Int32Array = new Int32Array(0);
  exogenous!: Exogenous;
  /** Places in the forest's order and in the exogenous changes and closings. */
  arrival = 0;
  /** Own arrivals that have come, those of surges left out. */
  baseArrivals = 0;
  baseChange = 0;
  ownChange = 0;
  closing = 0;
  /** Tick of the next exogenous change or closing. */
  next = 0;
  /** Per pool: staff in force, those of them rostered and staying late, items in service, since when so. */
  staff = new Int32Array(0);
  rostered = new Int32Array(0);
  late = new Int32Array(0);
  busy = new Int32Array(0);
  since = new Float64Array(0);
  /** Per pool: people who start nothing but re-entry, and what they have in service. */
  team = new Int32Array(0);
  teamBusy = new Int32Array(0);
  /** Forms left, by site and backup, and per site the backups whose forms are used up. */
  readonly forms = new Map<string, number>();
  readonly usedUp = new Map<number, Set<string>>();
  /** Per queue: modes over time. */
  segmentLists: (readonly Segment[])[] = [];
  /** Per queue: modes in force, whether anything is down, whether anything is decided on those who come. */
  segments: Segment[] = [];
  anyDown = new Uint8Array(0);
  decides = new Uint8Array(0);
  /** Pools that may be able to start something within this tick. */
  dirty = new Uint8Array(0);
  dirtyPools = new Int32Array(0);
  dirtyCount = 0;
  /** Items becoming due within the tick, and items that joined a queue in it. */
  readonly dueNow = new Stack();
  readonly fresh = new Stack();
  /** For parting from and rejoining the twin; `own` is known after the run, and undefined for a world that was not forked. */
  own: Own | undefined;
  rejoined = false;
  alive: readonly number[] = [];
  forkedAt = 0;
  forkArrivals = 0;
  sentBefore = 0;
  mismatch = -1;

  constructor(plan: Plan) {
    this.tally = new Tally(plan);
    this.warmUp = plan.warmUp;
    this.horizon = plan.horizon;
  }
}

/** Everything empty at tick 0. */
export function begin(w: WorldState, forest: Forest, script: Script): void {
  bind(w, forest, script, 0);
  w.arrival = 0;
  w.baseArrivals = 0;
  w.own = undefined;
  w.tally.clear(forest.cell.queues.length, forest.cell.globalPool.length);
  w.waiting.clear();
  w.agenda.clear(w.horizon);
  w.sent.length = 0;
  for (const counts of [w.staff, w.rostered, w.late, w.busy, w.team, w.teamBusy]) counts.fill(0);
  w.since.fill(w.warmUp);
}

/** Takes up a forest and a script, with room for them; before its first effect a script is in its first segments. */
export function bind(w: WorldState, forest: Forest, script: Script, from: number): void {
  const { cell } = forest;
  w.items.expect(forest.count, forest.roots);
  w.cell = cell;
  w.forest = forest;
  w.script = script;
  w.plain = script;
  w.grown = undefined;
  w.watches = cell.sites.flatMap((site) => script.watches.get(site) ?? []);
  w.windows = w.watches.map(() => []);
  w.nextLook = Math.min(NEVER, ...w.watches.map((watch) => watch.from));
  w.order = forest.orderOf(script.isSurged);
  w.exogenous = exogenousOf(cell, script, w.horizon);
  w.baseChange = placeOf(w.exogenous.base.tick, from);
  w.ownChange = placeOf(w.exogenous.own.tick, from);
  w.closing = placeOf(w.exogenous.closings.tick, from);
  w.mismatch = -1;
  w.rejoined = false;
  const queues = cell.queues.length;
  const pools = cell.globalPool.length;
  w.waiting.bind(forest);
  if (w.staff.length !== pools) {
    w.staff = new Int32Array(pools);
    w.rostered = new Int32Array(pools);
    w.late = new Int32Array(pools);
    w.busy = new Int32Array(pools);
    w.team = new Int32Array(pools);
    w.teamBusy = new Int32Array(pools);
    w.since = new Float64Array(pools);
    w.dirty = new Uint8Array(pools);
    w.dirtyPools = new Int32Array(pools);
  }
  if (w.anyDown.length !== queues) {
    w.anyDown = new Uint8Array(queues);
    w.decides = new Uint8Array(queues);
  }
  w.forms.clear();
  w.usedUp.clear();
  for (const { site, backup, count } of script.forms)
    if (cell.sites.includes(site)) w.forms.set(`${site} ${backup}`, count);
  w.segments.length = queues;
  w.segmentLists.length = queues;
  for (let q = 0; q < queues; q++) {
    const global = cell.globalQueue[q]!;
    w.segmentLists[q] = script.segments[global]!;
    setSegment(w, q, script.segments[global]![0]!);
    w.decides[q] = script.decisions[global] ? 1 : 0;
  }
}
