/** One measure of disruption service by service, strategy by strategy: what a grouped plot of it is made of. */
import { layoutOf } from './layout.ts';
import { measureRuns } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { MeasureId, Spread, StudyResult } from './types.ts';

/** Measures that say who was failed, and how. */
export const DISRUPTIONS = [
  'missed',
  'late',
  'notDealtWith',
  'withoutRecord',
  'recordDays',
] as const satisfies readonly MeasureId[];
export type Disruption = (typeof DISRUPTIONS)[number];

export interface ServiceFigures {
  readonly key: string;
  readonly title: string;
  readonly counts: 'people' | 'items';
  readonly strategies: readonly { readonly id: string; readonly spread: Spread }[];
}

export interface ByService {
  /** Services in which something differs in some run under a strategy shown, the one with most first. */
  readonly rows: readonly ServiceFigures[];
  /** Titles of the services in which nothing differs in any run. */
  readonly untouched: readonly string[];
}

/** A measure by service, of the strategies shown. */
export function byService(
  set: ResultSet,
  result: StudyResult,
  measure: Disruption,
  shown: readonly string[],
): ByService {
  const { keys } = layoutOf(set.frame, set.model);
  const strategies = result.strategies.filter(({ id }) => shown.includes(id));
  const all = result.services.flatMap(({ key, title, template, counts, isReentry }, k): ServiceFigures[] => {
    // Records that wait to be typed up are a matter of re-entry itself; it is no service otherwise.
    if (isReentry !== (measure === 'recordDays')) return [];
    if (measure === 'missed' && !keys[k]!.timeCritical) return [];
    return [
      {
        key,
        title: isReentry ? templateTitle(set, template) : title,
        counts,
        strategies: strategies.map(({ id, services }) => ({ id, spread: services[k]!.measures[measure] })),
      },
    ];
  });
  const most = (row: ServiceFigures): number => Math.max(0, ...row.strategies.map(({ spread }) => spread.mean ?? 0));
  const isTouched = (row: ServiceFigures): boolean =>
    row.strategies.some(({ id }) => {
      const s = result.strategies.findIndex((strategy) => strategy.id === id);
      const k = result.services.findIndex(({ key }) => key === row.key);
      return measureRuns(set, s, measure, k).some((value) => value !== 0);
    });
  const rows = all.filter(isTouched);
  return {
    rows: rows
      .map((row, place) => ({ row, place }))
      .sort((a, b) => most(b.row) - most(a.row) || a.place - b.place)
      .map(({ row }) => row),
    untouched: all.filter((row) => !rows.includes(row)).map(({ title }) => title),
  };
}

/** What sites of a template are called: `GP practice`. */
function templateTitle(set: ResultSet, template: string): string {
  const sites = set.frame.sites.filter((site) => site.template === template);
  return sites.length === 1 ? sites[0]!.title : (set.model.scenario.templates[template]?.title ?? template);
}
