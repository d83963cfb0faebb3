/** A few items at a time, without making garbage. */
import { enlarged } from '../enlarged.ts';

export class Stack {
  count = 0;
  #items = new Int32Array(64);

  at(k: number): number {
    return this.#items[k]!;
  }

  push(item: number): void {
    if (this.count === this.#items.length) this.#items = enlarged(this.#items, new Int32Array(this.count * 2));
    this.#items[this.count++] = item;
  }
}
