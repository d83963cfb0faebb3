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

/** Lowest and highest y of a line within each column of STEP pixels of the area. */
function columnsOf(line: LabelledLine, area: Box): { top: Float64Array; bottom: Float64Array } {
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

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right + PADDING && b.left < a.right + PADDING && a.top < b.bottom + PADDING && b.top < a.bottom + PADDING;
const within = (box: Box, area: Box): boolean =>
  box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;

/**
 * Places one label of `height` pixels per line inside `area`, keeping clear of the `taken` boxes.
 * Lines are served in the order given; a label that finds no place beside its line gets a leader. A line of which
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
  const boxes: Box[] = [...taken];

  lines.forEach((line, self) => {
    const own = columns[self]!;
    const count = own.top.length;
    const wide = Math.ceil(line.width / STEP);
    let best: { cost: number; box: Box; leader: PlacedLabel['leader'] } | undefined;
    const consider = (box: Box, cost: number, leader: PlacedLabel['leader']): void => {
      if (best && cost >= best.cost) return;
      if (!within(box, area) || boxes.some((other) => overlaps(box, other))) return;
      best = { cost, box, leader };
    };

    /** How much a box would be in the way: other lines through it cost most, other lines close by a little. */
    const crowding = (box: Box, first: number, last: number): number => {
      let cost = 0;
      for (let k = 0; k < lines.length; k++) {
        if (k === self) continue;
        let through = 0;
        let close = false;
        for (let c = first; c <= last; c++) {
          const top = columns[k]!.top[c]!;
          const bottom = columns[k]!.bottom[c]!;
          if (top < box.bottom && bottom > box.top) through++;
          else if (top < box.bottom + 6 && bottom > box.top - 6) close = true;
        }
        if (through) cost += 150 + (300 * through) / wide;
        else if (close) cost += 15;
      }
      return cost;
    };

    let lowest = -Infinity;
    for (let c = 0; c < count; c++) if (own.bottom[c]! > lowest) lowest = own.bottom[c]!;
    let highest = Infinity;
    for (let c = 0; c < count; c++) if (own.top[c]! < highest) highest = own.top[c]!;
    if (!Number.isFinite(highest)) return;

    for (let first = 0; first + wide < count; first += 2) {
      const last = first + wide;
      let top = Infinity;
      let bottom = -Infinity;
      for (let c = first; c <= last; c++) {
        top = Math.min(top, own.top[c]!);
        bottom = Math.max(bottom, own.bottom[c]!);
      }
      if (!Number.isFinite(top)) continue;
      const left = area.left + first * STEP;
      const rise = bottom - top;
      // Where a line has come back to the bottom it can no longer be told from the others.
      const low = lowest - highest > 12 && top > highest + (lowest - highest) * 0.85 ? 120 : 0;
      const above: Box = { left, right: left + line.width, top: top - GAP - height, bottom: top - GAP };
      const below: Box = { left, right: left + line.width, top: bottom + GAP, bottom: bottom + GAP + height };
      // Beside a stretch where lines run together, a name would not say which of them it belongs to.
      let together = 0;
      const middle = (top + bottom) / 2;
      for (let k = 0; k < lines.length && rise < 30; k++) {
        if (k === self) continue;
        let near = 0;
        for (let c = first; c <= last; c++) {
          const other = (columns[k]!.top[c]! + columns[k]!.bottom[c]!) / 2;
          if (Math.abs(other - middle) < 6 + rise / 2) near++;
        }
        together = Math.max(together, near / wide);
      }
      const base = rise * 1.5 + low + first * 0.05 + together * 110;
      consider(above, base + crowding(above, first, last), undefined);
      consider(below, base + 6 + crowding(below, first, last), undefined);
    }

    if (!best || best.cost > 90) {
      // The leader points at where the line stands furthest from all others.
      let alone = 0;
      let furthest = -1;
      for (let c = 0; c < count; c++) {
        if (!Number.isFinite(own.top[c]!)) continue;
        const middle = (own.top[c]! + own.bottom[c]!) / 2;
        let distance = 60;
        for (let k = 0; k < lines.length; k++) {
          if (k === self) continue;
          distance = Math.min(distance, Math.max(columns[k]!.top[c]! - middle, middle - columns[k]!.bottom[c]!, 0));
        }
        if (distance > furthest + 1) {
          furthest = distance;
          alone = c;
        }
      }
      const target = [area.left + (alone + 0.5) * STEP, (own.top[alone]! + own.bottom[alone]!) / 2] as const;
      for (let left = area.left; left + line.width <= area.right; left += 16) {
        for (let top = area.top; top + height <= area.bottom; top += 6) {
          const box: Box = { left, right: left + line.width, top, bottom: top + height };
          const first = Math.floor((left - area.left) / STEP);
          const last = Math.min(count - 1, first + wide);
          let ownThrough = 0;
          for (let c = first; c <= last; c++) if (own.top[c]! < box.bottom && own.bottom[c]! > box.top) ownThrough++;
          const away = Math.abs(left - target[0]) + Math.abs(top + height / 2 - target[1]);
          consider(box, 60 + away * 0.35 + crowding(box, first, last) + (ownThrough ? 200 : 0), target);
        }
      }
    }
    if (best) {
      boxes.push(best.box);
      placed.push({ id: line.id, box: best.box, leader: best.leader });
    }
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
