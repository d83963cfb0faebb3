/** Waiting lists as doubly linked chains through the items' own words: an item is on one list at most. */
import { NEXT, ON, PREV, SHIFT, type ItemStates } from './itemStates.ts';

export class Lists {
  head = new Int32Array(0);
  tail = new Int32Array(0);
  readonly #items: ItemStates;

  constructor(items: ItemStates) {
    this.#items = items;
  }

  makeRoom(lists: number): void {
    if (this.head.length === lists) return;
    this.head = new Int32Array(lists);
    this.tail = new Int32Array(lists);
  }

  clear(): void {
    this.head.fill(-1);
    this.tail.fill(-1);
  }

  /** The items on the lists bring their own places with them. */
  copyFrom(other: Lists): void {
    this.head.set(other.head);
    this.tail.set(other.tail);
  }

  next(item: number): number {
    return this.#items.words[(item << SHIFT) + NEXT]!;
  }

  prev(item: number): number {
    return this.#items.words[(item << SHIFT) + PREV]!;
  }

  /** The list an item is on. */
  on(item: number): number {
    return this.#items.words[(item << SHIFT) + ON]!;
  }

  /** Puts an item before another, or last when `before` is -1. */
  insert(list: number, item: number, before: number): void {
    const { words } = this.#items;
    const at = item << SHIFT;
    const after = before < 0 ? this.tail[list]! : words[(before << SHIFT) + PREV]!;
    words[at + PREV] = after;
    words[at + NEXT] = before;
    words[at + ON] = list;
    if (after < 0) this.head[list] = item;
    else words[(after << SHIFT) + NEXT] = item;
    if (before < 0) this.tail[list] = item;
    else words[(before << SHIFT) + PREV] = item;
  }

  remove(item: number): void {
    const { words } = this.#items;
    const at = item << SHIFT;
    const list = words[at + ON]!;
    const before = words[at + PREV]!;
    const after = words[at + NEXT]!;
    if (before < 0) this.head[list] = after;
    else words[(before << SHIFT) + NEXT] = after;
    if (after < 0) this.tail[list] = before;
    else words[(after << SHIFT) + PREV] = before;
    words[at + ON] = -1;
  }
}
