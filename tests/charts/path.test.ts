import { describe, expect, it } from 'vitest';
import { bandPath, linePath } from '../../src/charts/path.ts';

const x = (hour: number): number => hour * 10;
const y = (value: number): number => 100 - value;

describe('paths', () => {
  it('draw a line through the hours asked for', () => {
    expect(linePath([0, 1, 2, 3], 1, 3, x, y)).toBe('M10,99L20,98L30,97');
  });

  it('leave out points within a straight run of equal values, and only these', () => {
    expect(linePath([0, 0, 0, 0, 5, 5, 5], 0, 6, x, y)).toBe('M0,100L30,100L40,95L60,95');
  });

  it('close a band along its lower edge', () => {
    expect(bandPath([1, 1], [2, 3], 0, 1, x, y)).toBe('M0,98L10,97L10,99L0,99Z');
  });

  it('are empty outside the values', () => {
    expect(linePath([1, 2], 5, 9, x, y)).toBe('');
    expect(bandPath([1, 2], [1, 2], 5, 9, x, y)).toBe('');
  });
});
