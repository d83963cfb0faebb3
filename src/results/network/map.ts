/** The map as boxes and lines: suppliers, what they provide, what that requires, the sites that need it, the services they do. */
import { isWayOfWorking } from '../../catalog/backups/index.ts';
import { partsOf, requiredBy, resolveRef, type Uses } from '../../scenario/graph.ts';
import { answersNeed, needsOf, supportedAt } from '../../scenario/inUse.ts';
import type { Component, Requirement, Strategy } from '../../scenario/schema.ts';
import { shownFolds, type Fold } from './folds.ts';
import { requiredOf, startedIn, type Network, type Shape } from './network.ts';
import { gateWord, titleCase } from './words.ts';

/** So many services that are not time-critical are always shown. */
export const FEW_SERVICES = 3;

/** Columns from left to right. */
export type Band = 'suppliers' | 'systems' | 'sites' | 'services';
export const BANDS: readonly Band[] = ['suppliers', 'systems', 'sites', 'services'];

export interface MapRow {
  /** Something that can be chosen: `emis-web/read`, `service:gp-practice/calls`; `more:gp-practice` opens the rest. */
  readonly id: string;
  readonly title: string;
  readonly timeCritical: boolean;
}

interface Box {
  readonly id: string;
  readonly title: string;
  /** A second line in smaller type. */
  readonly note: string;
  readonly rows: readonly MapRow[];
}
export type MapNode =
  | (Box & { readonly kind: 'supplier' })
  | (Box & { readonly kind: 'component'; readonly isNeeded: boolean })
  | (Box & { readonly kind: 'gate' })
  | (Box & { readonly kind: 'sites'; readonly fold: Fold })
  | (Box & { readonly kind: 'services'; readonly template: string });

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** Drawn from this row of the box it comes from. */
  readonly fromRow?: string;
  /** Only a backup needs it there. */
  readonly throughBackup: boolean;
}

export interface NetworkMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Boxes of sites from which the map was drawn. */
  readonly folds: readonly Fold[];
}

export function bandOf(node: MapNode): Band {
  switch (node.kind) {
    case 'supplier':
      return 'suppliers';
    case 'component':
    case 'gate':
      return 'systems';
    default:
      return node.kind;
  }
}

export interface Opened {
  /** Boxes of sites, and `more:` and a kind of site where all its services are shown. */
  readonly open: ReadonlySet<string>;
  /** The one whose backups count. */
  readonly strategy: Strategy;
}

export function networkMap(network: Network, folds: readonly Fold[], { open, strategy }: Opened): NetworkMap {
  const { components, suppliers, model } = network;
  const nodes: MapNode[] = [];
  const edges: MapEdge[] = [];
  for (const [supplier, ids] of suppliers) {
    nodes.push({ kind: 'supplier', id: `supplier:${supplier}`, title: supplier, note: '', rows: [] });
    for (const id of ids) edges.push({ from: `supplier:${supplier}`, to: id, throughBackup: false });
  }
  const felt = new Set(network.shapes.flatMap((shape) => [...shape.inUse]));
  for (const component of model.scenario.components) {
    const keys = [component.id, ...component.functions.map((fn) => `${component.id}/${fn}`)];
    const isNeeded = keys.some((key) => felt.has(key));
    nodes.push({
      kind: 'component',
      id: component.id,
      title: component.title,
      note: isNeeded ? (component.scope === 'per-site' ? 'one at each site' : '') : 'nobody needs it',
      rows: component.functions.map((fn) => ({
        id: `${component.id}/${fn}`,
        title: fn.replaceAll('-', ' '),
        timeCritical: false,
      })),
      isNeeded,
    });
    const { gates, lines } = requirementLines(network, component);
    nodes.push(...gates);
    edges.push(...lines);
  }
  const shown = shownFolds(folds, open);
  for (const fold of shown) {
    const many = fold.sites.length;
    nodes.push({
      kind: 'sites',
      id: fold.id,
      title: fold.title,
      note: many === 1 ? '' : `${many} ${fold.kind.noun.many}`,
      rows: [],
      fold,
    });
    for (const { id, throughBackup } of neededAt(network, fold, strategy))
      if (components.has(id)) edges.push({ from: id, to: fold.id, throughBackup });
    edges.push({ from: fold.id, to: `services:${fold.kind.id}`, throughBackup: false });
  }
  for (const kind of network.kinds) {
    const services = servicesOf(network, kind.id);
    const first = services.filter(({ timeCritical }) => timeCritical);
    const others = services.filter(({ timeCritical }) => !timeCritical);
    const more = `more:${kind.id}`;
    const isFolded = others.length > FEW_SERVICES && !open.has(more);
    nodes.push({
      kind: 'services',
      id: `services:${kind.id}`,
      title: titleCase(kind.noun.many),
      note: `${services.length} ${services.length === 1 ? 'service' : 'services'}`,
      rows: [
        ...first,
        ...(isFolded
          ? [{ id: more, title: `${others.length} ${first.length > 0 ? 'other ' : ''}services`, timeCritical: false }]
          : others),
      ],
      template: kind.id,
    });
  }
  return { nodes, edges, folds: shown };
}

/** Every service that sites of a kind do, in file order. */
export function servicesOf(network: Network, template: string): MapRow[] {
  const found = new Map<string, MapRow>();
  for (const shape of network.shapes) {
    if (shape.template !== template) continue;
    for (const { id, title, timeCritical } of shape.services)
      if (!found.has(id)) found.set(id, { id: `service:${template}/${id}`, title, timeCritical });
  }
  return [...found.values()];
}

/** Lines from what a component requires, through gates where several things are named together. */
function requirementLines(network: Network, component: Component): { gates: MapNode[]; lines: MapEdge[] } {
  const gates: MapNode[] = [];
  const lines = new Map<string, MapEdge>();
  const uses: Uses[] = [{}, ...network.shapes.map((shape) => shape.uses)];
  const draw = (requirement: Requirement, to: string, place: string): void => {
    if (typeof requirement === 'string') {
      for (const one of uses) {
        const key = resolveRef(requirement, one, network.components);
        if (key === undefined) continue;
        const [from] = partsOf(key);
        if (from === component.id) continue;
        lines.set(`${key} ${to}`, { from, to, ...(key !== from && { fromRow: key }), throughBackup: false });
      }
      return;
    }
    const parts =
      'all' in requirement ? requirement.all : 'any' in requirement ? requirement.any : requirement.atLeast.of;
    const k = 'all' in requirement ? parts.length : 'any' in requirement ? 1 : requirement.atLeast.k;
    if (parts.length === 1) return draw(parts[0]!, to, place);
    const gate: MapNode = { kind: 'gate', id: place, title: gateWord({ k, of: parts.length }), note: '', rows: [] };
    gates.push(gate);
    lines.set(`${place} ${to}`, { from: place, to, throughBackup: false });
    parts.forEach((part, n) => draw(part, place, `${place}.${n}`));
  };
  if (component.requires !== undefined) draw(component.requires, component.id, `gate:${component.id}`);
  return { gates, lines: [...lines.values()] };
}

/** Components that the sites of a box need by name, and those that only backups of the strategy require there. */
function neededAt(network: Network, fold: Fold, strategy: Strategy): { id: string; throughBackup: boolean }[] {
  const backups = startedIn(network, strategy);
  const direct = new Set<string>();
  const through = new Set<string>();
  for (const shape of shapesIn(network, fold)) {
    const needs = needsOf(network.model.sites[shape.sites[0]!]!, network.components);
    for (const { key } of needs) if (key !== undefined) direct.add(partsOf(key)[0]);
    for (const backup of backups) {
      const isOfUse = isWayOfWorking(backup)
        ? answersNeed(backup, needs, shape.uses, network.components)
        : supportedAt(backup, shape.uses, network.components).some((key) => shape.inUse.has(key));
      if (!isOfUse) continue;
      for (const key of requiredOf(network, shape, backup)) if (key !== undefined) through.add(partsOf(key)[0]);
    }
  }
  // What a need rests on anyhow is not drawn again for a backup.
  const rests = new Set<string>();
  for (const shape of shapesIn(network, fold)) {
    const open = [...direct];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (rests.has(at)) continue;
      rests.add(at);
      open.push(...requiredBy(at, shape.uses, network.components).map((key) => partsOf(key)[0]));
    }
  }
  return [
    ...[...direct].map((id) => ({ id, throughBackup: false })),
    ...[...through].filter((id) => !rests.has(id)).map((id) => ({ id, throughBackup: true })),
  ];
}

export function shapesIn(network: Network, { sites }: Pick<Fold, 'sites'>): Shape[] {
  return [...new Set(sites.map((s) => network.shapeOf[s]!))];
}

/** Everything upstream and downstream of a box or row, by lines: positions of lines, and ids of boxes. */
export function along(
  map: NetworkMap,
  id: string,
): { readonly lines: ReadonlySet<number>; readonly boxes: ReadonlySet<string> } {
  const box = boxOf(map, id);
  const lines = new Set<number>();
  const boxes = new Set<string>(box === undefined ? [] : [box]);
  for (const [near, far] of [
    ['from', 'to'],
    ['to', 'from'],
  ] as const) {
    const open = box === undefined ? [] : [box];
    const seen = new Set(open);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      map.edges.forEach((edge, k) => {
        if (edge[near] !== at) return;
        lines.add(k);
        boxes.add(edge[far]);
        if (seen.has(edge[far])) return;
        seen.add(edge[far]);
        open.push(edge[far]);
      });
    }
  }
  return { lines, boxes };
}

/** The box in which something stands. */
export function boxOf(map: NetworkMap, id: string): string | undefined {
  return map.nodes.find((node) => node.id === id || node.rows.some((row) => row.id === id))?.id;
}
