/** When a service is back to normal: a pure function of an hourly series of extra outstanding work. */

export interface Levels {
  /** Strictly above this a disruption begins. */
  readonly failure: number;
  /** At or below this, and staying there, it ends. */
  readonly recovery: number;
}

/** 10% and 5% of a normal working day's work, at least one item each (model, section 6). */
export function levelsOf(itemsPerWorkingDay: number): Levels {
  return { failure: Math.max(1, 0.1 * itemsPerWorkingDay), recovery: Math.max(1, 0.05 * itemsPerWorkingDay) };
}

export type Recovery =
  | { readonly kind: 'not-disrupted' }
  /** `sample`: the last recovery; `relapses`: how often it was disrupted again after one. */
  | { readonly kind: 'back'; readonly sample: number; readonly relapses: number }
  /** Not back within the horizon. */
  | { readonly kind: 'not-back'; readonly relapses: number };

/**
 * The first sample, once the extra has been above the failure level, from which it stays at or below the recovery
 * level to the end of the next full working day. A later rise above the failure level reopens it. `fullDayEnd`
 * gives for each sample the first sample at or after that end (-1: no full working day is left; never decreasing otherwise).
 * Outside `from` to `to` the extra is known to be 0.
 */
export function recoveryOf(
  extra: ArrayLike<number>,
  levels: Levels,
  fullDayEnd: ArrayLike<number>,
  from = 0,
  to = extra.length,
): Recovery {
  let disrupted = false;
  let back = -1;
  let relapses = 0;
  let sample = from;
  while (sample < extra.length) {
    if (!disrupted) {
      if (sample >= to) break;
      if (extra[sample]! > levels.failure) {
        if (back >= 0) relapses++;
        disrupted = true;
      }
      sample++;
      continue;
    }
    if (extra[sample]! > levels.recovery) {
      sample++;
      continue;
    }
    let above = sample;
    while (above < to && extra[above]! <= levels.recovery) above++;
    if (above >= to) above = extra.length;
    const end = fullDayEnd[sample]!;
    // If the calm is too short from its first sample, it is too short from any later one: full working days only end later.
    if (end >= 0 && above >= end) {
      back = sample;
      disrupted = false;
    }
    sample = above;
  }
  if (disrupted) return { kind: 'not-back', relapses };
  return back < 0 ? { kind: 'not-disrupted' } : { kind: 'back', sample: back, relapses };
}

/** The first sample from which a series is 0 to the end: 0 when it always is, its length when the last one is not; from `to` on it is known to be. */
export function lastAboveZero(series: ArrayLike<number>, to = series.length): number {
  let sample = to;
  while (sample > 0 && series[sample - 1]! <= 0) sample--;
  return sample;
}
