import { describe, expect, it } from 'vitest';
import { layered, layersOf, type LayerBox, type LayerLine } from '../../../src/charts/network/layered.ts';

/** A small generator of its own: the same cases every time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

interface Drawing {
  readonly boxes: LayerBox[];
  readonly lines: LayerLine[];
}

/** Boxes in three bands, lines only from earlier to later boxes. */
function drawing(next: () => number, count: number): Drawing {
  const boxes = Array.from({ length: count }, (_, k): LayerBox => ({
    id: `box-${k}`,
    band: Math.floor((3 * k) / count),
    width: 40 + Math.floor(next() * 120),
    height: 20 + Math.floor(next() * 120),
  }));
  const lines: LayerLine[] = [];
  for (let k = 1; k < count; k++)
    for (let n = 0; n < 3; n++) if (next() < 0.6) lines.push({ from: `box-${Math.floor(next() * k)}`, to: `box-${k}` });
  return { boxes, lines };
}

/** Sums of many numbers are not exact. */
const NEARLY = 1e-6;

const RIGHT = { direction: 'right', layerGap: 30, boxGap: 8 } as const;
const DOWN = { direction: 'down', layerGap: 24, boxGap: 8, longest: 358 } as const;
const crossed = ({ boxes, lines }: Drawing): number => layered(boxes, lines, RIGHT).crossings;

describe('boxes in layers', () => {
  it.each([
    ['left to right', RIGHT],
    ['top to bottom, in rows', DOWN],
  ] as const)('never overlap and all lines run forward, %s, in 100 drawings', (_, options) => {
    const next = chances(11);
    for (let round = 0; round < 100; round++) {
      const { boxes, lines } = drawing(next, 3 + Math.floor(next() * 30));
      const laid = layered(boxes, lines, options);
      const placed = boxes.map(({ id }) => laid.boxes.get(id)!);
      const outside = placed.filter(
        ({ x, y, width, height }) =>
          x < -NEARLY || y < -NEARLY || x + width > laid.width + NEARLY || y + height > laid.height + NEARLY,
      );
      const overlapping = placed.flatMap((a, i) =>
        placed
          .slice(i + 1)
          .filter(
            (b) =>
              a.x + a.width > b.x + NEARLY &&
              b.x + b.width > a.x + NEARLY &&
              a.y + a.height > b.y + NEARLY &&
              b.y + b.height > a.y + NEARLY,
          ),
      );
      const backward = lines.filter(({ from, to }, k) => {
        const [a, b] = [laid.boxes.get(from)!, laid.boxes.get(to)!];
        return !laid.paths[k] || (options.direction === 'right' ? b.x < a.x + a.width : b.y < a.y + a.height);
      });
      expect({ outside, overlapping, backward }).toEqual({ outside: [], overlapping: [], backward: [] });
      if (options.direction === 'down') expect(laid.width).toBeLessThanOrEqual(358);
    }
  });

  it('lie in the same places every time', () => {
    const { boxes, lines } = drawing(chances(3), 40);
    expect(layered(boxes, lines, RIGHT)).toEqual(layered(boxes, lines, RIGHT));
  });

  it('stand as late as what they lead to allows, band after band', () => {
    const box = (id: string, band: number): LayerBox => ({ id, band, width: 10, height: 10 });
    const layers = layersOf(
      [box('supplier', 0), box('agent', 1), box('hosting', 1), box('line', 1), box('records', 1), box('site', 2)],
      [
        { from: 'supplier', to: 'agent' },
        { from: 'agent', to: 'hosting' },
        { from: 'hosting', to: 'records' },
        { from: 'line', to: 'records' },
        { from: 'records', to: 'site' },
      ],
    );
    expect(Object.fromEntries(layers)).toEqual({ supplier: 0, agent: 1, hosting: 2, line: 2, records: 3, site: 4 });
  });

  it('a circle, a line to nowhere and a line to itself do no harm', () => {
    const boxes = ['a', 'b'].map((id): LayerBox => ({ id, band: 0, width: 10, height: 10 }));
    const laid = layered(
      boxes,
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
        { from: 'a', to: 'a' },
        { from: 'a', to: 'elsewhere' },
      ],
      RIGHT,
    );
    expect(laid.paths.map((path) => path !== undefined)).toEqual([true, false, false, false]);
    expect(layered([], [], RIGHT)).toMatchObject({ width: 0, height: 0 });
  });

  it('untangle what can be untangled', () => {
    const pairs = [0, 1, 2, 3, 4, 5];
    const boxes = [
      ...pairs.map((k): LayerBox => ({ id: `a${k}`, band: 0, width: 10, height: 10 })),
      ...pairs.map((k): LayerBox => ({ id: `b${k}`, band: 1, width: 10, height: 10 })),
    ];
    expect(crossed({ boxes, lines: pairs.map((k) => ({ from: `a${k}`, to: `b${5 - k}` })) })).toBe(0);
  });
});
