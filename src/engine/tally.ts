/** What is counted while a world runs: curves as differences by hourly sample, events by queue, staff time by pool. */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Plan } from './plan.ts';

const EVENTS = ['closed', 'toHubs', 'rebooked', 'returned', 'putOff'] as const;

export class Tally {
  /** Per queue then sample (`width` of them): how much backlog and outstanding rise or fall from the sample before. */
  backlog = new Int32Array(0);
  outstanding = new Int32Array(0);
  /** Per sample: ticks of re-entry made less those started. */
  reentry = new Float64Array(0);
  /** Per queue, within the results period. */
  closed = new Int32Array(0);
  toHubs = new Int32Array(0);
  rebooked = new Int32Array(0);
  returned = new Int32Array(0);
  putOff = new Int32Array(0);
  /** Per pool, in ticks, within the results period. */
  overtime = new Float64Array(0);
  stayLate = new Float64Array(0);
  /** Hourly samples, and one for everything after the last. */
  readonly width: number;
  readonly #warmUp: number;
  /** The sample at which what happens now is first seen, and the last tick of which that is so. */
  #sample = 0;
  #until = 0;

  constructor(plan: Plan) {
    this.width = plan.frame.hours + 1;
    this.#warmUp = plan.warmUp;
  }

  /** Everything at nothing, with room for a cell. */
  clear(queues: number, pools: number): void {
    if (this.closed.length !== queues || this.overtime.length !== pools) {
      this.backlog = new Int32Array(queues * this.width);
      this.outstanding = new Int32Array(queues * this.width);
      this.reentry = new Float64Array(this.width);
      for (const name of EVENTS) this[name] = new Int32Array(queues);
      this.overtime = new Float64Array(pools);
      this.stayLate = new Float64Array(pools);
    } else {
      this.backlog.fill(0);
      this.outstanding.fill(0);
      this.reentry.fill(0);
      for (const name of EVENTS) this[name].fill(0);
      this.overtime.fill(0);
      this.stayLate.fill(0);
    }
    this.#sample = 0;
    this.#until = this.#warmUp;
  }

  /**
   * Goes on from another world's counts at a tick. Of the curves only the sample under way is taken over: earlier ones
   * are the other world's and stay there.
   */
  forkFrom(other: Tally, at: number): void {
    this.clear(other.closed.length, other.overtime.length);
    this.moveTo(at);
    const sample = this.#sample;
    for (let from = sample; from < this.backlog.length; from += this.width) {
      this.backlog[from] = other.backlog[from]!;
      this.outstanding[from] = other.outstanding[from]!;
    }
    this.reentry[sample] = other.reentry[sample]!;
    for (const name of EVENTS) this[name].set(other[name]);
    this.overtime.set(other.overtime);
    this.stayLate.set(other.stayLate);
  }

  /** Adds (1) or takes away (-1) another world's counts; the curves stay apart. */
  add(other: Tally, sign: 1 | -1): void {
    for (const name of [...EVENTS, 'overtime', 'stayLate'] as const) {
      const counts = this[name];
      const more = other[name];
      for (let n = 0; n < counts.length; n++) counts[n] = counts[n]! + sign * more[n]!;
    }
  }

  /** Time has come to a tick. */
  moveTo(now: number): void {
    if (now <= this.#until) return;
    this.#sample = this.sampleOf(now);
    this.#until = this.#warmUp + this.#sample * TICKS_PER_HOUR;
  }

  /** The first sample at or after a tick; past the last the one for everything after it. */
  sampleOf(tick: number): number {
    if (tick <= this.#warmUp) return 0;
    return Math.min(this.width - 1, Math.ceil((tick - this.#warmUp) / TICKS_PER_HOUR));
  }

  backlogMoves(queue: number, by: number): void {
    const at = queue * this.width + this.#sample;
    this.backlog[at] = this.backlog[at]! + by;
  }

  outstandingMoves(queue: number, by: number): void {
    const at = queue * this.width + this.#sample;
    this.outstanding[at] = this.outstanding[at]! + by;
  }

  reentryMoves(ticks: number): void {
    this.reentry[this.#sample] = this.reentry[this.#sample]! + ticks;
  }

  /** Counts an event of a queue, once results have begun. */
  event(counts: Int32Array, queue: number, tick: number): void {
    if (tick >= this.#warmUp) counts[queue] = counts[queue]! + 1;
  }
}
