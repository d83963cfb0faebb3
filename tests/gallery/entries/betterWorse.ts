/** One strategy against another by every measure. */
import type { ComponentProps } from 'svelte';
import { measures, recoveryMeasures } from '../../../src/catalog/measures/index.ts';
import BetterWorseBars from '../../../src/charts/BetterWorseBars.svelte';
import { oftenFinding } from '../../../src/charts/differenceFinding.ts';
import { entry, type State } from '../entry.ts';
import { FOUR, LONG, luck, type MadeStrategy } from '../made.ts';

function state(
  name: string,
  [against, strategy]: readonly MadeStrategy[],
  runs: number,
  equal?: boolean,
): State<ComponentProps<typeof BetterWorseBars>> {
  const next = luck(runs);
  const rows = [...recoveryMeasures, ...measures].map(({ id, label }) => {
    const better = equal ? 0 : Math.floor(next() * (runs + 1));
    const worse = equal ? 0 : Math.floor(next() * (runs - better + 1));
    return { id, label, better, equal: runs - better - worse, worse };
  });
  const title = oftenFinding(rows, strategy!.name, against!.name);
  return { name, title, props: { rows, strategy: strategy!, against: against!, label: `${title}.`, at: null } };
}

export const betterWorse = entry('better-worse', BetterWorseBars, [
  state('fifty', FOUR.slice(0, 3), 50),
  state('one-run', FOUR, 1),
  state('all-equal', FOUR, 50, true),
  state('long-names-huge', LONG, 1_000_000),
]);
