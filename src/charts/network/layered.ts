/**
 * Boxes in layers, so that every line runs forward: longest path from the end of each band, order by barycentres, places
 * as near to what a box is joined to as the others leave room for. The same boxes always lie in the same places.
 */

export interface LayerBox {
  readonly id: string;
  /** Bands follow each other; within one, lines decide. */
  readonly band: number;
  readonly width: number;
  readonly height: number;
}

export interface LayerLine {
  readonly from: string;
  readonly to: string;
  /** Where it leaves, measured from the top (or left) of its box; the middle unless stated. */
  readonly leaves?: number;
}

export interface LayeredOptions {
  /** Left to right, or top to bottom. */
  readonly direction: 'right' | 'down';
  /** Between layers, and between boxes of one. */
  readonly layerGap: number;
  readonly boxGap: number;
  /** A layer that would be longer is broken into several rows of boxes; lines then run behind them. */
  readonly longest?: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From 0. */
  readonly layer: number;
}

export interface Layered {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Placed>;
  /** Per line a path; undefined for one that would run back. */
  readonly paths: readonly (string | undefined)[];
  /** Along the direction: where each band begins and ends. */
  readonly bands: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
  readonly crossings: number;
}

/** A box or, on a line that passes through a layer, a place to keep free; `along` is its extent in the direction. */
interface Item {
  readonly id: string;
  readonly along: number;
  readonly across: number;
  readonly layer: number;
  /** Joined to in the layer before, and after. */
  readonly before: Item[];
  readonly after: Item[];
  readonly isBox: boolean;
  centre: number;
}

const SWEEPS = 12;
const SETTLING = 10;

export function layered(boxes: readonly LayerBox[], lines: readonly LayerLine[], options: LayeredOptions): Layered {
  const isRight = options.direction === 'right';
  const layerOf = layersOf(boxes, lines);
  const items = new Map<string, Item>();
  const layers: Item[][] = [];
  const add = (item: Item): Item => {
    (layers[item.layer] ??= []).push(item);
    return item;
  };
  for (const { id, width, height } of boxes)
    items.set(
      id,
      add({
        id,
        along: isRight ? width : height,
        across: isRight ? height : width,
        layer: layerOf.get(id)!,
        before: [],
        after: [],
        isBox: true,
        centre: 0,
      }),
    );
  const wraps = options.longest !== undefined;
  const routes = lines.map(({ from, to }, k): Item[] | undefined => {
    const [first, last] = [items.get(from), items.get(to)];
    if (!first || !last || last.layer <= first.layer) return undefined;
    const route = [first];
    if (!wraps)
      for (let layer = first.layer + 1; layer < last.layer; layer++)
        route.push(
          add({ id: `${k} ${layer}`, along: 0, across: 2, layer, before: [], after: [], isBox: false, centre: 0 }),
        );
    route.push(last);
    for (let n = 1; n < route.length; n++) {
      route[n - 1]!.after.push(route[n]!);
      route[n]!.before.push(route[n - 1]!);
    }
    return route;
  });
  const crossings = order(layers);
  const rows = wraps
    ? layers.map((layer) => broken(layer, options.longest!, options.boxGap))
    : layers.map((layer) => [layer]);
  if (wraps) centreRows(rows, options.boxGap);
  else settle(layers, options.boxGap);

  const all = layers.flat();
  const least = Math.min(0, ...all.map(({ centre, across }) => centre - across / 2));
  const start = Number.isFinite(least) ? least : 0;
  const edges = new Map<Item, { readonly from: number; readonly to: number }>();
  let at = 0;
  const extents = rows.map((of) => {
    const from = at;
    for (const row of of) {
      const extent = Math.max(0, ...row.map(({ along }) => along));
      for (const item of row) {
        // A narrower box stands in the middle of its layer; a line passes all of it.
        const own = item.isBox ? item.along : extent;
        const begin = at + (extent - own) / 2;
        edges.set(item, { from: begin, to: begin + own });
      }
      at += extent + options.boxGap;
    }
    at += options.layerGap - options.boxGap;
    return { from, to: at - options.layerGap };
  });
  const placed = new Map<string, Placed>();
  for (const item of items.values()) {
    const { from } = edges.get(item)!;
    const across = item.centre - start - item.across / 2;
    placed.set(
      item.id,
      isRight
        ? { x: from, y: across, width: item.along, height: item.across, layer: item.layer }
        : { x: across, y: from, width: item.across, height: item.along, layer: item.layer },
    );
  }
  const bands = new Map<number, { from: number; to: number }>();
  for (const { id, band } of boxes) {
    const { from, to } = extents[layerOf.get(id)!]!;
    const found = bands.get(band);
    bands.set(band, found ? { from: Math.min(found.from, from), to: Math.max(found.to, to) } : { from, to });
  }
  const along = Math.max(0, ...extents.map(({ to }) => to));
  const across = Math.max(0, ...all.map((item) => item.centre - start + item.across / 2));
  return {
    width: isRight ? along : across,
    height: isRight ? across : along,
    boxes: placed,
    paths: routes.map((route, k) => route && pathOf(route, lines[k]!.leaves, edges, start, isRight)),
    bands,
    crossings,
  };
}

/** The layer of each box: as late in its band as what it leads to allows. A line that would close a circle counts for nothing. */
export function layersOf(boxes: readonly LayerBox[], lines: readonly LayerLine[]): ReadonlyMap<string, number> {
  const bandOf = new Map(boxes.map(({ id, band }) => [id, band]));
  const after = new Map<string, string[]>();
  for (const { from, to } of lines) {
    if (!bandOf.has(from) || bandOf.get(from) !== bandOf.get(to) || from === to) continue;
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  const rank = new Map<string, number>();
  const open = new Set<string>();
  const rankOf = (id: string): number => {
    const known = rank.get(id);
    if (known !== undefined) return known;
    open.add(id);
    let own = 0;
    for (const next of after.get(id) ?? []) if (!open.has(next)) own = Math.max(own, rankOf(next) + 1);
    open.delete(id);
    rank.set(id, own);
    return own;
  };
  const bands = [...new Set(boxes.map(({ band }) => band))].sort((a, b) => a - b);
  const layers = new Map<string, number>();
  let first = 0;
  for (const band of bands) {
    const own = boxes.filter((box) => box.band === band);
    const deepest = Math.max(...own.map(({ id }) => rankOf(id)));
    for (const { id } of own) layers.set(id, first + deepest - rankOf(id));
    first += deepest + 1;
  }
  return layers;
}

/** Puts every layer in the order with the fewest crossings that sweeps to and fro have found. */
function order(layers: Item[][]): number {
  const position = new Map<Item, number>();
  const number = (): void => layers.forEach((layer) => layer.forEach((item, k) => position.set(item, k)));
  number();
  let best = layers.map((layer) => [...layer]);
  let fewest = crossingsOf(layers, position);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    for (const layer of isForward ? layers : [...layers].reverse()) {
      const centre = new Map(
        layer.map((item) => {
          const near = isForward ? item.before : item.after;
          const sum = near.reduce((total, other) => total + relative(other), 0);
          return [item, near.length > 0 ? sum / near.length : relative(item)] as const;
        }),
      );
      layer.sort((a, b) => centre.get(a)! - centre.get(b)! || position.get(a)! - position.get(b)!);
      layer.forEach((item, k) => position.set(item, k));
    }
    const found = crossingsOf(layers, position);
    if (found < fewest) {
      fewest = found;
      best = layers.map((layer) => [...layer]);
    }
  }
  layers.forEach((layer, k) => layer.splice(0, layer.length, ...best[k]!));
  return fewest;

  /** Where it stands in its layer, from 0 to 1: layers have different lengths. */
  function relative(item: Item): number {
    const { length } = layers[item.layer]!;
    return (position.get(item)! + 0.5) / length;
  }
}

/** Crossings of lines between neighbouring layers: pairs in the wrong order, counted with a tree of sums. */
function crossingsOf(layers: readonly (readonly Item[])[], position: ReadonlyMap<Item, number>): number {
  let crossings = 0;
  for (const layer of layers) {
    const ends = layer.flatMap((item) => item.after.map((other) => position.get(other)!).sort((a, b) => a - b));
    const size = Math.max(0, ...ends) + 2;
    const sums = new Int32Array(size + 1);
    ends.forEach((end, k) => {
      let notAbove = 0;
      for (let n = end + 1; n > 0; n -= n & -n) notAbove += sums[n]!;
      crossings += k - notAbove;
      for (let n = end + 1; n <= size; n += n & -n) sums[n]!++;
    });
  }
  return crossings;
}

/** Boxes of a layer in rows that are not too long. */
function broken(layer: readonly Item[], longest: number, gap: number): Item[][] {
  const rows: Item[][] = [];
  let length = Infinity;
  for (const item of layer) {
    if (length + gap + item.across > longest) {
      rows.push([]);
      length = -gap;
    }
    rows.at(-1)!.push(item);
    length += gap + item.across;
  }
  return rows;
}

function centreRows(layers: readonly (readonly (readonly Item[])[])[], gap: number): void {
  const lengthOf = (row: readonly Item[]): number => row.reduce((sum, { across }) => sum + across + gap, -gap);
  const longest = Math.max(0, ...layers.flat().map(lengthOf));
  for (const row of layers.flat()) {
    let at = (longest - lengthOf(row)) / 2;
    for (const item of row) {
      item.centre = at + item.across / 2;
      at += item.across + gap;
    }
  }
}

/** Moves every box as near to the middle of what it is joined to as the order and the gaps allow, layer by layer, to and fro. */
function settle(layers: readonly (readonly Item[])[], gap: number): void {
  for (const layer of layers) {
    let at = 0;
    for (const item of layer) {
      item.centre = at + item.across / 2;
      at += item.across + gap;
    }
  }
  const longest = Math.max(0, ...layers.map((layer) => (layer.at(-1)?.centre ?? 0) + (layer.at(-1)?.across ?? 0) / 2));
  for (const layer of layers) {
    const own = (layer.at(-1)?.centre ?? 0) + (layer.at(-1)?.across ?? 0) / 2;
    for (const item of layer) item.centre += (longest - own) / 2;
  }
  for (let turn = 0; turn < SETTLING; turn++) {
    for (const layer of turn % 2 === 0 ? layers : [...layers].reverse()) {
      const wanted = layer.map((item) => {
        const near = [...item.before, ...item.after];
        return near.length > 0 ? near.reduce((sum, other) => sum + other.centre, 0) / near.length : item.centre;
      });
      spread(layer, wanted, gap);
    }
  }
}

/** Least squares with the order and the distances kept: neighbours that want to be closer are pooled. */
function spread(layer: readonly Item[], wanted: readonly number[], gap: number): void {
  const pools: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  layer.forEach((item, k) => {
    const before = layer[k - 1];
    offsets.push(before ? offsets[k - 1]! + (before.across + item.across) / 2 + gap : 0);
    pools.push({ sum: wanted[k]! - offsets[k]!, count: 1 });
    for (
      let n = pools.length - 1;
      n > 0 && pools[n]!.sum / pools[n]!.count < pools[n - 1]!.sum / pools[n - 1]!.count;
      n--
    ) {
      const last = pools.pop()!;
      pools[n - 1]!.sum += last.sum;
      pools[n - 1]!.count += last.count;
    }
  });
  let k = 0;
  for (const { sum, count } of pools) for (let n = 0; n < count; n++, k++) layer[k]!.centre = sum / count + offsets[k]!;
}

/** A calm curve through the places that were kept free. */
function pathOf(
  route: readonly Item[],
  leaves: number | undefined,
  edges: ReadonlyMap<Item, { readonly from: number; readonly to: number }>,
  start: number,
  isRight: boolean,
): string {
  const point = (along: number, across: number): string => {
    const [x, y] = isRight ? [along, across] : [across, along];
    return `${tenth(x)},${tenth(y)}`;
  };
  const first = route[0]!;
  let across = first.centre - start + (leaves === undefined ? 0 : leaves - first.across / 2);
  let along = edges.get(first)!.to;
  let path = `M${point(along, across)}`;
  for (const item of route.slice(1)) {
    const { from, to } = edges.get(item)!;
    const end = item.centre - start;
    const middle = (along + from) / 2;
    path += `C${point(middle, across)} ${point(middle, end)} ${point(from, end)}`;
    if (!item.isBox && to > from) path += `L${point(to, end)}`;
    across = end;
    along = item.isBox ? from : to;
  }
  return path;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
