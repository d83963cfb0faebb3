/** Five levels of a measure, each with a word, so that no tile speaks by its colour alone. */

export const LEVEL_WORDS = ['none', 'low', 'some', 'high', 'top'] as const;
export type Level = 0 | 1 | 2 | 3 | 4;

/** The level of a value: none when it is 0 or less, else how many of the three bounds it exceeds. */
export function levelOf(value: number, bounds: readonly [number, number, number]): Level {
  if (!(value > 0)) return 0;
  return (1 + bounds.filter((bound) => value > bound).length) as Level;
}

/** What each level means, in words: `none`, `up to 0.2`, `0.2 to 0.4` ... `above 0.6`. */
export function levelRanges(bounds: readonly [number, number, number], told: (value: number) => string): string[] {
  const [a, b, c] = bounds.map(told) as [string, string, string];
  return ['none', `up to ${a}`, `${a} to ${b}`, `${b} to ${c}`, `above ${c}`];
}

interface Place {
  readonly id: string;
  readonly column: number;
  readonly row: number;
}

/** The tiles that touch one, corners included. */
export function tilesAround(tiles: readonly Place[], from: string): string[] {
  const at = tiles.find(({ id }) => id === from);
  if (!at) return [];
  return tiles
    .filter(({ id, column, row }) => id !== from && Math.abs(column - at.column) <= 1 && Math.abs(row - at.row) <= 1)
    .map(({ id }) => id);
}

/** The tile reached by an arrow key: the nearest one in that direction, in the same row or column if there is one. */
export function neighbour(tiles: readonly Place[], from: string, key: string): string | undefined {
  const at = tiles.find(({ id }) => id === from);
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!at || !step) return undefined;
  const [dx, dy] = step as [number, number];
  let best: { id: string; away: number } | undefined;
  for (const { id, column, row } of tiles) {
    const along = (column - at.column) * dx + (row - at.row) * dy;
    const aside = Math.abs((column - at.column) * dy) + Math.abs((row - at.row) * dx);
    if (along <= 0) continue;
    const away = along + 3 * aside;
    if (best === undefined || away < best.away) best = { id, away };
  }
  return best?.id;
}
