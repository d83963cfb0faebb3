/** Hubs: a site that receives work from others is simulated after them, so it may pass nothing on. Shared pools are checked here too. */
import { listed, type Path } from '../issue.ts';
import { inside, type Context } from './context.ts';

/** Positions of sites that receive work, with who sends it. */
export function hubsOf(context: Context): Map<number, string> {
  const hubs = new Map<number, string>();
  const receive = (site: string, from: string): void => {
    const s = context.siteIndex.get(site);
    if (s !== undefined && !hubs.has(s)) hubs.set(s, from);
  };
  for (const shape of context.shapes) {
    if (shape.sites.length === 0) continue;
    const sender = context.scenario.sites[shape.sites[0]!]!.id;
    for (const [id, { value }] of shape.services)
      for (const hub of [...(value.patience?.hubs ?? []), ...(value.atClose?.hubs ?? [])])
        receive(hub.site, `${id} at ${sender}`);
  }
  for (const action of context.scenario.actions)
    if (action.kind === 'divert') receive(action.to.site, `the divert ${action.id}`);
  return hubs;
}

export function checkHubs(context: Context): void {
  const hubs = hubsOf(context);
  for (const [s, from] of hubs) {
    const shape = context.shapeOf[s];
    if (!shape) continue;
    const { id } = context.scenario.sites[s]!;
    for (const [service, { value, path }] of shape.services) {
      for (const field of ['patience', 'atClose'] as const) {
        const to = value[field]?.hubs ?? [];
        if (to.length > 0)
          context.error(
            inside(path, field, 'hubs'),
            `${id} receives work (from ${from}), so its service ${service} cannot send people on to ${listed([...new Set(to.map((hub) => hub.site))], 'and')}.`,
            {
              expected: 'no hubs at a site that is itself a hub',
            },
          );
      }
    }
    checkDiverts(context, s, from);
  }
  checkSharedPools(context, hubs);
}

function checkDiverts(context: Context, s: number, from: string): void {
  const site = context.scenario.sites[s]!;
  context.scenario.actions.forEach((action, k) => {
    if (action.kind !== 'divert' || !context.shapeOf[s]!.services.has(action.service)) return;
    const { sites } = action;
    const inScope =
      typeof sites === 'string' ||
      (Array.isArray(sites) ? sites.includes(site.id) : sites.group === undefined || site.groups.includes(sites.group));
    if (inScope)
      context.error(
        ['actions', k, 'sites'],
        `${site.id} receives work (from ${from}) and has the service ${action.service}, so ${action.id} would divert from a hub.`,
        { expected: `sites that leave out ${site.id}` },
      );
  });
}

function checkSharedPools(context: Context, hubs: ReadonlyMap<number, string>): void {
  const { sites } = context.scenario;
  const members = new Map<string, number[]>();
  const alone = new Map<string, { path: Path; pool: string; sites: number[] }>();
  sites.forEach((site, s) => {
    const shape = context.shapeOf[s];
    if (!shape) return;
    for (const [pool, { value, path }] of shape.pools) {
      const group = site.groups[0];
      if (value.shared === undefined) continue;
      if (group === undefined) {
        const key = `${shape.template}/${pool}`;
        const entry = alone.get(key);
        if (entry) entry.sites.push(s);
        else alone.set(key, { path, pool, sites: [s] });
        continue;
      }
      const key = JSON.stringify([pool, shape.template, group]);
      const list = members.get(key);
      if (list) list.push(s);
      else members.set(key, [s]);
    }
  });
  for (const [key, list] of members) {
    const [pool] = JSON.parse(key) as [string];
    const first = list[0]!;
    const specOf = (s: number): string => JSON.stringify(context.shapeOf[s]!.pools.get(pool)!.value);
    const datesOf = (s: number): string =>
      JSON.stringify([...(sites[s]!.closedDates ?? context.scenario.closedDates)].sort());
    const odd = list.find((s) => specOf(s) !== specOf(first));
    if (odd !== undefined)
      context.error(
        ['sites', odd, 'pools', pool],
        `The pool ${pool} is shared with ${sites[first]!.id}, but is described differently there.`,
        { expected: 'the same title, shifts and staff at every site that shares it' },
      );
    const oddDates = list.find((s) => datesOf(s) !== datesOf(first));
    if (oddDates !== undefined)
      context.warn(
        ['sites', oddDates, 'closedDates'],
        `The pool ${pool} is shared and follows the closed dates of ${sites[first]!.id}, not those of ${sites[oddDates]!.id}.`,
      );
    const hub = list.find((s) => hubs.has(s));
    const sender = list.find((s) => !hubs.has(s));
    if (hub !== undefined && sender !== undefined)
      context.error(
        ['sites', hub, 'groups'],
        `${sites[hub]!.id} receives work, so it cannot share the pool ${pool} with ${sites[sender]!.id}.`,
        { expected: 'a hub outside the group, or with a pool of its own' },
      );
  }
  for (const { path, pool, sites: list } of alone.values()) {
    const template = sites[list[0]!]!.template;
    // One practice by itself has nobody to share with, which is no surprise.
    if (sites.filter((site) => site.template === template).length < 2) continue;
    const names = list.slice(0, 3).map((s) => sites[s]!.id);
    context.warn(
      inside(path, 'shared'),
      `The pool ${pool} is shared by a group, but ${listed(list.length > 3 ? [...names, `${list.length - 3} more`] : names, 'and')} ${list.length === 1 ? 'belongs' : 'belong'} to none, so each has it alone.`,
    );
  }
}
