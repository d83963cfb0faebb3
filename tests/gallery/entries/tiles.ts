/** England's boards as tiles. */
import type { ComponentProps } from 'svelte';
import { ICBS } from '../../../src/catalog/england/icbs.ts';
import { levelOf, levelRanges } from '../../../src/charts/tileLevels.ts';
import TileMap from '../../../src/charts/TileMap.svelte';
import { bare, type State } from '../entry.ts';
import { luck } from '../made.ts';

type Bounds = readonly [number, number, number];

function state(
  name: string,
  title: string,
  value: (k: number) => number | undefined,
  {
    boards = ICBS.length,
    bounds = [0.2, 0.4, 0.6],
    told = (one) => one.toFixed(2),
    chosen = '',
  }: {
    boards?: number;
    bounds?: Bounds;
    told?: (value: number) => string;
    chosen?: string;
  } = {},
): State<ComponentProps<typeof TileMap>> {
  const tiles = ICBS.slice(0, boards).map(({ code, name: board, short, column, row }, k) => {
    const own = value(k);
    return {
      id: code,
      name: board,
      short,
      column,
      row,
      level: own === undefined ? undefined : levelOf(own, bounds),
      value: own === undefined ? '' : told(own),
    };
  });
  return {
    name,
    title,
    props: { label: title, unit: 'days of normal work', tiles, ranges: levelRanges(bounds, told), chosen },
  };
}

const next = luck(42);
const values = ICBS.map(() => next() * 0.9);

export const tiles = bare('tiles', TileMap, [
  state('ordinary', 'Largest backlog', (k) => values[k], { chosen: 'QHM' }),
  state('not-run', 'Largest backlog: no board has been run', () => undefined),
  state('some-run', 'Largest backlog: every third board has been run', (k) => (k % 3 === 0 ? values[k] : undefined)),
  state('none-anywhere', 'Largest backlog: none anywhere', () => 0),
  state('ties', 'Largest backlog: the same everywhere', () => 0.4),
  state('one-board', 'Largest backlog: one board', () => 0.7, { boards: 1 }),
  state('later', 'Back to normal: not in the period everywhere', (k) => (k % 4 === 0 ? Infinity : k % 5), {
    bounds: [2, 3, 4],
    told: (value) => (Number.isFinite(value) ? value.toFixed(1) : 'later'),
  }),
]);
