/** What of a network some sites, or one kind of work, have to do with: everything else steps back when these are looked at alone. */
import { isWayOfWorking } from '../../catalog/backups/index.ts';
import { partsOf } from '../../scenario/graph.ts';
import { focusSites, type Focus } from '../focus.ts';
import type { Fold } from './folds.ts';
import { servicesOf } from './map.ts';
import { allRestOn, requiredOf, startedIn, type Network, type Shape } from './network.ts';

/** What everything is limited to: sites, a kind of work by its key, or both. */
export interface LookedAt {
  readonly focus?: Focus | undefined;
  readonly service?: string | undefined;
}

/** Ids of the parts of map and list that are concerned; undefined when everything is, because nothing is limited. */
export function concernedBy(
  network: Network,
  folds: readonly Fold[],
  { focus, service }: LookedAt,
): ReadonlySet<string> | undefined {
  if (!focus && service === undefined) return undefined;
  const { model } = network;
  const [template, id] = service === undefined ? [] : (service.split('/') as [string, string]);
  const sites = (focus ? focusSites(model, focus) : [...model.sites.keys()]).filter(
    (s) => template === undefined || model.sites[s]!.template === template,
  );
  const found = new Set<string>();
  for (const shape of new Set(sites.map((s) => network.shapeOf[s]!)))
    for (const key of id === undefined ? shape.inUse : feltBy(network, shape, id)) {
      found.add(key);
      found.add(partsOf(key)[0]);
    }
  for (const [supplier, components] of network.suppliers)
    if (components.some((component) => found.has(component))) found.add(`supplier:${supplier}`);
  const holds = (fold: Fold): void => {
    if (fold.sites.some((s) => sites.includes(s))) found.add(fold.id);
    fold.inside.forEach(holds);
  };
  folds.forEach(holds);
  for (const kind of new Set(sites.map((s) => model.sites[s]!.template))) {
    found.add(`services:${kind}`);
    for (const row of servicesOf(network, kind))
      if (service === undefined || row.id === `service:${service}`) found.add(row.id);
    // The rest of the services hides those that are concerned, or some of them.
    found.add(`more:${kind}`);
  }
  return found;
}

/** What a service needs at sites of a shape, what that rests on, and what backups of it require. */
function feltBy(network: Network, shape: Shape, service: string): ReadonlySet<string> {
  const needs = shape.services.find(({ id }) => id === service)?.needs.map(({ key }) => key) ?? [];
  const backups = startedIn(network).filter(
    (backup) => isWayOfWorking(backup) && backup.covers.some(({ services }) => services.includes(service)),
  );
  const required = backups.flatMap((backup) =>
    requiredOf(network, shape, backup).flatMap((key) => (key === undefined ? [] : [key])),
  );
  return allRestOn(network, shape, [...needs, ...required]);
}

/** Whether a gate of the map is: what it stands before is. */
export function isConcerned(concerned: ReadonlySet<string>, id: string): boolean {
  return concerned.has(id.startsWith('gate:') ? id.slice('gate:'.length).replace(/\..*$/, '') : id);
}
