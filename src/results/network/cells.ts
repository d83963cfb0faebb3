/** The map as rows of a table: every box and row of it, what it requires, what requires it, and its state. */
import { bandOf, type NetworkMap } from './map.ts';
import type { Network } from './network.ts';
import { partsOf } from '../../scenario/graph.ts';

const KINDS = { suppliers: 'supplier', systems: 'system', sites: 'site', services: 'service' } as const;

/** Heading row first. Gates are passed through; `stateOf` tells the state of a part. */
export function mapCells(network: Network, map: NetworkMap, stateOf: (id: string) => string): (string | number)[][] {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const titles = (from: string, near: 'from' | 'to', far: 'from' | 'to'): string => {
    const found = new Set<string>();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const edge of map.edges) {
        if (edge[near] !== at) continue;
        const node = nodes.get(edge[far])!;
        if (node.kind === 'gate') open.push(node.id);
        else found.add(`${node.title}${edge.throughBackup ? ' (backup only)' : ''}`);
      }
    }
    return [...found].join('; ');
  };
  const rows = map.nodes.flatMap((node): (string | number)[][] => {
    if (node.kind === 'gate') return [];
    const kind = node.kind === 'sites' && node.fold.sites.length > 1 ? 'sites' : KINDS[bandOf(node)];
    const supplier = network.components.get(partsOf(node.id)[0])?.supplier ?? '';
    return [
      [
        node.title,
        node.kind === 'services' ? 'services' : kind,
        supplier,
        stateOf(node.id),
        titles(node.id, 'to', 'from'),
        titles(node.id, 'from', 'to'),
      ],
      ...node.rows
        .filter(({ id }) => !id.startsWith('more:'))
        .map((row) => [
          `${node.title}: ${row.title}`,
          node.kind === 'services' ? (row.timeCritical ? 'time-critical service' : 'service') : 'function',
          supplier,
          stateOf(row.id),
          node.title,
          '',
        ]),
    ];
  });
  return [['Part', 'Kind', 'Supplier', 'State', 'Requires', 'Required by'], ...rows];
}
