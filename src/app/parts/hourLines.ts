/** Lines of a chart over the hours of a study: the middle run and nine in ten of the runs under each strategy. */
import type { ChartLine } from '../../charts/chartLine.ts';
import type { StrategyStyle } from '../../charts/strategyStyle.ts';
import { sampleRuns, type CurveOptions } from '../../results/curves.ts';
import type { ResultSet } from '../../results/resultSet.ts';
import type { Quantity, StrategySummary } from '../../results/types.ts';
import { drawnCurve } from '../drawnCurves.ts';

/** A line a strategy, with so many of its first runs as they went. */
export function hourLines(
  set: ResultSet,
  strategies: readonly StrategySummary[],
  styles: ReadonlyMap<string, StrategyStyle>,
  quantity: Quantity,
  options: CurveOptions,
  samples = 0,
): ChartLine[] {
  return strategies.map(({ id, short, baseline }) => {
    const { median, p5, p95 } = drawnCurve(set, id, quantity, options);
    return {
      id,
      name: short,
      baseline,
      style: styles.get(id)!,
      line: median,
      low: p5,
      high: p95,
      samples: samples === 0 ? [] : sampleRuns(set, id, quantity, options, samples).map(({ values }) => values),
    };
  });
}
