/** How much of the spread of the figures that matter is chance, and how much is not knowing the parameters. */
import { comparable, differences, restrictedValues } from './paired.ts';
import { baselineIndex, type PairedMeasure } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import { sharesOfSpread, type SharesOfSpread } from './varianceShares.ts';

/** Figures for which the shares are told. */
export const UNCERTAIN: readonly PairedMeasure[] = ['typicalSite', 'slowestSite', 'whole', 'missed', 'peakHours'];

export interface Uncertainty {
  readonly strategy: string;
  readonly measure: PairedMeasure;
  /** The figure itself, or its difference to today's arrangement. */
  readonly of: 'figure' | 'difference';
  /** Some run was not back, and counts as back at the end of the results period. */
  readonly restricted: boolean;
  readonly shares: SharesOfSpread;
}

/** For every strategy, and every difference to today's arrangement; empty for one run a world. */
export function uncertaintyOf(set: ResultSet): Uncertainty[] {
  const replicates = set.replicates ?? 1;
  if (replicates < 2) return [];
  const baseline = baselineIndex(set);
  return set.model.scenario.strategies.flatMap(({ id }, s) =>
    UNCERTAIN.flatMap((measure): Uncertainty[] => {
      const own = comparable(set, s, measure);
      const told = (of: Uncertainty['of'], values: Float64Array, restricted: boolean): Uncertainty => ({
        strategy: id,
        measure,
        of,
        restricted,
        shares: sharesOfSpread(values, replicates),
      });
      const figure = told('figure', restrictedValues(own), own.values.includes(Infinity));
      if (s === baseline) return [figure];
      const base = comparable(set, baseline, measure);
      const isRestricted = own.values.includes(Infinity) || base.values.includes(Infinity);
      return [figure, told('difference', differences(own, base), isRestricted)];
    }),
  );
}
