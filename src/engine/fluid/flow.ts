/**
 * One world of one block as a flow: expected work comes in, waits in bands of luck, is done by priority as far as there
 * are people, leaves, comes back, gives rise to other work. The order within a step is that of RULES.md within a tick.
 */
import { TICKS_PER_HOUR } from '../../scenario/calendar.ts';
import { NEVER } from '../exogenous.ts';
import type { Plan } from '../plan.ts';
import { arrive, becomeDue, comeBack } from './arriving.ts';
import { STEPS_PER_HOUR } from './clock.ts';
import { close, leave } from './leaving.ts';
import { start } from './serving.ts';
import { FlowState, type Recorder } from './state.ts';
import { TAIL } from './work.ts';
import { KINDS, type BlockWorld, type Sent } from './world.ts';

export class Flow {
  readonly #state: FlowState;

  constructor(plan: Plan, world: BlockWorld, record: Recorder) {
    this.#state = new FlowState(plan, world, record);
  }

  /** The same moment in another world of the block. Nothing has happened yet: this one has a single band everywhere. */
  fork(world: BlockWorld, record: Recorder): Flow {
    const other = new Flow(this.#state.plan, world, record);
    takeOver(other.#state, this.#state);
    return other;
  }

  get at(): number {
    return this.#state.at;
  }

  get sent(): Sent {
    return this.#state.world.sent;
  }

  /** Goes on to before a step. */
  advance(until: number): void {
    const f = this.#state;
    for (; f.at < until; f.at++) {
      if (isBusy(f)) step(f);
      if ((f.at + 1) % STEPS_PER_HOUR === 0) sample(f);
    }
  }
}

/** Whatever stands in the single band of a queue is spread over those of the other world. */
function takeOver(f: FlowState, other: FlowState): void {
  const { first } = other.world;
  const spread = (from: Float64Array, to: Float64Array, kinds: number): void => {
    const own = from.length / kinds;
    const its = to.length / kinds;
    f.world.bands.forEach(({ width }, k) => {
      for (let kind = 0; kind < kinds; kind++)
        for (let b = 0; b < width.length; b++)
          to[kind * its + f.world.first[k]! + b] = from[kind * own + first[k]!]! * width[b]!;
    });
  };
  f.at = other.at;
  spread(other.waiting, f.waiting, KINDS);
  spread(other.trying, f.trying, 1);
  other.later.each((step, place, amount) => {
    const own = other.waiting.length / KINDS;
    const kind = Math.floor(place / own);
    const k = first.indexOf(place % own);
    f.world.bands[k]!.width.forEach((width, b) =>
      f.later.add(step, (kind * f.waiting.length) / KINDS + f.world.first[k]! + b, amount * width),
    );
  });
  f.parked.set(other.parked);
  other.following.forEach((by, k) => by && f.following[k]!.set(by));
  other.recent.forEach((by, k) => by && f.recent[k]!.set(by));
  f.inHand.set(other.inHand);
  f.busyUntil = other.busyUntil;
  f.world.closings.forEach((list, p) => {
    f.closing[p] = list.filter(({ step }) => step < f.at).length;
    f.nextClosing[p] = list[f.closing[p]!]?.step ?? NEVER;
  });
}

/** Whether anything can happen now: at night only what was on its way comes. */
function isBusy(f: FlowState): boolean {
  const t = f.at;
  const { work, active, received } = f.world;
  if (active[t]! > 0) return true;
  const { ahead } = work;
  let comes = f.later.has(t);
  for (const k of f.gets) comes ||= f.following[k]![t % ahead]! > 0;
  if (work.block.isHub) for (const by of received.values()) comes ||= by[t]! > 0;
  if (comes) f.busyUntil = t + TAIL;
  return t <= f.busyUntil;
}

function step(f: FlowState): void {
  const { work } = f.world;
  const nextStage = f.nextStage;
  const nextClosing = f.nextClosing;
  const queues = work.queues.length;
  for (let k = 0; k < queues; k++) if (nextStage[k]! <= f.at) changeStage(f, k);
  for (const k of f.leavers) leave(f, k);
  const back = f.later.take(f.at);
  if (back) comeBack(f, back);
  if (f.anyOwed) becomeDue(f);
  for (const k of f.comers) arrive(f, k);
  for (let p = 0; p < work.staff.length; p++) start(f, p);
  for (let p = 0; p < work.staff.length; p++) if (nextClosing[p]! <= f.at) close(f, p);
}

/** What holds for the bands of a queue from now on. */
function changeStage(f: FlowState, k: number): void {
  const { bands, first } = f.world;
  const { stages } = bands[k]!;
  let stage = f.stage[k]!;
  while (stage + 1 < stages.length && stages[stage + 1]!.from <= f.at) stage++;
  f.stage[k] = stage;
  f.nextStage[k] = stages[stage + 1]?.from ?? NEVER;
  const { canStart, minutes, reentryMinutes } = stages[stage]!;
  f.canStart.set(canStart, first[k]!);
  f.minutes.set(minutes, first[k]!);
  f.reentryMinutes.set(reentryMinutes, first[k]!);
}

function sample(f: FlowState): void {
  const hour = (f.at + 1) / STEPS_PER_HOUR - f.plan.warmUp / TICKS_PER_HOUR;
  const { hours } = f.plan.frame;
  if (hour < 0 || hour >= hours) return;
  const { work, first } = f.world;
  const all = f.waiting.length / KINDS;
  for (let k = 0; k < work.queues.length; k++) {
    let sum = f.parked[k]!;
    for (let kind = 0; kind < KINDS; kind++)
      for (let at = kind * all + first[k]!; at < kind * all + first[k + 1]!; at++) sum += f.waiting[at]!;
    f.now[k] = sum;
  }
  if (f.anyOwed) for (const minutes of f.owed) f.now[work.reentry]! += minutes;
  f.record(hour, f.now);
}
