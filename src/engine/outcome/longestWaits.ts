/** The longest waits of every queue of a twin, and what is left of them in a world where some have become others. */
import type { Forest } from '../forest.ts';
import { FIRST_DUE, hasCome, LEFT, SHIFT, START, State, STATE, type ItemStates } from '../itemStates.ts';
import type { Plan } from '../plan.ts';
import { waitOf } from './limits.ts';

/** So many are known of each queue; only where all of them are struck out have the other items to be looked through. */
const KEPT = 4;

/** Per queue of a cell the longest waits in ticks, the longest first; 0 where no more have waited. */
export class LongestWaits {
  readonly #kept: Int32Array;

  constructor(queues: number) {
    this.#kept = new Int32Array(queues * KEPT);
  }

  add(q: number, wait: number): void {
    const kept = this.#kept;
    const first = q * KEPT;
    let at = first + KEPT - 1;
    if (wait <= kept[at]!) return;
    for (; at > first && kept[at - 1]! < wait; at--) kept[at] = kept[at - 1]!;
    kept[at] = wait;
  }

  of(q: number): number {
    return this.#kept[q * KEPT]!;
  }

  /** All of them, to be struck out one by one. */
  remaining(): RemainingWaits {
    return new RemainingWaits(this.#kept);
  }
}

export class RemainingWaits {
  readonly #all: Int32Array;
  readonly #left: Int32Array;

  constructor(all: Int32Array) {
    this.#all = all;
    this.#left = all.slice();
  }

  /** An item has not waited so long after all. */
  strike(q: number, wait: number): void {
    const last = q * KEPT + KEPT - 1;
    if (wait < this.#all[last]! || wait === 0) return;
    const left = this.#left;
    let at = q * KEPT;
    while (at <= last && left[at] !== wait) at++;
    for (; at <= last; at++) left[at] = at < last ? left[at + 1]! : 0;
  }

  /** Raises the longest wait of each queue to that of the items that are as in the twin; all of those that are not are struck out. */
  raise(longest: Int32Array, forest: Forest, twin: ItemStates, changed: Uint8Array, plan: Plan): void {
    let isUnknown: Uint8Array | undefined;
    for (let q = 0; q < longest.length; q++) {
      const known = this.#left[q * KEPT]!;
      if (known > longest[q]!) longest[q] = known;
      // Fewer than are kept have waited, or what is not known is shorter.
      if (known > 0 || longest[q]! >= this.#all[q * KEPT + KEPT - 1]!) continue;
      isUnknown ??= new Uint8Array(longest.length);
      isUnknown[q] = 1;
    }
    if (isUnknown) lookThrough(isUnknown, longest, forest, twin, changed, plan);
  }
}

function lookThrough(
  isUnknown: Uint8Array,
  longest: Int32Array,
  { queue }: Forest,
  { words, count }: ItemStates,
  changed: Uint8Array,
  { warmUp, horizon }: Plan,
): void {
  for (let item = 0; item < count; item++) {
    const q = queue[item]!;
    if (isUnknown[q] === 0 || changed[item] === 1) continue;
    const at = item << SHIFT;
    const state = words[at + STATE]!;
    const firstDue = words[at + FIRST_DUE]!;
    if (!hasCome(state) || state === State.noShow || firstDue < warmUp) continue;
    const wait = waitOf(firstDue, words[at + START]!, words[at + LEFT]!, horizon);
    if (wait > longest[q]!) longest[q] = wait;
  }
}
