/** Whether faults reach needs, needs have components, and backups and actions meet something at a site. */
import { isStarted } from '../../catalog/backups/index.ts';
import { listed } from '../issue.ts';
import { checkBackupsMeet } from './backups.ts';
import type { Context } from './context.ts';
import { checkFaultsReach } from './faultReach.ts';
import { felt, inScope, Reach, usedShapes } from './reach.ts';

export function checkCoverage(context: Context): void {
  const reach = new Reach(context);
  checkComponentsNeeded(context, reach);
  checkFaultsReach(context, reach);
  checkBackupsMeet(context, reach);
  checkActionsMeet(context);
  checkUnusedTemplates(context);
}

function checkComponentsNeeded(context: Context, reach: Reach): void {
  const needed = new Set<string>();
  for (const shape of usedShapes(context)) {
    for (const part of felt(context, shape)) needed.add(part);
    const others = [
      ...context.scenario.backups.flatMap((backup) => (isStarted(backup) ? backup.requires : [])),
      ...[...shape.services.values()].flatMap(({ value }) => (value.follows ? [value.follows.component] : [])),
    ];
    for (const ref of others) {
      const key = context.resolve(ref, shape.uses);
      if (key !== undefined) for (const part of reach.of(key, shape.uses)) needed.add(part);
    }
  }
  context.scenario.components.forEach((component, k) => {
    const parts = [component.id, ...component.functions.map((name) => `${component.id}/${name}`)];
    if (!parts.some((part) => needed.has(part)))
      context.warn(['components', k], `Nobody needs ${component.id}, so what happens to it makes no difference.`, {
        expected: 'a service that needs it, or a component that requires it',
      });
  });
}

function checkActionsMeet(context: Context): void {
  const { scenario } = context;
  scenario.actions.forEach((action, k) => {
    const users = scenario.strategies
      .filter((strategy) => strategy.uses.includes(action.id))
      .map((strategy) => strategy.id);
    if (users.length === 0) {
      context.warn(['actions', k], `No strategy uses the action ${action.id}.`, {
        expected: 'its id in uses of a strategy',
      });
      return;
    }
    const shapes = usedShapes(context).filter((shape) =>
      'pool' in action ? shape.pools.has(action.pool) : shape.services.has(action.service),
    );
    const candidates = shapes.flatMap((shape) => shape.sites);
    if (candidates.length > 0 && inScope(context, action.sites, candidates).length === 0)
      context.error(
        ['actions', k, 'sites'],
        `${listed(users, 'and')} ${users.length === 1 ? 'uses' : 'use'} ${action.id}, but no site in its scope has ${'pool' in action ? `the pool ${action.pool}` : `the service ${action.service}`}.`,
        { expected: 'sites that have it' },
      );
    if (
      action.kind === 'release-held-slots' &&
      candidates.length > 0 &&
      !shapes.some((shape) => shape.services.get(action.service)?.value.missedSlot)
    )
      context.warn(
        ['actions', k, 'service'],
        `Nobody is rebooked in ${action.service}, so there is nothing to release.`,
        { expected: 'a service with missedSlot' },
      );
  });
}

function checkUnusedTemplates(context: Context): void {
  for (const id of Object.keys(context.scenario.templates)) {
    if (!context.scenario.sites.some((site) => site.template === id))
      context.warn(['templates', id], `No site uses the template ${id}.`);
  }
}
