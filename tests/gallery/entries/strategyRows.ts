/** Groups of rows, a row a strategy: time-critical work missed by class, staff time by kind. */
import { groupsFinding, longestFinding } from '../../../src/charts/disruptionFindings.ts';
import StrategyRows from '../../../src/charts/StrategyRows.svelte';
import { rowsStates } from '../../charts/states/disruption.ts';
import { entry, statesOf } from '../entry.ts';

export const strategyRows = entry(
  'strategy-rows',
  StrategyRows,
  statesOf(
    rowsStates,
    ({ groups, marks, label, unit }) => {
      const told = groups.map((group) => ({
        ...group,
        rows: group.rows.map((row, k) => ({ ...row, baseline: k === 0 })),
      }));
      return marks === 'bars' ? longestFinding(told, unit) : groupsFinding(told, label, unit);
    },
    (state) => ({ ...state, at: null }),
  ),
);
