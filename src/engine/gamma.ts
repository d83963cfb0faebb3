/** Quantile of the gamma distribution, from the engine's own log and exp. */
import { exp, log, normalQuantile } from './math.ts';

/** log Γ(x) for x > 0 (Stirling's series after shifting x above 10; about 1e-14). */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += log(z);
    z += 1;
  }
  const i = 1 / (z * z);
  const series = 1 / 12 - i * (1 / 360 - i * (1 / 1260 - i * (1 / 1680 - i * (1 / 1188))));
  return (z - 0.5) * log(z) - z + 0.9189385332046728 + series / z - shift;
}

/** Regularised lower incomplete gamma P(a, x): series below a + 1, continued fraction (Lentz) above. */
export function gammaCdf(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = exp(a * log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 2000 && term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 2000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || 1e-300);
    c = b + an / c || 1e-300;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return Math.max(0, 1 - front * h);
}

/** Quantile with unit scale and the given shape at 0 < u < 1: a Wilson-Hilferty start, then Newton kept inside a bracket. */
export function gammaQuantile(shape: number, u: number): number {
  const z = normalQuantile(u);
  const t = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  let x = t > 0.1 ? shape * t * t * t : exp((log(u) + logGamma(shape + 1)) / shape);
  let low = 0;
  let high = Infinity;
  for (let n = 0; n < 60; n++) {
    const gap = gammaCdf(shape, x) - u;
    if (gap > 0) high = x;
    else low = x;
    const density = exp((shape - 1) * log(x) - x - logGamma(shape));
    let next = density > 0 ? x - gap / density : low;
    if (!(next > low && next < high)) next = high === Infinity ? x * 2 : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-13 * x) return next;
    x = next;
  }
  return x;
}
