/** Laws of numbers that are not known, as inverse functions of one uniform number. */
import type { Law } from '../scenario/uncertain/parameter.ts';
import { exp, log, normalQuantile } from './math.ts';

/** The value at uniform u in (0, 1), within the law's bounds; more for a larger u. */
export function lawQuantile(law: Law): (u: number) => number {
  switch (law.kind) {
    case 'range':
      return (u) => Math.min(law.high, law.low + u * (law.high - law.low));
    case 'triangular': {
      const { low, mode, high } = law;
      if (high === low) return () => low;
      const cut = (mode - low) / (high - low);
      return (u) =>
        u < cut
          ? low + Math.sqrt(u * (high - low) * (mode - low))
          : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
    }
    case 'normal': {
      const { mean, sd, low, high } = law;
      if (sd === 0) return () => mean;
      return cutOff(low, high, (low - mean) / sd, (high - mean) / sd, (z) => mean + sd * z);
    }
    case 'lognormal': {
      const { median, p90, low, high } = law;
      const deviation = log(p90 / median) / normalQuantile(0.9);
      if (deviation === 0) return () => median;
      const standard = (value: number): number => (value > 0 ? log(value / median) / deviation : -Infinity);
      return cutOff(low, high, standard(low), standard(high), (z) => median * exp(deviation * z));
    }
    case 'choice': {
      const sorted = [...law.values].sort((a, b) => a - b);
      return (u) => sorted[Math.floor(u * sorted.length)]!;
    }
    default:
      return law satisfies never;
  }
}

/** A transformed standard normal, given that it lies between two standard values. */
function cutOff(
  low: number,
  high: number,
  standardLow: number,
  standardHigh: number,
  of: (z: number) => number,
): (u: number) => number {
  if (high === low) return () => low;
  const from = normalShare(standardLow);
  const width = normalShare(standardHigh) - from;
  return (u) => Math.min(high, Math.max(low, of(normalQuantile(Math.min(LAST, Math.max(FIRST, from + u * width))))));
}

const FIRST = 1e-16;
const LAST = 1 - 1e-16;

/** The share of a standard normal below z: the quantile function turned round by halving, so that both agree on every machine. */
function normalShare(z: number): number {
  if (z <= normalQuantile(FIRST)) return 0;
  if (z >= normalQuantile(LAST)) return 1;
  let low = FIRST;
  let high = LAST;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalQuantile(middle) < z) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
