/**
 * Which of the numbers that are not known decides how two strategies compare, and where the answer would flip: a
 * straight line through the runs for each of them, the one that explains most.
 */
import { boundsOf, type Parameter } from '../scenario/uncertain/parameter.ts';
import { comparable, differences } from './paired.ts';
import type { ResultSet } from './resultSet.ts';
import { tQuantile, worldMeans } from './student.ts';

/** With fewer worlds than this nothing is said: lines through a handful of runs go anywhere. */
export const FEWEST_FOR_A_LINE = 20;

export interface Deciding {
  /** The number, or the first of those that are low and high together. */
  readonly parameter: Parameter;
  /** How many others are low and high with it. */
  readonly others: number;
  /** Share of the differences between worlds that the line explains, 0 to 1. */
  readonly explained: number;
  /** Change of the difference (A less B) for one more of the number. */
  readonly slope: number;
  /** Lowest and highest value thought possible, and the line's difference there. */
  readonly low: number;
  readonly high: number;
  readonly atLow: number;
  readonly atHigh: number;
  /** Where the line is 0, if that lies within what is thought possible. */
  readonly flipsAt: number | undefined;
}

export type Decision =
  | { readonly kind: 'nothing-uncertain' }
  | { readonly kind: 'too-few'; readonly worlds: number; readonly needed: number }
  /** No line can be told from a level one, among `candidates` numbers (those that move together count once). */
  | { readonly kind: 'none'; readonly candidates: number }
  | { readonly kind: 'decides'; readonly deciding: Deciding };

/**
 * Decides by the headline difference (back to normal, typical site) of strategy `a` less `b`, by their places. With
 * several runs a world the means of worlds are used.
 */
export function decision(set: ResultSet, a: number, b: number): Decision {
  const { parameters } = set.model;
  if (parameters.length === 0) return { kind: 'nothing-uncertain' };
  const values = differences(comparable(set, a, 'typicalSite'), comparable(set, b, 'typicalSite'));
  const worlds = worldMeans(values, set.replicates ?? 1).length;
  if (worlds < FEWEST_FOR_A_LINE) return { kind: 'too-few', worlds, needed: FEWEST_FOR_A_LINE };
  const [deciding] = whatMoves(set, values);
  return deciding ? { kind: 'decides', deciding } : { kind: 'none', candidates: together(parameters).length };
}

/**
 * The numbers that are not known on which a figure depends (`values` run by run, finite), the one whose line explains
 * most first. A number counts when its slope leaves 0 at the 95% level shared among all candidates (Bonferroni). None
 * with too few worlds.
 */
export function whatMoves(set: ResultSet, values: Float64Array): readonly Deciding[] {
  const { parameters } = set.model;
  const replicates = set.replicates ?? 1;
  const y = worldMeans(values, replicates);
  if (parameters.length === 0 || y.length < FEWEST_FOR_A_LINE) return [];
  const candidates = together(parameters);
  const needed = tQuantile(1 - 0.025 / candidates.length, y.length - 2);
  const found = candidates.flatMap((places): Deciding[] => {
    const line = lineThrough(drawn(set, places[0]!, replicates, y.length), y);
    if (!line || !(Math.abs(line.t) > needed)) return [];
    const parameter = parameters[places[0]!]!;
    const { low, high } = boundsOf(parameter);
    const at = (x: number): number => line.level + line.slope * x;
    const zero = -line.level / line.slope;
    return [
      {
        parameter,
        others: places.length - 1,
        explained: line.explained,
        slope: line.slope,
        low,
        high,
        atLow: at(low),
        atHigh: at(high),
        flipsAt: zero > low && zero < high ? zero : undefined,
      },
    ];
  });
  return found.sort((a, b) => b.explained - a.explained);
}

/** Places of the parameters, those that are low and high together in one list. */
function together(parameters: readonly Parameter[]): readonly (readonly number[])[] {
  const lists = new Map<string, number[]>();
  parameters.forEach(({ of, as }, k) => {
    const name = as === undefined ? `of ${of}` : `as ${as}`;
    const list = lists.get(name);
    if (list) list.push(k);
    else lists.set(name, [k]);
  });
  return [...lists.values()];
}

/** The value in each world. */
function drawn(set: ResultSet, place: number, replicates: number, worlds: number): Float64Array {
  return Float64Array.from({ length: worlds }, (_, world) => set.runs[world * replicates]!.drawn?.[place] ?? NaN);
}

interface Line {
  readonly slope: number;
  readonly level: number;
  readonly explained: number;
  /** Student's t of the slope. */
  readonly t: number;
}

/** Least squares; undefined where x or y never varies. */
function lineThrough(x: Float64Array, y: Float64Array): Line | undefined {
  const n = x.length;
  let meanX = 0;
  let meanY = 0;
  for (let k = 0; k < n; k++) {
    meanX += x[k]! / n;
    meanY += y[k]! / n;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let k = 0; k < n; k++) {
    const [dx, dy] = [x[k]! - meanX, y[k]! - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (!(xx > 0) || !(yy > 0)) return undefined;
  const slope = xy / xx;
  const left = Math.max(0, yy - slope * xy);
  const t = left === 0 ? Infinity : slope / Math.sqrt(left / (n - 2) / xx);
  return { slope, level: meanY - slope * meanX, explained: 1 - left / yy, t };
}
