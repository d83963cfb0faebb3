/** The colours of a table of numbers: one hue from pale to dark in steps with round bounds, text dark or white so that it is read on each. */

import { decimal } from '../results/format.ts';

export interface HeatStep {
  /** On the page its colours are the style sheet's, `--heat-1` to `--heat-6`, which differ in dark surroundings. */
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  /** In a picture to keep. */
  readonly ground: string;
  readonly text: string;
}

/** From little to most; nothing has none. */
export const HEAT_STEPS: readonly HeatStep[] = [
  { level: 1, ground: '#e3eef7', text: '#212b32' },
  { level: 2, ground: '#b9d5ec', text: '#212b32' },
  { level: 3, ground: '#82b2da', text: '#212b32' },
  { level: 4, ground: '#3575ae', text: '#ffffff' },
  { level: 5, ground: '#1d5a92', text: '#ffffff' },
  { level: 6, ground: '#0b3558', text: '#ffffff' },
];

/** Decimals of the numbers of a table. */
export type HeatDecimals = 0 | 1;

/** A number as it is written: `0`, `0.8`, `12`. */
export function heatTold(value: number, decimals: HeatDecimals): string {
  return decimal(value, decimals).replace(/\.0$/, '');
}

/** A number as it is coloured: as it is written, so that equal numbers have one colour. */
function asTold(value: number, decimals: HeatDecimals): number {
  return decimals === 0 ? Math.round(value) : Math.round(value * 10) / 10;
}

/**
 * Round numbers above which each step begins, the first 0: the largest value is in the last step, and no step is too
 * narrow to be told.
 */
export function heatBounds(values: Iterable<number>, decimals: HeatDecimals): readonly number[] {
  const finest = decimals === 0 ? 1 : 0.1;
  let largest = 0;
  for (const value of values) largest = Math.max(largest, asTold(value, decimals));
  if (largest === 0) return [];
  const bounds = [0];
  for (const share of [0.05, 0.15, 0.3, 0.5, 0.75]) {
    const bound = Number((Math.floor(roundedDown(share * largest) / finest + 1e-9) * finest).toPrecision(6));
    if (bound > bounds.at(-1)!) bounds.push(bound);
  }
  return bounds;
}

/** To one digit, or to a five after it: 0.037 is 0.035, 14.8 is 10, 160 is 150. */
function roundedDown(value: number): number {
  let unit = 1;
  while (unit * 10 <= value) unit *= 10;
  while (unit > value) unit /= 10;
  return (Math.floor((value / unit) * 2 + 1e-9) * unit) / 2;
}

/** The colours of a value as it is told; undefined for nothing, or less than nothing. */
export function heatOf(value: number, bounds: readonly number[], decimals: HeatDecimals): HeatStep | undefined {
  const told = asTold(value, decimals);
  let step = 0;
  while (step < bounds.length && told > bounds[step]!) step++;
  return step === 0 ? undefined : heatStep(step, bounds);
}

/** What each step stands for: `up to 0.2`, `0.2 to 0.5` ... `above 3`, with its colours. */
export function heatKey(
  bounds: readonly number[],
  decimals: HeatDecimals,
): { readonly words: string; readonly step: HeatStep }[] {
  const told = (value: number): string => heatTold(value, decimals);
  return bounds.map((bound, k) => {
    const next = bounds[k + 1];
    const words =
      next === undefined
        ? `above ${told(bound)}`
        : bound === 0
          ? `up to ${told(next)}`
          : `${told(bound)} to ${told(next)}`;
    return { words, step: heatStep(k + 1, bounds) };
  });
}

/** The last step is the darkest, however many there are. */
function heatStep(step: number, bounds: readonly number[]): HeatStep {
  return HEAT_STEPS[HEAT_STEPS.length - 1 - (bounds.length - step)]!;
}
