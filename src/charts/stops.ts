/** Where a cursor over rows goes: by a key from one stop to the next, by the pointer to the nearest. */

/** A place the cursor can stand at. Stops come row by row from the top, each row from the left. */
export interface Stop {
  readonly row: number;
  /** What stands there, without its figures: those are the caller's to read. */
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Place = Pick<Stop, 'row' | 'left' | 'right' | 'top' | 'bottom'>;

/** The stop that a key leads to; undefined for a key that leads nowhere. At the ends it stays. */
export function nextStop(stops: readonly Place[], at: number, key: string): number | undefined {
  const here = stops[at];
  if (!here) return undefined;
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return stops.length - 1;
    case 'ArrowLeft':
      return stops[at - 1]?.row === here.row ? at - 1 : at;
    case 'ArrowRight':
      return stops[at + 1]?.row === here.row ? at + 1 : at;
    case 'ArrowUp':
    case 'ArrowDown': {
      const row = here.row + (key === 'ArrowUp' ? -1 : 1);
      // The same part of the next row; of one with fewer parts the last.
      const place = at - stops.findIndex((stop) => stop.row === here.row);
      const first = stops.findIndex((stop) => stop.row === row);
      if (first < 0) return at;
      const parts = stops.filter((stop) => stop.row === row).length;
      return first + Math.min(place, parts - 1);
    }
    default:
      return undefined;
  }
}

/** The stop nearest to a point: of the row at its height the one it lies in, or lies nearest to. */
export function nearestStop(stops: readonly Place[], x: number, y: number): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  stops.forEach((stop, k) => {
    const down = Math.max(stop.top - y, 0, y - stop.bottom);
    const across = Math.max(stop.left - x, 0, x - stop.right);
    const distance = down * 1e4 + across;
    if (distance < least) {
      least = distance;
      best = k;
    }
  });
  return best;
}
