/** The sites with most extra work on their worst days under today's arrangement: a table, which is its own picture. */
import { heatFinding } from '../../../charts/disruptionFindings.ts';
import { heatTold } from '../../../charts/heatColours.ts';
import { sortedRows, type HeatRow } from '../../../charts/heatOrder.ts';
import { table } from '../../../exports/report/blocks.ts';
import { count, shortDate } from '../../../results/format.ts';
import { backWords, daysOfInterest, siteRows, type SiteRow } from '../../../results/siteByDay.ts';
import type { ChartFigure, Subject } from './figure.ts';

/** As many as a page has room for. */
const SITES = 20;
const DAYS = 6;
/** Sites worked out between two breaths. */
const PIECE = 10;

/** None where the incident hits nobody, or there is only one site. */
export function* siteFigures({ told, shown, baseline }: Subject): Generator<void, ChartFigure[], void> {
  const { set, result } = told;
  const days = daysOfInterest(
    set,
    shown.map(({ id }) => id),
  );
  if (days.length === 0 || set.frame.sites.length < 2) return [];
  const sites: SiteRow[] = [];
  for (let from = 0; from < set.frame.sites.length; from += PIECE) {
    sites.push(...siteRows(set, baseline.id, from, from + PIECE));
    yield;
  }
  const normalDays = ({ hours, normalHours }: SiteRow, day: number): number =>
    normalHours > 0 ? hours[day]! / normalHours : 0;
  // The days on which most is outstanding, in the order of the calendar.
  const worst = days
    .map((column) => ({ ...column, all: sites.reduce((sum, { hours }) => sum + hours[column.day]!, 0) }))
    .sort((a, b) => b.all - a.all || a.day - b.day)
    .slice(0, DAYS)
    .sort((a, b) => a.day - b.day);
  const rows = sortedRows(
    sites.map((site): HeatRow & { site: SiteRow } => ({
      site,
      id: site.id,
      title: site.title,
      values: worst.map(({ day }) => normalDays(site, day)),
      figures: [],
    })),
    { kind: 'most' },
    true,
  ).slice(0, SITES);
  const dates = worst.map(({ date }) => shortDate(date));
  const unit = 'days of normal work';
  const told1 = (value: number): string => heatTold(value, 1);
  const some =
    sites.length > rows.length
      ? `The ${count(rows.length)} of ${count(sites.length)} sites with most`
      : `All ${count(sites.length)} sites`;
  return [
    {
      id: 'sites',
      section: 'Sites by day',
      title: heatFinding(rows, dates, unit, told1),
      subtitle: `${some}, on the ${count(dates.length)} days with most, under “${baseline.short}”: extra work outstanding at the worst hour of the day, ${unit} of the same site; mean of ${count(result.runs)} ${result.runs === 1 ? 'run' : 'runs'}, typing up left out. Back to normal: working days after the site’s own restoration in the middle run, and what one run in twenty exceeds; a minus means before.`,
      alt: undefined,
      table: table(
        `Sites by day under ${baseline.short}: ${unit} outstanding`,
        ['Site', ...dates, 'Back after, working days', 'One run in 20: after', 'Time-critical missed'],
        rows.map(({ title, values, site }) => [
          title,
          ...values.map(told1),
          backWords(site.back),
          backWords(site.backLate),
          told1(site.missed),
        ]),
        {
          figures: Array.from({ length: dates.length + 3 }, (_, k) => k + 1),
          widths: [6, ...dates.map(() => 2), 3, 3, 3],
        },
      ),
      drawn: undefined,
    },
  ];
}
