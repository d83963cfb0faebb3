/** Where a line's own name goes: beside the line, off every other line where possible, and never over another name. */

export interface LabelledLine {
  readonly id: string;
  readonly width: number;
  /** Pixels, x rising. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PlacedLabel {
  readonly id: string;
  readonly box: Box;
  /** A point of the line to draw a thin leader to, when the name stands away from it. */
  readonly leader: readonly [number, number] | undefined;
}

const STEP = 4;
const GAP = 4;
const PADDING = 3;
/** What a place costs, in pixels of distance, more or less. */
const COST = { through: 150, throughAll: 300, close: 15, together: 110, atBottom: 120, leader: 60, overItself: 200 };
/** A place beside the line that costs more than this is compared with places that need a leader. */
const GOOD_ENOUGH = 90;

/** Lowest and highest y of a line within each column of STEP pixels of the area. */
interface Columns {
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}

function columnsOf(line: LabelledLine, area: Box): Columns {
  const count = Math.max(1, Math.ceil((area.right - area.left) / STEP));
  const top = new Float64Array(count).fill(Infinity);
  const bottom = new Float64Array(count).fill(-Infinity);
  for (let k = 0; k + 1 < line.points.length; k++) {
    const [x0, y0] = line.points[k]!;
    const [x1, y1] = line.points[k + 1]!;
    const first = Math.max(0, Math.floor((x0 - area.left) / STEP));
    const last = Math.min(count - 1, Math.floor((x1 - area.left) / STEP));
    for (let c = first; c <= last; c++) {
      top[c] = Math.min(top[c]!, y0, y1);
      bottom[c] = Math.max(bottom[c]!, y0, y1);
    }
  }
  return { top, bottom };
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.right + PADDING && b.left < a.right + PADDING && a.top < b.bottom + PADDING && b.top < a.bottom + PADDING
  );
}

function within(box: Box, area: Box): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}

/** A place for a name, and the columns it covers. */
interface Place {
  readonly box: Box;
  readonly first: number;
  readonly last: number;
  readonly leader: PlacedLabel['leader'];
}

/** `cost` and how much a place is in the way of other lines: those through it count most, those close by a little. At `enough` it is counted no further. */
function withCrowding({ box, first, last }: Place, others: readonly Columns[], cost: number, enough: number): number {
  for (const { top, bottom } of others) {
    if (cost >= enough) break;
    let through = 0;
    let isClose = false;
    for (let c = first; c <= last; c++) {
      if (top[c]! < box.bottom && bottom[c]! > box.top) through++;
      else if (top[c]! < box.bottom + 6 && bottom[c]! > box.top - 6) isClose = true;
    }
    if (through > 0) cost += COST.through + (COST.throughAll * through) / (last - first + 1);
    else if (isClose) cost += COST.close;
  }
  return cost;
}

/** The share of a stretch in which another line runs so close that a name would not say which of them it belongs to. */
function runningTogether(
  middle: number,
  reach: number,
  first: number,
  last: number,
  others: readonly Columns[],
): number {
  let most = 0;
  for (const { top, bottom } of others) {
    let near = 0;
    for (let c = first; c <= last; c++) if (Math.abs((top[c]! + bottom[c]!) / 2 - middle) < reach) near++;
    most = Math.max(most, near / (last - first + 1));
  }
  return most;
}

/** Keeps the cheapest place that is free. */
class Search {
  readonly #area: Box;
  readonly #taken: readonly Box[];
  readonly #others: readonly Columns[];
  best: Place | undefined;
  cost = Infinity;

  constructor(area: Box, taken: readonly Box[], others: readonly Columns[]) {
    this.#area = area;
    this.#taken = taken;
    this.#others = others;
  }

  /** What is costly to know about a place is looked at last. */
  consider(place: Place, cost: number): void {
    if (cost >= this.cost || !within(place.box, this.#area)) return;
    if (this.#taken.some((other) => overlaps(place.box, other))) return;
    const whole = withCrowding(place, this.#others, cost, this.cost);
    if (whole >= this.cost) return;
    this.best = place;
    this.cost = whole;
  }
}

/** Places right above and right below the line, all along it. */
function searchBeside(
  search: Search,
  width: number,
  height: number,
  own: Columns,
  others: readonly Columns[],
  area: Box,
): void {
  const wide = Math.ceil(width / STEP);
  const lowest = own.bottom.reduce((most, y) => Math.max(most, y), -Infinity);
  const highest = own.top.reduce((least, y) => Math.min(least, y), Infinity);
  for (let first = 0; first + wide < own.top.length; first += 2) {
    const last = first + wide;
    let top = Infinity;
    let bottom = -Infinity;
    for (let c = first; c <= last; c++) {
      top = Math.min(top, own.top[c]!);
      bottom = Math.max(bottom, own.bottom[c]!);
    }
    if (!Number.isFinite(top)) continue;
    const rise = bottom - top;
    const isAtBottom = lowest - highest > 12 && top > highest + (lowest - highest) * 0.85;
    const together = rise < 30 ? runningTogether((top + bottom) / 2, 6 + rise / 2, first, last, others) : 0;
    const cost = rise * 1.5 + (isAtBottom ? COST.atBottom : 0) + together * COST.together + first * 0.05;
    const left = area.left + first * STEP;
    const at = (y: number): Place => ({
      box: { left, right: left + width, top: y, bottom: y + height },
      first,
      last,
      leader: undefined,
    });
    search.consider(at(top - GAP - height), cost);
    search.consider(at(bottom + GAP), cost + 6);
  }
}

/** The point of a line that stands furthest from all others: where a leader says most. */
function loneliest(own: Columns, others: readonly Columns[], area: Box): readonly [number, number] {
  let best = 0;
  let furthest = -1;
  for (let c = 0; c < own.top.length; c++) {
    if (!Number.isFinite(own.top[c]!)) continue;
    const middle = (own.top[c]! + own.bottom[c]!) / 2;
    const distance = others.reduce(
      (least, { top, bottom }) => Math.min(least, Math.max(top[c]! - middle, middle - bottom[c]!, 0)),
      60,
    );
    if (distance > furthest + 1) {
      furthest = distance;
      best = c;
    }
  }
  return [area.left + (best + 0.5) * STEP, (own.top[best]! + own.bottom[best]!) / 2];
}

/** Places anywhere in the area, with a leader. */
function searchAway(
  search: Search,
  width: number,
  height: number,
  own: Columns,
  target: readonly [number, number],
  area: Box,
): void {
  for (let left = area.left; left + width <= area.right; left += 16) {
    const first = Math.floor((left - area.left) / STEP);
    const last = Math.min(own.top.length - 1, first + Math.ceil(width / STEP));
    for (let top = area.top; top + height <= area.bottom; top += 6) {
      const cost = COST.leader + (Math.abs(left - target[0]) + Math.abs(top + height / 2 - target[1])) * 0.35;
      if (cost >= search.cost) continue;
      let isOverItself = false;
      for (let c = first; c <= last && !isOverItself; c++)
        isOverItself = own.top[c]! < top + height && own.bottom[c]! > top;
      search.consider(
        { box: { left, right: left + width, top, bottom: top + height }, first, last, leader: target },
        cost + (isOverItself ? COST.overItself : 0),
      );
    }
  }
}

/**
 * Places one label of `height` pixels per line inside `area`, keeping clear of the `taken` boxes.
 * Lines are served in the order given; a label that finds no good place beside its line gets a leader. A line of which
 * nothing lies in the area, or for which no free place is left at all, gets none.
 */
export function placeLabels(
  lines: readonly LabelledLine[],
  area: Box,
  height: number,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const columns = lines.map((line) => columnsOf(line, area));
  const placed: PlacedLabel[] = [];
  lines.forEach(({ id, width }, self) => {
    const own = columns[self]!;
    const others = columns.filter((_, k) => k !== self);
    if (!own.top.some(Number.isFinite)) return;
    const search = new Search(area, [...taken, ...placed.map((label) => label.box)], others);
    searchBeside(search, width, height, own, others, area);
    if (search.cost > GOOD_ENOUGH) searchAway(search, width, height, own, loneliest(own, others, area), area);
    if (search.best) placed.push({ id, box: search.best.box, leader: search.best.leader });
  });
  return placed;
}

/** A careful estimate of the width of a text in Arial, without measuring it. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let units = 0;
  for (const character of text) {
    if ("ijl'|.,:;!".includes(character)) units += 0.28;
    else if ('ftrI ()[]-/'.includes(character)) units += 0.35;
    else if ('mwMW%@'.includes(character)) units += 0.88;
    else if (character >= 'A' && character <= 'Z') units += 0.7;
    else units += 0.56;
  }
  return units * fontSize * (bold ? 1.07 : 1) + 2;
}
