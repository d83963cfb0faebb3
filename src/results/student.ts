/** Quantiles of Student's t distribution from the engine's own log and exp, so that intervals are the same in every browser. */
import { exp, log } from '../engine/math.ts';
import { logGamma } from '../engine/gamma.ts';

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

/** Regularised incomplete beta function, by Lentz's continued fraction on the side where it converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
