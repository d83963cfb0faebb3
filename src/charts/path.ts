/** SVG paths of hourly values. d3-shape would do; lines are redrawn many times a second here, and this is several times faster. */

export interface PathScale {
  (value: number): number;
}

const digits = (pixel: number): string => String(Math.round(pixel * 10) / 10);

/** The line through values[from .. to]; points within a straight run of equal values are left out. */
export function linePath(values: readonly number[], from: number, to: number, x: PathScale, y: PathScale): string {
  const last = Math.min(to, values.length - 1);
  let path = '';
  for (let hour = from; hour <= last; hour++) {
    const value = values[hour]!;
    if (hour > from && hour < last && values[hour - 1] === value && values[hour + 1] === value) continue;
    path += `${path === '' ? 'M' : 'L'}${digits(x(hour))},${digits(y(value))}`;
  }
  return path;
}

/** The area between two lines over the same hours. */
export function bandPath(
  low: readonly number[],
  high: readonly number[],
  from: number,
  to: number,
  x: PathScale,
  y: PathScale,
): string {
  const upper = linePath(high, from, to, x, y);
  if (upper === '') return '';
  const last = Math.min(to, low.length - 1);
  let lower = '';
  for (let hour = last; hour >= from; hour--) {
    const value = low[hour]!;
    if (hour > from && hour < last && low[hour - 1] === value && low[hour + 1] === value) continue;
    lower += `L${digits(x(hour))},${digits(y(value))}`;
  }
  return `${upper}${lower}Z`;
}
