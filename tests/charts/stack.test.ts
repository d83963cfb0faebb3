import { describe, expect, it } from 'vitest';
import { extentOf, stacked } from '../../src/charts/stack.ts';
import { dice } from '../results/handMade.ts';

describe('parts laid end to end', () => {
  it('go right of zero when above it and left when below, none over another', () => {
    expect(stacked([5, -2, 3, 0, -1])).toEqual([
      { part: 4, value: -1, from: -3, to: -2 },
      { part: 1, value: -2, from: -2, to: 0 },
      { part: 0, value: 5, from: 0, to: 5 },
      { part: 2, value: 3, from: 5, to: 8 },
    ]);
  });
  it('are each as long as their value, side by side without a gap, whatever the values', () => {
    const roll = dice(4);
    for (let n = 0; n < 200; n++) {
      const values = Array.from({ length: 5 }, () => Math.round((roll() - 0.4) * 1000));
      const pieces = stacked(values);
      for (const piece of pieces) expect(piece.to - piece.from).toBe(Math.abs(values[piece.part]!));
      pieces.slice(1).forEach((piece, k) => expect(piece.from).toBe(pieces[k]!.to));
      expect(pieces).toHaveLength(values.filter((value) => value !== 0).length);
      const [low, high] = extentOf([values]);
      expect(low).toBe(Math.min(0, ...pieces.map((piece) => piece.from)));
      expect(high).toBe(Math.max(0, ...pieces.map((piece) => piece.to)));
    }
  });
});
