/** Step curves: a value for each day, level across the day, and the band about it. */

export interface Step {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

type Scale = (value: number) => number;

const at = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** Corner by corner, from the start of day 0 to the end of the last. */
export function stepPoints(values: readonly number[], x: Scale, y: Scale): (readonly [number, number])[] {
  return values.flatMap((value, day) => [[x(day), y(value)] as const, [x(day + 1), y(value)] as const]);
}

/** The path of a step curve; empty without values. */
export function stepPath(values: readonly number[], x: Scale, y: Scale): string {
  const points = stepPoints(values, x, y).map(([px, py]) => at(px, py));
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

/** The area between the lows and the highs. */
export function stepBand(steps: readonly Step[], x: Scale, y: Scale): string {
  const highs = stepPoints(
    steps.map(({ high }) => high),
    x,
    y,
  );
  const lows = stepPoints(
    steps.map(({ low }) => low),
    x,
    y,
  ).reverse();
  const points = [...highs, ...lows].map(([px, py]) => at(px, py));
  return points.length === 0 ? '' : `M${points.join('L')}Z`;
}
