/** Backups: the names in each family, and whether each meets something it can answer, keep up, change or improve. */
import {
  coversAsUsual,
  isImprovement,
  isPrevention,
  isStarted,
  isSupport,
  isWayOfWorking,
  type Improvement,
  type Prevention,
  type Support,
  type WayOfWorking,
} from '../../catalog/backups/index.ts';
import { brokenBy } from '../../catalog/faults/aim.ts';
import { supportedAt } from '../inUse.ts';
import { describeValue, listed, type Path } from '../issue.ts';
import { canChange } from '../prevents.ts';
import { REENTRY, type Context } from './context.ts';
import { candidatesOf, felt, inScope, type Reach, usedShapes } from './reach.ts';
import { checkScope, checkService, checkSomewhere, namesOf } from './references.ts';

/** Names of sites, services, components, backups and actions. */
export function checkBackupNames(context: Context): void {
  const services = namesOf(context, 'services').add(REENTRY);
  const { scenario, unread } = context;
  scenario.backups.forEach((backup, k) => {
    const path: Path = ['backups', k];
    if ('sites' in backup) checkScope(context, [...path, 'sites'], backup.sites);
    if (isStarted(backup)) backup.requires.forEach((ref, j) => checkSomewhere(context, [...path, 'requires', j], ref));
    if (isWayOfWorking(backup) && !coversAsUsual(backup))
      backup.covers.forEach((cover, c) => {
        cover.services.forEach((service, j) =>
          checkService(context, [...path, 'covers', c, 'services', j], service, services),
        );
        checkSomewhere(context, [...path, 'covers', c, 'component'], cover.component);
      });
    if (isSupport(backup))
      backup.supports.forEach(({ component }, j) =>
        checkSomewhere(context, [...path, 'supports', j, 'component'], component),
      );
    const named = (field: 'backups' | 'actions', ids: readonly string[], what: string): void => {
      const known = new Set(scenario[field].map(({ id }) => id));
      ids.forEach((id, j) => {
        if (!known.has(id) && !unread[field].has(id)) context.unknown([...path, field, j], what, id, known);
      });
    };
    if (backup.kind === 'drills-and-enrolment') named('backups', backup.backups, 'backup');
    if (backup.kind === 'locum-call-off') named('actions', backup.actions, 'action');
  });
}

/** Whether each backup makes a difference to anything. */
export function checkBackupsMeet(context: Context, reach: Reach): void {
  context.scenario.backups.forEach((backup, k) => {
    const users = usersOf(context, backup.id);
    if (isWayOfWorking(backup)) checkWay(context, reach, backup, k, users);
    else if (isSupport(backup)) checkSupport(context, reach, backup, k, users);
    else if (isPrevention(backup)) checkPrevention(context, backup, k);
    else if (isImprovement(backup)) checkImprovement(context, backup, k);
    else backup satisfies never;
    if (users.length === 0)
      context.warn(['backups', k], `No strategy uses the backup ${backup.id}.`, {
        expected: 'its id in uses of a strategy',
      });
  });
}

function usersOf(context: Context, id: string): string[] {
  return context.scenario.strategies.filter((strategy) => strategy.uses.includes(id)).map((strategy) => strategy.id);
}

function nobodyHas(context: Context, k: number, users: readonly string[], expected: string): void {
  context.error(
    ['backups', k, 'sites'],
    `${listed(users, 'and')} ${users.length === 1 ? 'uses' : 'use'} ${context.scenario.backups[k]!.id}, but no site has it.`,
    { expected },
  );
}

function checkWay(context: Context, reach: Reach, backup: WayOfWorking, k: number, users: readonly string[]): void {
  const { scenario } = context;
  const asUsual = coversAsUsual(backup);
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
            ['backups', k, ...(asUsual ? ['covers'] : ['covers', c, 'reentryMinutes'])],
            `Work done with ${backup.id} is to be typed up, but the template ${shape.template} says nothing about re-entry.`,
            {
              found: String(cover.reentryMinutes),
              expected: 'reentry: { pool: ..., priority: ... } in the template, or reentryMinutes: 0',
            },
          );
        const covered = shape.services.get(service)?.value;
        if (backup.kind === 'at-risk-lists' && covered && covered.timeCritical === undefined)
          context.error(
            ['backups', k, ...(asUsual ? ['covers'] : ['covers', c, 'services', j])],
            `Lists of at-risk patients cover time-critical work only, and ${service} is not.`,
            { found: describeValue(service), expected: 'services with timeCritical' },
          );
      }
      if (!met && !asUsual) notNeeded(context, ['backups', k, 'covers', c, 'services', j], service, cover.component);
    }
  });
  if (asUsual && candidates.size === 0 && usedShapes(context).length > 0 && !context.isPartial)
    context.error(
      ['backups', k],
      `Nothing says what ${backup.id} covers, and no site has the needs it usually covers.`,
      {
        expected: 'covers: which services, for which component',
      },
    );
  if (candidates.size > 0 && inScope(context, backup.sites, [...candidates]).length === 0 && users.length > 0)
    nobodyHas(context, k, users, 'sites that have a service it covers');
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

function checkSupport(context: Context, reach: Reach, backup: Support, k: number, users: readonly string[]): void {
  const { scenario } = context;
  const shapes = usedShapes(context);
  const used = new Set(shapes.flatMap((shape) => [...felt(context, shape)]));
  backup.supports.forEach(({ component }, j) => {
    const keys = shapes.flatMap((shape) => context.resolve(component, shape.uses) ?? []);
    if (keys.length > 0 && !keys.some((key) => used.has(key)))
      context.warn(
        ['backups', k, 'supports', j, 'component'],
        `Nobody needs ${component}, so keeping it up makes no difference.`,
        {
          expected: 'a component that some service rests on',
        },
      );
  });
  const candidates = candidatesOf(context, backup);
  const has = inScope(context, backup.sites, candidates);
  if (candidates.length > 0 && has.length === 0 && users.length > 0)
    nobodyHas(context, k, users, 'sites that use something it keeps up');
  if ('spare' in backup) {
    const without = has.filter((s) => scenario.sites[s]!.devices === 0);
    if (without.length > 0)
      context.warn(
        ['sites', without[0]!, 'devices'],
        `${without.length === has.length ? 'No site with' : `${without.length} of ${has.length} sites with`} ${backup.id} ${without.length === has.length ? 'has any' : 'have no'} devices, so there is nothing to stand in for.`,
        { expected: 'devices: a number above 0' },
      );
  }
  const broken = scenario.incident.faults.flatMap((fault) => (fault.kind === 'slow' ? [] : brokenBy(fault)));
  for (const shape of shapes) {
    const supported = supportedAt(backup, shape.uses, context.components);
    for (const [j, ref] of backup.requires.entries()) {
      const required = context.resolve(ref, shape.uses);
      if (required === undefined) continue;
      const rests = reach.of(required, shape.uses);
      const common = broken.find(
        (part) => rests.has(part) && supported.some((key) => reach.of(key, shape.uses).has(part)),
      );
      if (common !== undefined || supported.some((key) => rests.has(key)))
        context.warn(
          ['backups', k, 'requires', j],
          `The backup ${backup.id} itself needs ${ref}, which fails with ${common ?? supported[0]!}, the very thing it backs up for.`,
          { expected: 'a backup that does not share what fails' },
        );
    }
  }
}

function checkPrevention(context: Context, backup: Prevention, k: number): void {
  const { faults } = context.scenario.incident;
  const kinds = backup.kind === 'staged-updates' ? 'a faulty update' : 'a fault that is repaired by hand';
  backup.faults?.forEach((id, j) => {
    const fault = faults.find((one) => one.id === id);
    if (!fault)
      context.unknown(
        ['backups', k, 'faults', j],
        'fault',
        id,
        faults.map((one) => one.id),
      );
    else if (!canChange(backup, fault))
      context.error(['backups', k, 'faults', j], `${backup.id} cannot change the fault ${id}: it is not ${kinds}.`, {
        found: describeValue(id),
        expected: kinds,
      });
  });
  if (backup.faults === undefined && faults.length > 0 && !faults.some((fault) => canChange(backup, fault)))
    context.warn(['backups', k], `Nothing in the incident is ${kinds}, so ${backup.id} changes nothing.`, {
      expected: kinds,
    });
}

function checkImprovement(context: Context, backup: Improvement, k: number): void {
  const { scenario } = context;
  if (backup.kind === 'locum-call-off') {
    backup.actions.forEach((id, j) => {
      const action = scenario.actions.find((one) => one.id === id);
      if (!action) return;
      const path: Path = ['backups', k, 'actions', j];
      if (!('pool' in action))
        context.error(path, `${id} brings nobody in, so nobody can come sooner.`, {
          found: describeValue(action.kind),
          expected: 'an action that adds people to a staff pool',
        });
      else if (!('on' in action.when))
        context.warn(path, `${id} begins at a stated moment, so a call-off does not bring it forward.`, {
          expected: 'an action whose window is started by something',
        });
      else if (action.when.lead <= backup.lead)
        context.warn(path, `${id} has no longer lead time than the call-off, so it comes no sooner.`, {
          expected: 'a lead time above that of the call-off',
        });
    });
    return;
  }
  backup.backups.forEach((id, j) => {
    const other = scenario.backups.find((one) => one.id === id);
    if (!other) return;
    const path: Path = ['backups', k, 'backups', j];
    if (!isStarted(other))
      context.error(path, `${id} is not started by anybody, so it cannot be drilled.`, {
        found: describeValue(other.kind),
        expected: 'a way of working, or something that keeps a component up',
      });
    else if (other.drilled && (other.preparation === undefined || (backup.prepared ?? 0) <= other.preparation.share))
      context.warn(path, `${id} is drilled already and no more sites would be prepared, so drills change nothing.`, {
        expected: 'drilled: false on that backup, or prepared above its share',
      });
  });
}
