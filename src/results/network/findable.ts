/** Everything on the map that can be looked for by name. */
import { count } from '../format.ts';
import { titleOf, type Network } from './network.ts';
import { unique, type Link } from './telling.ts';

/** Everything that can be looked for by name, in the order of the map. */
export function findable(network: Network): (Link & { readonly what: string })[] {
  const { model } = network;
  return [
    ...[...network.suppliers.keys()].map((name) => ({ id: `supplier:${name}`, title: name, what: 'supplier' })),
    ...model.scenario.components.flatMap(({ id, functions }) => [
      { id, title: titleOf(network, id), what: 'system' },
      ...functions.map((fn) => ({ id: `${id}/${fn}`, title: titleOf(network, `${id}/${fn}`), what: 'function' })),
    ]),
    ...model.sites.map(({ id, title, template }) => ({
      id: `site:${id}`,
      title,
      what: network.kinds.find((kind) => kind.id === template)!.noun.one,
    })),
    ...network.kinds.flatMap((kind) =>
      unique(
        network.shapes
          .filter(({ template }) => template === kind.id)
          .flatMap(({ services }) => services.map(({ id }) => id)),
      ).map((id) => {
        const title = network.shapes
          .flatMap((shape) => (shape.template === kind.id ? shape.services : []))
          .find((one) => one.id === id)!.title;
        return {
          id: `service:${kind.id}/${id}`,
          title,
          what: `service of ${count(kind.sites.length)} ${kind.sites.length === 1 ? kind.noun.one : kind.noun.many}`,
        };
      }),
    ),
  ];
}
