/** How many round values an axis along the page has room to name, so that no two of them touch. */
import { textWidth } from './labels.ts';
import { plainNumber } from './number.ts';
import { domainOf } from './scale.ts';
import { ticks } from 'd3-array';

/**
 * At most `most`, at least 1; labels are 12 px high. `inward`: those at the ends of the axis are written towards its
 * middle, and so nearer to their neighbours.
 */
export function roomForTicks(
  extent: readonly [number, number],
  width: number,
  most: number,
  { inward = false } = {},
): number {
  for (let count = most; count > 1; count--) {
    const [low, high] = domainOf(extent, count);
    const values = ticks(low, high, count);
    const widest = Math.max(...values.map((value) => textWidth(plainNumber(value), 12)));
    if ((width / (high - low)) * Math.abs((values[1] ?? high) - values[0]!) >= (inward ? 1.5 : 1) * widest + 10)
      return count;
  }
  return 1;
}
