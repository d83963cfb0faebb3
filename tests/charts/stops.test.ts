import { describe, expect, it } from 'vitest';
import { nearestStop, nextStop } from '../../src/charts/stops.ts';

/** Rows of 3, 1 and 2 marks, each 10 wide. */
const stops = [3, 1, 2].flatMap((marks, row) =>
  Array.from({ length: marks }, (_, k) => ({
    row,
    left: k * 20,
    right: k * 20 + 10,
    top: row * 30,
    bottom: row * 30 + 20,
  })),
);

describe('the cursor over rows', () => {
  it('goes along a row and stays at its ends', () => {
    expect(nextStop(stops, 0, 'ArrowRight')).toBe(1);
    expect(nextStop(stops, 2, 'ArrowRight')).toBe(2);
    expect(nextStop(stops, 3, 'ArrowLeft')).toBe(3);
  });
  it('goes from row to row to the same mark, or the last where there are fewer', () => {
    expect(nextStop(stops, 2, 'ArrowDown')).toBe(3);
    expect(nextStop(stops, 5, 'ArrowUp')).toBe(3);
    expect(nextStop(stops, 0, 'ArrowUp')).toBe(0);
    expect(nextStop(stops, 5, 'ArrowDown')).toBe(5);
  });
  it('jumps to the first and the last, and leaves other keys alone', () => {
    expect(nextStop(stops, 3, 'Home')).toBe(0);
    expect(nextStop(stops, 0, 'End')).toBe(5);
    expect(nextStop(stops, 0, 'Tab')).toBeUndefined();
    expect(nextStop([], 0, 'ArrowDown')).toBeUndefined();
  });
  it('reaches every mark from every other with the arrows alone', () => {
    const reached = new Set([0]);
    const queue = [0];
    for (let at = queue.pop(); at !== undefined; at = queue.pop())
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = nextStop(stops, at, key)!;
        if (!reached.has(next)) queue.push(next);
        reached.add(next);
      }
    expect(reached.size).toBe(stops.length);
  });
  it('finds what the pointer is at, else the nearest of the row at its height', () => {
    expect(nearestStop(stops, 25, 5)).toBe(1);
    expect(nearestStop(stops, 500, 62)).toBe(5);
    expect(nearestStop([], 0, 0)).toBeUndefined();
  });
});
