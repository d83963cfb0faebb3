/** A study as a long table: one row for each strategy, service, measure and statistic. */
import { MEASURE_IDS } from '../catalog/measures/index.ts';
import type { RecoverySummary, Spread, StudyResult } from '../results/types.ts';
import { csvText, type Cell } from './csvCells.ts';

const STATISTICS = ['mean', 'p5', 'p25', 'median', 'p75', 'p95'] as const;

/** The service of rows that are about everything together, the middle and the last site. */
export const WHOLE = 'whole';
export const TYPICAL = 'typical site';
export const SLOWEST = 'slowest site';
/** The service of rows about numbers that are not known. */
export const UNCERTAIN = 'uncertain number';

/** CSV with a header; an empty value means not back, or that there is no such figure. */
export function toCsv(result: StudyResult): string {
  const rows: Cell[][] = [['strategy', 'service', 'measure', 'statistic', 'value']];
  for (const strategy of result.strategies) {
    const spread = (service: string, measure: string, figures: Spread, isMoment: boolean): void => {
      for (const statistic of STATISTICS) rows.push([strategy.id, service, measure, statistic, figures[statistic]]);
      if (isMoment) rows.push([strategy.id, service, measure, 'share not back', figures.notBack]);
    };
    const recovery = (service: string, summary: RecoverySummary): void => {
      spread(service, 'back to normal, working days from incident', summary.fromIncident, true);
      spread(service, 'back to normal, working days from restoration', summary.fromRestoration, true);
      spread(service, 'back to normal, hours from restoration', summary.hoursFromRestoration, true);
      rows.push([strategy.id, service, 'not disrupted', 'share of runs', summary.notDisrupted]);
      rows.push([strategy.id, service, 'disrupted again', 'share of runs', summary.relapsed]);
      for (const { date, share } of summary.chanceByDate)
        rows.push([strategy.id, service, 'back to normal by', date, share]);
    };
    recovery(TYPICAL, strategy.typicalSite);
    recovery(SLOWEST, strategy.slowestSite);
    recovery(WHOLE, strategy.whole);
    spread(WHOLE, 'no trace left, hours from incident', strategy.noTraceLeftHours, true);
    spread(WHOLE, 'records up to date, hours from restoration', strategy.recordsUpToDateHours, true);
    for (const id of MEASURE_IDS) spread(WHOLE, id, strategy.measures[id], false);
    rows.push([strategy.id, WHOLE, 'cost per year', 'value', strategy.costPerYear]);
    rows.push([strategy.id, WHOLE, 'set-up cost', 'value', strategy.setUpCost]);
    for (const service of strategy.services) {
      recovery(service.key, service.recovery);
      spread(service.key, 'peak of extra, items', service.peakItems, false);
      for (const id of MEASURE_IDS)
        if (service.measures[id].median !== null) spread(service.key, id, service.measures[id], false);
    }
  }
  rows.push(...uncertainRows(result));
  return csvText(rows);
}

/** One row for each figure of a number that is not known, then what was drawn for it, run by run; they belong to no strategy. */
function uncertainRows({ uncertain }: StudyResult): Cell[][] {
  return uncertain.parameters.flatMap(({ of, unit, words, central, low, high, why, source }, k) => {
    const row = (statistic: string, value: Cell): Cell[] => ['', UNCERTAIN, of, statistic, value];
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
