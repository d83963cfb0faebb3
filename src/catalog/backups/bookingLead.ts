/** How long before the day appointments are booked, and so how much of a day a list made earlier shows. */

/**
 * Share of a day's appointments booked before that day; the rest is booked on the day itself. England, January 2020
 * to June 2022, 742 million appointments with a known lead time: 46.2% on the same day.
 */
export const BOOKED_BEFORE = 0.538;

/** Of those booked before the day: per cent of all appointments with a lead of so many days. The last band, over 28 days, ends at 56 (assumption). */
const BANDS = [
  { from: 1, to: 1, percent: 9.1 },
  { from: 2, to: 7, percent: 20.7 },
  { from: 8, to: 14, percent: 11.7 },
  { from: 15, to: 21, percent: 5.8 },
  { from: 22, to: 28, percent: 3.4 },
  { from: 29, to: 56, percent: 3.1 },
] as const;
const TOTAL = BANDS.reduce((sum, band) => sum + band.percent, 0);
export const LONGEST_LEAD = 56;

/** Of what is booked before the day, the share booked exactly `days` days before, spread evenly within a band. */
export function bookedExactly(days: number): number {
  const band = BANDS.find(({ from, to }) => from <= days && days <= to);
  return band === undefined ? 0 : band.percent / (band.to - band.from + 1) / TOTAL;
}

/** Of what is booked before the day, the share booked more than `days` days before. */
export function bookedEarlier(days: number): number {
  let sum = 0;
  for (let lead = days + 1; lead <= LONGEST_LEAD; lead++) sum += bookedExactly(lead);
  return sum;
}

/** Bookings of one day are made evenly between these minutes of it (assumption). */
export const BOOKING_FROM = 480;
export const BOOKING_TO = 1110;

/**
 * The share of a day's work that had been booked when a list was made `days` days earlier, at a minute of that day.
 * `before` is the share that is booked before the day.
 */
export function bookedWhenMade(days: number, minute: number, before: number): number {
  const passed = Math.min(1, Math.max(0, (minute - BOOKING_FROM) / (BOOKING_TO - BOOKING_FROM)));
  return days === 0 ? before + (1 - before) * passed : before * (bookedEarlier(days) + bookedExactly(days) * passed);
}
