/** Which of several lines somebody means who points between them. */

/** The id of the line nearest to a height, of equals the first, which lies on top; undefined without lines. */
export function nearestLine(
  lines: readonly { readonly id: string; readonly y: number }[],
  y: number,
): string | undefined {
  let best: (typeof lines)[number] | undefined;
  for (const line of lines) if (!best || Math.abs(line.y - y) < Math.abs(best.y - y)) best = line;
  return best?.id;
}
