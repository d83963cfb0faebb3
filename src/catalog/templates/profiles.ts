/** Weekly profiles: 24 hourly weights for each day of the week, Monday first. */

/** Equal weights from one hour to another (`to` excluded), nothing outside. */
export function flat(from: number, to: number, weight = 1): number[] {
  return Array.from({ length: 24 }, (_, hour) => (hour >= from && hour < to ? weight : 0));
}

/** One shape of the day, scaled for each of the seven days. */
export function week(dayWeights: readonly number[], day: readonly number[]): number[][] {
  return dayWeights.map((dayWeight) => day.map((weight) => Math.round(dayWeight * weight * 1e4) / 1e4));
}
