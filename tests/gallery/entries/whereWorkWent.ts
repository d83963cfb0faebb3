/** What became of the work, a bar a strategy. */
import { workFinding } from '../../../src/charts/disruptionFindings.ts';
import StackedBars from '../../../src/charts/StackedBars.svelte';
import { workWords } from '../../../src/charts/workWords.ts';
import { stackedStates } from '../../charts/states/disruption.ts';
import { entry, statesOf } from '../entry.ts';

const { told } = workWords({ movesElsewhere: false }, [1], {
  elsewhere: '111, urgent care or pharmacy',
  end: '11 August',
});

export const whereWorkWent = entry(
  'where-work-went',
  StackedBars,
  statesOf(
    stackedStates,
    ({ bars, unit }) =>
      workFinding(
        bars.map((bar, k) => ({ ...bar, baseline: k === 0 })),
        told,
        unit,
      ),
    (state) => ({ ...state, at: null }),
  ),
);
