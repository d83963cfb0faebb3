/** Names in the file that must name something: templates, groups, components, sites, services, backups and actions. */
import { describeValue, listed, type Path } from '../issue.ts';
import { partsOf, refsIn, targetOf, type Uses } from '../graph.ts';
import { checkBackupNames } from './backups.ts';
import type { Context, Shape } from './context.ts';
import type { SiteScope } from '../../catalog/fields.ts';

export function checkReferences(context: Context): void {
  checkMainPools(context);
  checkSites(context);
  checkComponents(context);
  checkBackupNames(context);
  checkActions(context);
  checkStrategies(context);
}

/** Aliases that any site resolves. */
export function aliases(context: Context): Set<string> {
  return new Set(context.scenario.sites.flatMap((site) => Object.keys(site.uses)));
}

/** All services, or all pools, that any site has. */
export function namesOf(context: Context, what: 'services' | 'pools'): Set<string> {
  return new Set(context.shapes.filter((shape) => shape.sites.length > 0).flatMap((shape) => [...shape[what].keys()]));
}

function checkMainPools(context: Context): void {
  for (const [id, { mainPool, pools }] of Object.entries(context.scenario.templates)) {
    if (mainPool && !Object.hasOwn(pools, mainPool.pool))
      context.unknown(['templates', id, 'mainPool', 'pool'], 'staff pool', mainPool.pool, Object.keys(pools), {
        expected: `a pool of this template: ${listed(Object.keys(pools))}`,
      });
  }
}

function checkSites(context: Context): void {
  context.scenario.sites.forEach((site, s) => {
    if (!context.templates.has(site.template) && !context.unread.templates.has(site.template))
      context.unknown(['sites', s, 'template'], 'template', site.template, context.templates.keys(), {
        expected: `one of ${listed([...context.templates.keys()])}`,
      });
    site.groups.forEach((group, k) => checkGroup(context, ['sites', s, 'groups', k], group));
    for (const [alias, target] of Object.entries(site.uses)) {
      if (!context.components.has(target) && !context.unread.components.has(target))
        context.unknown(['sites', s, 'uses', alias], 'component', target, context.components.keys());
    }
  });
}

export function checkGroup(context: Context, path: Path, group: string): void {
  if (!context.groupIds.has(group) && !context.unread.groups.has(group))
    context.unknown(path, 'group', group, context.groupIds);
}

/** A reference that must be a component or function by itself, without any site's aliases. */
export function checkGlobalRef(context: Context, path: Path, ref: string): boolean {
  if (context.resolve(ref, {}) !== undefined) return true;
  const [head, fn] = partsOf(ref);
  const component = context.components.get(head);
  if (component && fn !== undefined) {
    const suggestion = context.suggest(fn, component.functions);
    context.error(path, `The component ${head} has no function "${fn}".`, {
      found: describeValue(ref),
      expected:
        component.functions.length > 0
          ? `one of its functions, ${listed(component.functions)}`
          : 'a component by itself, since this one has no functions',
      ...(suggestion !== undefined && { suggestion: `${head}/${suggestion}` }),
    });
  } else if (!context.unread.components.has(head)) {
    const behind = [
      ...new Set(context.scenario.sites.flatMap((site) => (Object.hasOwn(site.uses, head) ? [site.uses[head]!] : []))),
    ];
    if (behind.length > 0)
      context.error(path, `"${head}" is an alias of sites, and a component is needed here.`, {
        found: describeValue(ref),
        expected: `one of ${listed(behind)}`,
        suggestion: fn === undefined ? behind[0]! : `${behind[0]}/${fn}`,
      });
    else context.unknown(path, 'component', head, context.components.keys());
  }
  return false;
}

/** A reference that some site must be able to resolve. */
export function checkSomewhere(context: Context, path: Path, ref: string): boolean {
  const usesOf = new Set<Uses>(context.shapes.filter((shape) => shape.sites.length > 0).map((shape) => shape.uses));
  if ([...usesOf].some((uses) => context.resolve(ref, uses) !== undefined)) return true;
  if (context.isPartial) return false;
  const [head, fn] = partsOf(ref);
  const targets = [...new Set([...usesOf].map((uses) => targetOf(head, uses)))];
  const known = targets.filter((target) => context.components.has(target));
  if (targets.some((target) => context.unread.components.has(target))) return false;
  if (known.length > 0) {
    const functions = [...new Set(known.flatMap((target) => context.components.get(target)!.functions))];
    const suggestion = context.suggest(fn ?? '', functions);
    context.error(path, `${listed(known, 'and')} has no function "${fn}".`, {
      found: describeValue(ref),
      expected:
        functions.length > 0
          ? `one of its functions, ${listed(functions)}`
          : 'a component by itself, since this one has no functions',
      ...(suggestion !== undefined && { suggestion: `${head}/${suggestion}` }),
    });
  } else
    context.unknown(path, 'component or alias', head, [...aliases(context), ...context.components.keys()], {
      expected: 'the id of a component, or an alias that sites resolve with uses',
    });
  return false;
}

function checkComponents(context: Context): void {
  const known = aliases(context);
  context.scenario.components.forEach((component, k) => {
    for (const { ref, path } of refsIn(component.requires)) {
      const [head] = partsOf(ref);
      if (known.has(head)) checkSomewhere(context, ['components', k, 'requires', ...path], ref);
      else checkGlobalRef(context, ['components', k, 'requires', ...path], ref);
    }
    const { requires } = component;
    if (
      requires !== undefined &&
      typeof requires !== 'string' &&
      'atLeast' in requires &&
      requires.atLeast.k > requires.atLeast.of.length
    )
      context.error(['components', k, 'requires', 'atLeast', 'k'], 'More are required than are listed.', {
        found: String(requires.atLeast.k),
        expected: `at most ${requires.atLeast.of.length}`,
      });
  });
}

export function checkSite(context: Context, path: Path, site: string): boolean {
  if (context.siteIndex.has(site)) return true;
  if (!context.unread.sites.has(site)) context.unknown(path, 'site', site, context.siteIndex.keys());
  return false;
}

export function checkScope(context: Context, path: Path, scope: SiteScope): void {
  if (typeof scope === 'string') return;
  if (Array.isArray(scope)) scope.forEach((site, k) => checkSite(context, [...path, k], site));
  else if (scope.group !== undefined) {
    checkGroup(context, [...path, 'group'], scope.group);
    if (context.sitesOfGroup.get(scope.group)?.length === 0 && context.unread.sites.size === 0)
      context.error([...path, 'group'], `No site belongs to the group ${scope.group}.`, {
        expected: 'a group that sites name in groups',
      });
  }
}

export function checkService(
  context: Context,
  path: Path,
  service: string,
  known = namesOf(context, 'services'),
): boolean {
  if (known.has(service)) return true;
  if (!context.isPartial)
    context.unknown(path, 'service', service, known, { expected: 'a service that some site has' });
  return false;
}

function checkActions(context: Context): void {
  const services = namesOf(context, 'services');
  const pools = namesOf(context, 'pools');
  context.scenario.actions.forEach((action, k) => {
    const path: Path = ['actions', k];
    checkScope(context, [...path, 'sites'], action.sites);
    if ('of' in action.when && action.when.of !== undefined)
      checkSomewhere(context, [...path, 'when', 'of'], action.when.of);
    if ('pool' in action && !pools.has(action.pool) && !context.isPartial)
      context.unknown([...path, 'pool'], 'staff pool', action.pool, pools, { expected: 'a pool that some site has' });
    if ('service' in action) checkService(context, [...path, 'service'], action.service, services);
    if (action.kind === 'divert') checkHub(context, [...path, 'to'], action.to.site, action.to.service);
  });
}

/** A hub: a site, and a service that it has. */
export function checkHub(context: Context, path: Path, site: string, service: string): void {
  if (!checkSite(context, [...path, 'site'], site)) return;
  const shape: Shape | undefined = context.shapeOf[context.siteIndex.get(site)!];
  if (!shape || shape.services.has(service)) return;
  context.unknown([...path, 'service'], 'service', service, shape.services.keys(), {
    expected: `a service of ${site}: ${listed([...shape.services.keys()])}`,
  });
}

function checkStrategies(context: Context): void {
  const { scenario, unread } = context;
  const known = new Set([...scenario.backups, ...scenario.actions].map((entry) => entry.id));
  scenario.strategies.forEach((strategy, k) => {
    strategy.uses.forEach((id, j) => {
      if (!known.has(id) && !unread.backups.has(id) && !unread.actions.has(id))
        context.unknown(['strategies', k, 'uses', j], 'backup or action', id, known);
    });
  });
}
