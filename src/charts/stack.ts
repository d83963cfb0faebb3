/** Parts of a whole laid end to end: those above zero to the right of it, those below to the left, so that nothing is hidden. */

export interface Piece {
  /** Position of the part. */
  readonly part: number;
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** The pieces of a bar from left to right, without those that are nothing. */
export function stacked(values: readonly number[]): Piece[] {
  const right: Piece[] = [];
  const left: Piece[] = [];
  let up = 0;
  let down = 0;
  values.forEach((value, part) => {
    if (value > 0) right.push({ part, value, from: up, to: (up += value) });
    else if (value < 0) left.unshift({ part, value, from: down + value, to: (down += value) - value });
  });
  return [...left, ...right];
}

/** How far bars of these parts reach, zero included. */
export function extentOf(bars: readonly (readonly number[])[]): [number, number] {
  let low = 0;
  let high = 0;
  for (const values of bars) {
    let up = 0;
    let down = 0;
    for (const value of values)
      if (value > 0) up += value;
      else down += value;
    high = Math.max(high, up);
    low = Math.min(low, down);
  }
  return [low, high];
}
