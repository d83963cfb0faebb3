/** The list of whom to ring first as it is printed, and as a file. */
import { longDate } from '../../results/format.ts';
import { ORDER_OF_WHO_FIRST, reasons, whoFirst, type SiteAtRisk } from '../../results/whoFirst.ts';
import type { Told } from '../anonymous.ts';
import { csvText, type Cell } from '../csvCells.ts';
import { incidentDate, onlyWords, repeatWords, standingWords, type Standing } from './standing.ts';

export interface WhoList {
  readonly title: string;
  readonly when: string;
  readonly standing: string | undefined;
  readonly rule: string;
  readonly rows: readonly { readonly one: SiteAtRisk; readonly why: string }[];
  /** Those the incident reaches in no run. */
  readonly spared: readonly string[];
  readonly repeat: string;
}

/** `found` is `whoFirst` of the study with its own names: places of sites are the same under any name. */
export function whoList({ set, result }: Told, found: readonly SiteAtRisk[], standing: Standing): WhoList {
  const title = (site: number): string => set.frame.sites[site]!.title;
  const rows = found.map((one) => ({
    one: { ...one, id: set.frame.sites[one.site]!.id, title: title(one.site) },
    why: reasons(one, result.words.person.many),
  }));
  const hit = new Set(found.map((one) => one.site));
  return {
    title: 'Who to ring first',
    when: `${result.scenario.title}. Incident on ${longDate(incidentDate(result))}, under today’s arrangement${onlyWords(set)}.`,
    standing: standingWords(result, standing),
    rule: ORDER_OF_WHO_FIRST,
    rows,
    spared: set.frame.sites.map(({ title: name }) => name).filter((_, site) => !hit.has(site)),
    repeat: repeatWords(result),
  };
}

/** Under today’s arrangement. */
export function atRisk({ set, result }: Told): SiteAtRisk[] {
  const today = result.strategies.find((strategy) => strategy.baseline) ?? result.strategies[0];
  return today ? whoFirst(set, today.id) : [];
}

/** One row a site; an empty value means not back, or that there is no such figure. */
export function whoCsv({ rows }: WhoList): string {
  const head: Cell[] = [
    'order',
    'site',
    'title',
    'kind',
    'step of five',
    'time-critical due while down, mean',
    'due, 5%',
    'due, 95%',
    'time-critical missed, mean',
    'missed, 5%',
    'missed, 95%',
    'share of runs hit',
    'backup',
    'backup at a share of sites',
    'people served',
    'on shift',
    'back to normal, working days after restoration, median',
    'why',
  ];
  return csvText([
    head,
    ...rows.map(({ one, why }, k): Cell[] => [
      k + 1,
      one.id,
      one.title,
      one.kind,
      one.step,
      one.due.mean,
      one.due.low,
      one.due.high,
      one.missed.mean,
      one.missed.low,
      one.missed.high,
      one.hit,
      one.cover.sure.join('; '),
      one.cover.somewhere.join('; '),
      one.people,
      one.desk?.people ?? null,
      one.fromRestoration.median,
      why,
    ]),
  ]);
}
