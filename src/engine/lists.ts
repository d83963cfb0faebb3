/** Waiting lists as doubly linked chains over item numbers: an item is on one list at most. */
export class Lists {
  head = new Int32Array(0);
  tail = new Int32Array(0);
  next = new Int32Array(0);
  prev = new Int32Array(0);
  /** The list an item is on, or -1. */
  on = new Int32Array(0);

  reset(lists: number, items: number): void {
    if (this.head.length !== lists) {
      this.head = new Int32Array(lists);
      this.tail = new Int32Array(lists);
    }
    this.head.fill(-1);
    this.tail.fill(-1);
    if (this.next.length < items) {
      this.next = new Int32Array(items);
      this.prev = new Int32Array(items);
      this.on = new Int32Array(items);
    }
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
