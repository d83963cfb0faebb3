/** An item about which it is decided whether it joins its queue: who it is, and what it draws for that. */
import { TICKS_PER_DAY } from '../../scenario/calendar.ts';
import type { Deciding } from '../decide.ts';
import { nextOpening, type PlanQueue } from '../plan.ts';
import type { Decisions } from '../script.ts';
import { uniform } from './moving.ts';
import type { WorldState } from './state.ts';

/** A class, because one is made for every item that comes: methods cost nothing, functions of its own would. */
export class ItemDue implements Deciding {
  readonly queue: PlanQueue;
  readonly decisions: Decisions;
  readonly isOwnArrival: boolean;
  readonly now: number;
  readonly #w: WorldState;
  readonly #item: number;

  constructor(w: WorldState, item: number, q: number, now: number) {
    this.queue = w.cell.queues[q]!;
    this.decisions = w.script.decisions[w.cell.globalQueue[q]!]!;
    this.isOwnArrival = w.forest.due[item]! >= 0;
    this.now = now;
    this.#w = w;
    this.#item = item;
  }

  uniform(purpose: number): number {
    return uniform(this.#w, this.#item, purpose, 0);
  }

  nextOpening(): number {
    return nextOpening(this.#w.cell.plan, this.queue, Math.floor(this.now / TICKS_PER_DAY), 1);
  }
}
