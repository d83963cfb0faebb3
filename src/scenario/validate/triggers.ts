/** Actions that a backlog starts: the service exists where it is looked at, and the thresholds can be passed. */
import { startsByBacklog } from '../../catalog/fields.ts';
import { describeValue, listed, type Path } from '../issue.ts';
import { REENTRY, type Context, type Shape } from './context.ts';
import { inScope, usedShapes } from './reach.ts';

const lists = (shape: Shape, service: string): boolean =>
  service === REENTRY ? shape.reentry !== undefined : shape.services.has(service);

export function checkTriggers(context: Context): void {
  if (context.isPartial) return;
  const shapes = usedShapes(context);
  context.scenario.actions.forEach((action, k) => {
    const { when } = action;
    if (!startsByBacklog(when)) return;
    const path: Path = ['actions', k, 'when'];
    const known = new Set([
      ...shapes.flatMap((shape) => [...shape.services.keys()]),
      ...(shapes.some(({ reentry }) => reentry) ? [REENTRY] : []),
    ]);
    if (!known.has(when.service)) {
      context.unknown([...path, 'service'], 'service', when.service, known, {
        expected: 'a service that some site has, or re-entry',
      });
      return;
    }
    const acts = (shape: Shape): boolean =>
      'pool' in action ? shape.pools.has(action.pool) : shape.services.has(action.service);
    const able = shapes.filter(acts);
    const candidates = inScope(
      context,
      action.sites,
      able.flatMap(({ sites }) => sites),
    );
    if (candidates.length > 0 && !candidates.some((s) => lists(context.shapeOf[s]!, when.service)))
      context.error(
        [...path, 'service'],
        `No site at which ${action.id} acts has ${when.service}, so nothing starts it.`,
        {
          found: describeValue(when.service),
          expected: `one of ${listed([...new Set(able.flatMap(({ services }) => [...services.keys()]))])}`,
        },
      );
    if (when.lasts === 0)
      context.error([...path, 'lasts'], `${action.id} is over as soon as it begins.`, {
        found: '0 min',
        expected: 'a length of time above 0',
      });
    if (action.kind === 'stay-late' && when.lasts !== undefined && when.lasts < 60)
      context.warn(
        [...path, 'lasts'],
        `${action.id} lasts less than an hour, so a working day rarely ends within it.`,
        {
          found: `${when.lasts} min`,
          expected: 'a length of time in which a shift ends',
        },
      );
  });
}
