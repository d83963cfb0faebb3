import { describe, expect, it } from 'vitest';
import { nearestLine } from '../../src/charts/nearestLine.ts';

describe('the line that is pointed at', () => {
  const lines = [
    { id: 'today', y: 20 },
    { id: 'paper', y: 80 },
    { id: 'read-only', y: 80 },
  ];
  it('is the nearest above or below, and of two in one place the one drawn on top', () => {
    expect(nearestLine(lines, 0)).toBe('today');
    expect(nearestLine(lines, 49)).toBe('today');
    expect(nearestLine(lines, 51)).toBe('paper');
    expect(nearestLine([], 51)).toBeUndefined();
  });
});
