/** Fisher's F distribution: its distribution function and quantiles, the same in every browser. */
import { incompleteBeta } from './beta.ts';

/** P(F ≤ x) with `above` and `below` degrees of freedom (of the numerator and of the denominator). */
export function fCdf(x: number, above: number, below: number): number {
  if (x <= 0) return 0;
  return incompleteBeta((above * x) / (above * x + below), above / 2, below / 2);
}

/** The x with P(F ≤ x) = p for 0 < p < 1: a bracket doubled until it holds it, then halved to the last bit. */
export function fQuantile(p: number, above: number, below: number): number {
  let low = 0;
  let high = 1;
  while (fCdf(high, above, below) < p) high *= 2;
  for (let n = 0; n < 200; n++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (fCdf(middle, above, below) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
