/** The charts of a report in their order, from how large the backlog gets to which sites have most of it. No drawing is made here. */
import type { StrategyStyle } from '../../charts/strategyStyle.ts';
import type { Told } from '../../exports/anonymous.ts';
import { comparisonFigures } from './charts/comparison.ts';
import { staffFigures, workFigures } from './charts/disruption.ts';
import { subjectOf, type ChartFigure } from './charts/figure.ts';
import { backlogFigures, typingUpFigure } from './charts/lines.ts';
import { recoveryFigures } from './charts/recovery.ts';
import { siteFigures } from './charts/sites.ts';

/** Stops between its parts, so that whoever makes them can take a breath. */
export function* chartFigures(
  told: Told,
  styles: ReadonlyMap<string, StrategyStyle>,
): Generator<void, ChartFigure[], void> {
  const subject = subjectOf(told, styles);
  const { figures: backlogs, period } = yield* backlogFigures(subject);
  const figures = [...backlogs, ...recoveryFigures(subject)];
  yield;
  figures.push(...(yield* comparisonFigures(subject)));
  figures.push(...(yield* workFigures(subject)));
  yield;
  figures.push(...staffFigures(subject));
  figures.push(...(yield* typingUpFigure(subject, period)));
  figures.push(...(yield* siteFigures(subject)));
  return figures;
}
