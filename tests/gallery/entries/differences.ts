/** Every other strategy against one, by one measure. */
import type { ComponentProps } from 'svelte';
import DifferenceIntervals from '../../../src/charts/DifferenceIntervals.svelte';
import { differenceFinding } from '../../../src/charts/differenceFinding.ts';
import { measureFormat } from '../../../src/charts/measureWords.ts';
import { pairedDifference } from '../../../src/results/paired.ts';
import { entry, type State } from '../entry.ts';
import { FOUR, LONG, TWELVE, valuesAbout, type MadeStrategy } from '../made.ts';

function state(
  name: string,
  [against, ...others]: readonly MadeStrategy[],
  runs: (strategy: number) => readonly number[],
  unit = 'working days',
): State<ComponentProps<typeof DifferenceIntervals>> {
  const words = measureFormat({ label: unit === 'pounds' ? 'Cost of this incident' : 'Back to normal', unit });
  const comparable = (k: number) => ({ values: Float64Array.from(runs(k)) });
  const rows = others.map((strategy, k) => ({
    ...strategy,
    difference: pairedDifference(comparable(k + 1), comparable(0)),
  }));
  const title = differenceFinding(rows, against!.name, words);
  const { isTime, signed, signedTick: tick } = words;
  const caption = `mean difference, ${words.unit}`;
  return { name, title, props: { rows, isTime, signed, tick, caption, label: `${title}.`, at: null } };
}

const about = (k: number, runs = 50): number[] => valuesAbout([4, 4.05, 3.6, 2.9][k % 4]!, 0.4, runs, k);

export const differences = entry('differences', DifferenceIntervals, [
  state('three', FOUR, (k) => about(k)),
  state('one-run', FOUR, (k) => about(k, 1)),
  state('ties', FOUR, () => about(0)),
  state('worse', FOUR.slice(0, 2), (k) => valuesAbout(3 + 2 * k, 0.1, 20, k)),
  state('money-long-names', LONG, (k) => valuesAbout(9_000_000 * k, 400_000, 50, k), 'pounds'),
  state('twelve', TWELVE, (k) => valuesAbout(4 - k * 0.2, 0.5, 50, k)),
  state('empty', FOUR.slice(0, 1), (k) => about(k)),
]);
