/** Work that people bring to another service or a partner site must not lead back to where they could not be served. */
import { isRing, partnerOf } from '../../catalog/actions/buddy.ts';
import { cycleIn } from '../graph.ts';
import type { Context, Shape } from './context.ts';
import { hubsOf } from './hubs.ts';

/** Follow-on work and rebooking contacts with switch-offs and buddies in between; without these `checkServices` looks. */
export function checkCircles(context: Context): void {
  const { scenario, shapes, shapeOf, siteIndex } = context;
  const elsewhere = new Map<string, Set<string>>();
  const add = (k: number, service: string, other: number, instead: string): void => {
    const at = nodeOf(k, service);
    elsewhere.set(at, (elsewhere.get(at) ?? new Set()).add(nodeOf(other, instead)));
  };
  const hubs = hubsOf(context);
  const place = new Map(shapes.map((shape, k) => [shape, k]));
  for (const action of scenario.actions) {
    if (action.kind === 'switch-off')
      shapes.forEach(({ sites }, k) => {
        if (sites.length > 0) add(k, action.service, k, action.instead.service);
      });
    if (action.kind !== 'buddy') continue;
    const { partners, service } = action;
    const ring = isRing(partners)
      ? scenario.sites.flatMap(({ id, groups }, s) =>
          groups.includes(partners.ring) && !hubs.has(s) && shapeOf[s]?.services.has(service) ? [id] : [],
        )
      : [];
    scenario.sites.forEach(({ id }, s) => {
      const partner = partnerOf(partners, id, () => ring);
      const other = partner === undefined ? undefined : shapeOf[siteIndex.get(partner) ?? -1];
      if (shapeOf[s] && other) add(place.get(shapeOf[s])!, service, place.get(other)!, service);
    });
  }
  if (elsewhere.size === 0) return;

  const nextOf = (node: string): string[] =>
    [node, ...(elsewhere.get(node) ?? [])].flatMap((at) => {
      const [k, service] = at.split(' ') as [string, string];
      return leadsTo(shapes[Number(k)]!, service).map((next) => nodeOf(Number(k), next));
    });
  const cycle = cycleIn(elsewhere.keys(), nextOf);
  if (!cycle) return;
  const names = cycle.map((node) => node.split(' ')[1]!);
  const k = scenario.actions.findIndex(
    (action) => (action.kind === 'switch-off' || action.kind === 'buddy') && names.includes(action.service),
  );
  context.error(
    ['actions', k],
    `Work goes round in a circle once people are served elsewhere: ${names.join(', which leads to ')}.`,
    { expected: 'a service or partner whose work does not lead back to the service that people could not use' },
  );
}

const nodeOf = (shape: number, service: string): string => `${shape} ${service}`;

function leadsTo(shape: Shape, id: string): string[] {
  const service = shape.services.get(id)?.value;
  if (!service) return [];
  const contact = service.missedSlot?.contact;
  return [...service.followOn.map((entry) => entry.service), ...(contact === undefined ? [] : [contact])];
}
