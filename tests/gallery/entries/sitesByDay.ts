/** Sites by day: the table on the page, and the picture of it that is kept. */
import { heatFinding } from '../../../src/charts/disruptionFindings.ts';
import { heatBounds, heatTold } from '../../../src/charts/heatColours.ts';
import { sortedRows, type HeatRow } from '../../../src/charts/heatOrder.ts';
import { heatPicture } from '../../../src/charts/heatPicture.ts';
import HeatTable from '../../../src/charts/HeatTable.svelte';
import { heatStates, type HeatState } from '../../charts/states/disruption.ts';
import { bare, statesOf } from '../entry.ts';
import Written from '../Written.svelte';

const titleOf = ({ rows, groups, days, decimals }: HeatState): string =>
  heatFinding(
    groups ?? rows,
    days.map(({ full }) => full),
    'days of normal work',
    (value) => heatTold(value, decimals),
  );

export const sitesByDay = bare(
  'sites-by-day',
  HeatTable,
  statesOf(heatStates, titleOf, (state) => state),
);

const { ordinary, 'long names': longNames } = heatStates;

export const sitesByDayPicture = bare(
  'sites-by-day-picture',
  Written,
  statesOf({ ordinary: ordinary!, 'long names': longNames! }, titleOf, (state) => ({
    svg: heatPicture(
      {
        days: state.days,
        figures: state.figures,
        rows: sortedRows<HeatRow>(state.rows, { kind: 'most' }, true),
        heading: 'Practice',
        bounds: heatBounds(
          state.rows.flatMap((row) => row.values),
          state.decimals,
        ),
        decimals: state.decimals,
      },
      {
        title: titleOf(state),
        subtitle: 'As it is kept',
        note: 'Standby: simulated disruption, not clinical outcomes.',
      },
    ).text,
  })),
);
