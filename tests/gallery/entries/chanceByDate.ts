/** The chance of being back to normal by each date. */
import type { ComponentProps } from 'svelte';
import ChanceByDate from '../../../src/charts/ChanceByDate.svelte';
import { chanceFinding, datesOfInterest } from '../../../src/charts/recoveryFinding.ts';
import { entry, type State } from '../entry.ts';
import { chancesOf, FOUR, LONG, ONE, someNotBack, TWELVE, valuesAbout, type MadeStrategy } from '../made.ts';

const FRIDAY = 4;

function state(
  name: string,
  strategies: readonly MadeStrategy[],
  runs: (strategy: number) => readonly number[],
  marked = '2024-07-24',
): State<ComponentProps<typeof ChanceByDate>> {
  const count = strategies.length === 0 ? 0 : runs(0).length;
  const rows = strategies.map((strategy, k) => ({ ...strategy, chances: chancesOf(runs(k)) }));
  const who = { words: 'a typical practice', many: false };
  const title = chanceFinding(rows, marked, { who, clock: 'restoration', by: '15 August', runs: count });
  const dates = datesOfInterest(rows, marked, FRIDAY);
  return {
    name,
    title,
    props: { rows, runs: count, start: '2024-07-19', dates, marked, label: `${title}.`, day: null },
  };
}

const about = (k: number, runs = 50): number[] => valuesAbout([6.4, 7, 5.6, 4.9][k % 4]!, 0.9, runs, k);

export const chanceByDate = entry('chance-by-date', ChanceByDate, [
  state('four', FOUR, (k) => about(k)),
  state('one-run', FOUR, (k) => about(k, 1)),
  state('one-strategy', ONE, (k) => about(k)),
  state('never-back', FOUR.slice(0, 2), (k) => someNotBack(valuesAbout(12, 6, 100, k), 0.5 + 0.5 * k)),
  state('ties', FOUR, () => about(0)),
  state('marked-at-the-end', FOUR, (k) => about(k), '2024-08-15'),
  state('long-names', LONG, (k) => about(k)),
  state('twelve', TWELVE, (k) => valuesAbout(4 + k * 0.7, 2, 100, k)),
  state('empty', [], () => []),
]);
