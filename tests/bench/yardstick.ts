/**
 * What every time is told as a multiple of: ten million draws of the generator through the engine's own logarithm.
 * Never edited after its first commit, so that kept results can be compared.
 */
import { log } from '../../src/engine/math.ts';
import { itemHalf, purposeHalf, streamKey, uniformOf } from '../../src/engine/streams.ts';

export const DRAWS = 10_000_000;

/** Gives the sum, so that nothing of it can be left out. */
export function yardstick(): number {
  const key = streamKey('yardstick', 0, 'bench');
  const purpose = purposeHalf(key, 1);
  let sum = 0;
  for (let k = 0; k < DRAWS; k++) sum -= log(uniformOf(itemHalf(key, k), purpose));
  return sum;
}
