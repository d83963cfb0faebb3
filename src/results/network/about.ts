/** What is to be said of something chosen on the map; of a system or supplier what breaks with it, and what it requires. */
import { partsOf, requiredBy, resolveRef } from '../../scenario/graph.ts';
import type { Requirement, Strategy } from '../../scenario/schema.ts';
import { counted, list } from '../format.ts';
import { aboutKind, aboutService } from './aboutService.ts';
import { aboutSite, aboutSites } from './aboutSites.ts';
import { backups, breaks } from './failure.ts';
import { whereOf } from './finding.ts';
import { failedWith, impactOf } from './impact.ts';
import { startedIn, titleOf, type Network } from './network.ts';
import { linkTo, quoted, unique, type About, type Section } from './telling.ts';
import { gateWord } from './words.ts';

export type { About, Section } from './telling.ts';

/** Undefined when nothing of that id is on the map. */
export function aboutPart(network: Network, id: string, strategy: Strategy): About | undefined {
  if (id.startsWith('supplier:')) return aboutSupplier(network, id, strategy);
  if (id.startsWith('service:')) return aboutService(network, id, strategy);
  if (id.startsWith('services:')) return aboutKind(network, id);
  if (id.startsWith('site:')) return aboutSite(network, id, strategy);
  if (id.startsWith('sites:')) return aboutSites(network, id, strategy);
  const [base, fn] = partsOf(id);
  const component = network.components.get(base);
  if (!component || (fn !== undefined && !component.functions.includes(fn))) return undefined;
  const impact = impactOf(network, [id]);
  const requires = unique(network.shapes.flatMap(({ uses }) => requiredBy(id, uses, network.components)));
  const what = [
    fn === undefined ? 'System' : `Function of ${component.title}`,
    component.supplier === undefined ? undefined : `from ${component.supplier}`,
    component.scope === 'per-site' ? 'one at each site' : undefined,
  ];
  return {
    id,
    title: titleOf(network, id),
    what: what.filter((part) => part !== undefined).join(', '),
    sections: [
      breaks(network, impact, 'it'),
      ...backups(network, impact, strategy),
      {
        heading: 'What it requires',
        sentences:
          requires.length === 0
            ? ['Nothing that the scenario names.']
            : fn === undefined && component.requires !== undefined
              ? [requirementText(network, component.requires)]
              : [],
        links: requires.map((key) => linkTo(network, key)),
      },
      requiredOfIt(network, id),
    ],
  };
}

export function aboutSupplier(network: Network, id: string, strategy: Strategy): About | undefined {
  const supplier = id.slice('supplier:'.length);
  const provides = network.suppliers.get(supplier);
  if (!provides) return undefined;
  const impact = impactOf(network, failedWith(network, { supplier }));
  return {
    id,
    title: supplier,
    what: `Supplier of ${counted(provides.length, 'system', 'systems')}`,
    sections: [
      { heading: 'What it provides', sentences: [], links: provides.map((key) => linkTo(network, key)) },
      breaks(network, impact, provides.length === 1 ? 'it' : 'everything from it'),
      ...backups(network, impact, strategy),
    ],
  };
}

export function requiredOfIt(network: Network, id: string): Section {
  const { components } = network;
  const [base, fn] = partsOf(id);
  const others = [...components.values()].filter(
    (other) =>
      other.id !== base &&
      network.shapes.some(({ uses }) =>
        requiredBy(other.id, uses, components).some(
          (key) => key === id || (fn === undefined && partsOf(key)[0] === base),
        ),
      ),
  );
  const needing = network.shapes.filter((shape) =>
    shape.services.some(({ needs }) =>
      needs.some(({ key }) => key === id || (fn === undefined && partsOf(key)[0] === base)),
    ),
  );
  const sites = needing.flatMap((shape) => shape.sites);
  const backups = startedIn(network).filter((backup) =>
    network.shapes.some((shape) => backup.requires.some((ref) => resolveRef(ref, shape.uses, components) === id)),
  );
  const following = network.shapes.flatMap((shape) => {
    const site = network.model.sites[shape.sites[0]!]!;
    return Object.values(site.services).flatMap(({ follows, title }) =>
      follows && followed(network, follows.group, follows.component).some((key) => key === id || partsOf(key)[0] === id)
        ? [
            `Demand for ${quoted(title)} at ${counted(shape.sites.length, 'site', 'sites')} stops while others are without it.`,
          ]
        : [],
    );
  });
  return {
    heading: 'What requires it',
    sentences: [
      ...(sites.length > 0 ? [`Services at ${whereOf(network, sites)} need it by name.`] : []),
      ...(backups.length > 0
        ? [
            `${backups.length === 1 ? 'One backup needs' : `${backups.length} backups need`} it: ${list(backups.map(({ title }) => title))}.`,
          ]
        : []),
      ...unique(following),
      ...(others.length === 0 && sites.length === 0 && backups.length === 0
        ? ['Nobody needs it, so what happens to it makes no difference.']
        : []),
    ],
    links: others.map((other) => linkTo(network, other.id)),
  };
}

function followed(network: Network, group: string, component: string): string[] {
  return network.model.sites.flatMap((site) =>
    site.groups.includes(group) ? (resolveRef(component, site.uses, network.components) ?? []) : [],
  );
}

/** `all of EMIS hosting and any of Line A or Line B`. */
export function requirementText(network: Network, requirement: Requirement): string {
  const told = (part: Requirement): string => {
    if (typeof part === 'string') return titleOf(network, part);
    const parts = 'all' in part ? part.all : 'any' in part ? part.any : part.atLeast.of;
    if (parts.length === 1) return told(parts[0]!);
    const k = 'all' in part ? parts.length : 'any' in part ? 1 : part.atLeast.k;
    return `${gateWord({ k, of: parts.length })} (${parts.map(told).join('; ')})`;
  };
  const text = told(requirement);
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
