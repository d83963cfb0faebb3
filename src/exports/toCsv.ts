/** A study as a long table: one row for each strategy, part, measure and statistic, with the interval of the figure. */
import { MEASURE_IDS, RECOVERY_IDS } from '../catalog/measures/index.ts';
import { groupSummaries } from '../results/groups.ts';
import { paired } from '../results/paired.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { siteMeasures } from '../results/sites.ts';
import type { Interval, QuantileInterval, RecoverySummary, Spread, StudyResult } from '../results/types.ts';
import { untold } from '../results/untold.ts';
import { uncertaintyOf } from '../results/uncertainty.ts';
import { csvText, type Cell } from './csvCells.ts';
import type { ExportOptions } from './options.ts';

const STATISTICS = ['mean', 'p5', 'p25', 'median', 'p75', 'p95'] as const;

/** The service of rows that are about everything together, and about the sites one after the other. */
export const WHOLE = 'whole';
export const TYPICAL = 'typical site';
export const NINETIETH = 'nine sites in ten';
export const SLOWEST = 'slowest site';
/** The service of rows about numbers that are not known. */
export const UNCERTAIN = 'uncertain number';

type Ends = Interval | QuantileInterval | null;

/**
 * CSV with a header; an empty value means not back, or that there is no such figure. `low`, `high` and `level` are the
 * interval of the value, empty where there are too few runs for one. The service of a row about a group or a site of
 * the scenario is `group:id` or `site:id`.
 */
export function toCsv(result: StudyResult, set: ResultSet, options: ExportOptions = {}): string {
  const rows: Cell[][] = [['strategy', 'service', 'measure', 'statistic', 'value', 'low', 'high', 'level']];
  const row = (
    strategy: string,
    service: string,
    measure: string,
    statistic: string,
    value: Cell,
    interval: Ends = null,
  ): void => {
    rows.push([
      strategy,
      service,
      measure,
      statistic,
      value,
      interval?.low ?? null,
      interval?.high ?? null,
      interval?.level ?? null,
    ]);
  };
  for (const strategy of result.strategies) {
    const spread = (service: string, measure: string, figures: Spread, isMoment: boolean): void => {
      for (const statistic of STATISTICS)
        row(strategy.id, service, measure, statistic, figures[statistic], figures.intervals[statistic]);
      if (isMoment) row(strategy.id, service, measure, 'share not back', figures.notBack, figures.intervals.notBack);
    };
    const recovery = (service: string, summary: RecoverySummary): void => {
      spread(service, 'back to normal, working days from incident', summary.fromIncident, true);
      spread(service, 'back to normal, working days from restoration', summary.fromRestoration, true);
      spread(service, 'back to normal, hours from incident', summary.hoursFromIncident, true);
      spread(service, 'back to normal, hours from restoration', summary.hoursFromRestoration, true);
      if (service !== WHOLE)
        spread(service, 'records up to date, hours from restoration', summary.recordsUpToDateHours, true);
      const { intervals } = summary;
      row(strategy.id, service, 'not disrupted', 'share of runs', summary.notDisrupted, intervals.notDisrupted);
      row(strategy.id, service, 'disrupted again', 'share of runs', summary.relapsed, intervals.relapsed);
      spread(service, 'disrupted again, times', summary.relapses, false);
      for (const { date, share, low, high } of summary.chanceByDate)
        row(strategy.id, service, 'back to normal by', date, share, { low, high, level: 0.95 });
    };
    recovery(TYPICAL, strategy.typicalSite);
    recovery(NINETIETH, strategy.ninetiethSite);
    recovery(SLOWEST, strategy.slowestSite);
    recovery(WHOLE, strategy.whole);
    spread(WHOLE, 'no trace left, hours from incident', strategy.noTraceLeftHours, true);
    spread(WHOLE, 'records up to date, hours from restoration', strategy.recordsUpToDateHours, true);
    for (const id of MEASURE_IDS) spread(WHOLE, id, strategy.measures[id], false);
    row(strategy.id, WHOLE, 'cost per year', 'value', strategy.costPerYear);
    row(strategy.id, WHOLE, 'set-up cost', 'value', strategy.setUpCost);
    for (const service of strategy.services) {
      recovery(service.key, service.recovery);
      spread(service.key, 'peak of extra, items', service.peakItems, false);
      for (const id of MEASURE_IDS)
        if (service.measures[id].median !== null) spread(service.key, id, service.measures[id], false);
    }
    for (const group of groupSummaries(set, strategy.id)) {
      const name = `group:${group.id}`;
      recovery(name, group.whole);
      recovery(`${name}, ${TYPICAL}`, group.typicalSite);
      recovery(`${name}, ${NINETIETH}`, group.ninetiethSite);
      recovery(`${name}, ${SLOWEST}`, group.slowestSite);
      for (const id of MEASURE_IDS) if (group.measures[id].median !== null) spread(name, id, group.measures[id], false);
    }
    siteMeasures(set, strategy.id).forEach((figures, site) => {
      for (const id of MEASURE_IDS)
        if (figures[id] !== undefined) row(strategy.id, `site:${set.frame.sites[site]!.id}`, id, 'mean', figures[id]);
    });
  }
  comparisons(result, set, row);
  for (const { strategy, measure, of, shares } of uncertaintyOf(set)) {
    const about = of === 'figure' ? measure : `${measure}, less today’s arrangement`;
    if (shares.kind !== 'shares') row(strategy, WHOLE, about, shares.kind, null);
    else {
      row(strategy, WHOLE, about, 'share of spread by not knowing', shares.notKnowingShare, shares.interval);
      row(strategy, WHOLE, about, 'share of spread by chance', shares.chanceShare);
    }
  }
  if (options.precision)
    for (const { strategy, mean, halfWidth, reached } of options.precision.differences) {
      const { level } = options.precision;
      const interval = { low: mean - halfWidth, high: mean + halfWidth, level };
      row(strategy, TYPICAL, 'precision', reached ? 'half-width, reached' : 'half-width, not reached', halfWidth);
      row(strategy, TYPICAL, 'precision', 'mean difference', mean, interval);
    }
  rows.push(...uncertainRows(result));
  return csvText(rows);
}

/** Every other strategy less today's arrangement, run by run. */
function comparisons(
  result: StudyResult,
  set: ResultSet,
  row: (strategy: string, service: string, measure: string, statistic: string, value: Cell, interval?: Ends) => void,
): void {
  const baseline = (result.strategies.find((strategy) => strategy.baseline) ?? result.strategies[0])?.id;
  for (const { id } of result.strategies) {
    if (baseline === undefined || id === baseline) continue;
    for (const measure of [...RECOVERY_IDS, ...MEASURE_IDS]) {
      if (untold(set, measure) !== undefined) continue;
      const difference = paired(set, id, baseline, measure);
      const { mean, low, high, level, runs, restricted, aBetter, bBetter, ties } = difference;
      const told = (statistic: string, value: Cell, interval?: Ends): void =>
        row(id, WHOLE, `${measure}, less today’s arrangement`, statistic, value, interval);
      told(restricted ? 'mean, restricted' : 'mean', mean, { low, high, level });
      told('runs better', aBetter);
      told('runs worse', bBetter);
      told('runs equal', ties);
      told('share of runs better', runs === 0 ? null : aBetter / runs, difference.aBetterShare);
      told('share of runs worse', runs === 0 ? null : bBetter / runs, difference.bBetterShare);
      told('more runs that would settle it', difference.moreRunsToSettle);
    }
  }
}

/** One row for each figure of a number that is not known, then what was drawn for it, run by run; they belong to no strategy. */
function uncertainRows({ uncertain }: StudyResult): Cell[][] {
  return uncertain.parameters.flatMap(({ of, unit, words, central, low, high, why, source }, k) => {
    const row = (statistic: string, value: Cell): Cell[] => ['', UNCERTAIN, of, statistic, value, null, null, null];
    return [
      row('distribution', words),
      row('unit', unit),
      row('central', central),
      row('lowest', low),
      row('highest', high),
      row('why', why),
      row('source', source),
      ...uncertain.drawn.map((values, run) => row(`drawn in run ${run}`, values[k]!)),
    ];
  });
}
