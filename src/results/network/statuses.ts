/** What each part of the map is like at a moment of a run: counted over the sites at which it is in use. */
import {
  positionAt,
  statusAt,
  type SiteStatuses,
  type Status,
  type StatusTimeline,
} from '../../engine/statusTimeline.ts';
import { partsOf } from '../../scenario/graph.ts';
import { counted } from '../format.ts';
import type { Network } from './network.ts';

/** In ticks. */
const QUARTER = 90_000;

export const STATUSES: readonly Status[] = ['working', 'backup', 'partly', 'down'];
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  working: 'working',
  backup: 'on a backup',
  partly: 'partly working',
  down: 'down',
};

/** How many sites have it in each status. */
export interface StatusCount {
  readonly of: number;
  readonly counts: Readonly<Record<Status, number>>;
  /** What stands for all of them. */
  readonly status: Status;
}

const none = (): Record<Status, number> => ({ working: 0, backup: 0, partly: 0, down: 0 });

/** Alike everywhere: that; else nothing down or partly working: on a backup; else partly working. */
export function together(counts: Readonly<Record<Status, number>>): Status {
  const present = STATUSES.filter((status) => counts[status] > 0);
  if (present.length <= 1) return present[0] ?? 'working';
  return present.includes('down') || present.includes('partly') ? 'partly' : 'backup';
}

/** The status of a site as a whole: any service on a backup, else all stopped, else partly. */
export function siteStatus({ services }: SiteStatuses, all: number, tick: number): Status {
  const counts = none();
  for (const steps of Object.values(services)) counts[statusAt(steps, tick)]++;
  counts.working = all - counts.backup - counts.partly - counts.down;
  if (counts.working === all) return 'working';
  if (counts.backup > 0) return 'backup';
  return counts.down === all ? 'down' : 'partly';
}

/** Undefined of nothing. */
export function countOf(statuses: readonly Status[]): StatusCount | undefined {
  if (statuses.length === 0) return undefined;
  const counts = none();
  for (const status of statuses) counts[status]++;
  return { of: statuses.length, counts, status: together(counts) };
}

export interface StatusesAt {
  /** Of a component, function or supplier; of those nobody uses undefined. */
  readonly part: (id: string) => StatusCount | undefined;
  readonly site: (s: number) => Status;
  readonly sites: (sites: readonly number[]) => StatusCount;
  /** Of a service over the sites of its kind; `more:` of all others is not asked. */
  readonly service: (template: string, id: string) => StatusCount | undefined;
}

/** Everything at a tick; without a timeline everything works. */
export function statusesAt(network: Network, timeline: StatusTimeline | undefined, tick: number): StatusesAt {
  const known = new Map<string, StatusCount | undefined>();
  const once = (key: string, make: () => StatusCount | undefined): StatusCount | undefined => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key);
  };
  const ofKey = (s: number, key: string): Status => {
    const steps = timeline?.sites[s]?.components[key];
    return steps ? statusAt(steps, tick) : 'working';
  };
  const usersOf = (key: string): number[] =>
    network.shapes.filter(({ inUse }) => inUse.has(key)).flatMap(({ sites }) => sites);
  const component = (id: string): StatusCount | undefined =>
    once(id, () => {
      const [base, fn] = partsOf(id);
      const keys =
        fn === undefined ? [base, ...(network.components.get(base)?.functions ?? []).map((f) => `${base}/${f}`)] : [id];
      const users = [...new Set(keys.flatMap(usersOf))];
      return countOf(
        users.map((s) => {
          const used = keys.filter((key) => network.shapeOf[s]!.inUse.has(key));
          const own = ofKey(s, used[0]!);
          // A system is down as a whole, or what its functions are together.
          if (used.length <= 1 || (own !== 'working' && used[0] === base)) return own;
          const counts = none();
          for (const key of used) counts[ofKey(s, key)]++;
          return together(counts);
        }),
      );
    });
  const site = (s: number): Status => {
    const statuses = timeline?.sites[s];
    return statuses ? siteStatus(statuses, network.shapeOf[s]!.services.length, tick) : 'working';
  };
  return {
    part: (id) => {
      if (!id.startsWith('supplier:')) return component(id);
      return once(id, () => {
        const of = (network.suppliers.get(id.slice('supplier:'.length)) ?? []).flatMap(
          (one) => component(one)?.status ?? [],
        );
        return countOf(of);
      });
    },
    site,
    sites: (sites) => countOf(sites.map(site))!,
    service: (template, id) =>
      once(`service ${template}/${id}`, () =>
        countOf(
          network.shapes
            .filter((shape) => shape.template === template && shape.services.some((service) => service.id === id))
            .flatMap(({ sites }) =>
              sites.map((s): Status => {
                const steps = timeline?.sites[s]?.services[id];
                return steps ? statusAt(steps, tick) : 'working';
              }),
            ),
        ),
      ),
  };
}

/** `down at 19 of 20`, `working`, `on a backup at 3, partly working at 16, of 19`. */
export function statusText({ of, counts }: StatusCount): string {
  const present = STATUSES.filter((status) => counts[status] > 0);
  if (present.length === 1)
    return of > 1 && present[0] !== 'working' ? `${STATUS_WORDS[present[0]!]} at all ${of}` : STATUS_WORDS[present[0]!];
  const troubled = present.filter((status) => status !== 'working').reverse();
  if (troubled.length === 1) return `${STATUS_WORDS[troubled[0]!]} at ${counts[troubled[0]!]} of ${of}`;
  return `${troubled.map((status) => `${STATUS_WORDS[status]} at ${counts[status]}`).join(', ')}, of ${of}`;
}

/** The words where there is little room. */
export const SHORT: Readonly<Record<Status, string>> = {
  working: 'working',
  backup: 'on a backup',
  partly: 'partly',
  down: 'down',
};

/** The same as short as a box needs it: `down 16 of 19`, `down 16, partly 3`. */
export function statusShort({ of, counts }: StatusCount): string {
  const present = STATUSES.filter((status) => counts[status] > 0);
  if (present.length === 1)
    return of > 1 && present[0] !== 'working' ? `${SHORT[present[0]!]}, all ${of}` : SHORT[present[0]!];
  const troubled = present.filter((status) => status !== 'working').reverse();
  const text = troubled.map((status) => `${SHORT[status].replace('on a ', '')} ${counts[status]}`).join(', ');
  return troubled.length === 1 ? `${text} of ${of}` : text;
}

/** The next moment at which something changes, those within a quarter of an hour taken together; the end after the last. */
export function changeAfter({ changes }: Pick<StatusTimeline, 'changes'>, tick: number, end: number): number {
  const next = changes.find((change) => change > tick);
  if (next === undefined) return end;
  return Math.min(
    end,
    changes.findLast((change) => change <= next + QUARTER)!,
  );
}

/** The moment before, likewise; the beginning before the first. */
export function changeBefore({ changes }: Pick<StatusTimeline, 'changes'>, tick: number, begin: number): number {
  return Math.max(begin, changes.findLast((change) => change < tick - QUARTER) ?? begin);
}

/** The first moment at which the most sites do not work as always; of those the most on a backup. */
export function tellingTick(counts: readonly StatusCount[], from: number, to: number): number {
  const troubled = ({ of, counts: own }: StatusCount): number => (of - own.working) * (of + 1) + own.backup;
  let best = 0;
  counts.forEach((count, k) => {
    if (troubled(count) > troubled(counts[best]!)) best = k;
  });
  return from + Math.round(((to - from) * (best + 0.5)) / Math.max(1, counts.length));
}

/** How well something works at a site at a moment, in words: `40% of it`, `slowly`. */
export function levelText(
  steps: Parameters<typeof positionAt>[0] & { levels: readonly number[]; slow: readonly boolean[] },
  tick: number,
): string {
  const k = positionAt(steps, tick);
  if (steps.slow[k]) return 'slowly';
  const level = Math.round(steps.levels[k]! * 100);
  return level > 0 && level < 100 ? `${level}% of it` : '';
}

/** Which part of a run is worth looking at: from an hour before the first change to a day after the last, within the study. */
export function spanOf(timeline: StatusTimeline): { readonly from: number; readonly to: number } | undefined {
  const { changes, horizon } = timeline;
  if (changes.length === 0) return undefined;
  return {
    from: Math.max(0, changes[0]! - 360_000),
    to: Math.min(horizon - 1, timeline.isRestored ? changes.at(-1)! + 8_640_000 : horizon - 1),
  };
}

/** Over a stretch of time, at so many moments: how many sites are in each status. `services`: how many each site does. */
export function siteCounts(
  services: readonly number[],
  timeline: StatusTimeline,
  from: number,
  to: number,
  moments: number,
): StatusCount[] {
  return Array.from({ length: moments }, (_, k) => {
    const tick = from + Math.round(((to - from) * (k + 0.5)) / moments);
    return countOf(timeline.sites.map((site, s) => siteStatus(site, services[s]!, tick)))!;
  });
}

/** What one moment is like in a sentence: for the strip under the map and those who do not see it. */
export function sitesText({ of, counts }: StatusCount, noun: { readonly one: string; readonly many: string }): string {
  const present = STATUSES.filter((status) => counts[status] > 0);
  if (present.length === 1)
    return of === 1
      ? `the ${noun.one} is ${STATUS_WORDS[present[0]!]}`
      : `all ${of} ${noun.many} are ${STATUS_WORDS[present[0]!]}`;
  return `${present
    .reverse()
    .map((status) => `${counts[status]} ${STATUS_WORDS[status]}`)
    .join(', ')}, of ${counted(of, noun.one, noun.many)}`;
}

/** A site in words: `on a backup: 8 of 20 services carry on with one, 10 are stopped`. */
export function siteStatusText(
  network: Network,
  timeline: StatusTimeline | undefined,
  s: number,
  tick: number,
): string {
  const statuses = timeline?.sites[s];
  if (!statuses) return STATUS_WORDS.working;
  const of = network.shapeOf[s]!.services.length;
  const counts = none();
  for (const steps of Object.values(statuses.services)) counts[statusAt(steps, tick)]++;
  const parts = [
    counts.backup > 0 ? `${counts.backup} on a backup` : '',
    counts.partly > 0 ? `${counts.partly} in part without the system` : '',
    counts.down > 0 ? `${counts.down} stopped` : '',
  ].filter(Boolean);
  const word = STATUS_WORDS[siteStatus(statuses, of, tick)];
  return parts.length === 0 || of === 1
    ? word
    : `${word}: of ${counted(of, 'service', 'services')} ${parts.join(', ')}`;
}
