/** A few items at a time, without making garbage. */
export class Stack {
  count = 0;
  #items = new Int32Array(64);

  at(k: number): number {
    return this.#items[k]!;
  }

  push(item: number): void {
    if (this.count === this.#items.length) {
      const larger = new Int32Array(this.count * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.count++] = item;
  }
}
