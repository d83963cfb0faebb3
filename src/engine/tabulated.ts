/** Inverse distribution functions worked out once at a thousand knots: a number drawn costs two readings of a table. */

/** Cells of equal chance; within a cell the function is taken to be straight. */
export const CELLS = 1024;
/** The outermost cells at either end, where it bends most, are worked out exactly every time. */
export const BENT = 16;
/** A study whose numbers are not known has other shapes in every run. */
const KEPT = 64;

export type Inverse = (u: number) => number;

/** Knots are worked out when first needed, so that a small study pays for few of them. */
export class Table {
  readonly #exact: Inverse;
  /** The value at each cell's lower end, and at the last one's upper end; NaN where it has not been needed yet. */
  readonly knots = new Float64Array(CELLS + 1).fill(NaN);

  constructor(exact: Inverse) {
    this.#exact = exact;
  }

  /** The value at a uniform number strictly between 0 and 1. */
  at(u: number): number {
    const place = u * CELLS;
    const k = place | 0;
    if (k < BENT || k >= CELLS - BENT) return this.#exact(u);
    let low = this.knots[k]!;
    let high = this.knots[k + 1]!;
    if (low !== low) low = this.#fill(k);
    if (high !== high) high = this.#fill(k + 1);
    return low + (high - low) * (place - k);
  }

  #fill(k: number): number {
    return (this.knots[k] = this.#exact(k / CELLS));
  }
}

/** The table of each value of a parameter, made when first asked for. */
export function tables(exactOf: (parameter: number) => Inverse): (parameter: number) => Table {
  const made = new Map<number, Table>();
  return (parameter) => {
    const known = made.get(parameter);
    if (known) return known;
    if (made.size >= KEPT) made.clear();
    const table = new Table(exactOf(parameter));
    made.set(parameter, table);
    return table;
  };
}
