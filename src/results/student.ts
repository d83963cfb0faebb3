/** Student's t distribution and the interval for a mean that rests on it, the same in every browser. */
import { incompleteBeta } from './beta.ts';

/** P(T ≤ t) with `freedom` degrees of freedom. */
export function tCdf(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

const kept = new Map<string, number>();

/** The t with P(T ≤ t) = p for 0 < p < 1: a bracket doubled until it holds it, then halved to the last bit. */
export function tQuantile(p: number, freedom: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, freedom);
  const name = `${p} ${freedom}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  let low = 0;
  let high = 1;
  while (tCdf(high, freedom) < p) high *= 2;
  for (let n = 0; n < 100; n++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (tCdf(middle, freedom) < p) low = middle;
    else high = middle;
  }
  const found = (low + high) / 2;
  kept.set(name, found);
  return found;
}

/** The mean of values in run order with Student's t interval; without end for a single run. */
export function meanInterval(
  values: ArrayLike<number>,
  level = 0.95,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const n = values.length;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += values[k]!;
  const mean = n === 0 ? 0 : sum / n;
  if (n < 2) return { mean, low: -Infinity, high: Infinity };
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (values[k]! - mean) * (values[k]! - mean);
  const half = squares === 0 ? 0 : tQuantile(0.5 + level / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The mean of each world, in order. With m runs a world runs of one world are alike, so the interval for a mean over
 * runs is Student's over these: over single runs it would be too narrow. A last world that is not complete is left out.
 */
export function worldMeans(values: ArrayLike<number>, replicates: number): Float64Array {
  if (replicates === 1) return Float64Array.from(values);
  const means = new Float64Array(Math.floor(values.length / replicates));
  for (let world = 0; world < means.length; world++) {
    let sum = 0;
    for (let k = 0; k < replicates; k++) sum += values[world * replicates + k]!;
    means[world] = sum / replicates;
  }
  return means;
}
