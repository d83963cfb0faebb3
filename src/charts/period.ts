/** Which part of the results period a chart shows, in hours from its first. */

export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Less than this is never shown: there are samples only every hour. */
export const SHORTEST_HOURS = 6;

/** A part chosen by two ends, whichever comes first, within the whole. */
export function between(one: number, other: number, whole: Period): Period {
  const from = Math.max(whole.from, Math.min(one, other));
  const to = Math.min(whole.to, Math.max(one, other));
  return within({ from: Math.floor(from), to: Math.ceil(to) }, whole);
}

/** Closer (a factor below 1) or further away, the hour `at` staying where it is in the picture. */
export function zoomed({ from, to }: Period, at: number, factor: number, whole: Period): Period {
  const length = Math.max(SHORTEST_HOURS, (to - from) * factor);
  const before = to > from ? ((at - from) / (to - from)) * length : length / 2;
  return within({ from: Math.round(at - before), to: Math.round(at - before + length) }, whole);
}

/** As long as asked, as far as there is room, and no shorter than can be shown. */
function within({ from, to }: Period, whole: Period): Period {
  const length = Math.min(whole.to - whole.from, Math.max(SHORTEST_HOURS, to - from));
  const start = Math.max(whole.from, Math.min(from, whole.to - length));
  return { from: start, to: start + length };
}
