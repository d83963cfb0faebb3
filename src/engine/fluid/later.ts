/** What is away and comes back at a known step: amounts by place, kept until then. */
export class Later {
  readonly #at = new Map<number, Float64Array>();
  readonly #places: number;

  constructor(places: number) {
    this.#places = places;
  }

  add(step: number, place: number, amount: number): void {
    let amounts = this.#at.get(step);
    if (!amounts) this.#at.set(step, (amounts = new Float64Array(this.#places)));
    amounts[place]! += amount;
  }

  /** What comes back at a step, taken out. */
  take(step: number): Float64Array | undefined {
    const amounts = this.#at.get(step);
    if (amounts) this.#at.delete(step);
    return amounts;
  }

  has(step: number): boolean {
    return this.#at.has(step);
  }

  /** Every step with what comes back at it. */
  each(visit: (step: number, amounts: Float64Array) => void): void {
    this.#at.forEach((amounts, step) => visit(step, amounts));
  }
}
