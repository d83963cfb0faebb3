/** How whole numbers are spread over runs, hour by hour: counted in bins whose state depends on the numbers alone, never on their order. */

/** Bins an hour: enough that a percentile is within a sixtieth of what lies between the lowest and the highest run. */
const BINS = 64;

/**
 * One number an hour from each run. A bin is a power of two wide, the narrowest for which everything from the lowest to
 * the highest fits, and begins at a multiple of its width; so histograms merge exactly, in any order, and as long as an
 * hour's numbers lie within 64 of each other they are known exactly.
 */
export interface Histogram {
  /** Runs counted. */
  runs: number;
  /** Per hour, over the runs counted. */
  readonly lowest: Int32Array;
  readonly highest: Int32Array;
  readonly sums: Float64Array;
  /** Per hour: a bin is 2 to this power wide. */
  readonly shift: Uint8Array;
  /** Per hour then bin: bin b (the number, shifted) is counted at b mod 64, which no two bins in use share. */
  readonly counts: Uint32Array;
}

export function emptyHistogram(hours: number): Histogram {
  return {
    runs: 0,
    lowest: new Int32Array(hours),
    highest: new Int32Array(hours),
    sums: new Float64Array(hours),
    shift: new Uint8Array(hours),
    counts: new Uint32Array(hours * BINS),
  };
}

/** Counts one run: a whole number an hour, of at most 32 bits. */
export function countRun(histogram: Histogram, line: ArrayLike<number>): void {
  const { lowest, highest, sums, shift, counts } = histogram;
  const isFirst = histogram.runs === 0;
  for (let hour = 0; hour < lowest.length; hour++) {
    const value = line[hour]!;
    if (value !== (value | 0)) throw new Error(`${value} in hour ${hour} is no whole number of 32 bits`);
    if (isFirst) lowest[hour] = highest[hour] = value;
    else if (value < lowest[hour]! || value > highest[hour]!) widen(histogram, hour, value, value);
    counts[hour * BINS + ((value >> shift[hour]!) & (BINS - 1))]!++;
    sums[hour]! += value;
  }
  histogram.runs++;
}

/** Adds the runs of another histogram of as many hours: what counting them all in one gives, bit for bit. */
export function mergeHistogram(into: Histogram, other: Histogram): void {
  if (other.runs === 0) return;
  if (other.lowest.length !== into.lowest.length)
    throw new Error(`histograms of ${into.lowest.length} and ${other.lowest.length} hours cannot be merged`);
  for (let hour = 0; hour < into.lowest.length; hour++) {
    const [low, high] = [other.lowest[hour]!, other.highest[hour]!];
    if (into.runs === 0) {
      into.lowest[hour] = low;
      into.highest[hour] = high;
      into.shift[hour] = other.shift[hour]!;
    } else widen(into, hour, low, high);
    const from = other.shift[hour]!;
    const further = into.shift[hour]! - from;
    for (let bin = low >> from; bin <= high >> from; bin++)
      into.counts[hour * BINS + ((bin >> further) & (BINS - 1))]! += other.counts[hour * BINS + (bin & (BINS - 1))]!;
    into.sums[hour]! += other.sums[hour]!;
  }
  into.runs += other.runs;
}

const rebinned = new Uint32Array(BINS);

/** Makes room for numbers from `low` to `high` beside those counted. */
function widen(histogram: Histogram, hour: number, low: number, high: number): void {
  const { lowest, highest, shift, counts } = histogram;
  const [lowBefore, highBefore, before] = [lowest[hour]!, highest[hour]!, shift[hour]!];
  lowest[hour] = Math.min(lowBefore, low);
  highest[hour] = Math.max(highBefore, high);
  let now = before;
  while ((highest[hour]! >> now) - (lowest[hour]! >> now) >= BINS) now++;
  if (now === before) return;
  shift[hour] = now;
  rebinned.fill(0);
  for (let bin = lowBefore >> before; bin <= highBefore >> before; bin++)
    rebinned[(bin >> (now - before)) & (BINS - 1)]! += counts[hour * BINS + (bin & (BINS - 1))]!;
  counts.set(rebinned, hour * BINS);
}

/** The number at a rank of an hour's runs in order, counted from 0: the middle of its bin, or the number itself where bins are 1 wide. */
export function numberAtRank(histogram: Histogram, hour: number, rank: number): number {
  const { lowest, highest, shift, counts } = histogram;
  const width = 1 << shift[hour]!;
  let bin = lowest[hour]! >> shift[hour]!;
  for (let left = rank; ; bin++) {
    left -= counts[hour * BINS + (bin & (BINS - 1))]!;
    if (left < 0 || bin === highest[hour]! >> shift[hour]!) break;
  }
  return Math.min(highest[hour]!, Math.max(lowest[hour]!, bin * width + (width >> 1)));
}

/** A copy that further counting leaves as it is. */
export function copyHistogram({ runs, lowest, highest, sums, shift, counts }: Histogram): Histogram {
  return {
    runs,
    lowest: lowest.slice(),
    highest: highest.slice(),
    sums: sums.slice(),
    shift: shift.slice(),
    counts: counts.slice(),
  };
}
