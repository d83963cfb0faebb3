/** When each strategy is back to normal, with the spread over runs. */
import type { ComponentProps } from 'svelte';
import RecoveryIntervals from '../../../src/charts/RecoveryIntervals.svelte';
import { recoveryFinding, type Clock } from '../../../src/charts/recoveryFinding.ts';
import { entry, type State } from '../entry.ts';
import { FOUR, LONG, ONE, someNotBack, spread, TWELVE, valuesAbout, type MadeStrategy } from '../made.ts';

function state(
  name: string,
  strategies: readonly MadeStrategy[],
  runs: (strategy: number) => readonly number[],
  { clock = 'restoration', notDisrupted = 0 }: { clock?: Clock; notDisrupted?: number } = {},
): State<ComponentProps<typeof RecoveryIntervals>> {
  const count = strategies.length === 0 ? 0 : runs(0).length;
  const rows = strategies.map((strategy, k) => ({
    ...strategy,
    days: spread(runs(k)),
    notDisrupted: k === strategies.length - 1 ? notDisrupted : 0,
  }));
  const title = recoveryFinding(rows, {
    who: { words: 'a typical practice', many: false },
    clock,
    by: '11 August',
    runs: count,
  });
  return {
    name,
    title,
    props: {
      rows,
      runs: count,
      caption: 'working days after restoration',
      by: '11 August',
      label: `${title}.`,
      at: null,
    },
  };
}

const about = (k: number, runs = 50): number[] => valuesAbout([4, 4.3, 3.6, 2.9][k % 4]!, 0.4, runs, k);

export const recoveryIntervals = entry('recovery-intervals', RecoveryIntervals, [
  state('four', FOUR, (k) => about(k)),
  state('one-run', FOUR, (k) => about(k, 1)),
  state('one-strategy', ONE, (k) => about(k)),
  state('not-back', FOUR, (k) => someNotBack(about(k), [0.1, 1, 0.3, 0.7][k]!)),
  state('ties', FOUR, () => new Array<number>(20).fill(3)),
  state('before-restoration', FOUR.slice(0, 2), (k) => valuesAbout(-0.4 - k, 0.2, 50, k)),
  state('not-disrupted', FOUR.slice(0, 2), (k) => (k === 0 ? about(0) : new Array<number>(50).fill(-0.8)), {
    notDisrupted: 1,
  }),
  state('long-names-huge', LONG, (k) => someNotBack(valuesAbout(1_234_567, 90_000, 200, k), 0.2)),
  state('twelve', TWELVE, (k) => about(k)),
  state('empty', [], () => []),
]);
