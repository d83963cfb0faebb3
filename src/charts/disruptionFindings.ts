/** The sentences above the charts of disruption, made from what is drawn, so that they cannot say anything else than it shows. */
import { amount, withUnit } from './finding.ts';
import { plainNumber } from './number.ts';

/** Less than this is written as nothing. */
const NOTHING = 0.005;
const isNothing = (value: number): boolean => Math.abs(value) < NOTHING;

export interface BarTold {
  readonly name: string;
  readonly baseline: boolean;
  readonly values: readonly number[];
}

/** How a part is said: `worked off on a later day`. */
export interface PartTold {
  readonly more: string;
  readonly fewer: string;
}

/**
 * Where the work went under the baseline (or the first bar): how much was not started on its day, and the two parts in
 * which most of it is. `unit` in the plural: `people`, `items`, `hours of work`.
 */
export function workFinding(bars: readonly BarTold[], parts: readonly PartTold[], unit: string): string {
  const main = bars.find((bar) => bar.baseline) ?? bars[0];
  if (!main) return 'No strategy is switched on';
  const total = main.values.reduce((sum, value) => sum + value, 0);
  const most = main.values
    .map((value, part) => ({ value, part }))
    .filter(({ value }) => !isNothing(value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.part - b.part)
    .slice(0, 2)
    .map(({ value, part }) => `${plainNumber(Math.abs(value))} ${value > 0 ? parts[part]!.more : parts[part]!.fewer}`);
  const due = unit.startsWith('hours') || plainNumber(Math.abs(total)) === '1' ? 'it was' : 'they were';
  const head = isNothing(total)
    ? `Under “${main.name}” as much is dealt with on its own day as without the incident`
    : `${amount(Math.abs(total), unit)} ${total > 0 ? 'not' : 'more'} dealt with on the day ${due} due under “${main.name}”`;
  return most.length === 0 ? head : `${head}: ${most.join(', ')}`;
}

export interface GroupTold {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly baseline: boolean; readonly value: number }[];
}

/** In which group the baseline (or the first row) has most, and the row of that group furthest from it. */
export function groupsFinding(groups: readonly GroupTold[], subject: string, unit: string): string {
  if (groups.length === 0) return `${subject}: nothing under any strategy shown`;
  const mainOf = (group: GroupTold) => group.rows.find((row) => row.baseline) ?? group.rows[0];
  let most = groups[0]!;
  for (const group of groups) if ((mainOf(group)?.value ?? 0) > (mainOf(most)?.value ?? 0)) most = group;
  const main = mainOf(most);
  if (!main) return 'No strategy is switched on';
  if (groups.every((group) => group.rows.every((row) => isNothing(row.value))))
    return `${subject}: as without the incident under every strategy shown`;
  if (main.value < NOTHING) {
    const first = `${subject}: no more than without the incident under “${main.name}”`;
    const all = groups.flatMap((group) => group.rows.map((row) => ({ ...row, title: group.title })));
    const other = all.reduce((best, row) => (row.value > best.value ? row : best));
    return other.value < NOTHING
      ? first
      : `${first}; at most ${amount(other.value, unit)} under “${other.name}” (${other.title})`;
  }
  const first = `${subject}: most under “${main.name}” in “${most.title}”, ${amount(main.value, unit)}`;
  const other = most.rows.reduce(
    (far, row) => (Math.abs(row.value - main.value) > Math.abs(far.value - main.value) ? row : far),
    main,
  );
  if (plainNumber(other.value) === plainNumber(main.value)) return first;
  return `${first}; ${plainNumber(other.value)} under “${other.name}”`;
}

/** The longest of all bars: kinds of time are never added. */
export function longestFinding(groups: readonly GroupTold[], unit: string): string {
  const all = groups.flatMap((group) => group.rows.map((row) => ({ ...row, kind: group.title })));
  const longest = all.reduce<(typeof all)[number] | undefined>(
    (best, row) => (!best || row.value > best.value ? row : best),
    undefined,
  );
  if (!longest || longest.value < NOTHING) return 'No staff time on top under any strategy shown';
  return `Largest: ${longest.kind.toLowerCase()}, ${amount(longest.value, unit)} under “${longest.name}”`;
}

export interface CellTold {
  readonly title: string;
  readonly values: readonly number[];
}

/** The largest number of a table of sites by days, as it is written there. */
export function heatFinding(
  rows: readonly CellTold[],
  dates: readonly string[],
  unit: string,
  /** As it is written in the table. */
  told: (value: number) => string,
): string {
  let best: { title: string; value: number; date: string } | undefined;
  for (const { title, values } of rows)
    values.forEach((value, k) => {
      if (value > (best?.value ?? 0)) best = { title, value, date: dates[k]! };
    });
  if (!best || Number(told(best.value)) === 0) return 'No extra work outstanding at any of them on these days';
  return `Most at ${best.title}: ${withUnit(told(best.value), unit)} outstanding on ${best.date}`;
}
