/** The map with every place worked out: boxes with their texts, rows and marks, lines, and headings of the columns. */
import { bandOf, BANDS, type Band, type MapNode, type NetworkMap } from '../../results/network/map.ts';
import { textWidth } from '../labels.ts';
import { fitted, shortened } from './fitText.ts';
import { layered, type LayerBox, type Layered } from './layered.ts';

export interface Text {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface DrawnRow extends Text {
  readonly id: string;
  /** Of its mark. */
  readonly markY: number;
  readonly top: number;
  /** What does not fit is cut short: the whole of it. */
  readonly title: string;
  readonly opens: boolean;
}

export interface DrawnBox {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly layer: number;
  readonly title: readonly Text[];
  readonly note: Text | undefined;
  /** Where its status is written; gates have none. */
  readonly status: Text | undefined;
  readonly rows: readonly DrawnRow[];
  /** Small headings between rows. */
  readonly headings: readonly Text[];
  /** A mark for each site of a box of several. */
  readonly marks: readonly { readonly site: number; readonly x: number; readonly y: number }[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly DrawnBox[];
  /** In the order of the map's lines. */
  readonly paths: Layered['paths'];
  readonly headings: readonly (Text & { readonly band: Band })[];
  readonly direction: 'right' | 'down';
}

export const TITLE_SIZE = 12.5;
export const SMALL_SIZE = 11.5;
export const ROW_HEIGHT = 18;
const PAD = 8;
const TITLE_LINE = 15;
const MARK_PITCH = 13;
const HEADING = 24;
const BOX_GAP = 8;

type Widths = Readonly<Record<MapNode['kind'], number>>;
const ROOMY: Widths = { supplier: 108, component: 150, gate: 62, sites: 160, services: 208 };
const TIGHT: Widths = { supplier: 100, component: 128, gate: 48, sites: 136, services: 178 };
const SMALLEST_GAP = 20;
const NARROW: Widths = { supplier: 114, component: 175, gate: 90, sites: 175, services: 358 };

/** Places in a box, counted from its own corner. */
interface Content extends Pick<
  DrawnBox,
  'title' | 'note' | 'status' | 'rows' | 'headings' | 'marks' | 'width' | 'height'
> {
  readonly node: MapNode;
}

/** `available`: how wide the map may be before it scrolls; narrow ones run from top to bottom. */
export function drawingOf(map: NetworkMap, available: number, bandTitles: Readonly<Record<Band, string>>): Drawing {
  const isNarrow = available < 600;
  const draw = (widths: Widths, layerGap: number): { contents: Content[]; laid: Layered } => {
    const contents = map.nodes.map((node) =>
      contentOf(node, isNarrow ? fitInto(widths[node.kind], available) : widths[node.kind]),
    );
    const boxes = contents.map(({ node, width, height }): LayerBox => ({
      id: node.id,
      band: BANDS.indexOf(bandOf(node)),
      width,
      height,
    }));
    const byId = new Map(contents.map((content) => [content.node.id, content]));
    const lines = map.edges.map(({ from, to, fromRow }) => {
      const row = byId.get(from)?.rows.find(({ id }) => id === fromRow);
      return { from, to, ...(row && !isNarrow && { leaves: row.markY }) };
    });
    const options = {
      direction: isNarrow ? 'down' : 'right',
      layerGap,
      boxGap: BOX_GAP,
      ...(isNarrow && { longest: available }),
    } as const;
    return { contents, laid: layered(boxes, lines, options) };
  };
  let drawn = isNarrow ? draw(NARROW, 44) : draw(ROOMY, SMALLEST_GAP);
  if (!isNarrow) {
    const widths = drawn.laid.width > available ? TIGHT : ROOMY;
    if (widths === TIGHT) drawn = draw(TIGHT, SMALLEST_GAP);
    // What room there is goes between the layers.
    const gaps = new Set([...drawn.laid.boxes.values()].map(({ layer }) => layer)).size - 1;
    const spare = (available - drawn.laid.width) / Math.max(1, gaps);
    if (spare > 1) drawn = draw(widths, Math.min(80, SMALLEST_GAP + Math.floor(spare)));
  }
  const { contents, laid } = drawn;
  const offset = isNarrow ? 22 : HEADING;
  const left = isNarrow ? Math.max(0, (available - laid.width) / 2) : 0;
  return {
    width: isNarrow ? available : laid.width + 1,
    height: laid.height + offset + 2,
    direction: isNarrow ? 'down' : 'right',
    boxes: contents.map(({ node, ...content }) => {
      const { x, y, layer } = laid.boxes.get(node.id)!;
      return { node, ...content, x: x + left, y: y + offset, layer };
    }),
    paths: laid.paths,
    headings: [...laid.bands].map(([band, { from }], k, all) => {
      const until = isNarrow ? available : (all[k + 1]?.[1].from ?? laid.width);
      return {
        band: BANDS[band]!,
        text: headingOf(bandTitles[BANDS[band]!], until - (isNarrow ? 0 : from) - 8),
        x: isNarrow ? 0 : from,
        y: isNarrow ? from + offset - 7 : 13,
      };
    }),
  };
}

/** Up to the first “and”, where there is no room for all of it. */
function headingOf(text: string, room: number): string {
  return textWidth(text, 12, true) <= room ? text : shortened(text.split(' and ')[0]!, 12, room, true);
}

/** How far the lines of a drawing are moved: they are laid out from the corner of the boxes. */
export function lineOffset({ direction, width, boxes }: Drawing): { readonly x: number; readonly y: number } {
  if (direction === 'right') return { x: 0, y: HEADING };
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  return { x: Math.max(0, (width - (right - left)) / 2), y: 22 };
}

function fitInto(width: number, available: number): number {
  return Math.min(width, width > available / 2 ? available : (available - 8) / 2);
}

function contentOf(node: MapNode, width: number): Content {
  const inner = width - 2 * PAD;
  if (node.kind === 'gate') {
    // A gate is as wide as its words.
    const wide = Math.max(width, textWidth(node.title, SMALL_SIZE) + 16);
    return {
      node,
      width: wide,
      height: 22,
      title: [{ text: node.title, x: wide / 2, y: 15 }],
      note: undefined,
      status: undefined,
      rows: [],
      headings: [],
      marks: [],
    };
  }
  let y = PAD - 2;
  const lines = fitted(node.title, TITLE_SIZE, inner, node.kind === 'sites' ? 2 : 3, true);
  const title = lines.map((text) => ({ text, x: PAD, y: (y += TITLE_LINE) - 4 }));
  const small = (text: string, indent = 0): Text => ({ text, x: PAD + indent, y: (y += 15) - 3 });
  const isMany = node.kind === 'sites' && node.fold.sites.length > 1;
  // The marks of its sites say how many there are.
  const note = node.note === '' || isMany ? undefined : small(shortened(node.note, SMALL_SIZE, inner));
  const marks: { site: number; x: number; y: number }[] = [];
  if (isMany) {
    const columns = Math.max(1, Math.floor((inner + 2) / MARK_PITCH));
    node.fold.sites.forEach((site, k) =>
      marks.push({ site, x: PAD + 5 + (k % columns) * MARK_PITCH, y: y + 9 + Math.floor(k / columns) * MARK_PITCH }),
    );
    y += Math.ceil(marks.length / columns) * MARK_PITCH + 4;
  }
  const status = small('', 15);
  const headings: Text[] = [];
  const rows: DrawnRow[] = [];
  const urgent = node.rows.filter(({ timeCritical }) => timeCritical).length;
  if (node.rows.length > 0) y += 4;
  node.rows.forEach(({ id, title: whole }, k) => {
    if (urgent > 0 && (k === 0 || k === urgent)) headings.push(small(k === 0 ? 'Time-critical' : 'Other'));
    const top = y;
    y += ROW_HEIGHT;
    rows.push({
      id,
      text: shortened(whole, SMALL_SIZE, inner - 15),
      title: whole,
      x: PAD + 15,
      y: top + 13,
      markY: top + 9,
      top,
      opens: id.startsWith('more:'),
    });
  });
  return { node, width, height: y + PAD - 2, title, note, status, rows, headings, marks };
}

/** Anything that the cursor stops at: boxes but for gates, and their rows. */
export interface Stop {
  readonly id: string;
  readonly box: string;
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function stopsOf({ boxes }: Pick<Drawing, 'boxes'>): Stop[] {
  return boxes
    .filter(({ node }) => node.kind !== 'gate')
    .flatMap(({ node, x, y, width, height, layer, rows }): Stop[] => [
      { id: node.id, box: node.id, layer, x, y, width, height },
      ...rows.map((row) => ({
        id: row.id,
        box: node.id,
        layer,
        x: x + 3,
        y: y + row.top,
        width: width - 6,
        height: ROW_HEIGHT,
      })),
    ]);
}
