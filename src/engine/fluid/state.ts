/** Where a flow stands: how much waits, is away, is owed or follows, and what holds now. */
import { NEVER } from '../exogenous.ts';
import type { Plan } from '../plan.ts';
import { STEP_MINUTES, STEP_TICKS } from './clock.ts';
import type { Fates } from './deciding.ts';
import { Later } from './later.ts';
import { KINDS, type BlockWorld } from './world.ts';

/** Less than this is nothing. */
export const NOTHING = 1e-12;

/** Told at each hourly sample what is outstanding of each queue: items, of re-entry minutes. */
export type Recorder = (hour: number, outstanding: Float64Array) => void;

/** The parts of a flow work on it directly. */
export class FlowState {
  readonly plan: Plan;
  readonly world: BlockWorld;
  readonly steps: number;
  at = 0;
  /** Amounts that wait: by kind, then band of a queue. */
  waiting: Float64Array;
  /** Per band of a queue: minutes of re-entry made and not yet due. */
  owed: Float64Array;
  anyOwed = false;
  /** Per queue: what is away and will come back, whenever. */
  parked: Float64Array;
  /** Per band: those who gave up and will try again, some time. */
  trying: Float64Array;
  /** By band of a queue and kind, as in `waiting`. */
  readonly later: Later;
  /** Per queue: work that follows from other work, by step, as a ring that reaches as far ahead as anything follows. */
  readonly following: (Float64Array | undefined)[];
  /** Per queue with slots: what joined it in the last steps, as a ring. */
  readonly recent: (Float64Array | undefined)[];
  /** Per pool: minutes that people have in hand. */
  inHand: Float64Array;
  /** Per queue: held by a demand cut, and by an interface. */
  cut: Float64Array;
  held: Float64Array;
  readonly stage: Int32Array;
  /** Per queue: when its next stage begins. */
  readonly nextStage: Int32Array;
  /** What holds now, by band. */
  readonly canStart: Uint8Array;
  readonly minutes: Float64Array;
  readonly reentryMinutes: Float64Array;
  readonly closing: Int32Array;
  readonly nextClosing: Int32Array;
  /** Per queue, made when first needed. */
  readonly fatesOf: Fates[] = [];
  /** Queues that get work which follows from other work, that somebody leaves by himself, that anything comes to. */
  readonly gets: readonly number[];
  readonly leavers: readonly number[];
  readonly comers: readonly number[];
  /** Until when steps are not passed over. */
  busyUntil = 0;
  /** Per queue: outstanding at the last sample; re-entry in minutes. */
  readonly now: Float64Array;
  readonly record: Recorder;

  constructor(plan: Plan, world: BlockWorld, record: Recorder) {
    const { queues, staff } = world.work;
    const bands = world.first[queues.length]!;
    this.plan = plan;
    this.world = world;
    this.steps = plan.horizon / STEP_TICKS;
    this.waiting = new Float64Array(KINDS * bands);
    this.owed = new Float64Array(bands);
    this.parked = new Float64Array(queues.length);
    this.trying = new Float64Array(bands);
    this.later = new Later();
    const gets = new Set(world.work.followOn.flatMap((list) => list.map(({ to }) => to)));
    this.following = queues.map((_, k) => (gets.has(k) ? new Float64Array(world.work.ahead) : undefined));
    this.recent = queues.map(({ spec }) =>
      spec?.missedSlot ? new Float64Array(Math.max(1, Math.round(spec.missedSlot.wait / STEP_MINUTES))) : undefined,
    );
    this.inHand = new Float64Array(staff.length);
    this.cut = new Float64Array(queues.length);
    this.held = new Float64Array(queues.length);
    this.stage = new Int32Array(queues.length);
    this.nextStage = new Int32Array(queues.length);
    this.canStart = new Uint8Array(bands);
    this.minutes = new Float64Array(bands);
    this.reentryMinutes = new Float64Array(bands);
    this.closing = new Int32Array(staff.length);
    this.nextClosing = Int32Array.from(world.closings, (list) => list[0]?.step ?? NEVER);
    this.gets = [...gets];
    this.leavers = queues.flatMap(({ spec }, k) => (spec?.missedSlot || spec?.patience ? [k] : []));
    this.comers = queues.flatMap((_, k) =>
      world.arrivals[k] || gets.has(k) || world.decisions[k] || world.work.block.isHub ? [k] : [],
    );
    this.now = new Float64Array(queues.length);
    this.record = record;
  }
}
