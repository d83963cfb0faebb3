/** One assumption a planner can move: what it is called, how far it goes, and the scenario with it moved. */
import type { Scenario } from '../schema.ts';
import { tidy } from '../delays.ts';

export type ControlGroup = 'What happens' | 'Sites' | 'Backups';

export interface Control {
  readonly id: string;
  readonly label: string;
  readonly group: ControlGroup;
  readonly unit: 'minutes' | 'share' | 'time' | 'date';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** As the scenario has it. */
  readonly value: number;
  /** A value in words: `13 h`, `05:09`, `8%`, `19 of 20 practices`. */
  readonly describe: (value: number) => string;
  /** When it moves numbers that are not known: what becomes of their ranges, said with the label. */
  readonly uncertain?: string;
  /** A copy of the scenario with this one assumption changed. */
  readonly apply: (scenario: Scenario, value: number) => Scenario;
}

/** Bounds that contain the value and steps that meet it exactly. */
export function bounds(
  value: number,
  wanted: { readonly min: number; readonly max: number; readonly step: number },
): { min: number; max: number; step: number } {
  const { step } = wanted;
  const min = value <= wanted.min ? value : tidy(value - Math.floor((value - wanted.min) / step + 1e-9) * step);
  return { min, max: Math.max(value, tidy(min + Math.floor((wanted.max - min) / step + 1e-9) * step)), step };
}

/** `45 min`, `13 h`, `13 h 30 min`, `4 days 3 h`. */
export function describeMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 120 && whole !== 60) return `${whole} min`;
  if (whole < 72 * 60) return joined(Math.floor(whole / 60), 'h', whole % 60, 'min');
  const hours = Math.round(whole / 60);
  return joined(Math.floor(hours / 24), 'days', hours % 24, 'h');
}

function joined(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** Minutes after midnight as `05:09`. */
export function describeTime(minutes: number): string {
  const whole = Math.round(minutes);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

export function describeShare(share: number): string {
  return `${tidy(Math.round(share * 1000) / 10)}%`;
}

/** Replaces one entry of a list, leaving the list itself alone. */
export function replaced<T>(list: readonly T[], isIt: (entry: T) => boolean, change: (entry: T) => T): T[] {
  return list.map((entry) => (isIt(entry) ? change(entry) : entry));
}
