/** Partners of buddies, and services that are used while others are switched off: they exist, and are of some use. */
import { isRing } from '../../catalog/actions/buddy.ts';
import type { Context } from './context.ts';
import { hubsOf } from './hubs.ts';

export function checkPartners(context: Context): void {
  const { scenario } = context;
  const hubs = hubsOf(context);
  scenario.actions.forEach((action, k) => {
    if (action.kind === 'switch-off') {
      const { service } = action.instead;
      if (service === action.service)
        context.error(
          ['actions', k, 'instead', 'service'],
          `${action.id} sends people to the very service that it switches off.`,
          {
            found: service,
            expected: 'another service of the same site',
          },
        );
      else if (!context.shapes.some((shape) => shape.services.has(action.service) && shape.services.has(service)))
        context.error(
          ['actions', k, 'instead', 'service'],
          `No site that has ${action.service} has a service ${service}.`,
          {
            found: service,
            expected: 'another service of the same site',
          },
        );
    }
    if (action.kind !== 'buddy') return;
    const has = (s: number): boolean => context.shapeOf[s]?.services.has(action.service) ?? false;
    if (isRing(action.partners)) {
      const { ring } = action.partners;
      const members = scenario.sites.filter(({ groups }, s) => groups.includes(ring) && has(s) && !hubs.has(s));
      if (members.length < 2)
        context.error(
          ['actions', k, 'partners', 'ring'],
          `A ring needs two sites: the group ${ring} has ${members.length} with ${action.service}.`,
          {
            found: ring,
            expected: 'a group of at least two sites that have the service',
          },
        );
      return;
    }
    for (const [site, partner] of Object.entries(action.partners)) {
      const path = ['actions', k, 'partners', site];
      const known = [...context.siteIndex.keys()];
      const s = context.siteIndex.get(site);
      const p = context.siteIndex.get(partner);
      if (s === undefined || p === undefined) {
        const missing = s === undefined ? site : partner;
        const suggestion = context.suggest(missing, known);
        context.error(path, `There is no site ${missing}.`, {
          found: missing,
          expected: 'the id of a site',
          ...(suggestion !== undefined && { suggestion }),
        });
      } else if (s === p)
        context.error(path, `${site} cannot be its own partner.`, { found: partner, expected: 'another site' });
      else if (hubs.has(p) || hubs.has(s))
        context.error(
          path,
          `${hubs.has(p) ? partner : site} receives work as a hub, so it can be no partner: use a divert.`,
          {
            found: partner,
            expected: 'a site that is no hub',
          },
        );
      else if (!has(s) || !has(p))
        context.error(path, `${has(s) ? partner : site} has no service ${action.service}.`, {
          found: partner,
          expected: `a site with the service ${action.service}`,
        });
    }
  });
}
