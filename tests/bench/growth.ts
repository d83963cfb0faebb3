/** How cost grows with practices, strategies, runs and workers: curves through rows that were timed. */
import type { Row } from './cases.ts';
import type { Results } from './report.ts';

export type Timed = Pick<Results, 'node' | 'browser' | 'studies'>;

export interface Curve {
  readonly title: string;
  /** In order; those alone of which there is a figure. `kept` is a growth of results that were kept. */
  readonly points: readonly {
    readonly title: string;
    readonly cost: number;
    /** Over the first of the curve: 0.15 for 15% more. */
    readonly growth: number;
    readonly kept: number | undefined;
  }[];
}

type Costs = ReadonlyMap<string, number>;

const costs = <R extends { readonly id: string }>(rows: readonly R[], cost: (row: R) => number): Costs =>
  new Map(rows.map((row) => [row.id, cost(row)]));
const anItem = (rows: readonly Row[]): Costs => costs(rows, ({ median, items }) => (median * 1e6) / items);
const aTime = (rows: readonly Row[]): Costs => costs(rows, ({ median }) => median);
const aStudyRun = ({ studies }: Timed): Costs => costs(studies, ({ milliseconds, runs }) => milliseconds / runs);

const PRACTICES = {
  'sites-1': '1 practice of Bolton',
  'sites-5': '5 practices',
  'sites-20': '20 practices',
  'towns-4': '80 practices',
};
const ENGLAND = {
  'bolton-as-england': '20 practices of Bolton',
  'england-part': '50 practices of a board of England',
};
const STRATEGIES = {
  'strategies-0': 'Bolton, twin alone',
  'strategies-1': 'and 1 strategy',
  'strategies-2': 'and 2 strategies',
};
const RUNS = { 'practice-20': '20 runs of one practice', 'practice-100': '100 runs', 'practice-400': '400 runs' };
const WORKERS = { 'bolton-1': 'Bolton, 1 worker', 'bolton-2': '2 workers' };

const CURVES: readonly {
  readonly title: string;
  readonly costs: (timed: Timed) => Costs;
  /** Titles by row. */
  readonly points: Readonly<Record<string, string>>;
}[] = [
  { title: 'ns an item in Node, 4 strategies', costs: ({ node }) => anItem(node), points: PRACTICES },
  { title: 'ns an item in Node, 2 strategies', costs: ({ node }) => anItem(node), points: ENGLAND },
  { title: 'ns an item in Chromium, 4 strategies', costs: ({ browser }) => anItem(browser), points: PRACTICES },
  { title: 'ns an item in Chromium, 2 strategies', costs: ({ browser }) => anItem(browser), points: ENGLAND },
  { title: 'ms a run in Chromium', costs: ({ browser }) => aTime(browser), points: STRATEGIES },
  { title: 'ms a run of a study in Chromium', costs: aStudyRun, points: RUNS },
  { title: 'ms a run of a study in Chromium', costs: aStudyRun, points: WORKERS },
];

/** Curves of what was timed now, each point with its growth in what was kept. */
export function curves(now: Timed, kept: Timed | undefined): Curve[] {
  return CURVES.map(({ title, costs: costsOf, points }) => {
    const growth = growthOf(costsOf(now), Object.keys(points));
    const before = kept ? growthOf(costsOf(kept), Object.keys(points)) : undefined;
    return {
      title,
      points: Object.entries(points).flatMap(([id, ofPoint]) => {
        const point = growth.get(id);
        return point ? [{ title: ofPoint, ...point, kept: before?.get(id)?.growth }] : [];
      }),
    };
  });
}

/** By row, over the first row: nothing when that was not timed. */
function growthOf(of: Costs, ids: readonly string[]): Map<string, { cost: number; growth: number }> {
  const first = of.get(ids[0]!);
  if (first === undefined) return new Map();
  return new Map(
    ids.flatMap((id) => {
      const cost = of.get(id);
      return cost === undefined ? [] : [[id, { cost, growth: cost / first - 1 }]];
    }),
  );
}
