/** The backlog over calendar time. */
import BacklogChart from '../../../src/charts/BacklogChart.svelte';
import { peakFinding } from '../../../src/charts/finding.ts';
import type { ComponentProps } from 'svelte';
import { entry, type State } from '../entry.ts';
import { FOUR, LONG, ONE, TWELVE, type MadeStrategy } from '../made.ts';

type Props = ComponentProps<typeof BacklogChart>;
type ChartLine = Props['lines'][number];

const START = '2024-07-15';
const HOURS = 14 * 24;

/** Rises through Friday, waits for Monday and drains by `perDay` a working day. */
function lineOf(strategy: MadeStrategy, peak: number, perDay: number, below = 0): ChartLine {
  const line: number[] = [];
  let level = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const day = Math.floor(hour / 24);
    const works = day % 7 < 5 && hour % 24 >= 8 && hour % 24 < 18;
    if (day === 4 && works) level += peak / 10;
    else if (day > 4 && works) level = Math.max(-below, level - perDay / 10);
    line.push(level);
  }
  return {
    ...strategy,
    line,
    low: line.map((value) => (value > 0 ? value * 0.92 : value * 1.2)),
    high: line.map((value) => (value > 0 ? value * 1.08 : value * 0.8)),
    samples: [],
  };
}

function state(name: string, lines: readonly ChartLine[], incident = true): State<Props> {
  const title = peakFinding(lines, START, 'Extra work', 'hours of work');
  return {
    name,
    title,
    props: {
      lines,
      start: START,
      from: 72,
      to: HOURS - 1,
      incidentHour: incident ? 4 * 24 + 5 : null,
      restored: incident ? { p5: 5 * 24, median: 6.9 * 24, p95: 7.2 * 24 } : null,
      outage: 'EMIS Web down',
      label: `${title}.`,
      hour: null,
    },
  };
}

/** While a slider moves: what a flow says of the new settings, over the lines of before. */
function preview(lines: readonly ChartLine[]): State<Props> {
  const before = state('preview', lines);
  const sketches = lines.map(({ id, style, line }) => ({ id, style, line: line.map((value: number) => value * 1.2) }));
  return { ...before, props: { ...before.props, sketches, measure: 'Extra work in hours of work' } };
}

export const backlog = entry('backlog', BacklogChart, [
  state(
    'four',
    FOUR.map((strategy, k) => lineOf(strategy, [600, 640, 490, 485][k]!, [140, 140, 120, 170][k]!)),
  ),
  state(
    'one',
    ONE.map((strategy) => lineOf(strategy, 600, 140)),
  ),
  state(
    'negative',
    FOUR.slice(0, 2).map((strategy, k) => lineOf(strategy, 300, 90 + 60 * k, 120 * k)),
  ),
  state(
    'twelve',
    TWELVE.map((strategy, k) => lineOf(strategy, 700 - 35 * k, 120 + 4 * k)),
  ),
  state(
    'long-names-huge',
    LONG.map((strategy, k) => lineOf(strategy, 12_345_678 - 3e6 * k, 2_600_000)),
  ),
  state(
    'ties',
    FOUR.map((strategy) => lineOf(strategy, 500, 120)),
  ),
  state(
    'no-incident',
    ONE.map((strategy) => lineOf(strategy, 0, 0)),
    false,
  ),
  state('empty', []),
  state(
    'sample-runs',
    FOUR.slice(0, 2).map((strategy, k) => ({
      ...lineOf(strategy, 600 - 100 * k, 140),
      samples: [0.9, 0.97, 1.04, 1.1].map((times) => lineOf(strategy, (600 - 100 * k) * times, 140).line),
    })),
  ),
  preview(FOUR.slice(0, 2).map((strategy, k) => lineOf(strategy, 600 - 100 * k, 140))),
]);
