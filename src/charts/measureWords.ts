/** How amounts of a measure are written beside charts: with their unit in sentences, bare on axes, signed as differences. */
import { decimal, pounds } from '../results/format.ts';
import { withUnit } from './finding.ts';

export interface MeasureFormat {
  readonly label: string;
  /** `working days`, `£`. */
  readonly unit: string;
  /** Whether less of it is a moment that comes sooner. */
  readonly isTime: boolean;
  /** `0.7 working days`, `less than 0.1 working days`, `£300`. */
  readonly amount: (value: number) => string;
  /** `0.7`, `1,240`, `£300`. */
  readonly number: (value: number) => string;
  /** `+0.7`, `−12`, `+£300`. */
  readonly signed: (value: number) => string;
  /** For an axis: no more decimals than a tick needs; and the same with its sign. */
  readonly tick: (value: number) => string;
  readonly signedTick: (value: number) => string;
}

/** One decimal while a figure is small and no whole number, and for working days always. */
export function measureFormat(measure: { readonly label: string; readonly unit: string }): MeasureFormat {
  const { label, unit } = measure;
  const isMoney = unit === 'pounds';
  const isDays = unit === 'working days';
  const number = (value: number): string =>
    isMoney ? pounds(value) : decimal(value, isDays || (!Number.isInteger(value) && Math.abs(value) < 9.95) ? 1 : 0);
  const isZero = (text: string): boolean => !/[1-9]/.test(text);
  const tick = (value: number): string => (isMoney ? pounds(value) : decimal(value, decimalsOf(value)));
  const plus = (text: string, value: number): string => (value > 0 && !isZero(text) ? `+${text}` : text);
  return {
    label,
    unit: isMoney ? '£' : unit,
    isTime: isDays || unit === 'hours',
    amount: (value) => {
      const text = number(value);
      const least = value !== 0 && isZero(text);
      if (isMoney) return least ? 'less than £1' : text;
      return withUnit(least ? 'less than 0.1' : text, unit);
    },
    number,
    signed: (value) => plus(number(value), value),
    tick,
    signedTick: (value) => plus(tick(value), value),
  };
}

/** 0, 1 or 2: as many as a round value has. */
function decimalsOf(value: number): number {
  for (let decimals = 0; decimals < 2; decimals++)
    if (Math.abs(value - Number(value.toFixed(decimals))) < 1e-9) return decimals;
  return 2;
}
