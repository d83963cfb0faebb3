/** Waiting lists as doubly linked chains over item numbers: an item is on one list at most. */
export class Lists {
  head = new Int32Array(0);
  tail = new Int32Array(0);
  next = new Int32Array(0);
  prev = new Int32Array(0);
  /** The list an item is on, or -1. */
  on = new Int32Array(0);

  makeRoom(lists: number, items: number): void {
    if (this.head.length !== lists) {
      this.head = new Int32Array(lists);
      this.tail = new Int32Array(lists);
    }
    if (this.next.length < items) {
      this.next = new Int32Array(items);
      this.prev = new Int32Array(items);
      this.on = new Int32Array(items);
    }
  }

  clear(): void {
    this.head.fill(-1);
    this.tail.fill(-1);
  }

  copyFrom(other: Lists, items: number): void {
    this.head.set(other.head);
    this.tail.set(other.tail);
    this.next.set(other.next.subarray(0, items));
    this.prev.set(other.prev.subarray(0, items));
    this.on.set(other.on.subarray(0, items));
  }

  /** Puts an item before another, or last when `before` is -1. */
  insert(list: number, item: number, before: number): void {
    const after = before < 0 ? this.tail[list]! : this.prev[before]!;
    this.prev[item] = after;
    this.next[item] = before;
    if (after < 0) this.head[list] = item;
    else this.next[after] = item;
    if (before < 0) this.tail[list] = item;
    else this.prev[before] = item;
    this.on[item] = list;
  }

  remove(item: number): void {
    const list = this.on[item]!;
    const before = this.prev[item]!;
    const after = this.next[item]!;
    if (before < 0) this.head[list] = after;
    else this.next[before] = after;
    if (after < 0) this.tail[list] = before;
    else this.prev[after] = before;
    this.on[item] = -1;
  }
}
