/** One side of A4 for a board: today's arrangement beside each option, what it rests on, and how to compute it again. */
import { measureOf, type MeasureId } from '../../catalog/measures/index.ts';
import type { Template } from '../../catalog/templates/template.ts';
import { count, longDate, pounds, shortDate } from '../../results/format.ts';
import { tellingDate } from '../../results/tellingDate.ts';
import { costsNotSplit, reasonsUntold, whoPays } from '../../results/untold.ts';
import { worstHit } from '../../results/worstHit.ts';
import type { StrategySummary, StudyResult } from '../../results/types.ts';
import type { Told } from '../anonymous.ts';
import { basisWords, knownFigures, type BasisWords } from './basis.ts';
import { backFigure, chanceBy, meanFigure, moneyFigure, type Figure } from './figures.ts';
import { DISCLAIMER, incidentDate, onlyWords, repeatWords, standingWords, type Standing } from './standing.ts';

/** So many columns can be read on one side of A4. */
export const STRATEGIES_ON_PAGE = 5;

export interface BoardRow {
  readonly label: string;
  readonly unit: string;
  /** One for each option, in their order. */
  readonly figures: readonly Figure[];
}

export interface BoardPage {
  readonly title: string;
  readonly when: string;
  /** Said first when the figures are not all of a finished study. */
  readonly standing: string | undefined;
  readonly headline: string;
  readonly detail: string;
  readonly decides: string | undefined;
  readonly options: readonly {
    readonly id: string;
    readonly short: string;
    readonly title: string;
    readonly note: string;
    readonly baseline: boolean;
  }[];
  readonly rows: readonly BoardRow[];
  readonly about: string;
  readonly leftOut: string | undefined;
  readonly basis: BasisWords;
  readonly repeat: string;
  readonly disclaimer: string;
}

/** The first of the strategies with today's arrangement before them, as many as there is room for. */
export function shownStrategies(result: StudyResult): readonly StrategySummary[] {
  const baseline = result.strategies.filter((strategy) => strategy.baseline);
  const others = result.strategies.filter((strategy) => !strategy.baseline);
  return [...baseline, ...others].slice(0, STRATEGIES_ON_PAGE);
}

/** Stops between its parts, so that whoever makes it can take a breath. */
export function* boardPage(
  { set, result, verdict }: Told,
  templates: Readonly<Record<string, Template>>,
  standing: Standing,
): Generator<void, BoardPage, void> {
  const { scenario } = set.model;
  const { words } = result;
  const shown = shownStrategies(result);
  const out = result.strategies.length - shown.length;
  const each = (of: (strategy: StrategySummary) => Figure): Figure[] => shown.map(of);
  const measured = (id: MeasureId, label: string, unit: string): BoardRow & { readonly of: readonly MeasureId[] } => ({
    of: [id],
    label,
    unit,
    figures: each((strategy) => meanFigure(strategy.measures[id])),
  });
  const date = tellingDate(shown);
  const who = words.site.one;
  const worst: Figure[] = [];
  for (const { id } of shown) {
    yield;
    const found = worstHit(set, id);
    worst.push(found ? { main: found.back, range: found.title } : { main: 'none hit', range: '' });
  }
  const all: (BoardRow & { readonly of?: readonly MeasureId[] })[] = [
    measured('missed', 'Time-critical work missed', 'pieces of work'),
    measured('notDealtWith', 'Not dealt with by close', 'pieces of work'),
    measured('withoutRecord', measureOf('withoutRecord', words).label, 'people'),
    {
      label: `Every queue normal, typical ${who}`,
      unit: 'working days after restoration',
      figures: each((strategy) => backFigure(strategy.typicalSite)),
    },
    ...(date === undefined
      ? []
      : [
          {
            label: `Chance of that by ${shortDate(date)}`,
            unit: 'share of runs, with its 95% interval',
            figures: each((strategy) => chanceBy(strategy.typicalSite, date)),
          },
        ]),
    {
      label: `Worst-hit ${who}`,
      unit: 'working days after restoration',
      figures: worst,
    },
    measured('passedOn', `Passed on to ${words.elsewhere}`, 'pieces of work'),
    measured('extraHours', 'Extra staff rostered', 'hours'),
    {
      of: ['overtimeHours', 'stayLateHours'],
      label: 'Overtime and staying late, paid or not',
      unit: 'hours',
      figures: each(({ measures: { overtimeHours, stayLateHours } }) => {
        const late = meanFigure(stayLateHours);
        const over = meanFigure(overtimeHours);
        return { main: over.main, range: late.main === '0' ? '' : `and ${late.main} of staying late` };
      }),
    },
    {
      of: ['cost'],
      label: 'Cost this time',
      unit: '',
      figures: each((strategy) => moneyFigure(strategy.measures.cost)),
    },
    {
      label: `Cost a year${whoPays(set)}`,
      unit: '',
      figures: each(({ costPerYear, setUpCost }) => ({
        main: pounds(costPerYear),
        range: setUpCost > 0 ? `and ${pounds(setUpCost)} once` : '',
      })),
    },
  ];
  const isTold = ({ of = [] }: { readonly of?: readonly MeasureId[] }): boolean => reasonsUntold(set, of).length === 0;
  const rows = all.filter(isTold).map(({ label, unit, figures }): BoardRow => ({ label, unit, figures }));
  const untold = [
    ...reasonsUntold(
      set,
      all.flatMap(({ of = [] }) => of),
    ),
    ...costsNotSplit(result.strategies),
  ];
  return {
    title: result.scenario.title,
    when: `Incident on ${longDate(incidentDate(result))}; ${count(result.headline.affected)} of ${count(result.headline.total)} ${words.site.many} hit${onlyWords(set)}`,
    standing: standingWords(result, standing),
    headline: verdict.headline,
    detail: verdict.detail,
    decides: verdict.decides,
    options: shown.map(({ id, short, title, baseline }) => ({
      id,
      short,
      title,
      baseline,
      note: scenario.strategies.find((one) => one.id === id)?.note ?? '',
    })),
    rows,
    about: `Means over ${count(result.runs)} ${result.runs === 1 ? 'run' : 'runs'} with what nine runs in ten lie between; working days are medians. Everything is compared with the same weeks without the incident.${untold.map((reason) => ` ${reason}`).join('')}`,
    leftOut:
      out === 0
        ? undefined
        : `${count(out)} further ${out === 1 ? 'option is' : 'options are'} in the Word report and the workbook.`,
    basis: basisWords({ set, result, verdict }, knownFigures(scenario, templates)),
    repeat: repeatWords(result),
    disclaimer: DISCLAIMER,
  };
}
