/** Numbers on charts: thousands with commas, decimals only where they matter, a real minus sign; no locale. */

/** `1,240`, `8.4`, `−12`, `0`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  const digits = size === 0 || size >= 10 ? 0 : size >= 0.095 ? 1 : 2;
  const text = size.toFixed(digits);
  const zero = Number(text) === 0;
  const [whole, fraction] = text.split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const trimmed = fraction && Number(fraction) !== 0 ? `${grouped}.${fraction}` : grouped;
  return zero ? '0' : value < 0 ? `−${trimmed}` : trimmed;
}
