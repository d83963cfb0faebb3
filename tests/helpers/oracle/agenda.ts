/** The event list: what happens next, in the order of rule 4 within a tick. */

export const Phase = { change: 0, release: 1, patience: 2, missedSlot: 3, closing: 4, due: 5, arrival: 6 } as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

interface Event {
  readonly tick: number;
  readonly phase: Phase;
  readonly sequence: number;
  readonly happen: () => void;
}

const before = (a: Event, b: Event): boolean =>
  a.tick !== b.tick ? a.tick < b.tick : a.phase !== b.phase ? a.phase < b.phase : a.sequence < b.sequence;

/** A binary heap. */
export class Agenda {
  private readonly heap: Event[] = [];
  private sequence = 0;

  constructor(private readonly horizon: number) {}

  /** Nothing happens at or after the horizon. */
  add(tick: number, phase: Phase, happen: () => void): void {
    if (tick >= this.horizon) return;
    const event = { tick, phase, sequence: this.sequence++, happen };
    let place = this.heap.length;
    this.heap.push(event);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(event, this.heap[parent]!)) break;
      this.heap[place] = this.heap[parent]!;
      place = parent;
    }
    this.heap[place] = event;
  }

  get nextTick(): number {
    return this.heap[0]?.tick ?? Infinity;
  }

  /** Takes the next event off the list and lets it happen. */
  step(): void {
    const event = this.heap[0]!;
    const last = this.heap.pop()!;
    if (this.heap.length > 0) {
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= this.heap.length) break;
        if (child + 1 < this.heap.length && before(this.heap[child + 1]!, this.heap[child]!)) child++;
        if (!before(this.heap[child]!, last)) break;
        this.heap[place] = this.heap[child]!;
        place = child;
      }
      this.heap[place] = last;
    }
    event.happen();
  }
}
