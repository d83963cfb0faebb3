/** The tiles of a map: levels with words, and the way from tile to tile. */
import { describe, expect, it } from 'vitest';
import { ICBS } from '../../src/catalog/england/icbs.ts';
import { levelOf, levelRanges, neighbour, tilesAround } from '../../src/charts/tileLevels.ts';

const tiles = ICBS.map(({ code, column, row }) => ({ id: code, column, row }));

describe('the level of a tile', () => {
  it('is none at nothing, and rises where a bound is exceeded', () =>
    expect([0, 0.01, 0.25, 0.26, 0.5, 0.75, 0.76, Infinity].map((value) => levelOf(value, [0.25, 0.5, 0.75]))).toEqual([
      0, 1, 1, 2, 2, 3, 4, 4,
    ]));
  it('is told in words for each colour', () =>
    expect(levelRanges([2, 3, 4], String)).toEqual(['none', 'up to 2', '2 to 3', '3 to 4', 'above 4']));
});

describe('the tiles around one', () => {
  it('touch it at a side or a corner', () =>
    expect(tilesAround(tiles, 'QOP').sort()).toEqual(['QE1', 'QF7', 'QJ2', 'QNC', 'QOC', 'QWO', 'QYG']));
  it('are all that there are at the edge, and none of a tile that is not there', () => {
    expect(tilesAround(tiles, 'QT6')).toEqual(['QSL', 'QJK']);
    expect(tilesAround(tiles, 'XYZ')).toEqual([]);
  });
});

describe('the arrow keys', () => {
  it('go to the next tile in a row or column, over gaps', () => {
    expect(neighbour(tiles, 'QOP', 'ArrowRight')).toBe('QF7');
    expect(neighbour(tiles, 'QOP', 'ArrowUp')).toBe('QE1');
    expect(neighbour(tiles, 'QJK', 'ArrowRight')).toBe('QRL');
    expect(neighbour(tiles, 'QJK', 'ArrowLeft')).toBe('QT6');
  });
  it('stop at the edge, and mean nothing else', () => {
    expect(neighbour(tiles, 'QHM', 'ArrowUp')).toBeUndefined();
    expect(neighbour(tiles, 'QHM', 'x')).toBeUndefined();
  });
  it('lead to every board from any other', () => {
    const reached = new Set(['QHM']);
    for (const from of reached)
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
        const next = neighbour(tiles, from, key);
        if (next !== undefined) reached.add(next);
      }
    expect(reached.size).toBe(42);
  });
});
