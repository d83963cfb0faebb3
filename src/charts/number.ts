/** Numbers on charts: thousands with commas, decimals only where they matter. */
import { decimal } from '../results/format.ts';

/** `1,240`, `8.4`, `−12`, `0`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  const decimals = size === 0 || size >= 9.95 ? 0 : size >= 0.095 ? 1 : 2;
  return decimal(value, decimals).replace(/\.0+$/, '');
}
