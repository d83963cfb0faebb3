/** What is counted while a world runs: curves as differences by hourly sample, events by queue, staff time by pool. */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Plan } from './plan.ts';

type Counts = Int32Array | Float64Array;

export class Tally {
  /** Per queue then sample: how much backlog and outstanding rise or fall from the sample before. */
  backlog = new Int32Array(0);
  outstanding = new Int32Array(0);
  /** Per sample: minutes of re-entry made less those started. */
  reentryMinutes = new Float64Array(0);
  /** Per queue, within the results period. */
  closed = new Int32Array(0);
  toHubs = new Int32Array(0);
  rebooked = new Int32Array(0);
  returned = new Int32Array(0);
  putOff = new Int32Array(0);
  /** Per pool, in ticks, within the results period. */
  overtime = new Float64Array(0);
  stayLate = new Float64Array(0);
  readonly #hours: number;
  readonly #warmUp: number;

  constructor(plan: Plan) {
    this.#hours = plan.frame.hours;
    this.#warmUp = plan.warmUp;
  }

  makeRoom(queues: number, pools: number): void {
    if (this.closed.length === queues && this.overtime.length === pools) return;
    this.backlog = new Int32Array(queues * (this.#hours + 1));
    this.outstanding = new Int32Array(queues * (this.#hours + 1));
    this.reentryMinutes = new Float64Array(this.#hours + 1);
    this.closed = new Int32Array(queues);
    this.toHubs = new Int32Array(queues);
    this.rebooked = new Int32Array(queues);
    this.returned = new Int32Array(queues);
    this.putOff = new Int32Array(queues);
    this.overtime = new Float64Array(pools);
    this.stayLate = new Float64Array(pools);
  }

  clear(): void {
    for (const counts of this.#all()) counts.fill(0);
  }

  copyFrom(other: Tally): void {
    const its = other.#all();
    this.#all().forEach((counts, k) => counts.set(its[k]!));
  }

  /** Adds (1) or takes away (-1) another world's counts. */
  add(other: Tally, sign: 1 | -1): void {
    const its = other.#all();
    this.#all().forEach((counts, k) => {
      const more = its[k]!;
      for (let n = 0; n < counts.length; n++) counts[n] = counts[n]! + sign * more[n]!;
    });
  }

  backlogMoves(queue: number, tick: number, by: number): void {
    const at = queue * (this.#hours + 1) + this.#sample(tick);
    this.backlog[at] = this.backlog[at]! + by;
  }

  outstandingMoves(queue: number, tick: number, by: number): void {
    const at = queue * (this.#hours + 1) + this.#sample(tick);
    this.outstanding[at] = this.outstanding[at]! + by;
  }

  reentryMoves(tick: number, minutes: number): void {
    const at = this.#sample(tick);
    this.reentryMinutes[at] = this.reentryMinutes[at]! + minutes;
  }

  /** Counts an event of a queue, once results have begun. */
  event(counts: Int32Array, queue: number, tick: number): void {
    if (tick >= this.#warmUp) counts[queue] = counts[queue]! + 1;
  }

  /** The first sample at or after a tick; `hours` past the last. */
  #sample(tick: number): number {
    if (tick <= this.#warmUp) return 0;
    return Math.min(this.#hours, Math.ceil((tick - this.#warmUp) / TICKS_PER_HOUR));
  }

  #all(): Counts[] {
    return [
      this.backlog,
      this.outstanding,
      this.reentryMinutes,
      this.closed,
      this.toHubs,
      this.rebooked,
      this.returned,
      this.putOff,
      this.overtime,
      this.stayLate,
    ];
  }
}
