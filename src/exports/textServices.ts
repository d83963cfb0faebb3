/** Kinds of work one by one as text: when a typical site is back to normal in each, under each strategy. */
import { decimal } from '../results/format.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { serviceAnswers } from '../results/serviceAnswers.ts';
import type { StrategySummary } from '../results/types.ts';

/** A row for each kind of work that is disrupted in some run at a site that is hit; the titles of the others. */
export function serviceRows(
  set: ResultSet,
  strategies: readonly StrategySummary[],
  shortened: (title: string) => string,
): {
  readonly rows: readonly (readonly string[])[];
  /** Disrupted only at sites that are not hit themselves. */
  readonly drawnIn: readonly string[];
  readonly undisturbed: readonly string[];
} {
  const rows: string[][] = [];
  const drawnIn: string[] = [];
  const undisturbed: string[] = [];
  for (const { set: alone, service, result } of serviceAnswers(set)) {
    const shown = result.strategies.filter(({ id }) => strategies.some((strategy) => strategy.id === id));
    const isDisrupted = alone.runs.some(({ strategies: worlds }) =>
      worlds.some(({ siteBackTick }) => siteBackTick.some((tick) => tick > 0)),
    );
    if (!isDisrupted) undisturbed.push(service.title);
    else if (shown.every(({ slowestSite }) => slowestSite.notDisrupted === 1)) drawnIn.push(service.title);
    else rows.push([`  ${shortened(service.title)}`, ...shown.map(told)]);
  }
  return { rows, drawnIn, undisturbed };
}

/** `1.4 (0.9 to later)`, `not disrupted`. */
function told({ typicalSite: { fromRestoration, notDisrupted } }: StrategySummary): string {
  if (notDisrupted >= 0.5) return 'not disrupted';
  const one = (value: number | null): string => (value === null ? 'later' : decimal(value, 1));
  return `${one(fromRestoration.median)} (${one(fromRestoration.p5)} to ${one(fromRestoration.p95)})`;
}
