/** Inside a site: pools, follow-on work, hubs, re-entry and needs that its services name. */
import { cycleIn, partsOf, refsIn, requiredBy, targetOf } from '../graph.ts';
import { describeValue, listed, whole, type Path } from '../issue.ts';
import { inside, REENTRY, type Context, type Shape } from './context.ts';
import { aliases, checkGroup, checkHub, checkSomewhere } from './references.ts';

export function checkServices(context: Context): void {
  const known = aliases(context);
  for (const shape of context.shapes) {
    checkWithin(context, shape);
    checkReentry(context, shape);
    checkFollowOnCycle(context, shape);
    if (shape.sites.length > 0) checkNeeds(context, shape, known);
  }
  checkRequirementCycles(context);
  checkUnusedAliases(context);
}

function checkWithin(context: Context, shape: Shape): void {
  for (const [id, { value: service, path }] of shape.services) {
    if (!shape.pools.has(service.pool))
      context.unknown(inside(path, 'pool'), 'staff pool', service.pool, shape.pools.keys(), {
        expected: `one of ${listed([...shape.pools.keys()])}`,
      });
    const seen = new Set<string>();
    service.followOn.forEach((entry, k) => {
      const at = inside(path, 'followOn', k, 'service');
      if (!shape.services.has(entry.service))
        context.unknown(at, 'service', entry.service, shape.services.keys(), {
          expected: 'a service of the same site',
        });
      if (seen.has(entry.service))
        context.error(at, `The service ${id} names "${entry.service}" twice as work that follows.`, {
          expected: 'one entry with the whole share',
        });
      seen.add(entry.service);
    });
    const contact = service.missedSlot?.contact;
    if (contact !== undefined && !shape.services.has(contact))
      context.unknown(inside(path, 'missedSlot', 'contact'), 'service', contact, shape.services.keys(), {
        expected: 'a service of the same site',
      });
    if (shape.sites.length > 0) {
      service.patience?.hubs.forEach((hub, k) =>
        checkHub(context, inside(path, 'patience', 'hubs', k), hub.site, hub.service),
      );
      service.atClose?.hubs.forEach((hub, k) =>
        checkHub(context, inside(path, 'atClose', 'hubs', k), hub.site, hub.service),
      );
    }
    if (service.follows && shape.sites.length > 0) {
      checkGroup(context, inside(path, 'follows', 'group'), service.follows.group);
      checkSomewhere(context, inside(path, 'follows', 'component'), service.follows.component);
    }
  }
}

function checkReentry(context: Context, shape: Shape): void {
  if (shape.reentry) {
    const { value, path } = shape.reentry;
    if (!shape.pools.has(value.pool))
      context.unknown(inside(path, 'pool'), 'staff pool', value.pool, shape.pools.keys(), {
        expected: `one of ${listed([...shape.pools.keys()])}`,
      });
    return;
  }
  for (const need of shape.needs) {
    if (need.reentryMinutes > 0)
      context.error(
        inside(need.path, 'reentryMinutes'),
        `Work done without ${need.ref} is to be typed up, but the template ${shape.template} says nothing about re-entry.`,
        {
          found: String(need.reentryMinutes),
          expected: 'reentry: { pool: ..., priority: ... } in the template, or reentryMinutes: 0',
        },
      );
  }
}

function checkFollowOnCycle(context: Context, shape: Shape): void {
  const nextOf = (id: string): string[] => {
    const service = shape.services.get(id)?.value;
    if (!service) return [];
    const contact = service.missedSlot?.contact;
    return [...service.followOn.map((entry) => entry.service), ...(contact === undefined ? [] : [contact])];
  };
  const cycle = cycleIn(shape.services.keys(), nextOf);
  if (!cycle) return;
  const { value, path } = shape.services.get(cycle[0]!)!;
  const k = value.followOn.findIndex((entry) => entry.service === cycle[1]);
  context.error(
    k >= 0 ? inside(path, 'followOn', k) : inside(path, 'missedSlot', 'contact'),
    `Work goes round in a circle: ${cycle.join(', which leads to ')}.`,
    {
      expected: 'follow-on work and rebooking contacts that end somewhere',
    },
  );
}

function checkRequirementCycles(context: Context): void {
  const seen = new Set<string>();
  const usesOf = context.shapes.filter((shape) => shape.sites.length > 0).map((shape) => shape.uses);
  for (const uses of [{}, ...usesOf]) {
    const key = JSON.stringify(uses);
    if (seen.has(key)) continue;
    seen.add(key);
    const cycle = cycleIn(context.components.keys(), (id) => requiredBy(id, uses, context.components));
    if (!cycle) continue;
    const k = context.scenario.components.findIndex((component) => component.id === partsOf(cycle[0]!)[0]);
    context.error(
      ['components', k, 'requires'],
      `Components require each other in a circle: ${cycle.join(' requires ')}.`,
      { expected: 'requirements that end at something that requires nothing' },
    );
  }
}

/** Every need resolves at every site. What a site's `uses` lacks is said at the site; what is misspelt, where it stands. */
function checkNeeds(context: Context, shape: Shape, known: ReadonlySet<string>): void {
  const site = shape.sites[0]!;
  const others = shape.sites.length > 1 ? ` (and at ${whole(shape.sites.length - 1)} more sites like it)` : '';
  const missing = new Map<string, Set<string>>();
  for (const need of shape.needs) {
    if (need.key !== undefined) continue;
    const [head, fn] = partsOf(need.ref);
    const target = targetOf(head, shape.uses);
    const component = context.components.get(target);
    if (context.unread.components.has(target)) continue;
    if (component) {
      const suggestion = context.suggest(fn ?? '', component.functions);
      context.error(inside(need.path, 'component'), `${target} has no function "${fn}", which ${need.service} needs.`, {
        found: describeValue(need.ref),
        expected:
          component.functions.length > 0
            ? `one of its functions, ${listed(component.functions)}`
            : `functions: [ ${fn} ] in the component ${target}`,
        ...(suggestion !== undefined && { suggestion: `${head}/${suggestion}` }),
      });
    } else if (Object.hasOwn(shape.uses, head)) continue;
    else if (known.has(head) || need.path.length === 3)
      missing.set(head, (missing.get(head) ?? new Set()).add(need.ref));
    else
      context.unknown(
        inside(need.path, 'component'),
        'component or alias',
        head,
        [...Object.keys(shape.uses), ...known, ...context.components.keys()],
        { expected: 'the id of a component, or an alias that sites resolve with uses' },
      );
  }
  const path: Path = ['sites', site, 'uses'];
  for (const [head, refs] of missing) {
    const near = context.suggest(head, Object.keys(shape.uses));
    context.error(
      path,
      `Nothing stands behind "${head}" here${others}; ${listed([...refs], 'and')} ${refs.size === 1 ? 'is' : 'are'} needed by the template ${shape.template}.`,
      {
        found: Object.keys(shape.uses).length === 0 ? 'no uses' : describeValue(shape.uses),
        expected: `uses: { ${head}: the id of a component }`,
        ...(near !== undefined && { suggestion: `${head} instead of ${near}` }),
      },
    );
  }
}

function checkUnusedAliases(context: Context): void {
  const { scenario } = context;
  const elsewhere = [
    ...scenario.components.flatMap((component) => refsOf(component.requires)),
    ...scenario.backups.flatMap((backup) => [
      ...('requires' in backup ? backup.requires : []),
      ...('covers' in backup ? backup.covers.map((cover) => cover.component) : []),
      ...('supports' in backup ? backup.supports.map((support) => support.component) : []),
    ]),
    ...scenario.actions.flatMap((action) =>
      'of' in action.when && action.when.of !== undefined ? [action.when.of] : [],
    ),
    ...context.shapes.flatMap((shape) =>
      [...shape.services.values()].flatMap(({ value }) => (value.follows ? [value.follows.component] : [])),
    ),
  ].map((ref) => partsOf(ref)[0]);
  for (const shape of context.shapes) {
    const named = new Set([...elsewhere, ...shape.needs.map((need) => partsOf(need.ref)[0])]);
    const site = shape.sites[0];
    if (site === undefined) continue;
    for (const alias of Object.keys(shape.uses)) {
      if (named.has(alias)) continue;
      const suggestion = context.suggest(alias, named);
      context.warn(
        ['sites', site, 'uses', alias],
        `Nothing at this site refers to "${alias}".`,
        suggestion === undefined ? {} : { suggestion },
      );
    }
  }
}

function refsOf(requirement: Parameters<typeof refsIn>[0]): string[] {
  return refsIn(requirement).map(({ ref }) => ref);
}

/** Services that no work ever reaches. */
export function checkIdleServices(context: Context): void {
  const received = new Set<string>();
  for (const shape of context.shapes) {
    for (const { value } of shape.services.values())
      for (const hub of [...(value.patience?.hubs ?? []), ...(value.atClose?.hubs ?? [])])
        received.add(`${hub.site}/${hub.service}`);
  }
  for (const action of context.scenario.actions)
    if (action.kind === 'divert') received.add(`${action.to.site}/${action.to.service}`);
  for (const shape of context.shapes) {
    if (shape.sites.length === 0) continue;
    const fed = new Set(
      [...shape.services.values()].flatMap(({ value }) => [
        ...value.followOn.map((entry) => entry.service),
        ...(value.missedSlot?.contact === undefined ? [] : [value.missedSlot.contact]),
      ]),
    );
    for (const [id, { value, path }] of shape.services) {
      if (value.arrivals || fed.has(id) || id === REENTRY) continue;
      if (shape.sites.some((s) => received.has(`${context.scenario.sites[s]!.id}/${id}`))) continue;
      context.warn(inside(path), `No work ever reaches the service ${id}.`, {
        expected: 'arrivals, or another service that names it in followOn',
      });
    }
  }
}
