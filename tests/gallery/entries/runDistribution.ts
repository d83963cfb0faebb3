/** How runs spread over one measure. */
import type { ComponentProps } from 'svelte';
import { distributionFinding } from '../../../src/charts/distributionFinding.ts';
import { measureFormat } from '../../../src/charts/measureWords.ts';
import RunDistribution from '../../../src/charts/RunDistribution.svelte';
import { distributionOf } from '../../../src/results/distribution.ts';
import { entry, type State } from '../entry.ts';
import { FOUR, LONG, luck, ONE, someNotBack, valuesAbout, type MadeStrategy } from '../made.ts';

function state(
  name: string,
  strategies: readonly MadeStrategy[],
  runs: (strategy: number) => readonly number[],
  unit = 'working days',
): State<ComponentProps<typeof RunDistribution>> {
  const words = {
    ...measureFormat({ label: unit === 'pieces of work' ? 'Late' : 'Back to normal', unit }),
    by: '11 August',
  };
  const distribution = distributionOf(strategies.map(({ id }, k) => ({ id, values: runs(k) })));
  const rows = distribution.rows.map((row, k) => ({ ...row, ...strategies[k]! }));
  const title = distributionFinding(rows, words);
  const { bins, whole } = distribution;
  const { number: told, tick, by } = words;
  return { name, title, props: { rows, bins, whole, told, tick, caption: unit, by, label: `${title}.`, at: null } };
}

const about = (k: number, runs: number): number[] => valuesAbout([4, 4.3, 3.6, 2.9][k % 4]!, 0.4, runs, k);
const wholes = (k: number, runs: number, most: number): number[] => {
  const next = luck(k);
  return Array.from({ length: runs }, () => Math.floor(next() * next() * most));
};

export const runDistribution = entry('run-distribution', RunDistribution, [
  state('few', FOUR, (k) => about(k, 30)),
  state('many', FOUR, (k) => about(k, 1000)),
  state('one-run', FOUR, (k) => about(k, 1)),
  state('not-back', FOUR, (k) => someNotBack(about(k, 50), [0.1, 1, 0.3, 0.7][k]!)),
  state('whole-numbers', FOUR, (k) => wholes(k, 50, 12), 'pieces of work'),
  state('ties', FOUR.slice(0, 2), () => new Array<number>(100).fill(0), 'pieces of work'),
  state('long-names-huge', LONG, (k) => someNotBack(valuesAbout(8_000_000, 900_000, 10_000, k), 0.2), 'pieces of work'),
  state('one-strategy', ONE, (k) => about(k, 50)),
  state('empty', [], () => []),
]);
