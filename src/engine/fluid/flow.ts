/**
 * One world of one block as a flow: expected work comes in, waits in bands of luck, is done by priority as far as there
 * are people, leaves, comes back, gives rise to other work. The order within a step is that of RULES.md within a tick.
 */
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import { exp } from '../math.ts';
import { nextOpening, workingDateAfter, type Plan } from '../plan.ts';
import { hubQueue } from '../script.ts';
import { stepAt, valueAt } from '../steps.ts';
import { STEP_MINUTES, STEP_TICKS, STEPS_PER_DAY, STEPS_PER_HOUR, stepOf } from './clock.ts';
import { decideFlow, delaySteps, type Fates } from './deciding.ts';
import { Later } from './later.ts';
import { KIND, KINDS, type BlockWorld, type List, type Sent } from './world.ts';

/** Less than this is nothing. */
const NOTHING = 1e-12;
/** A step is passed over when nobody works and nothing comes in it, nor did in so many before it. */
const TAIL = 3 * STEPS_PER_HOUR;

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
  #later: Later;
  /** Per queue: work that follows from other work, by step. */
  readonly #following: (Float64Array | undefined)[];
  /** Per queue with slots: what joined it in the last steps, as a ring. */
  readonly #recent: (Float64Array | undefined)[];
  /** Per pool: minutes that people have in hand. */
  #inHand: Float64Array;
  /** Per queue: held by a demand cut, and by an interface. */
  #cut: Float64Array;
  #held: Float64Array;
  readonly #stage: Int32Array;
  readonly #closing: Int32Array;
  /** Until when steps are not passed over. */
  #busyUntil = 0;
  /** Per queue then hour: outstanding at the hourly samples; re-entry in minutes. */
  readonly outstanding: Float64Array;

  constructor(plan: Plan, world: BlockWorld) {
    const { queues, staff } = world.work;
    const bands = world.first[queues.length]!;
    this.#plan = plan;
    this.#world = world;
    this.#steps = plan.horizon / STEP_TICKS;
    this.#waiting = new Float64Array(KINDS * bands);
    this.#owed = new Float64Array(bands);
    this.#parked = new Float64Array(queues.length);
    this.#trying = new Float64Array(bands);
    this.#later = new Later(KINDS * bands);
    const gets = new Set(world.work.followOn.flatMap((list) => list.map(({ to }) => to)));
    this.#following = queues.map((_, k) => (gets.has(k) ? new Float64Array(this.#steps) : undefined));
    this.#recent = queues.map(({ spec }) =>
      spec?.missedSlot ? new Float64Array(Math.max(1, Math.round(spec.missedSlot.wait / STEP_MINUTES))) : undefined,
    );
    this.#inHand = new Float64Array(staff.length);
    this.#cut = new Float64Array(queues.length);
    this.#held = new Float64Array(queues.length);
    this.#stage = new Int32Array(queues.length);
    this.#closing = new Int32Array(staff.length);
    this.outstanding = new Float64Array(queues.length * plan.frame.hours);
  }

  /** The same moment in another world of the block. Nothing has happened yet: this one has a single band everywhere. */
  fork(world: BlockWorld): Flow {
    const other = new Flow(this.#plan, world);
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
    this.#later.each((step, amounts) => {
      const own = new Float64Array(other.#waiting.length);
      spread(amounts, own, KINDS);
      own.forEach((amount, place) => amount > 0 && other.#later.add(step, place, amount));
    });
    other.#parked.set(this.#parked);
    this.#following.forEach((by, k) => by && other.#following[k]!.set(by));
    this.#recent.forEach((by, k) => by && other.#recent[k]!.set(by));
    other.#inHand.set(this.#inHand);
    other.outstanding.set(this.outstanding);
    other.#busyUntil = this.#busyUntil;
    world.closings.forEach((list, p) => {
      other.#closing[p] = list.filter(({ step }) => step < this.#at).length;
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

  /** Whether outstanding work was as in another world of the block at every sample of some hours. */
  isLike(other: Flow, fromHour: number, toHour: number): boolean {
    const { hours } = this.#plan.frame;
    for (let row = 0; row < this.outstanding.length; row += hours)
      for (let at = row + fromHour; at < row + toHour; at++)
        if (Math.abs(this.outstanding[at]! - other.outstanding[at]!) > 1e-3) return false;
    return true;
  }

  /** Takes all samples from an hour on from another world. */
  endAs(other: Flow, fromHour: number): void {
    const { hours } = this.#plan.frame;
    for (let row = 0; row < this.outstanding.length; row += hours)
      this.outstanding.set(other.outstanding.subarray(row + fromHour, row + hours), row + fromHour);
    this.#at = this.#steps;
  }

  #isBusy(): boolean {
    const t = this.#at;
    const { work, staff, team, surges, received } = this.#world;
    const any = (list: readonly (Float64Array | undefined)[]): boolean => {
      for (const by of list) if (by && by[t]! > 0) return true;
      return false;
    };
    if (any(staff) || any(team) || any(work.arrivals) || any(this.#following) || this.#later.has(t))
      this.#busyUntil = t + TAIL;
    else if (surges.size > 0 && any([...surges.values()])) this.#busyUntil = t + TAIL;
    else if (work.block.isHub && work.queues.some((_, k) => (received.get(this.#global(k))?.[t] ?? 0) > 0))
      this.#busyUntil = t + TAIL;
    return t <= this.#busyUntil;
  }

  /** The plan's number of a queue of the block's first site. */
  #global(k: number): number {
    return this.#plan.sites[this.#world.work.block.sites[0]!]!.queues[k]!;
  }

  #step(): void {
    const { work, bands } = this.#world;
    const queues = work.queues.length;
    for (let k = 0; k < queues; k++) {
      const { stages } = bands[k]!;
      while (this.#stage[k]! + 1 < stages.length && stages[this.#stage[k]! + 1]!.from <= this.#at) this.#stage[k]!++;
      this.#leave(k);
    }
    const back = this.#later.take(this.#at);
    if (back) this.#return(back);
    if (this.#anyOwed) this.#becomeDue();
    for (let k = 0; k < queues; k++) this.#arrive(k);
    for (let p = 0; p < work.staff.length; p++) this.#start(p);
    for (let p = 0; p < work.staff.length; p++) this.#close(p);
  }

  /** Patience, and the wait for a slot, that are over. */
  #leave(k: number): void {
    const { work, bands, first } = this.#world;
    const { spec } = work.queues[k]!;
    if (!spec) return;
    const { width } = bands[k]!;
    const from = first[k]!;
    if (spec.missedSlot) {
      const recent = this.#recent[k]!;
      let lately = 0;
      for (const joined of recent) lately += joined;
      let missed = 0;
      const opening = this.#opening(k, spec.missedSlot.noticeWorkingDays);
      for (let b = 0; b < width.length; b++) {
        const over = this.#waiting[from + b]! - lately * width[b]!;
        if (over <= NOTHING) continue;
        missed += over;
        this.#waiting[from + b]! -= over;
        this.#park(k, KIND.rebooked, b, spec.missedSlot.noticeWorkingDays === 0 ? this.#at : opening, over);
      }
      recent[this.#at % recent.length] = 0;
      const contact = work.contact[k]!;
      if (missed > 0 && contact >= 0) this.#joinAll(contact, missed);
    }
    if (!spec.patience) return;
    const { mean, hubs, returns } = spec.patience;
    const gone = 1 - exp(-STEP_MINUTES / mean);
    const tries = 'exponential' in returns.after ? 1 - exp(-STEP_MINUTES / returns.after.exponential.mean) : 1;
    for (let b = 0; b < width.length; b++) {
      const at = from + b;
      const again = this.#trying[at]! * tries;
      const leaving = this.#waiting[at]! * gone;
      if (again <= NOTHING && leaving <= NOTHING) continue;
      this.#waiting[at]! += again - leaving;
      this.#trying[at]! -= again;
      this.#parked[k]! += leaving * returns.share - again;
      if ('exponential' in returns.after) this.#trying[at]! += leaving * returns.share;
      else this.#parkFor(k, b, delaySteps(returns.after), leaving * returns.share, true);
      for (const hub of hubs) this.#send(hubQueue(this.#plan, hub), leaving * hub.share);
    }
  }

  #parkFor(k: number, b: number, delays: readonly number[], amount: number, isCounted = false): void {
    for (const delay of delays) {
      if (isCounted) this.#parked[k]! -= amount / delays.length;
      this.#park(k, KIND.ordinary, b, this.#at + Math.max(1, delay), amount / delays.length);
    }
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

  #return(amounts: Float64Array): void {
    const { bands, first, decisions } = this.#world;
    const all = amounts.length / KINDS;
    bands.forEach(({ width }, k) => {
      for (let b = 0; b < width.length; b++) {
        for (let kind = 0; kind < KINDS; kind++) {
          const amount = amounts[kind * all + first[k]! + b]!;
          if (amount <= 0) continue;
          this.#parked[k]! -= amount;
          const now = this.#at * STEP_TICKS;
          const released =
            kind === KIND.rebooked
              ? (decisions[k]?.releases ?? []).reduce(
                  (sum, { from, to, share }) => (from <= now && now < to ? Math.min(1, sum + share) : sum),
                  0,
                )
              : 0;
          if (released > 0) this.#join(k, KIND.released, b, amount * released);
          this.#join(k, kind, b, amount * (1 - released));
        }
      }
    });
  }

  #join(k: number, kind: number, b: number, amount: number): void {
    this.#waiting[(kind * this.#waiting.length) / KINDS + this.#world.first[k]! + b]! += amount;
    const recent = this.#recent[k];
    if (recent && kind === KIND.ordinary) recent[this.#at % recent.length]! += amount;
  }

  /** Of every luck alike. */
  #joinAll(k: number, amount: number): void {
    const { width } = this.#world.bands[k]!;
    for (let b = 0; b < width.length; b++) this.#waiting[this.#world.first[k]! + b]! += amount * width[b]!;
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
  #opening(k: number, workingDays: number, day = Math.floor((this.#at * STEP_TICKS) / TICKS_PER_DAY)): number | undefined {
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
    const { work, surges, decisions, received } = this.#world;
    const t = this.#at;
    let own = work.arrivals[k]?.[t] ?? 0;
    const surge = surges.get(k);
    if (surge) own += surge[t]!;
    const follows = this.#following[k]?.[t] ?? 0;
    if (work.block.isHub) {
      const comes = received.get(this.#global(k))?.[t] ?? 0;
      if (comes > 0) this.#joinAll(k, comes);
    }
    const decided = decisions[k];
    if (!decided) {
      if (own + follows > 0) this.#joinAll(k, own + follows);
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
    const stays = decideFlow(decided, t, own + follows, this.#fates(k));
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
    const { work, staff, team, lists } = this.#world;
    const minutes = staff[p]![this.#at]!;
    const forReentry = team[p]?.[this.#at] ?? 0;
    if (minutes <= 0 && forReentry <= 0) {
      this.#inHand[p] = 0;
      return;
    }
    const most = (work.inHand[p]! * minutes) / STEP_MINUTES;
    const capacity = minutes + Math.max(0, most - this.#inHand[p]!);
    const left = this.#serve(lists[p]!, capacity);
    this.#inHand[p] = Math.min(most, Math.max(0, this.#inHand[p]! + capacity - left - minutes));
    if (forReentry > 0) this.#serve(lists[p]!.filter(({ queue }) => queue === work.reentry), forReentry);
  }

  /** Starts as much of some lists as there are minutes for; gives the minutes left. */
  #serve(lists: readonly List[], minutes: number): number {
    let left = minutes;
    for (let i = 0; i < lists.length && left > NOTHING;) {
      const { priority } = lists[i]!;
      let wanted = 0;
      let j = i;
      for (; j < lists.length && lists[j]!.priority === priority; j++) wanted += this.#minutesIn(lists[j]!);
      if (wanted > NOTHING) {
        const share = Math.min(1, left / wanted);
        for (let n = i; n < j; n++) this.#begin(lists[n]!, share);
        left -= wanted * share;
      }
      i = j;
    }
    return left;
  }

  /** Minutes that all would take of a list that can start. */
  #minutesIn({ queue, kind }: List): number {
    const { bands, first } = this.#world;
    const { canStart, minutes } = bands[queue]!.stages[this.#stage[queue]!]!;
    const from = (kind * this.#waiting.length) / KINDS + first[queue]!;
    let sum = 0;
    for (let b = 0; b < canStart.length; b++) if (canStart[b] === 1) sum += this.#waiting[from + b]! * minutes[b]!;
    return sum;
  }

  #begin({ queue, kind }: List, share: number): void {
    const { work, bands, first } = this.#world;
    const { canStart, reentryMinutes } = bands[queue]!.stages[this.#stage[queue]!]!;
    const from = (kind * this.#waiting.length) / KINDS + first[queue]!;
    let begun = 0;
    for (let b = 0; b < canStart.length; b++) {
      if (canStart[b] !== 1) continue;
      const amount = this.#waiting[from + b]! * share;
      if (amount <= 0) continue;
      this.#waiting[from + b]! -= amount;
      begun += amount;
      if (reentryMinutes[b]! > 0 && work.reentry >= 0 && queue !== work.reentry) {
        this.#owed[first[queue]! + b]! += amount * reentryMinutes[b]!;
        this.#anyOwed = true;
      }
    }
    if (begun > 0) this.#follow(queue, begun);
  }

  /** Work that follows comes when its parent is done: what has begun in one step is done in the next. */
  #follow(queue: number, amount: number): void {
    const done = this.#at + 1;
    for (const { to, share, after } of this.#world.work.followOn[queue]!) {
      const following = this.#following[to]!;
      if ('workingDays' in after) {
        const day = Math.floor(done / STEPS_PER_DAY);
        const site = this.#plan.sites[this.#world.work.queues[queue]!.site]!;
        const date = after.workingDays === 0 ? day : workingDateAfter(site, day, after.workingDays);
        const due = date === undefined ? this.#steps : done + (date - day) * STEPS_PER_DAY;
        if (due < this.#steps) following[due]! += amount * share;
        continue;
      }
      const delays = delaySteps(after);
      for (const delay of delays)
        if (done + delay < this.#steps) following[done + delay]! += (amount * share) / delays.length;
    }
  }

  /** Everybody who waits for a same-day service leaves, in the stated shares. */
  #close(p: number): void {
    const { work, bands, first, closings } = this.#world;
    const closing = closings[p]![this.#closing[p]!];
    if (!closing || closing.step > this.#at) return;
    this.#closing[p]!++;
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
      this.outstanding[k * hours + hour] = sum;
    }
    if (!this.#anyOwed) return;
    let owed = 0;
    for (const minutes of this.#owed) owed += minutes;
    this.outstanding[work.reentry * hours + hour]! += owed;
  }
}

/** Handed over evenly within a time. */
function handedOver(spread: number): readonly number[] {
  const steps = Math.max(1, Math.round(spread / STEP_TICKS));
  return Array.from({ length: steps }, (_, k) => k);
}
