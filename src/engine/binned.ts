/** Times counted in bins: even within a bin, and each bin as likely as its weight. */
import { ticksOf } from './handlingTicks.ts';
import { itemHalfOf, uniformOf } from './streams.ts';
import { CELLS } from './tabulated.ts';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** In place of a bin: it depends on where within the cell a number lies. */
const MIXED = 255;
/** More bins than this are quicker tried one after another. */
const FEW = 12;

/**
 * Bins are tried one after another, each taking off its weight. For nearly all cells of equal chance it is known
 * beforehand which bin it will be, so that nothing is left to decide: bins from that one on take off nothing.
 */
export class Bins {
  readonly #bins: readonly Bin[];
  readonly #total: number;
  readonly #from: Float64Array;
  readonly #width: Float64Array;
  readonly #weight: Float64Array;
  /** For each bin what every bin but the last takes off: its weight, or nothing. */
  readonly #taken: Float64Array = new Float64Array(0);
  readonly #binOfCell = new Uint8Array(CELLS).fill(MIXED);

  constructor(bins: readonly Bin[]) {
    this.#bins = bins.filter((bin) => bin.weight > 0);
    const last = this.#bins.length - 1;
    this.#total = this.#bins.reduce((sum, bin) => sum + bin.weight, 0);
    this.#from = Float64Array.from(this.#bins, (bin) => bin.from);
    this.#width = Float64Array.from(this.#bins, (bin) => bin.to - bin.from);
    this.#weight = Float64Array.from(this.#bins, (bin) => bin.weight);
    if (last >= FEW) return;
    this.#taken = Float64Array.from({ length: (last + 1) * last }, (_, k) =>
      k % last < Math.floor(k / last) ? this.#bins[k % last]!.weight : 0,
    );
    for (let bin = 0, from = 0; bin <= last; bin++) {
      const to = this.#firstCellAfter(bin);
      // The cell before it may hold the end of the bin; the last of all may lie beyond the last bin, by rounding.
      this.#binOfCell.fill(bin, from, Math.max(from, to - 1));
      from = to;
    }
  }

  /** The value at a uniform number strictly between 0 and 1. */
  at(u: number): number {
    const bin = this.#binOfCell[(u * CELLS) | 0]!;
    if (bin === MIXED) return this.#search(u);
    const others = this.#weight.length - 1;
    const taken = this.#taken;
    let left = u * this.#total;
    for (let k = bin * others; k < (bin + 1) * others; k++) left -= taken[k]!;
    return this.#from[bin]! + this.#width[bin]! * (left / this.#weight[bin]!);
  }

  /** Ticks of the first items of a stream, by its first word, put in a row. */
  draw(into: Int32Array, first: number, count: number, a: number, half: number): void {
    for (let k = 0; k < count; k++) into[first + k] = ticksOf(this.at(uniformOf(itemHalfOf(a, k), half)));
  }

  #search(u: number): number {
    const last = this.#bins.length - 1;
    let left = u * this.#total;
    for (const { from, to, weight } of this.#bins) {
      if (left < weight) return from + (to - from) * (left / weight);
      left -= weight;
    }
    return this.#bins[last]!.to;
  }

  /** The first cell that begins after a bin. */
  #firstCellAfter(bin: number): number {
    let low = 0;
    let high = CELLS;
    while (low < high) {
      const cell = (low + high) >> 1;
      let left = (cell / CELLS) * this.#total;
      let k = 0;
      for (; k <= bin && left >= this.#bins[k]!.weight; k++) left -= this.#bins[k]!.weight;
      if (k > bin) high = cell;
      else low = cell + 1;
    }
    return low;
  }
}
