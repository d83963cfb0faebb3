/**
 * One world of one block as a flow: expected work comes in, waits in bands of luck, is done by priority as far as there
 * are people, leaves, comes back, gives rise to other work. The order within a step is that of RULES.md within a tick.
 */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { Service } from '../../catalog/templates/template.ts';
import { NEVER } from '../exogenous.ts';
import { nextOpening, workingDateAfter, type Plan } from '../plan.ts';
import { hubQueue } from '../script.ts';
import { stepAt, valueAt } from '../steps.ts';
import { STEP_MINUTES, STEP_TICKS, STEPS_PER_DAY, STEPS_PER_HOUR, stepOf } from './clock.ts';
import { decideFlow, delaySteps, type Fates } from './deciding.ts';
import { Later } from './later.ts';
import { TAIL } from './work.ts';
import { KIND, KINDS, type BlockWorld, type Offers, type Sent } from './world.ts';

/** Less than this is nothing. */
const NOTHING = 1e-12;

/** Told at each hourly sample what is outstanding of each queue: items, of re-entry minutes. */
export type Recorder = (hour: number, outstanding: Float64Array) => void;

export class Flow {
  readonly #plan: Plan;
  readonly #world: BlockWorld;
  readonly #steps: number;
  #at = 0;
  /** Amounts that wait: by kind, then band of a queue. */
  #waiting: Float64Array;
  /** Per band of a queue: minutes of re-entry made and not yet due. */
  #owed: Float64Array;
  #anyOwed = false;
  /** Per queue: what is away and will come back, whenever. */
  #parked: Float64Array;
  /** Per band: those who gave up and will try again, some time. */
  #trying: Float64Array;
  /** By band of a queue and kind, as in `#waiting`. */
  readonly #later: Later;
  /** Per queue: work that follows from other work, by step, as a ring that reaches as far ahead as anything follows. */
  readonly #following: (Float64Array | undefined)[];
  /** Per queue with slots: what joined it in the last steps, as a ring. */
  readonly #recent: (Float64Array | undefined)[];
  /** Per pool: minutes that people have in hand. */
  #inHand: Float64Array;
  /** Per queue: held by a demand cut, and by an interface. */
  #cut: Float64Array;
  #held: Float64Array;
  readonly #stage: Int32Array;
  /** Per queue: when its next stage begins. */
  readonly #nextStage: Int32Array;
  /** What holds now, by band. */
  readonly #canStart: Uint8Array;
  readonly #minutes: Float64Array;
  readonly #reentryMinutes: Float64Array;
  readonly #closing: Int32Array;
  readonly #nextClosing: Int32Array;
  /** Per queue, made when first needed. */
  readonly #fatesOf: Fates[] = [];
  /** Queues that get work which follows from other work, that somebody leaves by himself, that anything comes to. */
  readonly #gets: readonly number[];
  readonly #leavers: readonly number[];
  readonly #comers: readonly number[];
  /** Until when steps are not passed over. */
  #busyUntil = 0;
  /** Per queue: outstanding at the last sample; re-entry in minutes. */
  readonly #now: Float64Array;
  readonly #record: Recorder;

  constructor(plan: Plan, world: BlockWorld, record: Recorder) {
    const { queues, staff } = world.work;
    const bands = world.first[queues.length]!;
    this.#plan = plan;
    this.#world = world;
    this.#steps = plan.horizon / STEP_TICKS;
    this.#waiting = new Float64Array(KINDS * bands);
    this.#owed = new Float64Array(bands);
    this.#parked = new Float64Array(queues.length);
    this.#trying = new Float64Array(bands);
    this.#later = new Later();
    const gets = new Set(world.work.followOn.flatMap((list) => list.map(({ to }) => to)));
    this.#following = queues.map((_, k) => (gets.has(k) ? new Float64Array(world.work.ahead) : undefined));
    this.#recent = queues.map(({ spec }) =>
      spec?.missedSlot ? new Float64Array(Math.max(1, Math.round(spec.missedSlot.wait / STEP_MINUTES))) : undefined,
    );
    this.#inHand = new Float64Array(staff.length);
    this.#cut = new Float64Array(queues.length);
    this.#held = new Float64Array(queues.length);
    this.#stage = new Int32Array(queues.length);
    this.#nextStage = new Int32Array(queues.length);
    this.#canStart = new Uint8Array(bands);
    this.#minutes = new Float64Array(bands);
    this.#reentryMinutes = new Float64Array(bands);
    this.#closing = new Int32Array(staff.length);
    this.#nextClosing = Int32Array.from(world.closings, (list) => list[0]?.step ?? NEVER);
    this.#gets = [...gets];
    this.#leavers = queues.flatMap(({ spec }, k) => (spec?.missedSlot || spec?.patience ? [k] : []));
    this.#comers = queues.flatMap((_, k) =>
      world.arrivals[k] || gets.has(k) || world.decisions[k] || world.work.block.isHub ? [k] : [],
    );
    this.#now = new Float64Array(queues.length);
    this.#record = record;
  }

  /** The same moment in another world of the block. Nothing has happened yet: this one has a single band everywhere. */
  fork(world: BlockWorld, record: Recorder): Flow {
    const other = new Flow(this.#plan, world, record);
    const { first } = this.#world;
    const spread = (from: Float64Array, to: Float64Array, kinds: number): void => {
      const own = from.length / kinds;
      const its = to.length / kinds;
      world.bands.forEach(({ width }, k) => {
        for (let kind = 0; kind < kinds; kind++)
          for (let b = 0; b < width.length; b++)
            to[kind * its + world.first[k]! + b] = from[kind * own + first[k]!]! * width[b]!;
      });
    };
    other.#at = this.#at;
    spread(this.#waiting, other.#waiting, KINDS);
    spread(this.#trying, other.#trying, 1);
    this.#later.each((step, place, amount) => {
      const own = this.#waiting.length / KINDS;
      const kind = Math.floor(place / own);
      const k = first.indexOf(place % own);
      world.bands[k]!.width.forEach((width, b) =>
        other.#later.add(step, (kind * other.#waiting.length) / KINDS + world.first[k]! + b, amount * width),
      );
    });
    other.#parked.set(this.#parked);
    this.#following.forEach((by, k) => by && other.#following[k]!.set(by));
    this.#recent.forEach((by, k) => by && other.#recent[k]!.set(by));
    other.#inHand.set(this.#inHand);
    other.#busyUntil = this.#busyUntil;
    world.closings.forEach((list, p) => {
      other.#closing[p] = list.filter(({ step }) => step < this.#at).length;
      other.#nextClosing[p] = list[other.#closing[p]!]?.step ?? NEVER;
    });
    return other;
  }

  get at(): number {
    return this.#at;
  }

  get sent(): Sent {
    return this.#world.sent;
  }

  /** Goes on to before a step. */
  advance(until: number): void {
    for (; this.#at < until; this.#at++) {
      if (this.#isBusy()) this.#step();
      if ((this.#at + 1) % STEPS_PER_HOUR === 0) this.#sample();
    }
  }

  /** Whether anything can happen now: at night only what was on its way comes. */
  #isBusy(): boolean {
    const t = this.#at;
    const { work, active, received } = this.#world;
    if (active[t]! > 0) return true;
    const { ahead } = work;
    let comes = this.#later.has(t);
    for (const k of this.#gets) comes ||= this.#following[k]![t % ahead]! > 0;
    if (work.block.isHub) for (const by of received.values()) comes ||= by[t]! > 0;
    if (comes) this.#busyUntil = t + TAIL;
    return t <= this.#busyUntil;
  }

  /** The plan's number of a queue of the block's first site. */
  #global(k: number): number {
    return this.#plan.sites[this.#world.work.block.sites[0]!]!.queues[k]!;
  }

  #step(): void {
    const { work } = this.#world;
    const nextStage = this.#nextStage;
    const nextClosing = this.#nextClosing;
    const queues = work.queues.length;
    for (let k = 0; k < queues; k++) if (nextStage[k]! <= this.#at) this.#changeStage(k);
    for (const k of this.#leavers) this.#leave(k);
    const back = this.#later.take(this.#at);
    if (back) this.#return(back);
    if (this.#anyOwed) this.#becomeDue();
    for (const k of this.#comers) this.#arrive(k);
    for (let p = 0; p < work.staff.length; p++) this.#start(p);
    for (let p = 0; p < work.staff.length; p++) if (nextClosing[p]! <= this.#at) this.#close(p);
  }

  /** What holds for the bands of a queue from now on. */
  #changeStage(k: number): void {
    const { bands, first } = this.#world;
    const { stages } = bands[k]!;
    let stage = this.#stage[k]!;
    while (stage + 1 < stages.length && stages[stage + 1]!.from <= this.#at) stage++;
    this.#stage[k] = stage;
    this.#nextStage[k] = stages[stage + 1]?.from ?? NEVER;
    const { canStart, minutes, reentryMinutes } = stages[stage]!;
    this.#canStart.set(canStart, first[k]!);
    this.#minutes.set(minutes, first[k]!);
    this.#reentryMinutes.set(reentryMinutes, first[k]!);
  }

  /** Patience, and the wait for a slot, that are over. */
  #leave(k: number): void {
    const spec = this.#world.work.queues[k]!.spec!;
    if (spec.missedSlot) this.#missSlots(k, spec.missedSlot.noticeWorkingDays);
    else this.#giveUp(k, spec.patience!);
  }

  #missSlots(k: number, notice: number): void {
    const { work, width, first } = this.#world;
    const waiting = this.#waiting;
    const recent = this.#recent[k]!;
    let lately = 0;
    for (let n = 0; n < recent.length; n++) lately += recent[n]!;
    recent[this.#at % recent.length] = 0;
    let missed = 0;
    let opening: number | undefined;
    for (let at = first[k]!; at < first[k + 1]!; at++) {
      const over = waiting[at]! - lately * width[at]!;
      if (over <= NOTHING) continue;
      if (missed === 0) opening = notice === 0 ? this.#at : this.#opening(k, notice);
      missed += over;
      waiting[at]! -= over;
      this.#park(k, KIND.rebooked, at - first[k]!, opening, over);
    }
    const contact = work.contact[k]!;
    if (missed > 0 && contact >= 0) this.#joinAll(contact, missed);
  }

  #giveUp(k: number, { hubs, returns }: NonNullable<Service['patience']>): void {
    const { first, givesUp, triesAgain } = this.#world;
    const waiting = this.#waiting;
    const tries = triesAgain[k]!;
    for (let at = first[k]!; at < first[k + 1]!; at++) {
      const again = this.#trying[at]! * tries;
      const leaving = waiting[at]! * givesUp[k]!;
      if (again <= NOTHING && leaving <= NOTHING) continue;
      waiting[at]! += again - leaving;
      this.#trying[at]! -= again;
      this.#parked[k]! -= again;
      if (tries > 0) {
        this.#trying[at]! += leaving * returns.share;
        this.#parked[k]! += leaving * returns.share;
      } else this.#parkFor(k, at - first[k]!, delaySteps(returns.after), leaving * returns.share);
      for (const hub of hubs) this.#send(hubQueue(this.#plan, hub), leaving * hub.share);
    }
  }

  #parkFor(k: number, b: number, delays: readonly number[], amount: number): void {
    for (const delay of delays) this.#park(k, KIND.ordinary, b, this.#at + Math.max(1, delay), amount / delays.length);
  }

  /** Away until a step, or to the end. */
  #park(k: number, kind: number, b: number, until: number | undefined, amount: number): void {
    if (amount <= 0) return;
    if (until !== undefined && until <= this.#at) {
      this.#join(k, kind, b, amount);
      return;
    }
    this.#parked[k]! += amount;
    if (until === undefined || until >= this.#steps) return;
    this.#later.add(until, (kind * this.#waiting.length) / KINDS + this.#world.first[k]! + b, amount);
  }

  #return(amounts: readonly number[]): void {
    const { first, decisions } = this.#world;
    const all = this.#waiting.length / KINDS;
    const now = this.#at * STEP_TICKS;
    for (let n = 0; n < amounts.length; n += 2) {
      const kind = Math.floor(amounts[n]! / all);
      const place = amounts[n]! % all;
      const amount = amounts[n + 1]!;
      let k = 0;
      while (first[k + 1]! <= place) k++;
      this.#parked[k]! -= amount;
      let released = 0;
      if (kind === KIND.rebooked)
        for (const { from, to, share } of decisions[k]?.releases ?? [])
          if (from <= now && now < to) released = Math.min(1, released + share);
      if (released > 0) this.#join(k, KIND.released, place - first[k]!, amount * released);
      this.#join(k, kind, place - first[k]!, amount * (1 - released));
    }
  }

  #join(k: number, kind: number, b: number, amount: number): void {
    this.#waiting[(kind * this.#waiting.length) / KINDS + this.#world.first[k]! + b]! += amount;
    const recent = this.#recent[k];
    if (recent && kind === KIND.ordinary) recent[this.#at % recent.length]! += amount;
  }

  /** Of every luck alike. */
  #joinAll(k: number, amount: number): void {
    const { width, first } = this.#world;
    const waiting = this.#waiting;
    for (let at = first[k]!; at < first[k + 1]!; at++) waiting[at]! += amount * width[at]!;
    const recent = this.#recent[k];
    if (recent) recent[this.#at % recent.length]! += amount;
  }

  #send(hub: number, amount: number): void {
    const { sent } = this.#world;
    let by = sent.get(hub);
    if (!by) sent.set(hub, (by = new Float64Array(this.#steps)));
    by[this.#at]! += amount;
  }

  /** The step of the first opening so many working days from now. */
  #opening(
    k: number,
    workingDays: number,
    day = Math.floor((this.#at * STEP_TICKS) / TICKS_PER_DAY),
  ): number | undefined {
    const tick = nextOpening(this.#plan, this.#world.work.queues[k]!, day, workingDays);
    return tick < 0 ? undefined : stepOf(tick);
  }

  /** What was done without the system and can be typed up as soon as it would be handled normally. */
  #becomeDue(): void {
    const { work, bands, first, typedUp } = this.#world;
    const to = first[work.reentry]!;
    this.#anyOwed = false;
    for (let k = 0; k < work.queues.length; k++) {
      const { end, normal } = bands[k]!;
      let level = 1;
      for (let b = 0; b < end.length; b++) {
        const at = first[k]! + b;
        if (this.#owed[at]! <= 0) continue;
        for (const step of normal) if (step.from <= this.#at) level = step.level;
        if (end[b]! > level + NOTHING) {
          this.#anyOwed = true;
          continue;
        }
        typedUp[k]![b]!.forEach((share, j) => (this.#waiting[to + j]! += this.#owed[at]! * share));
        this.#owed[at] = 0;
      }
    }
  }

  #arrive(k: number): void {
    const { work, arrivals, decisions, received } = this.#world;
    const t = this.#at;
    const by = arrivals[k];
    let own = by ? by[t]! : 0;
    const following = this.#following[k];
    const follows = following ? following[t % work.ahead]! : 0;
    if (following) following[t % work.ahead] = 0;
    if (work.block.isHub) {
      const comes = received.get(this.#global(k))?.[t] ?? 0;
      if (comes > 0) this.#joinAll(k, comes);
    }
    const decided = decisions[k];
    if (!decided) {
      const comes = own + follows;
      if (comes > 0) this.#joinAll(k, comes);
      return;
    }
    const now = t * STEP_TICKS;
    if (decided.cut) {
      const share = valueAt(decided.cut.threshold, now);
      this.#letGo(k, this.#cut, decided.cut.threshold, delaySteps(work.queues[k]!.spec!.follows!.after));
      this.#cut[k]! += own * share;
      this.#parked[k]! += own * share;
      own *= 1 - share;
    }
    if (decided.held) {
      const { threshold, holds } = decided.held;
      const share = valueAt(threshold, now);
      this.#letGo(k, this.#held, threshold, handedOver(holds[0]!.spread));
      this.#held[k]! += own * share;
      this.#parked[k]! += own * share;
      own *= 1 - share;
    }
    if (own + follows <= 0) return;
    const stays = decideFlow(decided, t, own + follows, (this.#fatesOf[k] ??= this.#fates(k)));
    if (stays > 0) this.#joinAll(k, stays);
  }

  /** What is held back comes as the share held falls. */
  #letGo(k: number, held: Float64Array, threshold: Parameters<typeof valueAt>[0], delays: readonly number[]): void {
    if (held[k]! <= NOTHING) return;
    const before = threshold.values[stepAt(threshold, Math.max(0, (this.#at - 1) * STEP_TICKS))]!;
    const now = valueAt(threshold, this.#at * STEP_TICKS);
    if (now >= before && now > 0) return;
    const comes = held[k]! * (before > 0 ? Math.max(0, 1 - now / before) : 1);
    held[k]! -= comes;
    const { width } = this.#world.bands[k]!;
    this.#parked[k]! -= comes;
    for (let b = 0; b < width.length; b++) this.#parkFor(k, b, delays, comes * width[b]!);
  }

  #fates(k: number): Fates {
    const { width } = this.#world.bands[k]!;
    const { queues } = this.#plan.sites[this.#world.work.block.sites[0]!]!;
    return {
      back: (step, amount) => {
        for (let b = 0; b < width.length; b++) this.#park(k, KIND.ordinary, b, step, amount * width[b]!);
      },
      hub: (queue, amount) => this.#send(queue, amount),
      instead: (queue, amount) => {
        const to = queues.indexOf(queue);
        if (to >= 0) this.#joinAll(to, amount);
      },
      nextOpening: () => this.#opening(k, 1),
    };
  }

  /** People take what comes first by priority; what there is more than they can do of one priority they take of alike. */
  #start(p: number): void {
    const { work, staff, team, offers, reentryOffers } = this.#world;
    const minutes = staff[p]![this.#at]!;
    const forReentry = team[p]?.[this.#at] ?? 0;
    if (minutes > 0) {
      const most = (work.inHand[p]! * minutes) / STEP_MINUTES;
      const capacity = minutes + Math.max(0, most - this.#inHand[p]!);
      const left = this.#serve(offers[p]!, capacity);
      this.#inHand[p] = Math.min(most, Math.max(0, this.#inHand[p]! + capacity - left - minutes));
    } else this.#inHand[p] = 0;
    if (forReentry > 0) this.#serve(reentryOffers[p]!, forReentry);
  }

  /** Starts as much of what is offered as there are minutes for; gives the minutes left. */
  #serve(offers: Offers, minutes: number): number {
    const { band, place, bands, priority } = offers;
    const waiting = this.#waiting;
    const canStart = this.#canStart;
    const each = this.#minutes;
    let left = minutes;
    for (let i = 0; i < priority.length && left > NOTHING;) {
      let wanted = 0;
      let j = i;
      for (; j < priority.length && priority[j] === priority[i]; j++) {
        const from = place[j]!;
        const own = band[j]!;
        for (let b = 0; b < bands[j]!; b++) if (canStart[own + b] === 1) wanted += waiting[from + b]! * each[own + b]!;
      }
      if (wanted > NOTHING) {
        const share = left < wanted ? left / wanted : 1;
        for (let n = i; n < j; n++) this.#begin(offers, n, share);
        left -= wanted * share;
      }
      i = j;
    }
    return left;
  }

  #begin({ queue, band, place, bands }: Offers, n: number, share: number): void {
    const { work } = this.#world;
    const waiting = this.#waiting;
    const canStart = this.#canStart;
    const reentryMinutes = this.#reentryMinutes;
    const from = place[n]!;
    const own = band[n]!;
    const leaves = work.reentry >= 0 && queue[n] !== work.reentry;
    let begun = 0;
    for (let b = 0; b < bands[n]!; b++) {
      if (canStart[own + b] !== 1) continue;
      const amount = waiting[from + b]! * share;
      waiting[from + b]! -= amount;
      begun += amount;
      if (leaves && reentryMinutes[own + b]! > 0) {
        this.#owed[own + b]! += amount * reentryMinutes[own + b]!;
        this.#anyOwed = true;
      }
    }
    if (begun > 0 && work.followOn[queue[n]!]!.length > 0) this.#follow(queue[n]!, begun);
  }

  /** Work that follows comes when its parent is done: what has begun in one step is done in the next. */
  #follow(queue: number, amount: number): void {
    const done = this.#at + 1;
    const { ahead } = this.#world.work;
    for (const { to, share, after } of this.#world.work.followOn[queue]!) {
      const following = this.#following[to]!;
      if ('workingDays' in after) {
        const day = Math.floor(done / STEPS_PER_DAY);
        const site = this.#plan.sites[this.#world.work.queues[queue]!.site]!;
        const date = after.workingDays === 0 ? day : workingDateAfter(site, day, after.workingDays);
        const due = date === undefined ? this.#steps : done + (date - day) * STEPS_PER_DAY;
        if (due < this.#steps) following[due % ahead]! += amount * share;
        continue;
      }
      const delays = delaySteps(after);
      for (const delay of delays) following[(done + delay) % ahead]! += (amount * share) / delays.length;
    }
  }

  /** Everybody who waits for a same-day service leaves, in the stated shares. */
  #close(p: number): void {
    const { work, bands, first, closings } = this.#world;
    const closing = closings[p]![this.#closing[p]!]!;
    this.#closing[p]!++;
    this.#nextClosing[p] = closings[p]![this.#closing[p]!]?.step ?? NEVER;
    for (let k = 0; k < work.queues.length; k++) {
      const atClose = work.poolOf[k] === p ? work.queues[k]!.spec?.atClose : undefined;
      if (!atClose) continue;
      const opening = this.#opening(k, 1, closing.day);
      for (let b = 0; b < bands[k]!.width.length; b++) {
        const leaving = this.#waiting[first[k]! + b]!;
        if (leaving <= 0) continue;
        this.#waiting[first[k]! + b] = 0;
        for (const hub of atClose.hubs) this.#send(hubQueue(this.#plan, hub), leaving * hub.share);
        this.#park(k, KIND.ordinary, b, opening, leaving * atClose.nextDay);
      }
      this.#recent[k]?.fill(0);
    }
  }

  #sample(): void {
    const hour = (this.#at + 1) / STEPS_PER_HOUR - this.#plan.warmUp / (TICKS_PER_MINUTE * 60);
    const { hours } = this.#plan.frame;
    if (hour < 0 || hour >= hours) return;
    const { work, first } = this.#world;
    const all = this.#waiting.length / KINDS;
    for (let k = 0; k < work.queues.length; k++) {
      let sum = this.#parked[k]!;
      for (let kind = 0; kind < KINDS; kind++)
        for (let at = kind * all + first[k]!; at < kind * all + first[k + 1]!; at++) sum += this.#waiting[at]!;
      this.#now[k] = sum;
    }
    if (this.#anyOwed) for (const minutes of this.#owed) this.#now[work.reentry]! += minutes;
    this.#record(hour, this.#now);
  }
}

/** Handed over evenly within a time. */
function handedOver(spread: number): readonly number[] {
  const steps = Math.max(1, Math.round(spread / STEP_TICKS));
  return Array.from({ length: steps }, (_, k) => k);
}
