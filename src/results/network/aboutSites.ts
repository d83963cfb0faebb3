/** What is to be said of a site or of several: what they need, which backups they have, where those go whom they cannot serve. */
import { partnerOf } from '../../catalog/actions/buddy.ts';
import type { Started } from '../../catalog/backups/index.ts';
import { partsOf, resolveRef } from '../../scenario/graph.ts';
import type { Strategy } from '../../scenario/schema.ts';
import { counted, list, percent } from '../format.ts';
import { allRestOn, startedIn, titleOf, type Network } from './network.ts';
import { linkTo, ownerOf, quoted, unique, type About, type Section } from './telling.ts';
import { titleCase } from './words.ts';

export function aboutSite(network: Network, id: string, strategy: Strategy): About | undefined {
  const { model } = network;
  const s = model.sites.findIndex((site) => `site:${site.id}` === id);
  if (s < 0) return undefined;
  const site = model.sites[s]!;
  const kind = network.kinds.find((one) => one.id === site.template)!;
  const groups = site.groups.map((group) => model.scenario.groups.find((one) => one.id === group)?.title ?? group);
  const people =
    site.patients > 0 ? `, ${counted(site.patients, model.words.person.one, model.words.person.many)}` : '';
  return {
    id,
    title: site.title,
    what: `${kind.title}${people}${groups.length > 0 ? `; in ${list(groups)}` : ''}`,
    sections: [...sitesSections(network, [s], strategy), passedTo(network, s, strategy)],
  };
}

export function aboutSites(network: Network, id: string, strategy: Strategy): About | undefined {
  const [template = '', group] = id.slice('sites:'.length).split('/');
  const kind = network.kinds.find((one) => one.id === template);
  if (!kind) return undefined;
  const sites = kind.sites.filter((s) => group === undefined || (network.model.sites[s]!.groups[0] ?? '') === group);
  if (sites.length === 0) return undefined;
  const title =
    group === undefined
      ? titleCase(kind.noun.many)
      : (network.model.scenario.groups.find((one) => one.id === group)?.title ?? `Other ${kind.noun.many}`);
  return {
    id,
    title,
    what: counted(sites.length, kind.noun.one, kind.noun.many),
    sections: [
      ...sitesSections(network, sites, strategy),
      {
        heading: 'Sites in it',
        sentences: [],
        links: sites.map((s) => ({ id: `site:${network.model.sites[s]!.id}`, title: network.model.sites[s]!.title })),
      },
    ],
  };
}

/** What some sites need and which backups they have. */
function sitesSections(network: Network, sites: readonly number[], strategy: Strategy): Section[] {
  const shapes = unique(sites.map((s) => network.shapeOf[s]!));
  const needs = unique(
    shapes.flatMap((shape) => shape.services.flatMap((service) => service.needs.map(({ key }) => key))),
  );
  const systems = unique(needs.map((key) => partsOf(key)[0]));
  const behind = unique(
    shapes.flatMap((shape) => [...allRestOn(network, shape, needs)].map((key) => partsOf(key)[0])),
  ).filter((key) => !systems.includes(key));
  const had = startedIn(network, strategy).filter((backup) => sites.some((s) => hasIt(network, backup, s)));
  return [
    {
      heading: sites.length === 1 ? 'What it needs' : 'What they need',
      sentences: [
        ...(systems.length === 0 ? ['Nothing that can fail.'] : []),
        ...(behind.length > 0
          ? [`Behind ${systems.length === 1 ? 'that' : 'these'}: ${list(behind.map((key) => titleOf(network, key)))}.`]
          : []),
      ],
      links: systems.map((key) => linkTo(network, key)),
    },
    {
      heading: `Backups under ${quoted(strategy.title)}`,
      warning: had.length === 0 && systems.length > 0,
      sentences:
        had.length === 0
          ? ['None.']
          : had.map((backup) => `${backup.title}, owned by ${ownerOf(network, backup.owner)}${readiness(backup)}.`),
    },
  ];
}

/** Whether a backup answers something at a site, and the site is among those that may have it. */
function hasIt(network: Network, backup: Started, s: number): boolean {
  const shape = network.shapeOf[s]!;
  const { id, groups } = network.model.sites[s]!;
  const { sites } = backup;
  if (Array.isArray(sites) && !sites.includes(id)) return false;
  if (typeof sites === 'object' && !Array.isArray(sites) && sites.group !== undefined && !groups.includes(sites.group))
    return false;
  if ('supports' in backup)
    return backup.supports.some(({ component }) =>
      shape.inUse.has(resolveRef(component, shape.uses, network.components) ?? ''),
    );
  return backup.covers.some(({ component, services }) => {
    const key = resolveRef(component, shape.uses, network.components);
    return shape.services.some(
      (service) => services.includes(service.id) && service.needs.some((need) => need.key === key),
    );
  });
}

function readiness({ preparation, sites, drilled }: Started): string {
  const parts = [
    typeof sites === 'object' && !Array.isArray(sites) && 'share' in sites
      ? `${percent(sites.share)} of sites have it`
      : undefined,
    preparation ? `${percent(preparation.share)} of sites are prepared` : undefined,
    drilled ? undefined : 'not drilled in the last year',
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? ` (${parts.join('; ')})` : '';
}

/** Where those go who cannot be served: hubs by patience and closing, diverts and buddies of the strategy. */
function passedTo(network: Network, s: number, strategy: Strategy): Section {
  const { model } = network;
  const site = model.sites[s]!;
  const titleOfSite = (id: string): string => model.sites.find((one) => one.id === id)?.title ?? id;
  const to = new Map<string, Set<string>>();
  const add = (hub: string, why: string): void => void to.set(hub, (to.get(hub) ?? new Set()).add(why));
  for (const service of Object.values(site.services)) {
    service.patience?.hubs.forEach((hub) =>
      add(hub.site, `from ${quoted(service.title)} by people who have waited too long`),
    );
    service.atClose?.hubs.forEach((hub) => add(hub.site, `from ${quoted(service.title)} at closing time`));
  }
  for (const action of model.scenario.actions) {
    if (!strategy.uses.includes(action.id)) continue;
    if (action.kind === 'divert' && action.service in site.services && action.to.site !== site.id)
      add(action.to.site, `by ${quoted(action.title)}`);
    if (action.kind === 'buddy' && action.service in site.services) {
      const partner = partnerOf(action.partners, site.id, (group) =>
        model.sites.flatMap(({ id, groups, services, kind }) =>
          groups.includes(group) && action.service in services && kind !== 'hub' ? [id] : [],
        ),
      );
      if (partner !== undefined) add(partner, `by ${quoted(action.title)}`);
    }
  }
  const who = model.words.person.many;
  return {
    heading: `Where its ${who} are passed on to`,
    sentences:
      to.size === 0
        ? [`Nowhere under ${quoted(strategy.title)}.`]
        : [...to].map(([hub, why]) => `${titleOfSite(hub)}: ${list([...why])}.`),
    links: [...to.keys()].map((hub) => ({ id: `site:${hub}`, title: titleOfSite(hub) })),
  };
}
