/** SVG paths of hourly values: d3-shape draws them, through the hours at which something changes. */
import { area, line } from 'd3-shape';

export type PathScale = (value: number) => number;

/** The hours from .. to without those inside a straight run of equal values: nights and weekends need two points, not sixty. */
function turningHours(from: number, to: number, ...lines: readonly (readonly number[])[]): number[] {
  const last = Math.min(to, ...lines.map((values) => values.length - 1));
  const hours: number[] = [];
  for (let hour = from; hour <= last; hour++) {
    const isLevel = lines.every((values) => values[hour - 1] === values[hour] && values[hour + 1] === values[hour]);
    if (hour === from || hour === last || !isLevel) hours.push(hour);
  }
  return hours;
}

/** The line through values[from .. to]. */
export function linePath(values: readonly number[], from: number, to: number, x: PathScale, y: PathScale): string {
  const draw = line<number>(
    (hour) => x(hour),
    (hour) => y(values[hour]!),
  ).digits(1);
  return draw(turningHours(from, to, values)) ?? '';
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
  const draw = area<number>(
    (hour) => x(hour),
    (hour) => y(low[hour]!),
    (hour) => y(high[hour]!),
  ).digits(1);
  return draw(turningHours(from, to, low, high)) ?? '';
}
