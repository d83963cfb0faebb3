/** Where the cursor goes on the map: along lines from layer to layer, and from one thing to the next within a layer. */
import type { MapEdge } from '../../results/network/map.ts';
import type { Stop } from './drawing.ts';

type Direction = 'right' | 'down';
type Step = 'on' | 'back' | 'next' | 'previous';

const STEPS: Readonly<Record<Direction, Readonly<Record<string, Step>>>> = {
  right: { ArrowRight: 'on', ArrowLeft: 'back', ArrowDown: 'next', ArrowUp: 'previous' },
  down: { ArrowDown: 'on', ArrowUp: 'back', ArrowRight: 'next', ArrowLeft: 'previous' },
};

/** The id at which a key takes the cursor; undefined for keys that do not move it, and where there is nothing further. */
export function moved(
  stops: readonly Stop[],
  edges: readonly MapEdge[],
  current: string,
  key: string,
  direction: Direction,
): string | undefined {
  if (key === 'Home') return inOrder(stops)[0]?.id;
  if (key === 'End') return inOrder(stops).at(-1)?.id;
  const step = STEPS[direction][key];
  const from = stops.find(({ id }) => id === current);
  if (!step || !from) return undefined;
  if (step === 'next' || step === 'previous') {
    const layer = inOrder(stops).filter((stop) => stop.layer === from.layer);
    return layer[layer.indexOf(from) + (step === 'next' ? 1 : -1)]?.id;
  }
  const joined = reachable(stops, edges, from.box, step);
  if (joined.length > 0) return nearest(joined, from, direction)?.id;
  // Nothing is joined to it on that side: the next layer that has anything.
  const beyond = stops.filter(({ layer }) => (step === 'on' ? layer > from.layer : layer < from.layer));
  const layer = beyond.reduce(
    (best, stop) => (step === 'on' ? Math.min(best, stop.layer) : Math.max(best, stop.layer)),
    step === 'on' ? Infinity : -Infinity,
  );
  return nearest(
    beyond.filter((stop) => stop.layer === layer && stop.id === stop.box),
    from,
    direction,
  )?.id;
}

/** Boxes joined to one, gates passed through. */
function reachable(stops: readonly Stop[], edges: readonly MapEdge[], box: string, step: 'on' | 'back'): Stop[] {
  const [near, far] = step === 'on' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const known = new Map(stops.filter(({ id, box: own }) => id === own).map((stop) => [stop.id, stop]));
  const found = new Set<Stop>();
  const open = [box];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const edge of edges) {
      if (edge[near] !== at || seen.has(edge[far])) continue;
      seen.add(edge[far]);
      const stop = known.get(edge[far]);
      if (stop) found.add(stop);
      else open.push(edge[far]);
    }
  }
  return [...found];
}

function nearest(stops: readonly Stop[], from: Stop, direction: Direction): Stop | undefined {
  const middle = ({ x, y, width, height }: Stop): number => (direction === 'right' ? y + height / 2 : x + width / 2);
  return stops.reduce<Stop | undefined>(
    (best, stop) =>
      !best || Math.abs(middle(stop) - middle(from)) < Math.abs(middle(best) - middle(from)) ? stop : best,
    undefined,
  );
}

/** Layer by layer; within a layer as one reads. */
function inOrder(stops: readonly Stop[]): Stop[] {
  return [...stops].sort((a, b) => a.layer - b.layer || a.y - b.y || a.x - b.x);
}
