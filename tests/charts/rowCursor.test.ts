import { describe, expect, it } from 'vitest';
import { countOf, markAt, moved, placeOf, within, type CursorRow, type Mark } from '../../src/charts/rowCursor.ts';

const row = (k: number, ...cells: [number, number][]): CursorRow => ({
  top: k * 50,
  bottom: (k + 1) * 50,
  cells: cells.map(([left, right]) => ({ left, right })),
});
const rows = [row(0, [0, 10], [40, 50], [90, 100]), row(1, [0, 100]), row(2, [45, 55], [60, 70])];
const walk = (from: Mark, ...keys: string[]): Mark => keys.reduce((at, key) => moved(rows, at, key) ?? at, from);

describe('the cursor of rows', () => {
  it('goes left and right within a row and stays at its ends', () => {
    expect(walk({ row: 0, cell: 0 }, 'ArrowRight', 'ArrowRight', 'ArrowRight')).toEqual({ row: 0, cell: 2 });
    expect(walk({ row: 0, cell: 0 }, 'ArrowLeft')).toEqual({ row: 0, cell: 0 });
  });

  it('goes down to the mark nearest below, and in a row of one mark the sideways keys do the same', () => {
    expect(walk({ row: 0, cell: 1 }, 'ArrowDown', 'ArrowDown')).toEqual({ row: 2, cell: 0 });
    expect(walk({ row: 1, cell: 0 }, 'ArrowRight')).toEqual({ row: 2, cell: 0 });
    expect(walk({ row: 1, cell: 0 }, 'ArrowLeft').row).toBe(0);
  });

  it('reaches every mark from the first one with the arrow keys, and each has a number of its own', () => {
    const reached = new Set<number>();
    const explore = (at: Mark): void => {
      if (reached.has(placeOf(rows, at))) return;
      reached.add(placeOf(rows, at));
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) explore(walk(at, key));
    };
    explore({ row: 0, cell: 0 });
    expect([...reached].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(countOf(rows)).toBe(6);
  });

  it('has keys for both ends and leaves other keys to the page', () => {
    expect(walk({ row: 1, cell: 0 }, 'End')).toEqual({ row: 2, cell: 1 });
    expect(walk({ row: 2, cell: 1 }, 'Home')).toEqual({ row: 0, cell: 0 });
    expect(moved(rows, { row: 0, cell: 0 }, 'Tab')).toBeUndefined();
  });

  it('finds the mark under a point, or the nearest', () => {
    expect(markAt(rows, 42, 20)).toEqual({ row: 0, cell: 1 });
    expect(markAt(rows, 30, 20)).toEqual({ row: 0, cell: 1 });
    expect(markAt(rows, 500, 500)).toEqual({ row: 2, cell: 1 });
  });

  it('stays on the chart when rows disappear under it', () => {
    expect(within(rows.slice(0, 1), { row: 2, cell: 5 })).toEqual({ row: 0, cell: 2 });
    expect(within([], { row: 2, cell: 5 })).toEqual({ row: 0, cell: 0 });
  });
});
