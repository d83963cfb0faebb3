/** Sentences above and below the charts of recovery, made from the figures drawn, so that they cannot say anything else. */
import { afterRestoration, count, decimal, list, percent, runsOf, shortDate, workingDays } from '../results/format.ts';
import type { QuantileInterval, RecoverySummary, Spread } from '../results/types.ts';

/** Whom a chart of recovery speaks of: `a typical practice`, `nine practices in ten`. */
export interface Who {
  readonly words: string;
  readonly many: boolean;
}

export type Clock = 'restoration' | 'incident';

/** One strategy's recovery by one clock. */
export interface RecoveryRow {
  readonly id: string;
  readonly name: string;
  readonly baseline: boolean;
  readonly days: Spread;
  /** Share of runs in which nothing was disrupted. */
  readonly notDisrupted: number;
}

/** What the figures were made of. */
export interface About {
  readonly who: Who;
  readonly clock: Clock;
  /** Last date of the results period, `11 August`. */
  readonly by: string;
  readonly runs: number;
}

export const quoted = (names: readonly string[]): string => list(names.map((name) => `“${name}”`));

/** The middle run as a word or a number: `3.2`, `not back`, `not disrupted`. */
export function middleRun({ days, notDisrupted }: Pick<RecoveryRow, 'days' | 'notDisrupted'>): string {
  if (notDisrupted >= 0.5) return 'not disrupted';
  return days.median === null ? 'not back' : decimal(days.median, 1);
}

/** `back to normal 3.2 working days after restoration`, `not back to normal by 11 August`, `not disrupted`. */
function told(row: RecoveryRow, { clock, by }: About): string {
  if (row.notDisrupted >= 0.5) return 'not disrupted';
  if (row.days.median === null) return `not back to normal by ${by}`;
  return clock === 'restoration'
    ? `back to normal ${afterRestoration(row.days.median)}`
    : `back to normal ${workingDays(row.days.median)} after the incident began`;
}

/** Later than any other when it is not back. */
const order = (row: RecoveryRow): number =>
  row.notDisrupted >= 0.5 ? -Infinity : (row.days.median ?? Number.MAX_VALUE);

/**
 * When the middle run is back: under the strategy, or those, that are back soonest, and under today's arrangement; where
 * that is among the soonest, or not shown, under the one that takes longest.
 */
export function recoveryFinding(rows: readonly RecoveryRow[], about: About): string {
  if (rows.length === 0) return 'No strategy is switched on';
  const { who, runs } = about;
  const inMiddle = `In the ${runs === 1 ? 'one run so far' : 'middle run'} ${who.words} ${who.many ? 'are' : 'is'}`;
  const sorted = [...rows].sort((a, b) => order(a) - order(b));
  const best = told(sorted[0]!, about);
  const soonest = rows.filter((row) => told(row, about) === best);
  const first = `${inMiddle} ${best} under`;
  if (soonest.length === rows.length && rows.length > 2) return `${first} every strategy shown`;
  const named = `${first} ${quoted(soonest.map(({ name }) => name))}`;
  if (soonest.length === rows.length) return named;
  const others = sorted.filter((row) => !soonest.includes(row));
  const other = others.find(({ baseline }) => baseline) ?? others.at(-1)!;
  // Two numbers on the same side of restoration need their unit once.
  const [a, b] = [sorted[0]!.days.median, other.days.median];
  const alike =
    !best.startsWith('not') && middleRun(other) === decimal(b ?? 0, 1) && a !== null && b !== null && a >= 0.05;
  return `${named}, ${alike ? decimal(b, 1) : told(other, about)} under “${other.name}”`;
}

/** A row read aloud: the middle run, how surely it is known, and how runs spread. */
export function recoveryReading(row: RecoveryRow, about: About): string {
  const { runs, by } = about;
  const parts = [`“${row.name}”: ${runs === 1 ? 'in the one run' : 'in the middle run'} ${told(row, about)}`];
  const { median } = row.days.intervals;
  if (median) parts.push(`${percent(median.level)} interval of the middle run ${ends(median)}`);
  if (runs > 1) {
    parts.push(`a quarter to three quarters of runs ${ends({ low: row.days.p25, high: row.days.p75 })}`);
    parts.push(`5% to 95% of runs ${ends({ low: row.days.p5, high: row.days.p95 })}`);
  }
  const missing = Math.round(row.days.notBack * runs);
  if (missing > 0) parts.push(`not back by ${by} in ${runsOf(missing, runs)}`);
  const untouched = Math.round(row.notDisrupted * runs);
  if (untouched > 0) parts.push(`not disrupted in ${runsOf(untouched, runs)}`);
  return parts.join('; ');
}

/** `3.1 to 3.4`, `3.1 to not back`, `not back`. */
function ends({ low, high }: Pick<QuantileInterval, 'low' | 'high'>): string {
  if (low === null) return 'not back';
  return `${decimal(low, 1)} to ${high === null ? 'not back' : decimal(high, 1)}`;
}

/** One strategy's chance of being back by each date. */
export interface ChanceRow {
  readonly id: string;
  readonly name: string;
  readonly baseline: boolean;
  readonly chances: RecoverySummary['chanceByDate'];
}

/**
 * In how many runs it is back to normal by the end of a date: under the strategies with the highest chance, and under
 * today's arrangement; where that is among them, or not shown, under the one with the lowest.
 */
export function chanceFinding(rows: readonly ChanceRow[], date: string, { who, runs }: About): string {
  if (rows.length === 0) return 'No strategy is switched on';
  const times = (row: ChanceRow): number =>
    Math.round((row.chances.find((one) => one.date === date)?.share ?? 0) * runs);
  const most = Math.max(...rows.map(times));
  const best = rows.filter((row) => times(row) === most);
  const first = `By the end of ${shortDate(date)} ${who.words} ${who.many ? 'are' : 'is'} back to normal in ${runsOf(most, runs)} under`;
  if (best.length === rows.length && rows.length > 2) return `${first} every strategy shown`;
  const named = `${first} ${quoted(best.map(({ name }) => name))}`;
  const others = rows.filter((row) => !best.includes(row)).sort((a, b) => times(a) - times(b));
  const other = others.find(({ baseline }) => baseline) ?? others[0];
  return other ? `${named}, in ${count(times(other))} under “${other.name}”` : named;
}

/** All curves on one date, read aloud. */
export function chanceReading(rows: readonly ChanceRow[], date: string): string {
  const each = rows.map(({ name, chances }) => {
    const chance = chances.find((one) => one.date === date);
    return chance ? `${name} ${percent(chance.share)} (${percent(chance.low)}–${percent(chance.high)})` : `${name} –`;
  });
  return `Back to normal by the end of ${shortDate(date)}: ${each.join('; ')}`;
}

/** How many dates are worth drawing: to the end of the week in which the last chance changes, and to the date marked. */
export function datesOfInterest(rows: readonly ChanceRow[], marked: string, firstWeekday: number): number {
  const all = Math.min(...rows.map(({ chances }) => chances.length));
  if (rows.length === 0) return 0;
  let last = rows[0]!.chances.findIndex((one) => one.date === marked);
  for (const { chances } of rows) {
    for (let k = all - 1; k > Math.max(0, last); k--) {
      if (chances[k]!.share === chances[k - 1]!.share) continue;
      last = k;
      break;
    }
  }
  const sunday = last + ((((6 - firstWeekday - last) % 7) + 7) % 7);
  return Math.min(all, Math.max(sunday + 1, 7));
}
