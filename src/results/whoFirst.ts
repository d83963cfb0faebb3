/** Whom to ring first: the sites an incident hits, in the order of what is at risk there under one strategy, each with the reasons. */
import { isWayOfWorking, type Backup, type WayOfWorking } from '../catalog/backups/index.ts';
import { MEASURE_AT, MEASURE_IDS } from '../catalog/measures/index.ts';
import { answersNeed, needsOf } from '../scenario/inUse.ts';
import type { Model, ModelSite } from '../scenario/model.ts';
import { count, counted, decimal, list, percent } from './format.ts';
import { layoutOf } from './layout.ts';
import { isHit, strategyIndex, worldOf } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import { siteMeasures, siteSummaries } from './sites.ts';
import { quantile } from './quantiles.ts';
import type { Spread } from './types.ts';
import { elapsedWorkingDays } from './workingTime.ts';

/** A mean over runs, and between what nine runs in ten lie where every run is kept. */
export interface Expected {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Which backups of the strategy carry time-critical work of a site; `somewhere` has those that only a share of sites has, drawn in each run. */
export interface Cover {
  readonly sure: readonly string[];
  readonly somewhere: readonly string[];
}

export interface SiteAtRisk {
  readonly site: number;
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly people: number;
  /** Share of runs in which the incident hits it. */
  readonly hit: number;
  /** Time-critical work not started within its limit, more than without the incident. */
  readonly missed: Expected;
  /** Time-critical work expected to fall due in the site’s working time while something it needs is down. */
  readonly due: Expected;
  /** The kinds of time-critical work there, most of it first. */
  readonly work: readonly string[];
  readonly cover: Cover;
  /** People on shift in the pool of its first service, the one that answers. */
  readonly desk: { readonly title: string; readonly people: number } | undefined;
  readonly fromRestoration: Spread;
  /** 1 to 5: fifths of the most that is at stake at any site of its kind; 0 where nothing is. */
  readonly step: number;
}

/** How the list is ordered, in words. */
export const ORDER_OF_WHO_FIRST =
  'Most time-critical work at stake first, in five equal steps from none to the most at any site of the same kind, because small differences are luck. At stake is what falls due while something needed is down; what is missed of it counts twice. Within a step: those where some of it is missed on average, then those without a backup for it, then those that serve the fewest, then those that take longest to be back to normal, then the order of the file.';

/** What the steps are made from. */
export function atStake({ missed, due }: Pick<SiteAtRisk, 'missed' | 'due'>): number {
  return Math.max(due.mean, 0) + Math.max(missed.mean, 0);
}

/** Every site hit in some run, by `ORDER_OF_WHO_FIRST`. */
export function whoFirst(set: ResultSet, strategy: string): SiteAtRisk[] {
  const { frame, model } = set;
  const layout = layoutOf(frame, model);
  const summaries = siteSummaries(set, strategy);
  const means = siteMeasures(set, strategy);
  const uses = model.scenario.strategies.find(({ id }) => id === strategy)?.uses ?? [];
  const backups = model.scenario.backups.filter(({ id }) => uses.includes(id));
  const hit = summaries.filter((one) => one.hit > 0);
  const found = hit.map((one): Omit<SiteAtRisk, 'step'> => {
    const site = model.sites[one.site]!;
    const queues = frame.queues.filter(
      (queue) => queue.site === one.site && site.services[queue.service]?.timeCritical !== undefined,
    );
    const perDay = queues.reduce((sum, queue) => sum + queue.itemsPerWorkingDay, 0);
    const calendar = layout.calendars[layout.calendarOf[one.site]!]!;
    const due = set.runs.map((run) =>
      isHit(run, one.site)
        ? perDay *
          Math.max(
            0,
            elapsedWorkingDays(
              calendar,
              frame.sites[one.site]!,
              run.incidentTick[one.site]!,
              run.restoredTick[one.site]!,
            ),
          )
        : 0,
    );
    return {
      site: one.site,
      id: one.id,
      title: one.title,
      kind: one.kind,
      people: site.patients,
      hit: one.hit,
      missed: { mean: means[one.site]!.missed ?? 0, ...ends(missedRuns(set, strategy, one.site)) },
      due: { mean: due.reduce((sum, value) => sum + value, 0) / due.length, ...ends(due) },
      work: [...queues]
        .sort((a, b) => b.itemsPerWorkingDay - a.itemsPerWorkingDay)
        .map(({ service }) => site.services[service]!.title),
      cover: coverOf(model, site, backups),
      desk: deskOf(set, one.site),
      fromRestoration: one.fromRestoration,
    };
  });
  const most = new Map<string, number>();
  for (const one of found) most.set(one.kind, Math.max(most.get(one.kind) ?? 0, atStake(one)));
  return found.map((one) => ({ ...one, step: stepOf(atStake(one), most.get(one.kind)!) })).sort(inOrder);
}

/** Less than half a piece anywhere is nothing. */
function stepOf(stake: number, most: number): number {
  return most < 0.5 ? 0 : Math.min(5, Math.ceil((stake / most) * 5 - 1e-9));
}

/** Sorting is stable, so equals stay in file order. */
function inOrder(a: SiteAtRisk, b: SiteAtRisk): number {
  return (
    b.step - a.step ||
    Number(missesSome(b)) - Number(missesSome(a)) ||
    bareness(b.cover) - bareness(a.cover) ||
    a.people - b.people ||
    later(b.fromRestoration) - later(a.fromRestoration) ||
    0
  );
}

/** One site of its kind is always at the most of its kind, whether or not it copes. Less than half a piece is none. */
function missesSome({ missed }: SiteAtRisk): boolean {
  return missed.mean >= 0.5;
}

/** 2 without a backup, 1 with one that it may not have, 0 with one. */
function bareness({ sure, somewhere }: Cover): number {
  return sure.length > 0 ? 0 : somewhere.length > 0 ? 1 : 2;
}

/** A finite stand-in for the working days until it is back: not back by the end comes last. */
function later({ median }: Spread): number {
  return median ?? Number.MAX_SAFE_INTEGER;
}

/** Run by run; none where runs are not kept whole. */
function missedRuns(set: ResultSet, strategy: string, site: number): number[] {
  if (set.folded) return [];
  const index = strategyIndex(set, strategy);
  const at = site * MEASURE_IDS.length + MEASURE_AT.missed;
  return set.runs.map((run) => worldOf(run, index).siteMeasures[at]!);
}

function ends(values: readonly number[]): { readonly low: number | null; readonly high: number | null } {
  if (values.length === 0) return { low: null, high: null };
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
}

function deskOf({ frame, model }: ResultSet, site: number): SiteAtRisk['desk'] {
  const { template, services } = model.sites[site]!;
  const pool = Object.values(services)[0]?.pool;
  const info = frame.pools.find((one) => one.site === site && one.key === `${template}/${pool}`);
  return info && { title: info.title, people: info.staff };
}

/** The backups that answer a need of the site’s time-critical services. */
function coverOf(model: Model, site: ModelSite, backups: readonly Backup[]): Cover {
  const components = new Map(model.scenario.components.map((component) => [component.id, component]));
  const needs = needsOf(site, components).filter(({ service }) => site.services[service]?.timeCritical !== undefined);
  const sure: string[] = [];
  const somewhere: string[] = [];
  for (const backup of backups) {
    if (!isWayOfWorking(backup) || !answersNeed(backup, needs, site.uses, components)) continue;
    const has = hasIt(site, backup);
    if (has === 'yes') sure.push(backup.title);
    else if (has !== 'no') somewhere.push(`${backup.title} at ${percent(has)}`);
  }
  return { sure, somewhere };
}

/** Whether a site has a backup, or the share of sites that have it when that is drawn. */
function hasIt(site: ModelSite, { sites }: WayOfWorking): 'yes' | 'no' | number {
  if (sites === 'all' || sites === 'affected') return 'yes';
  if (Array.isArray(sites)) return sites.includes(site.id) ? 'yes' : 'no';
  if (sites.group !== undefined && !site.groups.includes(sites.group)) return 'no';
  if (!('share' in sites)) return 'yes';
  return sites.share >= 1 ? 'yes' : sites.share <= 0 ? 'no' : sites.share;
}

/** `about 22 pieces of time-critical work at stake, 3 of them missed; …`: why a site stands where it does, `people` being whom it serves. */
export function reasons(one: SiteAtRisk, people: string): string {
  const critical =
    one.work.length === 0
      ? 'no time-critical work'
      : one.due.mean < 0.5 && one.missed.mean < 0.5
        ? 'hardly any time-critical work at stake'
        : `about ${counted(one.due.mean, 'piece', 'pieces')} of time-critical work due while it is down, ${missedWords(one)}`;
  const { sure, somewhere } = one.cover;
  const backup =
    one.work.length === 0
      ? []
      : sure.length > 0
        ? [`backup: ${list(sure)}`]
        : somewhere.length > 0
          ? [`perhaps a backup (${list(somewhere)} of sites)`]
          : ['no backup for it'];
  const often = one.hit < 1 ? [`hit in ${percent(one.hit)} of runs`] : [];
  const served = one.people > 0 ? [`serves ${count(one.people)} ${people}`] : [];
  const desk = one.desk ? [`${decimal(one.desk.people, 1)} on shift (${one.desk.title})`] : [];
  return [critical, ...often, ...backup, ...served, ...desk, backWords(one.fromRestoration)].join('; ');
}

function missedWords({ missed, due }: SiteAtRisk): string {
  if (missed.mean < 0.05) return 'none missed on average';
  const text = decimal(missed.mean, missed.mean < 9.95 ? 1 : 0);
  const { low, high } = missed;
  const range = low === null || high === null || low === high ? '' : ` (${count(low)} to ${count(high)})`;
  return `${text} missed on average${range}${missed.mean > due.mean ? ', some of it later' : ''}`;
}

function backWords({ median, notBack }: Spread): string {
  if (median === null) return `not back to normal by the end in ${percent(notBack)} of runs`;
  if (Math.abs(median) < 0.05) return 'back to normal at restoration';
  return `back to normal ${decimal(Math.abs(median), 1)} working days ${median < 0 ? 'before' : 'after'} restoration`;
}
