/** Why a strategy is back to normal when it is, by either clock; and in which runs it is by the end of a date. */
import { dayNumber } from '../../scenario/calendar.ts';
import { restrictedValues } from '../paired.ts';
import { strategyIndex } from '../perRun.ts';
import { dayBack, recoveryRuns } from '../recoveryRuns.ts';
import type { ResultSet } from '../resultSet.ts';
import type { RecoveryAsked } from './asked.ts';
import { figuresOf, middleOf, moving, ranked, type Explanation, type RunFigure } from './explanation.ts';
import { lastBack } from './lastBack.ts';
import { measureWords } from './measure.ts';
import { recoveryOf, standing } from './recoveryWords.ts';

export function explainRecovery(set: ResultSet, { strategy, whose, clock, service, by }: RecoveryAsked): Explanation {
  const index = strategyIndex(set, strategy);
  const found = recoveryRuns(set, index, recoveryOf(set, whose, service));
  const values = clock === 'restoration' ? found.fromRestoration : found.fromIncident;
  const limits = clock === 'restoration' ? found.horizonFromRestoration : found.horizonFromIncident;
  const figures = figuresOf(set, values).map((figure, r): RunFigure =>
    found.notDisrupted[r] ? { ...figure, isUndisrupted: true } : figure,
  );
  const runs = ranked(figures);
  const undisrupted = figures.filter(({ isUndisrupted }) => isUndisrupted).length;
  const common = {
    ...measureWords(set, whose, service, clock),
    runs,
    ofRuns: set.runs.length,
    services: [],
    sites: [],
    about: [],
    ...(service === undefined && !set.service && { lastBack: lastBack(set, index, recoveryOf(set, whose, undefined)) }),
    ...standing(set, whose, service),
    moved: moving(set, restrictedValues({ values, limits })),
  };
  if (by !== undefined) {
    const last = dayNumber(by) - dayNumber(set.model.scenario.start);
    const isBack = new Set(set.runs.flatMap(({ run }, r) => (dayBack(found.backTick[r]!) <= last ? [run] : [])));
    const back = runs.filter(({ run }) => isBack.has(run));
    const notYet = runs.filter(({ run }) => !isBack.has(run));
    return {
      ...common,
      figure: { kind: 'count', runs: back.length, of: runs.length },
      groups: [
        { is: 'back', runs: back },
        { is: 'not-yet', runs: notYet },
      ],
    };
  }
  const isMostlyUndisrupted = runs.length > 0 && undisrupted / runs.length >= 0.5;
  return {
    ...common,
    figure: { kind: 'middle', value: isMostlyUndisrupted ? -Infinity : (middleOf(runs)?.value ?? 0) },
    groups: [],
  };
}
