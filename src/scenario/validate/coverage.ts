/** Whether faults reach needs, needs have components, and backups and actions meet something at a site. */
import { brokenBy } from '../../catalog/faults/aim.ts';
import { listed, type Path } from '../issue.ts';
import { REENTRY, type Context } from './context.ts';
import { checkFaultsReach } from './faultReach.ts';
import { inScope, Reach, usedShapes } from './reach.ts';

export function checkCoverage(context: Context): void {
  const reach = new Reach(context);
  checkComponentsNeeded(context, reach);
  checkFaultsReach(context, reach);
  context.scenario.backups.forEach((_, k) => checkBackup(context, reach, k));
  checkActionsMeet(context);
  checkUnusedTemplates(context);
}

function checkComponentsNeeded(context: Context, reach: Reach): void {
  const needed = new Set<string>();
  for (const shape of usedShapes(context)) {
    for (const part of reach.ofNeeds(shape)) needed.add(part);
    const others = [
      ...context.scenario.backups.flatMap((backup) => backup.requires),
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

function checkBackup(context: Context, reach: Reach, k: number): void {
  const { scenario } = context;
  const backup = scenario.backups[k]!;
  const candidates = new Set<number>();
  let isBroken = false;
  let sharesFault: { what: string; with: string } | undefined;
  const faults = scenario.incident.faults.map((fault) => ({ broken: brokenBy(fault), isSlow: fault.kind === 'slow' }));
  backup.covers.forEach((cover, c) => {
    for (const [j, service] of cover.services.entries()) {
      let met = false;
      for (const shape of usedShapes(context)) {
        const key = context.resolve(cover.component, shape.uses);
        if (key === undefined || !shape.needs.some((need) => need.service === service && need.key === key)) continue;
        met = true;
        shape.sites.forEach((s) => candidates.add(s));
        const rests = reach.of(key, shape.uses);
        const breaking = faults.filter(({ broken }) => broken.some((part) => rests.has(part)));
        if (breaking.length > 0) isBroken = true;
        for (const ref of backup.requires) {
          const required = context.resolve(ref, shape.uses);
          if (required === undefined) continue;
          const requires = reach.of(required, shape.uses);
          // What is slow still answers the backup.
          const down = breaking.filter(({ isSlow }) => !isSlow).flatMap(({ broken }) => broken);
          const common = down.find((part) => requires.has(part));
          if (common !== undefined) sharesFault ??= { what: ref, with: common };
        }
        if (cover.reentryMinutes > 0 && !shape.reentry && service !== REENTRY)
          context.error(
            ['backups', k, 'covers', c, 'reentryMinutes'],
            `Work done with ${backup.id} is to be typed up, but the template ${shape.template} says nothing about re-entry.`,
            {
              found: String(cover.reentryMinutes),
              expected: 'reentry: { pool: ..., priority: ... } in the template, or reentryMinutes: 0',
            },
          );
      }
      if (!met) notNeeded(context, ['backups', k, 'covers', c, 'services', j], service, cover.component);
    }
  });
  const has = inScope(context, backup.sites, [...candidates]);
  const users = scenario.strategies
    .filter((strategy) => strategy.uses.includes(backup.id))
    .map((strategy) => strategy.id);
  if (candidates.size > 0 && has.length === 0 && users.length > 0)
    context.error(
      ['backups', k, 'sites'],
      `${listed(users, 'and')} ${users.length === 1 ? 'uses' : 'use'} ${backup.id}, but no site has it.`,
      { expected: 'sites that have a service it covers' },
    );
  if (users.length === 0)
    context.warn(['backups', k], `No strategy uses the backup ${backup.id}.`, {
      expected: 'its id in uses of a strategy',
    });
  if (candidates.size > 0 && !isBroken && faults.length > 0)
    context.warn(
      ['backups', k],
      `The backup ${backup.id} covers nothing that the incident breaks, so it changes nothing.`,
    );
  if (sharesFault)
    context.warn(
      ['backups', k, 'requires'],
      `The backup ${backup.id} itself needs ${sharesFault.what}, which fails with ${sharesFault.with}, the very thing it backs up for.`,
      { expected: 'a backup that does not share what fails' },
    );
}

/** A cover that answers no need anywhere; unknown names have been said already. */
function notNeeded(context: Context, path: Path, service: string, component: string): void {
  const shapes = usedShapes(context);
  const needs = new Set(
    shapes.flatMap((shape) => shape.needs.filter((need) => need.service === service).map((need) => need.ref)),
  );
  const isKnown = service === REENTRY || shapes.some((shape) => shape.services.has(service));
  if (!isKnown || !shapes.some((shape) => context.resolve(component, shape.uses) !== undefined)) return;
  const suggestion = context.suggest(component, needs) ?? (needs.size === 1 ? [...needs][0] : undefined);
  context.error(path, `Nobody has this need: no site’s ${service} needs ${component}.`, {
    expected:
      needs.size > 0 ? `a component that ${service} needs: ${listed([...needs])}` : `a service that needs ${component}`,
    ...(suggestion !== undefined && { suggestion }),
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
