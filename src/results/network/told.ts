/** The state of any part of the map in words, long for lists and short for boxes. */
import type { Status, StatusTimeline } from '../../engine/statusTimeline.ts';
import { foldOf, type Fold } from './folds.ts';
import { servicesOf } from './map.ts';
import type { Network } from './network.ts';
import {
  countOf,
  SHORT,
  sitesText,
  siteStatusText,
  statusShort,
  statusText,
  STATUS_WORDS,
  type StatusCount,
  type StatusesAt,
} from './statuses.ts';

export interface Told {
  readonly status: Status;
  readonly text: string;
}

/** A moment of a run, and what the map is folded into. */
export interface Moment {
  readonly network: Network;
  readonly folds: readonly Fold[];
  readonly timeline: StatusTimeline | undefined;
  readonly tick: number;
  readonly now: StatusesAt;
}

/** Undefined where there is nothing to tell: of what nobody uses. */
export function toldOf({ network, folds, timeline, tick, now }: Moment, id: string, short: boolean): Told | undefined {
  const said = (count: StatusCount | undefined, long: (count: StatusCount) => string = statusText): Told | undefined =>
    count && { status: count.status, text: short ? statusShort(count) : long(count) };
  if (id.startsWith('site:')) {
    const s = network.model.sites.findIndex((site) => `site:${site.id}` === id);
    if (s < 0) return undefined;
    const status = now.site(s);
    return { status, text: short ? SHORT[status] : siteStatusText(network, timeline, s, tick) };
  }
  if (id.startsWith('sites:')) {
    const sites = foldOf(folds, id)?.sites ?? [];
    return sites.length > 0 ? said(now.sites(sites)) : undefined;
  }
  if (id.startsWith('service:')) {
    const [template = '', service = ''] = id.slice('service:'.length).split('/');
    return said(now.service(template, service));
  }
  if (id.startsWith('services:') || id.startsWith('more:')) {
    const template = id.slice(id.indexOf(':') + 1);
    const services = servicesOf(network, template).filter(
      ({ timeCritical }) => id.startsWith('services:') || !timeCritical,
    );
    const statuses = services.flatMap((service) => now.service(template, service.id.split('/')[1]!)?.status ?? []);
    return said(countOf(statuses), (count) =>
      count.of === 1 ? STATUS_WORDS[count.status] : sitesText(count, { one: 'service', many: 'services' }),
    );
  }
  const count = now.part(id);
  if (!id.startsWith('supplier:') || !count) return said(count);
  return {
    status: count.status,
    text: short
      ? SHORT[count.status]
      : count.of === 1
        ? STATUS_WORDS[count.status]
        : sitesText(count, { one: 'system', many: 'systems' }),
  };
}
