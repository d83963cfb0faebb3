/** Linear scales: what d3-scale does for numbers, without the colours and formats that it brings along. */
import { nice, ticks } from 'd3-array';

export interface Scale {
  (value: number): number;
  /** From pixels back to the value. */
  invert(pixel: number): number;
  /** About `count` round values within the domain. */
  ticks(count: number): number[];
}

/** A straight line from [d0, d1] to [r0, r1]. A domain of no width maps to r0. */
export function linear([d0, d1]: readonly [number, number], [r0, r1]: readonly [number, number]): Scale {
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  const scale = (value: number): number => r0 + (value - d0) * slope;
  return Object.assign(scale, {
    invert: (pixel: number): number => (slope === 0 ? d0 : d0 + (pixel - r0) / slope),
    ticks: (count: number): number[] => ticks(d0, d1, count),
  });
}

/**
 * The domain of a value axis: round ends, and zero always in it. Where the values dip only a little below zero
 * the axis goes just as far, instead of spending a whole step on it.
 */
export function domainOf([low, high]: readonly [number, number], count: number): [number, number] {
  const [, top] = nice(0, Math.max(high, 0), count);
  if (low >= 0) return [0, top];
  if (-low < top * 0.08) return [low, top];
  return nice(low, Math.max(high, 0), count);
}
