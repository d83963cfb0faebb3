/** What the tiles of England can show: each measure with its unit, its levels and the figure of a board. */
import type { BoardFigures } from '../../decide/england/boardFigures.ts';
import { boardByDay, boardRow } from '../../decide/england/nation.ts';
import { decimal } from '../../results/format.ts';

export interface TileMeasure {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Changes from day to day. */
  readonly byDay: boolean;
  readonly bounds: readonly [number, number, number];
  readonly told: (value: number) => string;
  /** Infinity: not back by the end. */
  readonly of: (board: BoardFigures, strategy: number, day: number) => number;
}

const percent = (value: number): string => `${Math.round(100 * value)}%`;
const days = (value: number): string => decimal(value, 2);

export const TILE_MEASURES: readonly TileMeasure[] = [
  {
    id: 'exposed',
    label: 'Share of practices exposed',
    unit: 'of practices',
    byDay: false,
    bounds: [0.25, 0.5, 0.75],
    told: percent,
    of: (board, strategy) => boardRow(board, strategy).shareHit,
  },
  {
    id: 'peak',
    label: 'Largest backlog',
    unit: 'days of normal work',
    byDay: false,
    bounds: [0.2, 0.4, 0.6],
    told: days,
    of: (board, strategy) => boardRow(board, strategy).peakDays.median,
  },
  {
    id: 'back',
    label: 'Back to normal, typical practice hit',
    unit: 'working days after restoration',
    byDay: false,
    bounds: [2, 3, 4],
    told: (value) => (Number.isFinite(value) ? decimal(value, 1) : 'later'),
    of: (board, strategy) => boardRow(board, strategy).typical.median,
  },
  {
    id: 'backlog',
    label: 'Backlog on a day',
    unit: 'days of normal work',
    byDay: true,
    bounds: [0.2, 0.4, 0.6],
    told: days,
    of: (board, strategy, day) => boardByDay(board, strategy)[day]?.extraDays ?? 0,
  },
  {
    id: 'not-back',
    label: 'Not back to normal at the end of a day',
    unit: 'of practices hit',
    byDay: true,
    bounds: [0.25, 0.5, 0.75],
    told: percent,
    of: (board, strategy, day) => boardByDay(board, strategy)[day]?.notBack ?? 0,
  },
];
