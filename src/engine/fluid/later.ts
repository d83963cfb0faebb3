/** What is away and comes back at a known step: amounts by place, kept until then. */
export class Later {
  readonly #at = new Map<number, number[]>();

  add(step: number, place: number, amount: number): void {
    const amounts = this.#at.get(step);
    if (amounts) amounts.push(place, amount);
    else this.#at.set(step, [place, amount]);
  }

  /** What comes back at a step, taken out: place, amount, place, amount ... */
  take(step: number): readonly number[] | undefined {
    const amounts = this.#at.get(step);
    if (amounts) this.#at.delete(step);
    return amounts;
  }

  has(step: number): boolean {
    return this.#at.has(step);
  }

  each(visit: (step: number, place: number, amount: number) => void): void {
    this.#at.forEach((amounts, step) => {
      for (let n = 0; n < amounts.length; n += 2) visit(step, amounts[n]!, amounts[n + 1]!);
    });
  }
}
