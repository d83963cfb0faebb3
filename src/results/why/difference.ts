/** Why one strategy differs from another by a measure as it does: run by run on the same people and the same luck. */
import { comparable, differences, pairedDifference } from '../paired.ts';
import { strategyIndex } from '../perRun.ts';
import type { ResultSet } from '../resultSet.ts';
import type { DifferenceAsked } from './asked.ts';
import { moving, ranked, type Explanation, type RunFigure } from './explanation.ts';
import { lies, measureWords } from './measure.ts';
import { standing } from './recoveryWords.ts';

export function explainDifference(
  set: ResultSet,
  { strategy, against, measure, service }: DifferenceAsked,
): Explanation {
  const a = comparable(set, strategyIndex(set, strategy), measure, service);
  const b = comparable(set, strategyIndex(set, against), measure, service);
  const values = differences(a, b);
  const { mean, low, high, level } = pairedDifference(a, b, 0.95, set.replicates);
  const runs = ranked(
    set.runs.map(({ run }, r): RunFigure & { readonly pair: readonly [number, number] } => ({
      run,
      value: values[r]!,
      pair: [a.values[r]!, b.values[r]!],
    })),
  );
  return {
    ...measureWords(set, measure, service),
    figure: { kind: 'mean', value: mean, interval: Number.isFinite(low) ? { low, high, level } : undefined },
    runs,
    // Judged before what is not back is counted as back at the end: better may be no smaller by then.
    groups: [
      { is: 'better', runs: runs.filter(({ pair: [x, y] }) => x < y) },
      { is: 'equal', runs: runs.filter(({ pair: [x, y] }) => x === y) },
      { is: 'worse', runs: runs.filter(({ pair: [x, y] }) => x > y) },
    ],
    ofRuns: set.runs.length,
    ...lies(set, measure, service, [
      [strategy, 1],
      [against, -1],
    ]),
    about: [],
    ...standing(set, measure, service),
    moved: moving(set, values),
  };
}
