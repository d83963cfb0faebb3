/** The charts of a report: their lines, the finding above each, and their figures as a table. No drawing is made here. */
import { componentsOf } from '../../catalog/faults/aim.ts';
import { peakFinding, type FindingLine } from '../../charts/finding.ts';
import { plainNumber } from '../../charts/number.ts';
import type { StrategyStyle } from '../../charts/strategyStyle.ts';
import { moment, windowOfInterest } from '../../charts/timeAxis.ts';
import type { Told } from '../../exports/anonymous.ts';
import { table, type ReportChart } from '../../exports/report/blocks.ts';
import { shownStrategies } from '../../exports/report/boardPage.ts';
import { curveOf } from '../../results/curves.ts';
import { addDays, shortDate } from '../../results/format.ts';
import type { Quantity, StudyResult } from '../../results/types.ts';
import { spreadOfWhat } from '../../results/uncertain.ts';

/** A line with its band, as a chart takes it. */
export interface ChartLine extends FindingLine {
  readonly id: string;
  readonly style: StrategyStyle;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly samples: readonly (readonly number[])[];
}

export interface ChartFigure extends ReportChart {
  readonly lines: readonly ChartLine[];
  readonly from: number;
  readonly to: number;
  readonly outage: string;
}

interface Subject {
  readonly id: string;
  readonly quantity: Exclude<Quantity, 'backlog'>;
  /** A service key; all services together when there is none. */
  readonly service?: { readonly key: string; readonly title: string; readonly counts: 'people' | 'items' };
}

/** Extra work, all work, and the service of people with the largest queue under today's arrangement. */
function subjects(result: StudyResult): Subject[] {
  const today = result.strategies.find((one) => one.baseline) ?? result.strategies[0];
  const peak = (key: string): number => today?.services.find((one) => one.key === key)?.peakItems.mean ?? 0;
  const [most] = result.services
    .filter(({ key, counts, isReentry }) => counts === 'people' && !isReentry && peak(key) >= 1)
    .sort((a, b) => peak(b.key) - peak(a.key));
  return [
    { id: 'extra', quantity: 'extra' },
    { id: 'outstanding', quantity: 'outstanding' },
    ...(most ? [{ id: 'service', quantity: 'extra' as const, service: most }] : []),
  ];
}

/** Stops after every line, so that whoever makes them can take a breath. */
export function* chartFigures(
  { set, result }: Told,
  styles: ReadonlyMap<string, StrategyStyle>,
): Generator<void, ChartFigure[], void> {
  const figures: ChartFigure[] = [];
  let period: { readonly from: number; readonly to: number } | undefined;
  for (const subject of subjects(result)) {
    const { service, quantity } = subject;
    const lines: ChartLine[] = [];
    for (const { id, short, baseline } of shownStrategies(result)) {
      const curve = curveOf(
        set,
        id,
        quantity,
        service ? { services: [service.key], unit: 'items' } : { unit: 'hours' },
      );
      lines.push({
        id,
        name: short,
        baseline,
        style: styles.get(id)!,
        line: curve.median,
        low: curve.p5,
        high: curve.p95,
        samples: [],
      });
      yield;
    }
    // All over the days of the first, so that they can be laid beside each other.
    period ??= windowOfInterest(
      result.resultsFrom,
      result.hours - 1,
      result.incidentHour ?? 0,
      lines.map((line) => line.high),
    );
    figures.push(figureOf(subject, lines, period, { set, result }));
  }
  return figures;
}

function figureOf(
  { id, quantity, service }: Subject,
  lines: readonly ChartLine[],
  { from, to }: { readonly from: number; readonly to: number },
  { set, result }: Omit<Told, 'verdict'>,
): ChartFigure {
  const unit = service ? (service.counts === 'people' ? 'people' : 'items') : 'hours of work';
  const what = quantity === 'extra' ? 'xtra work' : 'ork outstanding';
  const initial = quantity === 'extra' ? 'e' : 'w';
  const subject = service ? `${service.title}: ${initial}${what}` : `${initial.toUpperCase()}${what}`;
  const title = peakFinding(lines, result.resultsFrom, subject, unit);
  const outage = outageOf(set.model.scenario);
  const spread =
    result.runs === 1
      ? 'One run'
      : `Line: median; band: 5% to 95% of ${result.runs} runs, ${spreadOfWhat(result.uncertain)}`;
  const { resultsFrom, incidentHour, restoredHour } = result;
  return {
    id,
    title,
    subtitle: `${service ? service.title : 'All services'}, waiting, put off or to be typed up${quantity === 'extra' ? ', above the same weeks without the incident' : ''}; ${unit}, ${result.siteCount} ${result.siteCount === 1 ? 'site' : 'sites'}. ${spread}.`,
    alt:
      incidentHour === null || restoredHour === null
        ? `Line chart. ${title}. The table below has its figures.`
        : `Line chart. ${title}. ${outage} from ${moment(resultsFrom, incidentHour, 'full')}; the last of it restored ${moment(resultsFrom, restoredHour.median, 'full')} in the middle run. The table below has its figures.`,
    table: noonTable(subject, unit, lines, resultsFrom, from, to),
    lines,
    from,
    to,
    outage,
  };
}

/** Every day at noon: an hourly table would fill the report, and the workbook has every hour. */
function noonTable(
  subject: string,
  unit: string,
  lines: readonly ChartLine[],
  start: string,
  from: number,
  to: number,
): ReportChart['table'] {
  const noons = Array.from({ length: Math.ceil((to + 1) / 24) }, (_, day) => day * 24 + 12).filter(
    (hour) => hour >= from && hour <= to,
  );
  return table(
    `${subject} at noon, ${unit}: median (5% to 95%)`,
    ['Day', ...lines.map(({ name }) => name)],
    noons.map((hour) => [
      shortDate(addDays(start, Math.floor(hour / 24))),
      ...lines.map(
        ({ line, low, high }) =>
          `${plainNumber(line[hour]!)} (${plainNumber(low[hour]!)} to ${plainNumber(high[hour]!)})`,
      ),
    ]),
    { figures: lines.map((_, k) => k + 1), widths: [2, ...lines.map(() => 3)] },
  );
}

function outageOf({ incident, components }: Told['set']['model']['scenario']): string {
  const names = [
    ...new Set(
      incident.faults
        .flatMap(componentsOf)
        .map((ref) => components.find((component) => component.id === ref.split('/')[0])?.title ?? ref),
    ),
  ];
  return names.length === 1 ? `${names[0]} down` : 'Outage';
}
