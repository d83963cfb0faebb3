/** The map as a nested list, for those to whom a list says more than a picture. */
import { partsOf } from '../../scenario/graph.ts';
import { list } from '../format.ts';
import { requirementText } from './about.ts';
import type { Fold } from './folds.ts';
import { servicesOf, shapesIn } from './map.ts';
import { titleOf, type Network } from './network.ts';
import { titleCase } from './words.ts';

export interface Entry {
  /** A part of the map; undefined for a heading. */
  readonly id: string | undefined;
  readonly title: string;
  readonly note: string;
  readonly level: number;
  /** Undefined where there is nothing to open. */
  readonly folded?: boolean;
  readonly inside: readonly Entry[];
}

/** Systems by supplier, sites by kind and group as far as they are open, services by kind. */
export function entriesOf(network: Network, folds: readonly Fold[], open: ReadonlySet<string>): Entry[] {
  const { components, suppliers, kinds } = network;
  const heading = (title: string, inside: readonly Entry[]): Entry[] =>
    inside.length === 0 ? [] : [{ id: undefined, title, note: '', level: 0, inside }];
  const felt = new Set(network.shapes.flatMap((shape) => [...shape.inUse].map((key) => partsOf(key)[0])));
  const system = (id: string, level: number): Entry => {
    const { title, requires, functions, scope } = components.get(id)!;
    const notes = [
      ...(scope === 'per-site' ? ['one at each site'] : []),
      ...(requires === undefined ? [] : [`requires ${lowered(requirementText(network, requires))}`]),
      ...(felt.has(id) ? [] : ['nobody needs it']),
    ];
    return {
      id,
      title,
      note: notes.join('; '),
      level,
      inside: functions.map((fn): Entry => ({
        id: `${id}/${fn}`,
        title: fn.replaceAll('-', ' '),
        note: '',
        level: level + 1,
        inside: [],
      })),
    };
  };
  const others = [...components.values()].filter(({ supplier }) => supplier === undefined);
  const sites = (fold: Fold, level: number): Entry => {
    const systems = new Set(
      shapesIn(network, fold).flatMap((shape) =>
        shape.services.flatMap(({ needs }) => needs.map(({ key }) => partsOf(key)[0])),
      ),
    );
    const needs =
      systems.size > 0
        ? `needs ${list([...systems].map((key) => titleOf(network, key)))}`
        : 'needs nothing that can fail';
    const isOpen = open.has(fold.id);
    return {
      id: fold.id,
      title: fold.title,
      note:
        fold.inside.length === 0
          ? needs
          : `${fold.sites.length} ${fold.kind.noun.many}; ${needs.replace(/^needs/, 'they need')}`,
      level,
      ...(fold.inside.length > 0 && { folded: !isOpen }),
      inside: isOpen ? fold.inside.map((one) => sites(one, level + 1)) : [],
    };
  };
  return [
    ...heading('Systems by supplier', [
      ...[...suppliers].map(([name, ids]): Entry => ({
        id: `supplier:${name}`,
        title: name,
        note: '',
        level: 1,
        inside: ids.map((id) => system(id, 2)),
      })),
      ...(suppliers.size === 0 ? others.map(({ id }) => system(id, 1)) : []),
      ...(suppliers.size > 0 && others.length > 0
        ? [
            {
              id: undefined,
              title: 'No supplier named',
              note: '',
              level: 1,
              inside: others.map(({ id }) => system(id, 2)),
            },
          ]
        : []),
    ]),
    ...heading(
      'Sites and what they need',
      folds.map((fold) => sites(fold, 1)),
    ),
    ...heading(
      'Services',
      kinds.map((kind): Entry => ({
        id: `services:${kind.id}`,
        title: titleCase(kind.noun.many),
        note: '',
        level: 1,
        inside: servicesOf(network, kind.id).map(({ id, title, timeCritical }): Entry => ({
          id,
          title,
          note: timeCritical ? 'time-critical' : '',
          level: 2,
          inside: [],
        })),
      })),
    ),
  ];
}

/** A sentence as part of another one: without its full stop, and small where it began with one of our own words. */
function lowered(sentence: string): string {
  return sentence.replace(/\.$/, '').replace(/^(All|Any|At least)\b/, (word) => word.toLowerCase());
}
