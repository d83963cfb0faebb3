/** A binary heap of (tick and kind, item) in flat arrays. Equal keys leave in any order: nothing may depend on it. */
export class EventHeap {
  size = 0;
  #keys = new Float64Array(1024);
  #items = new Int32Array(1024);

  clear(): void {
    this.size = 0;
  }

  copyFrom(other: EventHeap): void {
    while (this.#keys.length < other.size) this.#enlarge();
    this.#keys.set(other.#keys.subarray(0, other.size));
    this.#items.set(other.#items.subarray(0, other.size));
    this.size = other.size;
  }

  /** Key of the next event; Infinity when there is none. */
  get next(): number {
    return this.size > 0 ? this.#keys[0]! : Infinity;
  }

  push(key: number, item: number): void {
    if (this.size === this.#keys.length) this.#enlarge();
    const keys = this.#keys;
    const items = this.#items;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent]!;
      if (above <= key) break;
      keys[at] = above;
      items[at] = items[parent]!;
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Removes the next event and gives its item. */
  pop(): number {
    const keys = this.#keys;
    const items = this.#items;
    const item = items[0]!;
    const size = --this.size;
    if (size > 0) {
      const key = keys[size]!;
      const last = items[size]!;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
        if (keys[child]! >= key) break;
        keys[at] = keys[child]!;
        items[at] = items[child]!;
        at = child;
      }
      keys[at] = key;
      items[at] = last;
    }
    return item;
  }

  #enlarge(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const items = new Int32Array(this.#items.length * 2);
    items.set(this.#items);
    this.#items = items;
  }
}
