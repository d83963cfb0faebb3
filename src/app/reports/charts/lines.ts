/** Lines over calendar time: the backlog, extra and in total, of the service with the largest queue, and what is to be typed up. */
import { componentsOf } from '../../../catalog/faults/aim.ts';
import type { ChartLine } from '../../../charts/chartLine.ts';
import { peakFinding } from '../../../charts/finding.ts';
import { plainNumber } from '../../../charts/number.ts';
import { moment, windowOfInterest } from '../../../charts/timeAxis.ts';
import type { Told } from '../../../exports/anonymous.ts';
import { table, type ReportTable } from '../../../exports/report/blocks.ts';
import { curveOf } from '../../../results/curves.ts';
import { addDays, shortDate } from '../../../results/format.ts';
import type { Quantity } from '../../../results/types.ts';
import { altOf, overRuns, placesOf, type ChartFigure, type Subject } from './figure.ts';

interface Lines {
  readonly id: string;
  readonly section: string;
  readonly quantity: Exclude<Quantity, 'backlog'>;
  /** What rises and falls, `Extra work`, and what that is. */
  readonly what: string;
  readonly meaning: string;
  readonly unit: string;
  /** Service keys; all services together when there are none. */
  readonly services?: readonly string[];
}

const ALL = 'waiting, put off or to be typed up';
const ABOVE = 'above the same weeks without the incident';

/** Extra work, all work, and the service of people with the largest queue under today's arrangement. */
function backlogs({ told: { result }, baseline }: Subject): Lines[] {
  const section = 'How large the backlog gets';
  const unit = 'hours of work';
  const peak = (key: string): number => baseline.services.find((one) => one.key === key)?.peakItems.mean ?? 0;
  const [most] = result.services
    .filter(({ key, counts, isReentry }) => counts === 'people' && !isReentry && peak(key) >= 1)
    .sort((a, b) => peak(b.key) - peak(a.key));
  const all = { section, unit };
  return [
    { ...all, id: 'extra', quantity: 'extra', what: 'Extra work', meaning: `All services, ${ALL}, ${ABOVE}` },
    { ...all, id: 'outstanding', quantity: 'outstanding', what: 'Work outstanding', meaning: `All services, ${ALL}` },
    ...(most
      ? [
          {
            id: 'service',
            section,
            quantity: 'extra' as const,
            what: `${most.title}: extra work`,
            meaning: `${most.title}, ${ALL}, ${ABOVE}`,
            unit: 'people',
            services: [most.key],
          },
        ]
      : []),
  ];
}

export interface Period {
  readonly from: number;
  readonly to: number;
}

/** With the days that all charts over time are about, so that they can be laid beside each other. Stops after every line. */
export function* backlogFigures(
  subject: Subject,
): Generator<void, { readonly figures: readonly ChartFigure[]; readonly period: Period }, void> {
  const { result } = subject.told;
  const figures: ChartFigure[] = [];
  let period: Period | undefined;
  for (const about of backlogs(subject)) {
    const lines = yield* linesOf(subject, about);
    period ??= windowOfInterest(
      result.resultsFrom,
      result.hours - 1,
      result.incidentHour ?? 0,
      lines.map((line) => line.high),
    );
    figures.push(figureOf(subject, about, lines, period));
  }
  return { figures, period: period! };
}

/** What is owed in typing up; nothing where nothing has to be. */
export function* typingUpFigure(subject: Subject, period: Period): Generator<void, ChartFigure[], void> {
  const services = subject.told.result.services.filter((one) => one.isReentry).map(({ key }) => key);
  if (services.length === 0) return [];
  const about: Lines = {
    id: 'typing',
    section: 'Staff time and typing up',
    quantity: 'outstanding',
    what: 'Typing up owed',
    meaning: 'Made while the system was down and not yet begun to be typed up',
    unit: 'staff-hours',
    services,
  };
  return [figureOf(subject, about, yield* linesOf(subject, about), period)];
}

function* linesOf(
  { told: { set }, styles, shown }: Subject,
  { quantity, services, unit }: Lines,
): Generator<void, ChartLine[], void> {
  const lines: ChartLine[] = [];
  const options = { ...(services && { services }), unit: unit === 'people' ? ('items' as const) : ('hours' as const) };
  for (const { id, short, baseline } of shown) {
    const { median, p5, p95 } = curveOf(set, id, quantity, options);
    lines.push({ id, name: short, baseline, style: styles.get(id)!, line: median, low: p5, high: p95, samples: [] });
    yield;
  }
  return lines;
}

function figureOf(
  subject: Subject,
  { id, section, what, meaning, unit }: Lines,
  lines: readonly ChartLine[],
  { from, to }: Period,
): ChartFigure {
  const { set, result } = subject.told;
  const { resultsFrom, incidentHour, restoredHour } = result;
  const title = peakFinding(lines, resultsFrom, what, unit);
  const outage = outageOf(set.model.scenario);
  const when =
    incidentHour === null || restoredHour === null
      ? ''
      : `${outage} from ${moment(resultsFrom, incidentHour, 'full')}; the last of it restored ${moment(resultsFrom, restoredHour.median, 'full')} in the middle run. `;
  return {
    id,
    section,
    title,
    subtitle: `${meaning}; ${unit}, ${placesOf(subject)}. ${overRuns(subject, 'Line: median; band: 5% to 95%')}.`,
    alt: altOf('Line chart', title, when),
    table: noonTable(what, unit, lines, resultsFrom, from, to),
    drawn: { chart: 'backlog', lines, from, to, outage },
  };
}

/** Every day at noon: an hourly table would fill the report, and the workbook has every hour. */
function noonTable(
  what: string,
  unit: string,
  lines: readonly ChartLine[],
  start: string,
  from: number,
  to: number,
): ReportTable {
  const noons = Array.from({ length: Math.ceil((to + 1) / 24) }, (_, day) => day * 24 + 12).filter(
    (hour) => hour >= from && hour <= to,
  );
  return table(
    `${what} at noon, ${unit}: median (5% to 95% of runs)`,
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
