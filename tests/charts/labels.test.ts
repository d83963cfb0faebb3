import { describe, expect, it } from 'vitest';
import { placeLabels, textWidth, type Box, type LabelledLine } from '../../src/charts/labels.ts';

const area: Box = { left: 50, top: 20, right: 950, bottom: 300 };

/** A small generator of its own: the same cases every time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function backlogLike(id: string, next: () => number): LabelledLine {
  const peak = 20 + next() * 260;
  const from = 60 + next() * 100;
  const length = 100 + next() * 500;
  const points = Array.from({ length: 260 }, (_, k): readonly [number, number] => {
    const x = 50 + k * 3.5;
    const level =
      x < from ? 0 : x < from + 40 ? ((x - from) / 40) * peak : Math.max(0, peak * (1 - (x - from - 40) / length));
    return [x, 300 - level];
  });
  return { id, width: 40 + next() * 120, points };
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('names beside lines', () => {
  it('never overlap each other and never leave the chart, in 200 charts of 2 to 6 lines', () => {
    const next = chances(7);
    for (let chart = 0; chart < 200; chart++) {
      const lines = Array.from({ length: 2 + (chart % 5) }, (_, k) => backlogLike(`line ${k}`, next));
      const labels = placeLabels(lines, area, 17);
      expect(labels).toHaveLength(lines.length);
      for (const [k, { box }] of labels.entries()) {
        expect(
          box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom,
        ).toBe(true);
        for (const other of labels.slice(k + 1)) expect(overlap(box, other.box)).toBe(false);
      }
    }
  });

  it('stay apart when every line is the same', () => {
    const one = backlogLike('one', chances(3));
    const labels = placeLabels([one, { ...one, id: 'two' }, { ...one, id: 'three' }], area, 17);
    expect(labels.map((label) => label.id)).toEqual(['one', 'two', 'three']);
    expect(labels.some((a, k) => labels.slice(k + 1).some((b) => overlap(a.box, b.box)))).toBe(false);
  });

  it('keep clear of places that are taken', () => {
    const taken: Box = { left: 50, top: 20, right: 700, bottom: 300 };
    const [label] = placeLabels([backlogLike('one', chances(5))], area, 17, [taken]);
    expect(overlap(label!.box, taken)).toBe(false);
  });

  it('are left out for a line that is not in the picture', () => {
    expect(placeLabels([{ id: 'gone', width: 50, points: [] }], area, 17)).toEqual([]);
  });

  it('are given room for their letters', () => {
    expect(textWidth('Read-only records', 13, true)).toBeGreaterThan(105);
    expect(textWidth('iiii', 13)).toBeLessThan(textWidth('wwww', 13));
  });
});
