/** Whether faults reach needs, needs have components, and backups and actions meet something at a site. */
import { isStarted } from '../../catalog/backups/index.ts';
import { listed, whole, type Path } from '../issue.ts';
import type { Context } from './context.ts';
import { brokenBy } from '../prevents.ts';
import { checkBackupsMeet } from './backups.ts';
import { felt, inScope, Reach, sitesAtRisk, usedShapes } from './reach.ts';

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

function checkFaultsReach(context: Context, reach: Reach): void {
  const { scenario } = context;
  scenario.incident.faults.forEach((fault, k) => {
    const broken = brokenBy(fault);
    if (!broken.every((key) => context.resolve(key, {}) !== undefined)) return;
    const path: Path = ['incident', 'faults', k];
    const hit = sitesAtRisk(context, reach, fault);
    if (hit.length === 0) {
      const where = fault.group === undefined ? 'no site' : `no site of the group ${fault.group}`;
      context.warn(
        [...path, 'component'],
        `The fault ${fault.id} reaches no need: ${where} needs ${fault.component} or anything that requires it.`,
        { expected: 'a component that some service rests on' },
      );
      return;
    }
    if (Math.floor(fault.sites * hit.length + 0.5) === 0)
      context.warn(
        [...path, 'sites'],
        `The fault ${fault.id} hits nobody: its share of ${hit.length === 1 ? 'the one site' : `the ${whole(hit.length)} sites`} at risk rounds to none.`,
        { found: String(fault.sites), expected: `at least ${(0.5 / hit.length).toPrecision(2)}` },
      );
    if ('handsOn' in fault.repair) {
      const without = hit.filter((s) => scenario.sites[s]!.devices === 0);
      if (without.length > 0)
        context.warn(
          ['sites', without[0]!, 'devices'],
          `${without.length === hit.length ? 'No site at risk has' : `${whole(without.length)} of ${whole(hit.length)} sites at risk have no`} ${without.length === hit.length ? 'any ' : ''}devices, so the fault ${fault.id}, which is repaired device by device, does not hit ${without.length === 1 ? 'it' : 'them'}.`,
          {
            expected: 'devices: a number above 0',
          },
        );
    } else if (fault.devices < 1) {
      context.warn([...path, 'devices'], 'A share of devices matters only when they are repaired one by one.', {
        found: String(fault.devices),
        expected: 'repair: { handsOn: ... }, or no devices',
      });
    }
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
