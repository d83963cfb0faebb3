/** Why a cell of the table of sites by days is what it is: of one site, or of several together. */
import { MEASURE_AT, MEASURE_IDS, measureOf } from '../../catalog/measures/index.ts';
import { addDays, longDate } from '../format.ts';
import { strategyIndex, worldOf } from '../perRun.ts';
import { quantile } from '../quantiles.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from '../resultSet.ts';
import { siteBackDays, siteRows } from '../siteByDay.ts';
import type { SitesAsked } from './asked.ts';
import { figuresOf, middleOf, moving, parts, ranked, type Explanation, type PartOf } from './explanation.ts';

export function explainSites(set: ResultSet, asked: SitesAsked): Explanation {
  const places = asked.sites.map((id) => {
    const place = set.frame.sites.findIndex((site) => site.id === id);
    if (place < 0) throw new Error(`there is no site ${id}`);
    return place;
  });
  const common = { decimals: 0, groups: [], ofRuns: set.runs.length, services: [], about: asked.sites };
  const { figure, title, strategy } = asked;
  if (figure.is === 'back') return { ...common, ...back(set, strategy, places[0]!, title, figure.late) };
  const days = Math.ceil(set.frame.hours / 24);
  const rows = places.map((place) => siteRows(set, strategy, place, place + 1)[0]!);
  const normal = rows.reduce((sum, { normalHours }) => sum + normalHours, 0);
  if (figure.is === 'day') {
    const { day } = figure;
    const scale = figure.unit === 'hours' ? 1 : normal > 0 ? 1 / normal : 0;
    const date = longDate(addDays(set.model.scenario.start, set.model.scenario.warmUpDays + day));
    return {
      ...common,
      label: `Extra work at ${title} on ${date}`,
      unit: figure.unit === 'hours' ? 'staff-hours' : 'days of normal work',
      meaning: `The most extra work outstanding at any hour of the day, in the staff time it takes${
        figure.unit === 'days'
          ? `, as a share of a normal working day’s${places.length > 1 ? ' of all of them' : ' there'}`
          : ''
      }; typing up is left out.${places.length > 1 ? ' Each site at its own worst hour.' : ''}`,
      ...summed(
        set,
        strategy,
        rows.map(({ id, title: name, hours }) => ({ id, title: name, mean: scale * hours[day]! })),
        (world) => scale * places.reduce((sum, place) => sum + world.siteDayHours[place * days + day]!, 0),
      ),
    };
  }
  const missed = measureOf('missed', set.model.words);
  return {
    ...common,
    label: `${missed.label} at ${title}`,
    unit: missed.unit,
    meaning: missed.meaning,
    ...summed(
      set,
      strategy,
      rows.map(({ id, title: name, missed: mean }) => ({ id, title: name, mean })),
      (world) =>
        places.reduce((sum, place) => sum + world.siteMeasures[place * MEASURE_IDS.length + MEASURE_AT.missed]!, 0),
    ),
  };
}

/** A sum over sites: its runs, as far as the figures of single sites are kept, and each site's part. */
function summed(
  set: ResultSet,
  strategy: string,
  sites: readonly PartOf[],
  of: (world: MeasuredWorld) => number,
): Pick<Explanation, 'figure' | 'runs' | 'sites' | 'moved'> {
  const index = strategyIndex(set, strategy);
  const kept = set.runs.filter((run: MeasuredRun) => worldOf(run, index).siteDayHours.length > 0);
  const values = Float64Array.from(kept, (run) => of(worldOf(run, index)));
  return {
    figure: { kind: 'mean', value: sites.reduce((sum, { mean }) => sum + mean, 0) },
    runs: ranked(figuresOf({ runs: kept }, values)),
    sites: sites.length > 1 ? parts(sites) : [],
    moved: moving(set, values),
  };
}

function back(
  set: ResultSet,
  strategy: string,
  place: number,
  title: string,
  late: boolean,
): Pick<Explanation, 'label' | 'unit' | 'meaning' | 'figure' | 'runs' | 'sites' | 'moved'> {
  const found = siteBackDays(set, strategyIndex(set, strategy), place);
  const runs = ranked(
    found.map(({ run, days }) => ({ run, value: days, ...(days === -Infinity && { isUndisrupted: true }) })),
  );
  const sorted = runs.map(({ value }) => value);
  return {
    label: `Back to normal, ${title}`,
    unit: 'working days',
    meaning:
      'From the site’s own restoration, or from the last one where it was not hit itself but had more to do, until every service is back, and stays, within 5% of a normal working day’s work; over the runs in which it was one or the other.',
    figure: late
      ? { kind: 'late', value: runs.length === 0 ? NaN : quantile(sorted, 0.95) }
      : { kind: 'middle', value: middleOf(runs)?.value ?? NaN },
    runs,
    sites: [],
    moved: runs.every(({ value }) => Number.isFinite(value))
      ? moving(
          set,
          Float64Array.from(found, ({ days }) => days),
        )
      : undefined,
  };
}
